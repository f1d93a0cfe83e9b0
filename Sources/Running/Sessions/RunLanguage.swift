package import Model

/// A language whose snippets can be run, and how they hang together on a page.
package struct RunLanguage: Sendable {
    package enum Sharing: Sendable {
        /// The blocks of a page go on where the one before them ended: names may be given anew.
        case page
        /// A block goes on where others ended if it uses what they define; a name that is given anew begins anew.
        case names
        /// A block stands alone, unless its author says otherwise.
        case none
    }

    /// As reports name it: `python`.
    package var id: String
    /// For people.
    package var name: String
    package var labels: Set<String>
    /// What begins a comment.
    package var comment: String
    package var sharing: Sharing
    /// Whether it is only run where its author asks for it: commands for a machine that is not there.
    package var needsMark = false
    /// The command of its interpreter.
    package var program: String
    /// What the interpreter is told so that it prints its own path.
    var ownPath: [String] = []
    /// Whether a compiler refuses what is wrong before anything runs.
    package var isCompiled = false

    /// How the configuration describes it; nil where it is built in.
    var configured: ConfiguredLanguage?

    /// Sorted by id.
    package static let all: [RunLanguage] =
        [.javaScript, .php, .python, .ruby, .rust, .shell, .typeScript]
        + CompileCatalog.all.compactMap { $0.programs == nil ? nil : RunLanguage(compiled: $0) }

    /// The language that a document means by a word after a fence; nil where it is none that is run.
    package static func named(_ label: String, _ settings: SnippetSettings = SnippetSettings())
        -> RunLanguage?
    {
        let label = label.lowercased()
        return all.first { $0.labels.contains(label) }
            ?? settings.language(label).flatMap { RunLanguage($0) }
    }

    /// A language whose snippets become programs.
    private init(compiled language: CompileLanguage) {
        self.init(
            id: language.id, name: language.name, labels: Set(language.labels).subtracting(["h", "hpp"]),
            comment: "//", sharing: .none, program: language.search.programs[0], isCompiled: true)
    }

    /// A language that the configuration describes; nil where it says of no command that runs it.
    private init?(_ language: ConfiguredLanguage) {
        guard let program = language.run?.first else { return nil }
        self.init(
            id: language.id, name: language.name, labels: Set(language.labels), comment: language.comment,
            sharing: .none, program: program, configured: language)
    }

    private init(
        id: String, name: String, labels: Set<String>, comment: String, sharing: Sharing,
        needsMark: Bool = false, program: String, ownPath: [String] = [], isCompiled: Bool = false,
        configured: ConfiguredLanguage? = nil
    ) {
        self.id = id
        self.name = name
        self.labels = labels
        self.comment = comment
        self.sharing = sharing
        self.needsMark = needsMark
        self.program = program
        self.ownPath = ownPath
        self.isCompiled = isCompiled
        self.configured = configured
    }

    /// Whether each of its sessions is a program of its own, of which nobody knows which line prints what.
    var isWhole: Bool { isCompiled || configured != nil }

    package static let python = RunLanguage(
        id: "python", name: "Python",
        labels: [
            "python", "py", "python3", "pycon", "python-repl", "python-console", "doctest", "testcode",
            "testsetup",
        ],
        comment: "#", sharing: .page, program: "python3",
        ownPath: ["-I", "-c", "import sys; print(sys.executable)"])

    package static let javaScript = RunLanguage(
        id: "javascript", name: "JavaScript", labels: ["js", "javascript", "cjs", "mjs", "node"],
        comment: "//", sharing: .names, program: "node",
        ownPath: ["-p", "process.execPath"])

    /// Run as JavaScript, without its types.
    package static let typeScript = RunLanguage(
        id: "typescript", name: "TypeScript", labels: ["ts", "typescript", "mts"], comment: "//",
        sharing: .names, program: "node", ownPath: ["-p", "process.execPath"])

    package static let ruby = RunLanguage(
        id: "ruby", name: "Ruby", labels: ["ruby", "rb"], comment: "#", sharing: .page, program: "ruby",
        ownPath: ["-e", "puts RbConfig.ruby"])

    package static let php = RunLanguage(
        id: "php", name: "PHP", labels: ["php"], comment: "//", sharing: .none, program: "php",
        ownPath: ["-r", "echo PHP_BINARY;"])

    package static let rust = RunLanguage(
        id: "rust", name: "Rust", labels: ["rust", "rs"], comment: "//", sharing: .none, program: "rustc",
        isCompiled: true)

    package static let shell = RunLanguage(
        id: "shell", name: "shell",
        labels: [
            "sh", "bash", "shell", "console", "shell-session", "sh-session", "shellsession", "terminal",
            "zsh",
        ],
        comment: "#", sharing: .page, needsMark: true, program: "bash")
}
