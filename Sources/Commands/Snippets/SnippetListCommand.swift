import ArgumentParser
import Model
import Reporting
import Toolchains

/// `docent snippets list`, which is what `docent snippets` does
struct SnippetListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the code snippets of documents: where, language, state.",
        discussion: """
            Every snippet is in one state: passed, failed, fails as said, stale expectation (it should fail and does \
            not), skipped by a mark, output of another, no code, no language, unknown language, no toolchain, no \
            include (a file that comes into it is missing), not assessed (nothing can be told at the level that was asked \
            for). Only the first four count as checked. Below --level types nothing is executed; at types and build \
            compilers are, in a sandbox, and at run the snippets themselves, which needs --allow-run.

            Exit status: 0 nothing is wrong, 1 a snippet failed or should have, 2 could not run, or there are snippets \
            and not one of them could be checked.
            """)

    @OptionGroup var place: PlaceOptions
    @Argument(help: "Files and folders (default: everything below the current folder).")
    var paths: [String] = []
    @Option(name: .customLong("language"), help: "Only snippets in this language; may be repeated.")
    var languages: [String] = []
    @Option(name: .customLong("state"), help: "Only snippets in this state, such as failed; may be repeated.")
    var states: [String] = []
    @Option(help: "How the list is written: terminal, json.")
    var format = "terminal"
    @Flag(help: "Only the counts, for each language.")
    var summary = false
    @Option(help: "How far snippets are checked: syntax, types, build, run.")
    var level = SnippetLevel.syntax
    @OptionGroup var permission: RunPermission
    @Flag(
        name: .customLong("cache"), inversion: .prefixedNo,
        help: "Say again what parsers, compilers and runs said of the same code before.")
    var usesCache = true

    func validate() throws {
        guard ["terminal", "json"].contains(format) else {
            throw ValidationError("There is no format '\(format)'; write terminal or json.")
        }
        for state in states
        where !SnippetState.Kind.allCases.contains(where: { $0.word == state || $0.rawValue == state }) {
            let words = SnippetState.Kind.allCases.map(\.word).joined(separator: ", ")
            throw ValidationError("There is no state '\(state)'. These are all: \(words).")
        }
    }

    func run() async throws {
        var request = CheckRequest(folder: place.folder)
        request.place = place.value
        request.paths = paths
        request.keepsAnswers = usesCache
        if level == .run { request.run = try RunRequest(permission.value, for: "--level run") }
        if level > .syntax {
            var compile = CompileRequest(level: level == .run ? .types : level)
            compile.keepsAnswers = usesCache
            compile.usesSandbox = !permission.noSandbox
            compile.allowsNetwork = permission.allowNetwork
            compile.time = permission.value.time
            request.compile = compile
            request.run?.keepsAnswers = usesCache
        }
        let checker = SyntaxChecker()
        var listing = try await request.snippets { snippet in
            let name = checker.language(for: snippet.language)?.id ?? snippet.language.lowercased()
            return languages.isEmpty || languages.contains { $0 == name || $0 == snippet.label }
        }
        for language in languages where checker.language(for: language) == nil {
            guard
                !listing.snippets.contains(where: { $0.snippet.label.lowercased() == language.lowercased() })
            else { continue }
            throw Refusal(
                what: "there are no snippets in '\(language)'",
                why: "no language that is known has this name, and no snippet is marked with it",
                remedy: closest(to: language, among: LanguageCatalog.all.flatMap { [$0.id] + $0.labels })
                    .map { "did you mean '\($0)'?" }
                    ?? "`docent snippets --summary` lists those that there are")
        }
        let (status, nothing) = (listing.status, listing.nothingChecked)
        if !states.isEmpty {
            listing.snippets.removeAll { entry in
                let kind = entry.state.kind
                return !states.contains { $0 == kind.word || $0 == kind.rawValue }
            }
        }
        let wanted = listing.snippets
        if format == "json" {
            Console.write(
                listing.report { checker.language(for: $0)?.id }.json(by: Docent.version))
            if status == .couldNotRun { throw nothing }
            throw Ending(status: status)
        }
        for document in listing.notRead {
            Docent.complain(
                Failure(
                    what: "'\(document.path)' was not read", why: document.reason,
                    remedy: "its snippets are not in the list"), as: "note")
        }
        if !summary {
            Console.write(
                Columns.text(
                    wanted.map { entry in
                        [
                            "\(entry.path):\(entry.line)", entry.snippet.label, entry.state.word,
                        ] + (level > .syntax ? [entry.state.isChecked ? entry.level.rawValue : ""] : []) + [
                            entry.state.detail
                        ]
                    }))
            Console.write("\n")
        }
        Console.write(SnippetSummary(wanted).text)
        if status == .couldNotRun { throw nothing }
        throw Ending(status: status)
    }
}
