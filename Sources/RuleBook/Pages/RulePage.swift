internal import Markup
package import Model
package import RulePages

/// A rule page with all that is on it: what `docent explain` shows and what the examples are replayed from.
package struct RulePage: Sendable {
    package let head: RuleHead
    package let document: Document
    /// The sections of second level, in order.
    package private(set) var sections: [Section] = []
    package private(set) var examples: [Example] = []
    /// What is wrong with the examples; mistakes in the front matter are told by the rule book.
    package private(set) var mistakes: [Draft] = []

    package struct Section: Sendable {
        package var title: String
        /// From its heading to before the next.
        package var range: SourceRange
        var heading: SourceRange
    }

    /// One example: a sentence, files, and what is found in them.
    package struct Example: Sendable {
        package var isFlagged: Bool
        /// The paragraph before it, as plain text.
        package var caption: String
        /// From the paragraph to the last fence.
        package var range: SourceRange
        /// Parameters for this example alone.
        package var options: [ParameterValue.Entry] = []
        package var today: Day?
        /// Paths that cannot be read, each with the reason.
        package var unreadable: [(path: String, reason: String)] = []
        package var files: [File] = []
        /// What the terminal prints; nil where there is no such fence.
        package var findings: String?
        /// Where the lines between the fences of the findings are, to write others there.
        package var findingsRange: SourceRange?
        /// The end of the last file fence, where a fence with findings can be put.
        package var filesEnd = 0
        /// The opening fence of the last file, for a fence with findings to be of the same length.
        package var fence = "```"
        var optionPlaces: [String: (key: SourceRange, value: SourceRange)] = [:]

        package struct File: Sendable {
            package var path: String
            package var bytes: [UInt8]
        }
    }

    /// The page without its front matter.
    package var body: String {
        let start = document.content.frontMatter?.range.upper ?? 0
        let text = document.text.string(SourceRange(start, document.text.count))
        return String(text.drop { $0.isNewline })
    }

    package init(_ file: SourceFile, id: String) {
        let document = Markdown.parse(file, dialect: .gfm)
        let reader = RuleHeadReader(document.text, id: id)
        self.init(document, reader.head)
    }

    init(_ document: Document, _ head: RuleHead) {
        self.document = document
        self.head = head
        var reader = ExampleReader(document)
        reader.read()
        sections = reader.sections
        examples = reader.examples
        mistakes = reader.mistakes
    }
}
