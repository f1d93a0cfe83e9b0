import ArgumentParser
import Engine
import Model
import Reporting

/// `docent snippets update`
struct SnippetUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Write what snippets print now in the place of what pages say they print.",
        discussion: """
            Runs the snippets in a sandbox and rewrites output that is not theirs any more; lines that fit stay as \
            they are, with `...` and whatever else stands for anything. What a failing program prints is never \
            written. --diff writes the changes as a patch for `git apply`, and changes nothing; the patch is no \
            verdict. Look at it: what is printed now is not always what should be. --check changes nothing either, \
            and fails where something is out of date, for continuous integration; with --diff it shows the patch. \
            --copies brings only copies of sample code up to date, and runs nothing.

            Exit status: 0 nothing is left to update, 1 something is, 2 could not run. With --diff alone, 0 also \
            where the patch is not empty.
            """)

    @OptionGroup var place: PlaceOptions
    @Argument(help: "Files and folders (default: everything below the current folder).")
    var paths: [String] = []
    @Flag(help: "Print the changes as a patch, and change nothing.")
    var diff = false
    @Flag(help: "Change nothing, and exit with 1 where something is out of date.")
    var check = false
    @Flag(help: "Only copies of sample code; nothing is run.")
    var copies = false
    @OptionGroup var permission: RunPermission

    func run() async throws {
        var request = CheckRequest(folder: place.folder)
        request.place = place.value
        request.paths = paths
        if !copies { request.run = try RunRequest(permission.value, for: "docent snippets update") }
        let rules = copies ? [Self.copy] : Self.rules
        if diff || !check {
            var fixes = FixRequest(takesUnsafe: true, isPreview: diff)
            fixes.rules = rules
            request.fixes = fixes
        }
        request.rules = rules.sorted()
        let shown = try await request.shown(as: Terminal.self, .forConsole(.auto, elapsed: nil), cache: nil)
        for notice in shown.notices { Docent.complain(notice, as: "note") }
        for failure in shown.notWritten { Docent.complain(failure) }
        let (status, remark) = (shown.notWritten.isEmpty ? shown.status : .couldNotRun, shown.remark)
        guard shown.write(to: { Console.write($0) }) else { throw Ending(status: .couldNotRun) }
        if let remark {
            Console.complain(remark)
            if !check { return }
        }
        throw Ending(status: status)
    }

    /// The rules whose fixes bring a page up to date.
    static let rules: Set<String> = ["snippets/wrong-output", copy]
    private static let copy = "snippets/stale-copy"
}

extension CheckRequest {
    /// Refuses to choose between fixes that want one place to say different things.
    func refuseConflicts(in report: Report, _ fixing: Fixing) throws(Refusal) {
        var failures: [Failure] = []
        for page in report.pages {
            let edits = page.findings.filter(fixing.isWanted).flatMap { finding in
                (finding.fixes.first?.edits ?? []).map { (finding: finding, edit: $0) }
            }.sorted { $0.edit.range < $1.edit.range }
            for (one, other) in zip(edits, edits.dropFirst())
            where one.edit != other.edit && one.edit.range.upper > other.edit.range.lower {
                let lines = [one, other].map { page.text.line(at: $0.finding.range.lower) + 1 }
                failures.append(
                    Failure(
                        what: "'\(page.path)' was not updated",
                        why:
                            "lines \(lines[0]) and \(lines[1]) claim the same output, and want it to be different",
                        remedy:
                            "let only one of them have it: put the output of the other into a block of its own"
                    ))
            }
        }
        if !failures.isEmpty { throw Refusal(failures) }
    }
}
