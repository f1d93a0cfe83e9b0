/// What a configuration says of how the snippets of a document are compiled and run.
package struct SnippetSettings: Hashable, Sendable {
    /// Which project the snippets of a document may use.
    package enum Project: Hashable, Sendable {
        /// The one whose manifest lies nearest above the document.
        case nearest
        case none
        /// The one in this folder, a path of the repository.
        case folder(String)
    }

    package var project = Project.nearest
    /// Folders with the headers of C and C++, as paths of the repository.
    package var headers: [String] = []
    /// Further words for the compiler of a language, by its id.
    package var flags: [String: [String]] = [:]
    /// What stands before every snippet of a language, by its id; readers do not see it.
    package var preludes: [String: String] = [:]
    /// Filters by their names.
    package var filters: [String: OutputFilter] = [:]
    package var languages: [ConfiguredLanguage] = []

    package init() {}

    /// The ids of the languages that are built in and compiled or run.
    package static let builtIn = [
        "c", "cpp", "go", "java", "javascript", "php", "python", "ruby", "rust", "swift", "typescript",
    ]

    /// The language that a document means by a word after a fence; nil where the configuration has none.
    package func language(_ label: String) -> ConfiguredLanguage? {
        let label = label.lowercased()
        return languages.first { $0.labels.contains(label) }
    }
}

/// A language that a configuration describes, and the commands that check and run its snippets.
package struct ConfiguredLanguage: Hashable, Sendable {
    /// For people.
    package var name: String
    /// In small letters.
    package var labels: [String]
    /// Of a file of it, without the dot.
    package var ending: String
    /// Checks files; `{file}` stands for one, `{files}` for all; nil where nothing does.
    package var check: [String]?
    /// Runs the file `{file}`; nil where nothing does.
    package var run: [String]?
    /// Around a snippet, which stands where it says `{code}`; nil where a snippet stands alone.
    package var wrapper: String?
    /// A regular expression for what `check` says of a place, with the groups `file`, `line` and `message`, and
    /// perhaps `column`.
    package var messages: String
    /// What begins a comment.
    package var comment: String

    package init(
        name: String, labels: [String], ending: String, check: [String]?, run: [String]?,
        wrapper: String? = nil, messages: String = standardMessages, comment: String = "#"
    ) {
        self.name = name
        self.labels = labels
        self.ending = ending
        self.check = check
        self.run = run
        self.wrapper = wrapper
        self.messages = messages
        self.comment = comment
    }

    package var id: String { name.lowercased() }

    /// `FILE:LINE: MESSAGE` and `FILE:LINE:COLUMN: MESSAGE`, the way of most programs.
    package static let standardMessages =
        #"(?<file>[^\s:]+):(?<line>\d+):(?:(?<column>\d+):)?\s*(?:error:\s*)?(?<message>.+)"#
}
