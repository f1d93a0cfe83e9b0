/// A piece of code in a document, as a reader copies it: without the prefixes of containers.
package struct Snippet: Sendable {
    /// The language as the document writes it; empty where it says none.
    package var label: String
    /// The language that the label means by the conventions of the site; the label itself where they say nothing of it.
    package var language: String
    /// What the info string says after the language, as written.
    package var attributes: String
    /// The code with `\n` at the end of every line.
    package var code: [UInt8]
    /// From offsets of `code` to the document.
    package var map: OffsetMap
    /// The whole block, fences included.
    package var range: SourceRange
    /// Where to point when the whole snippet is meant: the opening fence with its info string, or the first line.
    package var head: SourceRange
    /// How it stands in the document.
    package var form: Form
    /// Parts of `code`, whole lines, that belong to it and that readers do not see.
    package var hidden: [SourceRange]
    /// The name of the file that the page gives it, such as `src/App.jsx`; nil where it gives none.
    package var title: String?
    /// The files that come into `code` when the site is built, in order; what stands in `code` for them is no code.
    package var inclusions: [PlacedInclusion]
    package var mark: SnippetMark

    package enum Form: String, Sendable {
        case fenced, indented
        /// `<pre><code>`
        case html
        /// In a comment, where readers do not see it.
        case comment
        /// A directive such as `code-block` or a block of AsciiDoc.
        case directive
    }

    package init(
        label: String, attributes: String, code: [UInt8], map: OffsetMap, range: SourceRange,
        head: SourceRange, form: Form = .fenced, hidden: [SourceRange] = [], title: String? = nil,
        inclusions: [PlacedInclusion] = [], mark: SnippetMark
    ) {
        self.label = label
        language = label
        self.attributes = attributes
        self.code = code
        self.map = map
        self.range = range
        self.head = head
        self.form = form
        self.hidden = hidden
        self.title = title
        self.inclusions = inclusions
        self.mark = mark
    }
}

/// Code whose syntax somebody wants to know of.
package struct SyntaxQuestion: Hashable, Sendable {
    /// The language, as the document or its site calls it.
    package var label: String
    package var code: [UInt8]
    /// The files that come into it, in order.
    package var inclusions: [PlacedInclusion]

    package init(label: String, code: [UInt8], inclusions: [PlacedInclusion] = []) {
        self.label = label
        self.code = code
        self.inclusions = inclusions
    }
}

/// What is known of the syntax of a snippet.
package enum SyntaxState: Hashable, Sendable {
    /// A parser of the language takes it.
    ///
    /// - Parameters:
    ///   - form: as what it was taken: `file`, or the wrapper that a fragment needed, such as `function body`.
    ///   - adaptations: what was put in the place of elisions and placeholders first, in words.
    case passed(form: String, adaptations: [String])
    case failed(SyntaxFault)
    /// No parser was asked: plain text, output, a log.
    case notCode
    /// No language has this name.
    case unknownLanguage
    /// No parser for the language is there; the reason, as a clause that goes after "because".
    case noToolchain(String)
    /// A file that comes into the code is not there; the reason, as a clause that goes after "because".
    case noInclude(String)
}

/// Where a parser stopped, and why.
package struct SyntaxFault: Hashable, Sendable {
    /// In the snippet's code.
    package var range: SourceRange
    /// The parser's own words, in one line.
    package var message: String
    /// The name of the language, for people: `Python`.
    package var language: String
    /// The one other language whose parser takes the code, by name; nil where none or several do.
    package var otherLanguage: String?
    /// Where the code stands, if the page takes it in from another file.
    package var origin: Origin?
    /// Less than certain where the parser is only a stand-in, or the snippet itself says that it is wrong.
    package var confidence: Confidence
    /// Whether a grammar that only guesses has found it, and no count of brackets and quotes agrees.
    package var isGuess = false

    /// A place in another file; line and column counted from 1, the column in Unicode scalars.
    package struct Origin: Hashable, Sendable {
        package var path: String
        package var line: Int
        package var column: Int

        package init(path: String, line: Int, column: Int) {
            self.path = path
            self.line = line
            self.column = column
        }
    }

    package init(
        range: SourceRange, message: String, language: String, otherLanguage: String? = nil,
        confidence: Confidence = .certain
    ) {
        self.range = range
        self.message = message
        self.language = language
        self.otherLanguage = otherLanguage
        self.confidence = confidence
    }
}
