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

    package static let all: [RunLanguage] = [.javaScript, .php, .python, .ruby, .rust, .shell]

    package static func named(_ label: String) -> RunLanguage? {
        let label = label.lowercased()
        return all.first { $0.labels.contains(label) }
    }

    package static let python = RunLanguage(
        id: "python", name: "Python",
        labels: ["python", "py", "python3", "pycon", "python-repl", "python-console", "doctest"],
        comment: "#", sharing: .page, program: "python3",
        ownPath: ["-I", "-c", "import sys; print(sys.executable)"])

    package static let javaScript = RunLanguage(
        id: "javascript", name: "JavaScript", labels: ["js", "javascript", "cjs", "mjs", "node"],
        comment: "//", sharing: .names, program: "node",
        ownPath: ["-p", "process.execPath"])

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
