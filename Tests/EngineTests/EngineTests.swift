import Engine
import Model
import Synchronization
import Testing

@Suite("The engine carries a plan out")
struct EngineTests {
    @Test("findings are signed with their rule and stand in the order of the text")
    func findings() async {
        let site = Site(["b.md": "one two\ntwo", "a.md": "two", "c.md": "nothing"])
        let report = await Engine.run(
            site.plan([rule("test/two", FindWord("two"), aliases: ["T2"], severity: .error)]))
        #expect(
            report.lines == [
                "a.md:1 test/two: found `two`", "b.md:1 test/two: found `two`",
                "b.md:2 test/two: found `two`",
            ])
        let finding = report.pages[0].findings[0]
        #expect(finding.severity == .error)
        #expect(finding.aliases == ["T2"])
        #expect(report.counts.documentsRead == 3)
        #expect(report.counts.rules == 1)
        #expect(report.exitStatus(failingOn: .error) == .findings)
    }

    @Test("equal findings differ in their fingerprint, and text before them changes none")
    func fingerprints() async {
        let rules = [rule("test/two", FindWord("two"))]
        let before = await Engine.run(Site(["a.md": "two two"]).plan(rules))
        let after = await Engine.run(Site(["a.md": "something new\n\ntwo two"]).plan(rules))
        #expect(Set(before.findings.map(\.fingerprint)).count == 2)
        #expect(before.findings.map(\.fingerprint) == after.findings.map(\.fingerprint))
    }

    @Test("a document that cannot be read stands in the report, and the others are judged")
    func unreadable() async {
        let report = await Engine.run(
            Site(["a.md": nil, "b.md": "two"]).plan([rule("test/two", FindWord("two"))]))
        #expect(report.lines == ["b.md:1 test/two: found `two`"])
        #expect(
            report.unknowns == [Unknown(path: "a.md", subject: "a.md", reason: "permission was denied")])
        #expect(report.counts.documentsRead == 1)
        #expect(report.counts.documentsNotRead == 1)
    }

    @Test("a run that could read nothing is not clean")
    func nothingRead() async {
        let report = await Engine.run(Site(["a.md": nil]).plan([]))
        #expect(report.exitStatus(failingOn: .error) == .couldNotRun)
    }

    @Test("the report does not depend on the number of workers or the order of the paths")
    func determinism() async {
        let site = Site(
            Dictionary(
                uniqueKeysWithValues: (0..<300).map {
                    ("page\($0).md", "two [[page\($0 + 1).md]] two [[none\($0 % 7)]]")
                }))
        let rules = [rule("test/two", FindWord("two")), rule("test/path", FindMissingPath())]
        let one = await Engine.run(site.plan(rules, workers: 1))
        let many = await Engine.run(
            site.plan(rules, workers: 8, paths: site.files.keys.sorted().reversed() + ["page1.md"]))
        #expect(one.lines == many.lines)
        #expect(one.findings.map(\.fingerprint) == many.findings.map(\.fingerprint))
        #expect(one.counts == many.counts)
        #expect(one.lines.count == 901)
    }

    @Test("every question is asked once in the whole run")
    func questions() async {
        let probe = CountingProbe()
        var plan = Site(["a.md": "[[x]] [[y]]", "b.md": "[[x]]", "c.md": "[[y]] [[y]]", "d.md": ""])
            .plan([rule("test/path", FindMissingPath())])
        plan.probe = probe
        let report = await Engine.run(plan)
        #expect(probe.asked.withLock { $0 }.sorted() == ["x", "y"])
        #expect(report.lines.count == 5)
    }

    @Test("a question nobody can answer is an unknown, never a finding")
    func unanswered() async {
        var plan = Site(["a.md": "see [[x]]"]).plan([rule("test/path", FindMissingPath())])
        plan.probe = SilentProbe()
        let report = await Engine.run(plan)
        #expect(report.lines == [])
        #expect(report.unknowns.map(\.subject) == ["x"])
        #expect(report.unknowns[0].rule == "test/path")
        #expect(report.unknowns[0].range == SourceRange(6, 7))
        #expect(report.pages.map(\.path) == ["a.md"])
    }

    @Test("a document is not told the answers to the questions of others")
    func foreignAnswers() async {
        let forgetful = rule("test/forgetful", ForgetfulCheck())
        let report = await Engine.run(
            Site(["a.md": "[[gone]]", "b.md": "[[a.md]]"])
                .plan([rule("test/path", FindMissingPath()), forgetful]))
        #expect(report.unknowns.map(\.path) == ["b.md"])
    }

    @Test("a check that names places outside the file is caught, and its mistake is said")
    func placesOutside() async {
        let drafts = [
            Draft(at: SourceRange(2, 99), "too far", subject: "far"),
            Draft(
                at: SourceRange(0, 1), "bad fix", subject: "fix",
                fixes: [
                    Fix(
                        title: "overlap", safety: .safe,
                        edits: [Edit(SourceRange(0, 2), ""), Edit(SourceRange(1, 3), "")])
                ]),
        ]
        let report = await Engine.run(
            Site(["a.md": "abcd"]).plan([rule("test/wrong", SayAnything(drafts))]))
        #expect(report.pages[0].findings.map(\.range) == [SourceRange(0, 1), SourceRange(2, 4)])
        #expect(report.pages[0].findings.allSatisfy { $0.fixes.isEmpty })
        #expect(report.unknowns.count == 2)
    }

    @Test("rules that are off for a path do not judge it")
    func rulesPerPath() async {
        var plan = Site(["a.md": "two", "b.md": "two"]).plan([])
        let on = RuleSet([rule("test/two", FindWord("two"))])
        let off = RuleSet([], names: RuleNames(on.rules))
        plan.rules = { $0 == "a.md" ? on : off }
        let report = await Engine.run(plan)
        #expect(report.lines == ["a.md:1 test/two: found `two`"])
        #expect(report.counts.rules == 1)
    }

    @Test("remarks from before the run stand among the findings, on pages of the run and on others")
    func remarks() async {
        var plan = Site(["a.md": "two"]).plan([
            rule("test/two", FindWord("two")), rule("docent/rule-page", Silent(), severity: .error),
        ])
        for path in ["a.md", "rules/mine.md"] {
            plan.remarks.append(
                Remark(
                    file: SourceFile(path: path, bytes: Array("two".utf8)), rule: "docent/rule-page",
                    draft: Draft(at: SourceRange(0, 3), "there is no check `two`", subject: "two")))
        }
        plan.remarks.append(
            Remark(
                file: SourceFile(path: "a.md", bytes: []), rule: "docent/off",
                draft: Draft(at: SourceRange(0, 3), "never said", subject: "two")))
        let report = await Engine.run(plan)
        #expect(
            report.lines == [
                "a.md:1 docent/rule-page: there is no check `two`", "a.md:1 test/two: found `two`",
                "rules/mine.md:1 docent/rule-page: there is no check `two`",
            ])
        #expect(report.counts.documentsRead == 1)
    }

    @Test("progress counts every document once")
    func progress() async {
        let seen = Mutex<[Int]>([])
        var plan = Site(["a.md": "[[x]]", "b.md": "", "c.md": nil]).plan([
            rule("test/path", FindMissingPath())
        ])
        plan.progress = { done, total in seen.withLock { $0.append(total == 3 ? done : -1) } }
        _ = await Engine.run(plan)
        #expect(seen.withLock { $0.sorted() } == [1, 2, 3])
    }

    @Test("a cancelled run ends without judging the rest")
    func cancellation() async {
        let files = Dictionary(uniqueKeysWithValues: (0..<2000).map { ("page\($0).md", Optional("two")) })
        let plan = Site(files).plan([rule("test/two", FindWord("two"))])
        let task = Task { () -> Report in
            unsafe withUnsafeCurrentTask { task in unsafe task?.cancel() }
            return await Engine.run(plan)
        }
        #expect(await task.value.counts.documentsRead == 0)
    }
}

private final class CountingProbe: Probe {
    let asked = Mutex<[String]>([])

    func answers(to questions: [Question], parsed: [String: Document]) async -> [Question: Answer] {
        var answers: [Question: Answer] = [:]
        for question in questions {
            if case .path(let path) = question { asked.withLock { $0.append(path) } }
            answers[question] = .entry(.nothing(nearest: nil))
        }
        return answers
    }
}

private struct SilentProbe: Probe {
    func answers(to questions: [Question], parsed: [String: Document]) async -> [Question: Answer] { [:] }
}

/// Wants the answer to a question that it does not ask.
private struct ForgetfulCheck: Check {
    static let id = "test.forgetful"
    var needs: Needs { .answers }
    init() {}
    init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        if case .unknown(let reason) = facts[.path("gone")] {
            verdict.addUnknown(at: SourceRange(at: 0), subject: "gone", because: reason)
        }
    }
}
