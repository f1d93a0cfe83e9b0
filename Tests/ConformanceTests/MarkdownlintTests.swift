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
        "get the same rules at the same lines",
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
        for known in Self.knownDifferences where !tally.differences.contains(where: known.covers) {
            Issue.record("\(known.file) \(known.rule) is right now; take it off the known differences")
        }
    }
}
