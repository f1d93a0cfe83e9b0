import Engine
import Model
import Synchronization
import Testing

@Suite("Fixes")
struct FixingTests {
    /// Replaces each place where a word stands.
    struct Replace: Check {
        static let id = "test.replace"
        static let fixChanges = FixChanges.text
        var word: String
        var others: [String]
        var safety: Fix.Safety

        init(_ word: String, by others: String..., safety: Fix.Safety = .safe) {
            (self.word, self.others, self.safety) = (word, others, safety)
        }
        init(_ parameters: Parameters) throws(Parameters.Mistake) { self.init("") }

        func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
            for range in document.text.ranges(of: word) {
                let fixes = others.map { Fix(title: $0, safety: safety, edits: [Edit(range, $0)]) }
                verdict.add(Draft(at: range, "found `\(word)`", subject: word, fixes: fixes))
            }
        }
    }

    /// Replaces the first and the last of some words together.
    struct ReplacePair: Check {
        static let id = "test.pair"
        static let fixChanges = FixChanges.text
        var word: String
        var other: String

        init(_ word: String, by other: String) { (self.word, self.other) = (word, other) }
        init(_ parameters: Parameters) throws(Parameters.Mistake) { self.init("", by: "") }

        func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
            let ranges = document.text.ranges(of: word)
            guard ranges.count > 1, let first = ranges.first, let last = ranges.last else { return }
            let fix = Fix(title: other, safety: .safe, edits: [Edit(first, other), Edit(last, other)])
            for range in [first, last] {
                verdict.add(Draft(at: range, "found `\(word)`", subject: word, fixes: [fix]))
            }
        }
    }

    /// Finds lines with more bytes than some.
    struct LongLine: Check {
        static let id = "test.long"
        var limit: Int

        init(_ limit: Int) { self.limit = limit }
        init(_ parameters: Parameters) throws(Parameters.Mistake) { self.init(0) }

        func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
            for line in 0..<document.text.lineCount where document.text.line(line).count > limit {
                verdict.add(Draft(at: document.text.line(line), "long", subject: ""))
            }
        }
    }

    /// Finds the first line of a page that has a word anywhere.
    struct FirstLine: Check {
        static let id = "test.first"
        var word: String

        init(where word: String) { self.word = word }
        init(_ parameters: Parameters) throws(Parameters.Mistake) { self.init(where: "") }

        func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
            guard !document.text.ranges(of: word).isEmpty else { return }
            verdict.add(Draft(at: document.text.line(0), "a page with `\(word)`", subject: word))
        }
    }

    /// What the tests take for HTML: a paragraph for every paragraph, a tag for every upper-case letter.
    static func fixing(unsafe: Bool = false) -> Fixing {
        Fixing(
            takesUnsafe: unsafe,
            render: { document in
                Rendering(
                    blocks: document.nodes.dropFirst().filter { $0.kind == .paragraph }.map { node in
                        Rendering.Block(
                            start: node.range.lower, html: [0x50] + document.text.slice(node.range))
                    })
            },
            isSame: { old, new, allowed in
                if old == new || allowed.contains(.blocks) { return true }
                let (a, b) = (old.filter(isTag), new.filter(isTag))
                return allowed.contains(.text) && a == b
            })
    }

    private static func isTag(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

    private func mend(
        _ text: String, _ rules: [Rule], unsafe: Bool = false
    ) async -> (text: String, mending: Mending) {
        let overlay = Overlay()
        var plan = Site(["a.md": text]).plan(rules)
        plan.makeReader = overlay.reading(plan.makeReader)
        let mending = await Engine.mend(plan, Self.fixing(unsafe: unsafe), overlay)
        let new = mending.files.first.map { String(decoding: $0.new, as: UTF8.self) } ?? text
        return (new, mending)
    }

    @Test("of all rules are made at once, and the report tells what is left")
    func allAtOnce() async {
        let rules = [
            rule("a/one", Replace("one", by: "1")), rule("a/two", Replace("two", by: "2")),
            rule("a/three", FindWord("three")),
        ]
        let (text, mending) = await mend("one two\n\nthree one\n", rules)
        #expect(text == "1 2\n\nthree 1\n")
        #expect(mending.report.lines == ["a.md:3 a/three: found `three`"])
        #expect(mending.report.counts.fixes == Report.Fixes(findings: 3, documents: 1, dropped: 0))
    }

    @Test("that meet are made one after the other, the first by place and then by rule")
    func conflicts() async {
        let rules = [rule("a/long", Replace("abc", by: "x")), rule("a/short", Replace("ab", by: "y"))]
        #expect(await mend("abc\n", rules).text == "yc\n")
        let swapped = [rule("a/late", Replace("bc", by: "y")), rule("b/early", Replace("abc", by: "a.bc"))]
        #expect(await mend("abc\n", swapped).text == "a.y\n")
    }

    @Test("that are the same count for all their findings and are made once")
    func identical() async {
        let rules = [rule("a/one", Replace("a", by: "bb")), rule("a/two", Replace("a", by: "bb"))]
        let (text, mending) = await mend("a\n", rules)
        #expect(text == "bb\n")
        #expect(mending.report.counts.fixes == Report.Fixes(findings: 2, documents: 1, dropped: 0))
    }

    @Test("of several edits are made as a whole or not at all")
    func pairs() async {
        let rules = [rule("a/pair", ReplacePair("x", by: "y")), rule("a/shout", Replace("x z", by: "X"))]
        // The second one meets the pair, and would change a tag.
        #expect(await mend("x x z\n", rules).text == "y y z\n")
        let wrong = [rule("a/pair", ReplacePair("x", by: "Y"))]
        let (text, mending) = await mend("x x\n", wrong)
        #expect(text == "x x\n")
        #expect(mending.report.counts.fixes == Report.Fixes(findings: 0, documents: 0, dropped: 2))
    }

    @Test("that change more than their rule says are dropped where they do, and told")
    func dropped() async {
        let rules = [rule("a/good", Replace("b", by: "c")), rule("a/shout", Replace("x", by: "X"))]
        let (text, mending) = await mend("b x\n\nb\n\nx\n", rules)
        #expect(text == "c x\n\nc\n\nx\n")
        #expect(mending.report.counts.fixes == Report.Fixes(findings: 2, documents: 1, dropped: 2))
        #expect(mending.report.findings.allSatisfy { $0.notes.map(\.text) == [FixNote.renders] })
    }

    @Test("that would change too much give way to the next of the same finding")
    func alternatives() async {
        let (text, mending) = await mend("x\n\nx\n", [rule("a/x", Replace("x", by: "X", "y"))])
        #expect(text == "y\n\ny\n")
        #expect(mending.report.counts.fixes?.dropped == 0)
    }

    @Test("that join two blocks are dropped")
    func joining() async {
        let rules = [rule("a/blank", Replace("\n\n", by: "\n")), rule("a/b", Replace("b", by: "c"))]
        let (text, mending) = await mend("a b\n\nb\n", rules)
        #expect(text == "a c\n\nc\n")
        #expect(mending.report.counts.fixes?.dropped == 1)
    }

    @Test("that undo each other are not made, wherever one begins")
    func circles() async {
        let rules = [rule("a/one", Replace("x", by: "y")), rule("b/two", Replace("y", by: "x"))]
        for start in ["x\n", "y\n"] {
            let (text, mending) = await mend(start, rules)
            #expect(text == start && mending.files.isEmpty)
            #expect(
                mending.report.findings.flatMap(\.notes).map(\.text) == [
                    "not fixed, because `a/one` and `b/two` undo each other's fixes"
                ])
        }
        let longer = rules + [rule("c/three", Replace("z", by: "x"))]
        // What is left out there would be new.
        #expect(await mend("z\n", longer).text == "z\n")
    }

    @Test("that come to no end are not made, and others are")
    func noEnd() async {
        let rules = [rule("a/more", Replace("a\n", by: "aa\n")), rule("a/x", Replace("x", by: "y"))]
        let (text, mending) = await mend("x a\n", rules)
        #expect(text == "y a\n")
        #expect(mending.report.counts.fixes == Report.Fixes(findings: 1, documents: 1, dropped: 1))
        #expect(
            mending.report.findings.flatMap(\.notes).map(\.text) == [
                "not fixed, because the fixes of this rule come to no end on this page"
            ])
    }

    @Test("that would lead to something new are left out, and only they")
    func news() async {
        let rules = [
            rule("a/one", Replace("one", by: "1")), rule("a/two", Replace("two", by: "2222")),
            rule("b/long", LongLine(5)),
        ]
        let (text, mending) = await mend("one two\n\none\ntwo x\n\ntwo\n", rules)
        // The first line was too long before; the third would be.
        #expect(text == "1 2222\n\n1\ntwo x\n\n2222\n")
        #expect(mending.report.lines == ["a.md:1 b/long: long", "a.md:4 a/two: found `two`"])
        #expect(
            mending.report.findings.flatMap(\.notes).map(\.text) == [
                "not fixed, because `b/long` would find something new"
            ])
        #expect(mending.report.counts.fixes == Report.Fixes(findings: 4, documents: 1, dropped: 1))
        #expect(await mend(text, rules).mending.files.isEmpty)
    }

    @Test("that are innocent only together are left out until the line is as it was")
    func newsTogether() async {
        let rules = [
            rule("a/one", Replace("one", by: "1 + 0")), rule("a/two", Replace("two", by: "1 + 1")),
            rule("b/long", LongLine(9)),
        ]
        let (text, mending) = await mend("one two\n", rules)
        #expect(text == "1 + 0 two\n")
        #expect(mending.report.counts.fixes?.findings == 1)
        #expect(await mend(text, rules).text == text)
    }

    @Test("lead to something that another fix mends")
    func newsThatAreMended() async {
        let rules = [
            rule("a/one", Replace("one", by: "two three")), rule("b/two", Replace("two ", by: "")),
            rule("c/long", LongLine(7)),
        ]
        #expect(await mend("one\n", rules).text == "three\n")
    }

    @Test("that lead to something new far away are found among a great many")
    func newsFarAway() async {
        let lines = (0..<300).map { $0 == 217 ? "x bad" : "x" }
        let rules = [
            rule("a/bad", Replace("bad", by: "good")), rule("a/x", Replace("x", by: "y")),
            rule("b/first", FirstLine(where: "good")),
        ]
        let (text, mending) = await mend(lines.joined(separator: "\n\n"), rules)
        #expect(text == lines.joined(separator: "\n\n").replacing("x", with: "y"))
        #expect(mending.report.counts.fixes == Report.Fixes(findings: 300, documents: 1, dropped: 1))
    }

    @Test("are made where they lead to something new, if that is asked for")
    func newsTaken() async {
        let overlay = Overlay()
        var plan = Site(["a.md": "x\n"]).plan([
            rule("a/x", Replace("x", by: "yy")), rule("b/long", LongLine(1)),
        ])
        plan.makeReader = overlay.reading(plan.makeReader)
        var fixing = Self.fixing()
        fixing.takesNews = true
        let mending = await Engine.mend(plan, fixing, overlay)
        #expect(mending.report.lines == ["a.md:1 b/long: long"])
        #expect(mending.report.counts.fixes == Report.Fixes(findings: 1, documents: 1, dropped: 0))
    }

    @Test("that are proposals are made only where they are asked for")
    func proposals() async {
        let rules = [rule("a/one", Replace("x", by: "y", safety: .unsafe))]
        #expect(await mend("x\n", rules).text == "x\n")
        #expect(await mend("x\n", rules, unsafe: true).text == "y\n")
    }

    @Test("of silenced findings are not made")
    func silenced() async {
        let rules = [rule("a/one", Replace("x", by: "y"))] + suppressionRules
        let text = "x\n\n<!-- docent: ignore a/one because it is quoted -->\n\nx\n"
        #expect(
            await mend(text, rules).text == "y\n\n<!-- docent: ignore a/one because it is quoted -->\n\nx\n")
    }

    @Test("of a page with thousands, a few of them bad, take few parses")
    func parses() async {
        let count = Mutex(0)
        var lines: [String] = []
        for index in 0..<800 { lines.append(index % 200 == 17 ? "x bad" : "x") }
        let rules = [rule("a/bad", Replace("bad", by: "BAD")), rule("a/x", Replace("x", by: "y"))]
        for glue in ["\n\n", "\n"] {
            let overlay = Overlay()
            var plan = Site(["a.md": lines.joined(separator: glue)]).plan(rules)
            let reader = overlay.reading(plan.makeReader)
            plan.makeReader = reader
            plan.parse = { file in
                count.withLock { $0 += 1 }
                return parse(file)
            }
            count.withLock { $0 = 0 }
            let mending = await Engine.mend(plan, Self.fixing(), overlay)
            #expect(mending.report.counts.fixes == Report.Fixes(findings: 800, documents: 1, dropped: 4))
            #expect(count.withLock { $0 } < 80)
        }
    }

    @Test("of one page are judged with what they make of another")
    func otherPages() async {
        let overlay = Overlay()
        var plan = Site(["a.md": "x\n", "b.md": "y\n", "c.md": nil]).plan([
            rule("a/one", Replace("x", by: "y")), rule("a/two", Replace("y", by: "z")),
        ])
        plan.makeReader = overlay.reading(plan.makeReader)
        let mending = await Engine.mend(plan, Self.fixing(), overlay)
        #expect(mending.files.map { String(decoding: $0.new, as: UTF8.self) } == ["z\n", "z\n"])
        #expect(mending.report.counts.documentsNotRead == 1)
        #expect(overlay["a.md"] == Array("z\n".utf8))
    }
}
