import Model
import RandomDocuments
import Reporting

@testable import Commands

/// A small documentation site in a temporary folder, with a cache of its own beside it.
final class CachedSite: Sendable {
    let path: String
    private let cachePath: String

    static let commit = "git -c user.name=a -c user.email=a@example.com commit -qm x"
    /// What stands in the place of a report in `markRecords`.
    static let mark = Array("from the cache".utf8)

    init(isRepository: Bool) throws {
        path = try Shell.succeed("cd -P \"$(mktemp -d)\" && pwd | tr -d '\\n'")
        cachePath = path + "-cache"
        if isRepository { try run("git init -q . && git config core.excludesFile /nowhere") }
        try run(
            "mkdir -p docs/deep images rules/house && printf x > images/a.png && echo '*.tmp' > .gitignore")
        for name in ["page.md", "docs/guide.md", "docs/deep/more.md"] {
            try Shell.write(Self.text, to: at(name))
        }
    }

    deinit { _ = try? Shell.run("rm -rf \(Shell.quoted(path)) \(Shell.quoted(cachePath))") }

    private static let text = """
        # Title

        See [the guide](docs/guide.md#use), [gone](nowhere.md) and ![a](images/a.png).

        <!-- docent: ignore-line links/missing-file until 2026-12-01 because it comes later -->

        ## Use

        Very very good.

        """

    // MARK: Runs

    var request: CheckRequest {
        var request = CheckRequest(folder: path)
        request.today = Day(secondsSince1970: 1_790_000_000)
        request.workers = 2
        return request
    }

    struct Shown: Hashable, Sendable {
        var report: [UInt8]
        var status: ExitStatus?
        var notices: [String]
    }

    /// What a run shows, or how it is refused.
    func shown(
        _ cache: RunCache?, _ request: CheckRequest? = nil, options: ReportOptions = ReportOptions()
    ) async throws -> Shown {
        do throws(Refusal) {
            let run = try await (request ?? self.request).shown(as: Terminal.self, options, cache: cache)
            var report: [UInt8] = []
            let (status, notices) = (run.status, run.notices)
            _ = run.write { piece in
                report += piece
                return true
            }
            return Shown(
                report: report, status: status,
                notices: notices.map { "\($0.what) \($0.why) \($0.remedy)" })
        } catch {
            return Shown(report: [], status: nil, notices: error.failures.map { "\($0.what) \($0.why)" })
        }
    }

    /// - Parameter clockAhead: in seconds.
    func cache(clockAhead: Int64, program: [UInt8] = [1]) -> RunCache {
        RunCache(
            folder: CacheFolder(path: cachePath), program: program,
            now: { Clock.nanoseconds + clockAhead * 1_000_000_000 })
    }

    /// The names of all records.
    func records() throws -> [String] {
        try Shell.succeed("cd \(Shell.quoted(cachePath)) && find . -name '*.run' | sed 's,^./,,'")
            .split(separator: "\n").map(String.init)
    }

    /// Puts a mark in the place of each report that is kept, so that it shows where one comes from.
    func markRecords() throws {
        let folder = CacheFolder(path: cachePath)
        for name in try records() {
            guard let bytes = folder.read(name), var record = RunRecord(bytes) else { continue }
            record.report = ReportSeal(of: Self.mark)
            folder.write(name, record.bytes)
            folder.write(String(name.dropLast(3)) + "report", Self.mark)
        }
    }

    // MARK: Edits

    @discardableResult
    func run(_ command: String) throws -> String { try Shell.succeed(command, in: path) }

    private func at(_ name: String) -> String { "\(path)/\(name)" }

    /// Does something to the site that may or may not change what is found.
    func edit(_ random: inout SplitMix64) throws {
        // Longer than the ticks that a file system counts in.
        try run("sleep 0.02")
        let page = random.pick(["page.md", "docs/guide.md", "docs/deep/more.md", "docs/new.md"]) ?? "page.md"
        let words = ["the the", "[x](y.md)", "# Use", "![b](images/b.png)", "[u](#use)", "```sh", "fine."]
        let word = random.pick(words) ?? ""
        switch random.number(below: 16) {
        case 0, 1: try run("printf '\\n%s\\n' \(Shell.quoted(word)) >> \(page)")
        case 2: try run("printf '# Title\\n\\n%s\\n' \(Shell.quoted(word)) > \(page)")
        // The same size, and the time that it had before.
        case 3:
            try run(
                "[ -f \(page) ] || exit 0; touch -r \(page) stamp.tmp; sed -i 's/Very/Vary/;s/very/vary/' \(page); "
                    + "touch -r stamp.tmp \(page)")
        case 4: try run("rm -f \(page)")
        case 5: try run("[ -f \(page) ] && mv \(page) docs/other.md || true")
        case 6: try run("[ -f docs/other.md ] && mv docs/other.md \(page) || true")
        case 7: try run("touch \(page)")
        case 8: try run("touch -d 2020-01-01 . docs page.md 2>/dev/null || true")
        case 9: try run("mv images/a.png images/b.png 2>/dev/null || mv images/b.png images/a.png")
        case 10: try run("echo 'docs/deep' >> .gitignore")
        case 11: try run("echo '*.tmp' > .gitignore")
        case 12:
            try run(
                "printf 'rules:\\n  words/repetition: %s\\n' \(random.pick(["off", "error"]) ?? "") > .docent.yml"
            )
        case 13: try run("printf 'rule-folders: [rules]\\n' > .docent.yml; \(Self.rulePage(word))")
        case 14:
            try run("rm -f .docent.yml .markdownlint.json; rm -rf docs/linked; ln -s ../images docs/linked")
        default: try run("printf '{\"default\": false, \"MD047\": true}' > .markdownlint.json")
        }
    }

    private static func rulePage(_ word: String) -> String {
        let page = """
            ---
            check: words.existence
            severity: error
            confidence: certain
            audience: docs
            parameters: { words: [\(word == "fine." ? "fine" : "good")] }
            ---
            # A word

            A word that is not wanted.
            """
        return "printf '%s\\n' \(Shell.quoted(page)) > rules/house/word.md"
    }
}
