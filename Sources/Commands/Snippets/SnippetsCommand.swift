import ArgumentParser
import Model
import Toolchains

/// `docent snippets`
struct SnippetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snippets",
        abstract: "List the code snippets of documents: where, language, state.",
        discussion: """
            Every snippet is in one state: passed, failed, must fail (and does), skipped by a mark, no code, no \
            language, unknown language, no toolchain. Nothing is executed. Exit status: 0, or 2 where it could not run.
            """)

    @OptionGroup var place: PlaceOptions
    @Argument(help: "Files and folders (default: everything below the current folder).")
    var paths: [String] = []
    @Option(name: .customLong("language"), help: "Only snippets in this language; may be repeated.")
    var languages: [String] = []
    @Option(name: .customLong("state"), help: "Only snippets in this state, such as failed; may be repeated.")
    var states: [String] = []
    @Flag(help: "Only the counts, for each language.")
    var summary = false

    func run() async throws {
        var request = CheckRequest(folder: place.folder)
        request.place = place.value
        request.paths = paths
        let checker = SyntaxChecker()
        let listed = try await request.snippets { label in
            let name = checker.language(for: label)?.id ?? label.lowercased()
            return languages.isEmpty || languages.contains { $0 == name || $0 == label }
        }
        let wanted = listed.filter { states.isEmpty || states.contains($0.state.word) }
        if !summary {
            Console.write(
                Columns.text(
                    wanted.map { entry in
                        [
                            "\(entry.path):\(entry.line)", entry.snippet.label, entry.state.word,
                            entry.state.detail,
                        ]
                    }))
            Console.write("\n")
        }
        Console.write(SnippetSummary(wanted).text)
    }
}
