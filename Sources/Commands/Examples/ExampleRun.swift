import Engine
import Model
import Repositories
import RuleBook
import RulePages

/// Runs the examples of the rule pages in a folder of the user's.
enum ExampleRun {
    struct Outcome {
        var text: String
        var isPassed: Bool
    }

    static func test(folder: String) async throws(Refusal) -> Outcome {
        let pages = try pages(in: folder)
        var book = RuleBook.builtIn
        let known = book.remarks.count
        book.add(folder: "", pages: pages)
        var lines: [String] = []
        var failed = 0
        for remark in book.remarks.dropFirst(known) {
            let line = SourceText(remark.file.bytes).line(at: remark.draft.range.lower) + 1
            lines.append("FAIL  \(remark.file.path):\(line): \(remark.draft.message)")
            failed += 1
        }
        let runner = ExampleRunner(book)
        var examples = 0
        let paths = Set(pages.map(\.path))
        for entry in book.entries where paths.contains(entry.file.path) && entry.rule?.source != "built in" {
            let report = await runner.replay(entry.head.id)
            lines += report.lines
            examples += report.examples.count
            if !report.isPassed { failed += 1 }
        }
        let count = examples == 1 ? "1 example" : "\(examples) examples"
        lines.append(failed == 0 ? "\(count) passed" : "\(count) run, \(failed) with mistakes")
        return Outcome(text: lines.joined(separator: "\n") + "\n", isPassed: failed == 0)
    }

    private static func pages(in folder: String) throws(Refusal) -> [SourceFile] {
        let snapshot: Snapshot
        let listing: Listing
        do throws(RepositoryError) {
            snapshot = try Snapshot.open(from: folder)
            listing = try snapshot.listing()
        } catch {
            throw Refusal(error)
        }
        let start = snapshot.prefix.isEmpty ? "" : snapshot.prefix + "/"
        let reader = SnapshotReader(snapshot, listing)
        var pages: [SourceFile] = []
        for entry in listing.entries where entry.path.hasPrefix(start) && entry.path.hasSuffix(".md") {
            switch reader.read(entry.path) {
            case .file(let file):
                pages.append(SourceFile(path: String(file.path.dropFirst(start.count)), bytes: file.bytes))
            case .notAssessed(let reason):
                throw Refusal(
                    what: "cannot read the rule page '\(entry.path)'", why: reason,
                    remedy: "mend or remove the page")
            }
        }
        guard !pages.isEmpty else {
            throw Refusal(
                what: "there are no rule pages in '\(folder)'", why: "it holds no Markdown file",
                remedy: "name a folder with pages such as links/missing-anchor.md")
        }
        return pages
    }
}
