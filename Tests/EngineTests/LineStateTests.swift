import Engine
import Model
import Testing

@Suite("Documents that switch rules by lines")
struct LineStateTests {
    private static let rules = [rule("words/two", FindWord("two")), rule("words/six", FindWord("six"))]

    /// A plan by which `words/two` is off from the line of `OFF` on.
    private func plan(_ text: String, _ rules: [Rule] = rules) -> Plan {
        var plan = Site(["a.md": text, "b.md": "two"]).plan(rules)
        plan.adjust = { document, rules in
            guard let off = document.text.ranges(of: "OFF").first else { return DocumentRules(rules) }
            let line = document.text.line(at: off.lower)
            return DocumentRules(
                rules,
                lines: LineStates(
                    places: ["words/two": 0], before: RuleMask(first: 1), changes: [(line, RuleMask())]))
        }
        return plan
    }

    @Test func `a finding is silenced where its rule is off, and counts as suppressed`() async {
        let report = await Engine.run(plan("two six\n\nOFF two\n\ntwo six"))
        #expect(
            report.findings.map { "\($0.path) \($0.range.lower) \($0.rule)" } == [
                "a.md 0 words/two", "a.md 4 words/six", "a.md 22 words/six", "b.md 0 words/two",
            ])
        #expect(report.counts.suppressed == 2)
    }

    @Test func `a finding belongs to the line where it begins`() async {
        let long = rule("words/two", SayAnything([Draft(at: SourceRange(0, 9), "long", subject: "x")]))
        let report = await Engine.run(plan("one\n\nOFF two", [long]))
        #expect(report.findings.contains { $0.path == "a.md" })
    }

    @Test func `what could not be assessed where a rule is off does not count`() async {
        let path = rule("words/two", FindMissingPath())
        var plan = plan("[[a]] OFF [[b]]", [path])
        plan.probe = Forgetful()
        #expect(await Engine.run(plan).unknowns.isEmpty)
        plan.adjust = nil
        #expect(await Engine.run(plan).unknowns.count == 2)
    }

    @Test func `a comment of ours is of use although the line is silenced too`() async {
        let text = "OFF\n\n<!-- docent: ignore words/two because old -->\n\ntwo"
        let report = await Engine.run(plan(text, Self.rules + suppressionRules))
        #expect(report.findings.filter { $0.path == "a.md" }.isEmpty)
        #expect(report.counts.suppressed == 1)
    }

    @Test func `a document can bring rules of its own`() async {
        var plan = Site(["a.md": "two six", "b.md": "two six"]).plan([Self.rules[0]])
        plan.adjust = { document, rules in
            document.path == "a.md" ? DocumentRules(RuleSet(Self.rules)) : DocumentRules(rules)
        }
        let report = await Engine.run(plan)
        #expect(
            report.findings.map { "\($0.path) \($0.rule)" } == [
                "a.md words/two", "a.md words/six", "b.md words/two",
            ])
        #expect(report.counts.rules == 2)
    }
}

/// Knows nothing.
private struct Forgetful: Probe {
    func answers(to questions: [Question], parsed: [String: Document]) async -> [Question: Answer] { [:] }
}
