// The details of the kinds of node that have some. `node` is the place of the node they belong to.

/// YAML, TOML or JSON before the first line of prose.
package struct FrontMatter: Sendable {
    package enum Format: String, Sendable { case yaml, toml, json }
    package var format: Format
    package var range: SourceRange
    /// Between the fences; of JSON the whole.
    package var content: SourceRange

    package init(format: Format, range: SourceRange, content: SourceRange) {
        self.format = format
        self.range = range
        self.content = content
    }
}

/// What a block quote is that begins with `[!NOTE]` or another of GitHub's words.
package struct Alert: Sendable {
    package var node: NodeID
    /// The word after `!`: `NOTE`, `TIP`, `IMPORTANT`, `WARNING` or `CAUTION`.
    package var kind: SourceRange

    package init(node: NodeID, kind: SourceRange) {
        self.node = node
        self.kind = kind
    }
}

/// An ordered or a bullet list.
package struct List: Sendable {
    package var node: NodeID
    /// The character that ends a marker: `-`, `+`, `*`, or for an ordered list `.` or `)`.
    package var delimiter: UInt8
    package var isOrdered: Bool
    package var isTight: Bool
    /// The number of the first item of an ordered list; 0 for others.
    package var start: Int

    package init(node: NodeID, delimiter: UInt8, isOrdered: Bool, isTight: Bool, start: Int) {
        self.node = node
        self.delimiter = delimiter
        self.isOrdered = isOrdered
        self.isTight = isTight
        self.start = start
    }
}

/// An item of a list, with its marker and its check box.
package struct ListItem: Sendable {
    package enum Task: UInt8, Sendable { case none, open, done }
    package var node: NodeID
    /// `-`, `*`, `+`, `12.` or `12)`.
    package var marker: SourceRange
    /// `[ ]` or `[x]`; empty where the item is no task.
    package var checkBox: SourceRange
    package var task: Task

    package init(node: NodeID, marker: SourceRange, checkBox: SourceRange, task: Task) {
        self.node = node
        self.marker = marker
        self.checkBox = checkBox
        self.task = task
    }
}

/// A heading, in whichever way it is written.
package struct Heading: Sendable {
    package enum Style: UInt8, Sendable { case atx, closedATX, setext }
    package var node: NodeID
    /// 1 to 6.
    package var level: Int
    package var style: Style
    /// The opening `#` characters; of a setext heading its underline, without white space around it.
    package var marker: SourceRange
    /// The closing `#` characters; empty where there are none.
    package var closingMarker: SourceRange
    /// The id between `{#` and `}` behind the text; empty where there is none.
    package var explicitID: SourceRange

    package init(
        node: NodeID, level: Int, style: Style, marker: SourceRange, closingMarker: SourceRange,
        explicitID: SourceRange
    ) {
        self.node = node
        self.level = level
        self.style = style
        self.marker = marker
        self.closingMarker = closingMarker
        self.explicitID = explicitID
    }
}

/// A fenced or an indented block of code.
package struct CodeBlock: Sendable {
    package var node: NodeID
    /// The opening fence; empty where the block is indented.
    package var openingFence: SourceRange
    /// The closing fence; empty where there is none.
    package var closingFence: SourceRange
    /// The info string without white space around it; empty where there is none.
    package var info: SourceRange
    /// The first word of the info string, as far as it names a language: `{.python}`, `{code-block} python`
    /// and `rust,ignore` give `python`, `python` and `rust`. Empty where there is none.
    package var language: SourceRange
    /// Which of the document's `segments` hold the code, one per line, prefixes of containers left out.
    package var lines: Range<Int>
    package var isFenced: Bool { !openingFence.isEmpty }

    package init(
        node: NodeID, openingFence: SourceRange, closingFence: SourceRange, info: SourceRange,
        language: SourceRange, lines: Range<Int>
    ) {
        self.node = node
        self.openingFence = openingFence
        self.closingFence = closingFence
        self.info = info
        self.language = language
        self.lines = lines
    }
}

/// A stretch of one line that belongs to a block, its line ending included.
package struct Segment: Sendable {
    package var range: SourceRange
    /// Spaces that stand before it because a tab was split by the indentation of a container.
    package var padding: Int

    package init(range: SourceRange, padding: Int = 0) {
        self.range = range
        self.padding = padding
    }
}

/// The lines of an HTML or a math block.
package struct RawBlock: Sendable {
    package var node: NodeID
    /// Which of the document's `segments` hold the text, one per line, prefixes of containers left out. The
    /// first begins with the indentation before the block.
    package var lines: Range<Int>

    package init(node: NodeID, lines: Range<Int>) {
        self.node = node
        self.lines = lines
    }
}

/// A link or an image.
package struct Link: Sendable {
    package enum Style: UInt8, Sendable {
        /// `[text](destination "title")`
        case inline
        /// `[text][label]`
        case full
        /// `[label][]`
        case collapsed
        /// `[label]`
        case shortcut
        /// `<https://example.org>`
        case angle
        /// `https://example.org` or `www.example.org` or `me@example.org` in running text
        case bare
    }
    package var node: NodeID
    package var style: Style
    package var isImage: Bool
    /// As written, without `<` and `>`; empty for a reference.
    package var destination: SourceRange
    /// Between the quotation marks; empty where there is none.
    package var title: SourceRange
    /// Between the brackets of the label; empty for an inline link.
    package var label: SourceRange
    /// Which of the document's `definitions` a reference uses; -1 for an inline link.
    package var definition: Int
    /// Where in `strings` the destination stands with escapes and character references resolved; -1 where
    /// it has none and is read from the file.
    package var decodedDestination: Int

    package init(
        node: NodeID, style: Style, isImage: Bool, destination: SourceRange, title: SourceRange,
        label: SourceRange, definition: Int, decodedDestination: Int
    ) {
        self.node = node
        self.style = style
        self.isImage = isImage
        self.destination = destination
        self.title = title
        self.label = label
        self.definition = definition
        self.decodedDestination = decodedDestination
    }
}

