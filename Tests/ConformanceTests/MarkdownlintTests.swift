// For the environment.
import Foundation
import Model
import RuleBook
import Testing

@Suite("Documents of markdownlint's own tests")
struct MarkdownlintTests {
    /// A rule that we see differently in a document, and why.
    struct KnownDifference {
        /// `*` for any.
        var file: String
        var rule: String
        var reason: String

        init(_ file: String, _ rule: String, because reason: String) {
            self.file = file
            self.rule = rule
            self.reason = reason
        }

        func covers(_ one: MarkdownlintTally.Difference) -> Bool {
            rule == one.rule && (file == "*" || file == one.file)
        }
    }

    static let knownDifferences: [KnownDifference] = []

    @Test(
        "get the same rules at the same lines and columns, and the same fixes",
        .enabled(if: MarkdownlintSuite.isThere(), "DOCENT_CONFORMANCE is not set"))
    func sameFindings() throws {
        let suite = try MarkdownlintSuite()
        var tally = MarkdownlintTally()
        for (one, bytes) in try MarkdownlintSuite.cases() {
            tally.add(one, SourceText(bytes), suite.findings(in: bytes))
        }
        for line in tally.summary { print(line) }
        if ProcessInfo.processInfo.environment["DOCENT_CONFORMANCE_DETAIL"] != nil {
            for line in tally.report { print(line) }
        }
        let numbers = Set(RuleBook.builtIn.rules.flatMap(\.aliases))
        for one in tally.differences where numbers.contains(one.rule) {
            if Self.knownDifferences.contains(where: { $0.covers(one) }) { continue }
            Issue.record("\(one.file) \(one.rule): missing \(one.missing), too many \(one.extra)")
        }
        for detail in tally.details { Issue.record("\(detail.rule) \(detail.text)") }
        for known in Self.knownDifferences where !tally.differences.contains(where: known.covers) {
            Issue.record("\(known.file) \(known.rule) is right now; take it off the known differences")
        }
    }

    @Test(
        "have nothing left to fix once everything is fixed",
        .enabled(if: MarkdownlintSuite.folder != nil, "DOCENT_CONFORMANCE is not set"))
    func nothingLeftToFix() throws {
        let suite = try MarkdownlintSuite()
        let cases = try MarkdownlintSuite.cases()
        let fixable = Set(cases.flatMap { $0.case.findings.filter { $0.fix != nil }.map(\.rule) })
        var tally = MarkdownlintTally.Count()
        for (one, bytes) in cases {
            let edits = MarkdownlintFix.edits(of: suite.findings(in: bytes), like: one)
            let fixed = SourceText(MarkdownlintFix.applied(edits, to: SourceText(bytes)))
            let left = suite.findings(in: fixed.bytes).filter {
                fixable.contains($0.number) && !$0.draft.fixes.isEmpty
            }
            tally.add(left.isEmpty)
            for (number, draft) in left {
                let line = fixed.line(at: draft.range.lower)
                Issue.record(
                    "\(one.file) \(number): `\(fixed.string(fixed.line(line)))` is still to be fixed")
            }
        }
        print("\(MarkdownlintSuite.name) with nothing left to fix: \(tally.equal) of \(tally.all)")
    }
}
