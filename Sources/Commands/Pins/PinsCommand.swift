import ArgumentParser
import Audit
import Ecosystems
import Model

/// `docent pins`
struct PinsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pins",
        abstract: "List what manifests and install snippets ask for, and whether it is still current.",
        discussion: """
            Runtimes and images are judged by when their release cycles end, packages by a file of releases \
            (--versions). What keeps to an older line or tells of the past is old on purpose. Exit status: 0, or 2 \
            where it could not run.
            """)

    @OptionGroup var place: PlaceOptions
    @Argument(help: "Files and folders (default: everything below the current folder).")
    var paths: [String] = []
    @Option(help: "A file of `docent versions snapshot` to judge packages by.")
    var versions: String?
    @Option(name: .customLong("eol"), help: "A file of `docent eol refresh` to judge runtimes by.")
    var lifecycles: String?
    @Option(
        name: .customLong("line"),
        help: "PATHS=LINE or PATHS=PACKAGE:LINE, such as 'docs/3.0/**=vapor:3'; may be repeated.")
    var lines: [String] = []
    @Option(
        name: .customLong("state"),
        help: "Only places in this state: \(PinWords.words.joined(separator: ", ")).")
    var states: [String] = []
    @Flag(help: "Only the counts, for each state.")
    var summary = false
    @Option(help: "The day that is seen from, YYYY-MM-DD (default: today).")
    var asOf: Day?

    func validate() throws {
        for state in states where !PinWords.words.contains(state) {
            throw ValidationError(Options.unknown("state", state, PinWords.words))
        }
    }

    func run() async throws {
        var request = PinRequest(place: place.value)
        request.paths = paths
        for line in lines { request.lines.add(try Self.row(line)) }
        let snapshot = try versions.map { try VersionFile.read($0) }
        let data = try LifecycleFile.read(lifecycles)
        let today = asOf ?? Clock.today
        let result = try await request.result()
        var rows: [[String]] = []
        var counts: [String: Int] = [:]
        var unassessed = Tally()
        for entry in result.survey.entries {
            let answer = entry.reference.package.flatMap { package in snapshot.map { $0[package] } }
            let judgement = entry.judgement(given: answer, data, on: today)
            let word = PinWords.word(judgement)
            if let reason = judgement.notAssessed {
                unassessed.unknown[reason, default: 0] += 1
            } else {
                unassessed.holds += 1
            }
            guard states.isEmpty || states.contains(word) else { continue }
            counts[word, default: 0] += 1
            var text = PinWords.text(judgement)
            if !entry.locales.isEmpty {
                text += " (also in \(entry.locales.sorted().joined(separator: ", ")))"
            }
            rows.append([
                "\(entry.path):\(result.point(entry.path, entry.reference.range))",
                entry.reference.kind.rawValue,
                "\(entry.reference.name) \(entry.reference.requirement)".filter { !$0.isNewline }, text,
            ])
        }
        if !summary, !rows.isEmpty {
            Console.write(Columns.text(rows))
            Console.write("\n")
        }
        let unequal = result.survey.unequalFloors
        if !summary, states.isEmpty, !unequal.isEmpty {
            Console.write(
                Columns.text(
                    unequal.map { path, floors in
                        [
                            "\(path):\(result.point(path, floors.lower.range))", "note",
                            "\(floors.name) is asked for with another least version in line \(result.point(path, floors.higher.range))",
                        ]
                    }))
            Console.write("\n")
        }
        let parts = PinWords.words.compactMap { word in counts[word].map { "\($0) \(word)" } }
        Console.write(
            "\(rows.count) \(rows.count == 1 ? "place" : "places")"
                + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")) + "\n")
        Console.write(PinWords.assessed(unassessed))
        for file in result.unread.sorted(by: { $0.path < $1.path }) {
            Console.write("not read: \(file.path), because \(file.reason)\n")
        }
    }

    /// `docs/3.0/**=vapor:3`
    private static func row(_ text: String) throws -> (paths: String, package: String?, line: ProductLine) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        let right = parts.count == 2 ? parts[1] : ""
        let colon = right.lastIndex(of: ":")
        let name = colon.map { String(right[..<$0]) }
        let line = colon.map { String(right[right.index(after: $0)...]) } ?? right
        guard parts.count == 2, let line = ProductLine(line) else {
            throw Refusal(
                what: "cannot use the line '\(text)'", why: "it is no PATHS=LINE or PATHS=PACKAGE:LINE",
                remedy: "write it as in 'docs/3.0/**=vapor:3'")
        }
        return (parts[0], name, line)
    }
}

extension ProductLineMap {
    fileprivate mutating func add(_ row: (paths: String, package: String?, line: ProductLine)) {
        add(row.paths, package: row.package, line: row.line)
    }
}

/// A file of `docent versions snapshot`.
enum VersionFile {
    static func read(_ path: String) throws(Refusal) -> VersionSnapshot {
        if let snapshot = VersionSnapshot.read(SourceText(try DiskFile.read(path))) { return snapshot }
        throw Refusal(
            what: "cannot use '\(path)'", why: "it is no file of releases",
            remedy: "make one with `docent versions snapshot`")
    }
}
