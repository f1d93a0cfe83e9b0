/// The place of a node in its document's flat tree.
package struct NodeID: Hashable, Sendable, Comparable {
    package var index: Int32
    @inlinable package init(_ index: Int) { self.index = Int32(index) }
    package static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

/// One construct of a document: a small record of fixed size.
///
/// Nodes stand in document order (a parent before its children), so the descendants of the node at `i` are
/// those at `i + 1 ..< end`, and the next sibling, if there is one, is at `end`.
package struct Node: Sendable {
    package var kind: NodeKind
    /// Where the parent is; -1 for the document itself.
    package var parent: Int32
    /// One past the last descendant.
    package var end: Int32
    /// Where the details of this node stand in the document's array for its kind; -1 where it has none.
    package var payload: Int32
    /// The offsets of the whole construct, markers included, container prefixes (`> `, indentation) before
    /// its first line and the line ending after its last line excluded.
    package var lower: UInt32
    package var upper: UInt32
    /// The offsets of what lies between the markers (see `NodeKind` for what that is for each kind).
    package var contentLower: UInt32
    package var contentUpper: UInt32

    @inlinable
    package init(
        kind: NodeKind, range: SourceRange, content: SourceRange, parent: Int = -1, end: Int = 0,
        payload: Int = -1
    ) {
        self.kind = kind
        self.parent = Int32(truncatingIfNeeded: parent)
        self.end = Int32(truncatingIfNeeded: end)
        self.payload = Int32(truncatingIfNeeded: payload)
        lower = UInt32(truncatingIfNeeded: range.lower)
        upper = UInt32(truncatingIfNeeded: range.upper)
        contentLower = UInt32(truncatingIfNeeded: content.lower)
        contentUpper = UInt32(truncatingIfNeeded: content.upper)
    }

    @inlinable package var range: SourceRange { SourceRange(Int(lower), Int(upper)) }
    @inlinable package var content: SourceRange { SourceRange(Int(contentLower), Int(contentUpper)) }
}

/// What a node is. The comment says what its `content` range covers where that is not the whole range.
package enum NodeKind: UInt8, CaseIterable, Sendable {
    case document
    /// YAML, TOML or JSON before the first line of prose. Content: between the fences. Payload: `frontMatter`.
    case frontMatter

    // Containers
    /// Payload: `alerts` where it is a GitHub alert (`> [!NOTE]`).
    case blockQuote
    /// Payload: `lists`.
    case list
    /// Content: after the marker and a task list's check box. Payload: `listItems`.
    case listItem
    /// `[^label]: …`. Content: after the colon. Payload: `footnotes`.
    case footnoteDefinition
    /// A container that a dialect adds: `:::` blocks, `!!!` and `???` admonitions, `===` tabs, DocC
    /// directives, block-level JSX elements, Hugo's paired shortcodes. Content: between its first and last
    /// line. Payload: `directives`.
    case directive

    // Leaf blocks
    case paragraph
    /// Content: the heading's text, without markers and explicit id. Payload: `headings`.
    case heading
    case thematicBreak
    /// Fenced or indented. Content: the lines between the fences, or of the indented block.
    /// Payload: `codeBlocks`.
    case codeBlock
    /// Payload: `rawBlocks`.
    case htmlBlock
    /// `[label]: destination "title"`. Payload: `definitions`.
    case definition
    /// Payload: `tables`.
    case table
    /// A row may have fewer cells than the header; what stands beyond the header's last cell is no cell.
    case tableRow
    /// Content: the text without the white space around it.
    case tableCell
    /// `$$ … $$` on lines of its own. Content: between the markers. Payload: `rawBlocks`.
    case mathBlock
    /// `import` and `export` in MDX.
    case moduleCode
    /// A block that is only a `{…}` expression or comment (MDX), a shortcode (Hugo), a `--8<--` include
    /// (MkDocs), a `(label)=` target or a comment (MyST): kept, never read as prose.
    case verbatimBlock

    // Inlines
    /// Always byte for byte what stands in the file; within one line.
    case text
    /// A backslash before ASCII punctuation. Content: the character.
    case escape
    /// An HTML character reference such as `&amp;`. Payload: `strings`, the text it stands for.
    case characterReference
    /// A line ending within a paragraph, white space before it included.
    case softBreak
    /// A line ending after two spaces or a backslash. The range begins at the spaces or the backslash.
    case hardBreak
    /// Content: between the backticks, before the stripping of one space on either side.
    case codeSpan
    case emphasis
    case strong
    case strikethrough
    /// Content: between the brackets. Of a bare or an angle-bracketed address: the address.
    /// Payload: `links`.
    case link
    /// Content: the alternative text, between the brackets. Payload: `links`.
    case image
    /// `[^label]` that is defined. Payload: `footnotes`.
    case footnoteReference
    /// A tag, comment, declaration, instruction or CDATA section within a line.
    case htmlInline
    /// `$…$`. Content: between the markers.
    case math
    /// `{…}` (MDX), `{{< … >}}` (Hugo), `{…}` attribute lists (MkDocs), JSX tags within a line: kept, never
    /// read as prose.
    case verbatimInline
    /// MyST's `` {role}`text` ``. Content: the text. Payload: `directives`.
    case role

    /// Without this, comparing kinds in other targets would go through the generic comparison of raw values.
    @inlinable
    package static func == (a: NodeKind, b: NodeKind) -> Bool { a.rawValue == b.rawValue }

    package var isInline: Bool { rawValue >= NodeKind.text.rawValue }
    /// Whether blocks may stand inside it.
    package var isContainer: Bool {
        switch self {
        case .document, .blockQuote, .list, .listItem, .footnoteDefinition, .directive: true
        default: false
        }
    }
}