/// `[text][label]` or `[text][]` whose label is defined nowhere: text for a reader, a slip for its author.
package struct UndefinedReference: Sendable {
    /// The paragraph, heading or cell it stands in.
    package var node: NodeID
    package var style: Link.Style
    package var isImage: Bool
    /// The whole, from the first bracket (or `!`) to the last.
    package var range: SourceRange
    /// Between the brackets that should name a definition.
    package var label: SourceRange

    package init(
        node: NodeID, style: Link.Style, isImage: Bool, range: SourceRange, label: SourceRange
    ) {
        self.node = node
        self.style = style
        self.isImage = isImage
        self.range = range
        self.label = label
    }
}

/// What a label in brackets stands for: `[label]: destination "title"`.
package struct Definition: Sendable {
    package var node: NodeID
    /// Between the brackets.
    package var label: SourceRange
    /// As written, without `<` and `>`.
    package var destination: SourceRange
    /// Between the quotation marks; empty where there is none.
    package var title: SourceRange
    /// See `Link.decodedDestination`.
    package var decodedDestination: Int
    /// Whether an earlier definition has the same label, so that this one is never used.
    package var isShadowed: Bool

    package init(
        node: NodeID, label: SourceRange, destination: SourceRange, title: SourceRange,
        decodedDestination: Int, isShadowed: Bool
    ) {
        self.node = node
        self.label = label
        self.destination = destination
        self.title = title
        self.decodedDestination = decodedDestination
        self.isShadowed = isShadowed
    }
}

/// A footnote's definition or a reference to one.
package struct Footnote: Sendable {
    package var node: NodeID
    /// Between `[^` and `]`.
    package var label: SourceRange

    package init(node: NodeID, label: SourceRange) {
        self.node = node
        self.label = label
    }
}

/// A table, with the line under its header.
package struct Table: Sendable {
    package enum Alignment: UInt8, Sendable { case none, left, center, right }
    package var node: NodeID
    package var alignments: [Alignment]
    /// The line under the header, without white space around it.
    package var delimiterRow: SourceRange

    package init(node: NodeID, alignments: [Alignment], delimiterRow: SourceRange) {
        self.node = node
        self.alignments = alignments
        self.delimiterRow = delimiterRow
    }
}

/// A directive, admonition, tab, JSX element, shortcode or role.
package struct Directive: Sendable {
    package enum Syntax: UInt8, Sendable {
        /// `:::name`
        case colons
        /// `!!! name`
        case exclamation
        /// `??? name` and `???+ name`
        case question
        /// `=== "title"`
        case tab
        /// `@Name(…) { … }`
        case at
        /// `<Name …>` alone on its line
        case jsx
        /// `{{< name >}} … {{< /name >}}`
        case shortcode
        /// `/// name`
        case slashes
        /// `` {name}`…` ``
        case role
    }
    package var node: NodeID
    package var syntax: Syntax
    package var name: SourceRange
    /// What stands between the name and the end of the opening line; empty where there is nothing.
    package var arguments: SourceRange

    package init(node: NodeID, syntax: Syntax, name: SourceRange, arguments: SourceRange) {
        self.node = node
        self.syntax = syntax
        self.name = name
        self.arguments = arguments
    }
}

/// An HTML or JSX tag, in a block or within a line.
package struct Tag: Sendable {
    /// The `htmlBlock`, `htmlInline`, `directive` or `verbatimInline` it stands in.
    package var node: NodeID
    package var range: SourceRange
    package var name: SourceRange
    package var isClosing: Bool
    /// Which of the document's `attributes` are its own.
    package var attributes: Range<Int>

    package init(
        node: NodeID, range: SourceRange, name: SourceRange, isClosing: Bool, attributes: Range<Int>
    ) {
        self.node = node
        self.range = range
        self.name = name
        self.isClosing = isClosing
        self.attributes = attributes
    }
}

/// A name and perhaps a value within a tag.
package struct Attribute: Sendable {
    package var name: SourceRange
    /// Without quotation marks; empty where there is no value. Of JSX the expression with its braces.
    package var value: SourceRange

    package init(name: SourceRange, value: SourceRange) {
        self.name = name
        self.value = value
    }
}

/// `<!-- … -->`, or `{/* … */}` where the dialect has it, or `% …` in MyST.
package struct Comment: Sendable {
    /// The block or inline it stands in.
    package var node: NodeID
    package var range: SourceRange
    /// Between the markers.
    package var content: SourceRange

    package init(node: NodeID, range: SourceRange, content: SourceRange) {
        self.node = node
        self.range = range
        self.content = content
    }
}

/// What a parser could make no sense of; it read on all the same.
package struct Problem: Sendable, Hashable {
    package enum Kind: String, Sendable {
        /// A fenced code block that runs to the end of its container.
        case unclosedFence
        /// Front matter whose closing fence is missing.
        case unclosedFrontMatter
        /// A directive, shortcode or JSX element that is never closed.
        case unclosedDirective
        /// An expression whose braces do not match.
        case unbalancedExpression
        /// A comment without an end.
        case unclosedComment
        /// Bytes that are no UTF-8.
        case invalidUTF8
        /// Containers nested deeper than the parser follows; the rest was read as text.
        case nestingTooDeep
    }
    package var kind: Kind
    package var range: SourceRange

    package init(kind: Kind, range: SourceRange) {
        self.kind = kind
        self.range = range
    }
}
