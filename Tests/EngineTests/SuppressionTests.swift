import Engine
import Model
import Testing

@Suite("Comments silence findings")
struct SuppressionTests {
    /// What is reported of a text by two rules, on the words `two` and `six`.
    private func lines(_ text: String, _ rules: [Rule] = words + suppressionRules) async -> [String] {
        await Engine.run(Site(["a.md": text]).plan(rules)).lines.map { String($0.dropFirst(5)) }
    }

    private static let words = [
        rule("words/two", FindWord("two"), aliases: ["W2"]), rule("words/six", FindWord("six")),
    ]

    @Test(
        "for the next block, a line, a span and the whole file",
        arguments: [
            "<!-- docent: ignore words/two because it is quoted -->\ntwo\nand two\n\nnone",
            "<!-- docent: ignore words/two because it is quoted -->\n\ntwo",
            "a two <!-- docent: ignore words/two because it is quoted --> and\nanother two",
            "two <!-- docent: ignore-line words/two because it is quoted --> two",
            "<!-- docent: ignore-begin words/two because old -->\n\ntwo\n\ntwo\n\n<!-- docent: ignore-end -->",
            "a <!-- docent: ignore-begin words/two because old --> two <!-- docent: ignore-end --> b",
            "two\n\n<!-- docent: ignore-file words/two because generated -->\n\ntwo",
        ])
    func scopes(text: String) async {
        #expect(await lines(text) == [])
    }

    @Test(
        "by id, alias, group, list or all",
        arguments: ["words/two", "w2", "W2", "words/*", "words/six, words/two", "words/six,W2", "all"])
    func names(rules: String) async {
        #expect(
            await lines("<!-- docent: ignore \(rules) because so -->\ntwo and six").contains {
                $0.contains("two`") && $0.contains("found")
            } == false)
    }

    @Test("nothing outside the scope")
    func outside() async {
        #expect(
            await lines("two\n\n<!-- docent: ignore words/two because old -->\n\ntwo\n\ntwo") == [
                "1 words/two: found `two`", "7 words/two: found `two`",
            ])
        #expect(
            await lines("two <!-- docent: ignore-line words/two because old -->\ntwo") == [
                "2 words/two: found `two`"
            ])
        #expect(
            await lines("<!-- docent: ignore words/two because old -->\ntwo six") == [
                "2 words/six: found `six`"
            ])
    }

    @Test("several comments before one block all count")
    func stacked() async {
        #expect(
            await lines(
                """
                <!-- docent: ignore words/two because old -->
                <!-- an ordinary comment -->
                <!-- docent: ignore words/six because old -->
                two and six
                """) == [])
    }

    @Test("spans nest, the inner one ends first")
    func nesting() async {
        #expect(
            await lines(
                """
                <!-- docent: ignore-begin words/two because old -->

                <!-- docent: ignore-begin words/six because old -->

                two six

                <!-- docent: ignore-end -->

                two six

                <!-- docent: ignore-end -->
                """) == ["9 words/six: found `six`"])
    }

    @Test("what is silenced is counted")
    func counting() async {
        let report = await Engine.run(
            Site(["a.md": "<!-- docent: ignore-file all because old -->\n\ntwo six"])
                .plan(Self.words + suppressionRules))
        #expect(report.counts.suppressed == 2)
        #expect(report.pages.isEmpty)
    }

    @Test("a silenced finding keeps the fingerprints of those after it")
    func fingerprints() async {
        let plain = await Engine.run(Site(["a.md": "two\n\ntwo"]).plan(Self.words))
        let silenced = await Engine.run(
            Site(["a.md": "<!-- docent: ignore words/two because old -->\ntwo\n\ntwo"]).plan(Self.words))
        #expect(silenced.findings.map(\.fingerprint) == [plain.pages[0].findings[1].fingerprint])
    }

    // MARK: Expiry

    @Test("until a day, that day included")
    func untilToday() async {
        #expect(await lines("<!-- docent: ignore words/two until 2026-11-23 because old -->\ntwo") == [])
    }

    @Test("after its day a comment silences nothing and is itself a finding")
    func expired() async {
        let text = "<!-- docent: ignore words/two until 2026-11-22 because old -->\ntwo"
        #expect(
            await lines(text) == [
                "1 docent/expired-suppression: this comment on `words/two` expired on 2026-11-22",
                "2 words/two: found `two`",
            ])
        let report = await Engine.run(Site(["a.md": text]).plan(suppressionRules + Self.words))
        #expect(report.pages[0].text.string(report.pages[0].findings[0].range) == "2026-11-22")
    }

    // MARK: Unused comments

    @Test("a comment with nothing to silence is a finding that points at the rule")
    func unused() async {
        let text = "<!-- docent: ignore words/two, words/six because old -->\nonly six"
        let report = await Engine.run(Site(["a.md": text]).plan(Self.words + suppressionRules))
        #expect(
            report.lines == [
                "a.md:1 docent/unused-suppression: `words/two` has nothing to silence here"
            ])
        let finding = report.pages[0].findings[0]
        #expect(report.pages[0].text.string(finding.range) == "words/two")
        #expect(finding.fixes.map(\.safety) == [.safe])
        #expect(
            fixed(text, finding) == "<!-- docent: ignore words/six because old -->\nonly six")
    }

    @Test(
        "the fix takes the comment away with the line it stands on",
        arguments: [
            ("<!-- docent: ignore W2 because old -->\nsix", "six"),
            ("one\n\n<!-- docent: ignore W2 because old -->\n\nthree\n", "one\n\nthree\n"),
            ("one\n\n<!-- docent: ignore W2 because old -->\nthree\n", "one\n\nthree\n"),
            ("one\n<!-- docent: ignore W2 because old -->\nthree\n", "one\n\nthree\n"),
            ("one <!-- docent: ignore W2 because old --> three", "one three"),
            ("one <!-- docent: ignore-line W2 because old -->\nthree", "one\nthree"),
            ("one\n\n<!-- docent: ignore-file W2 because old -->", "one\n\n"),
            (
                "a\n\n<!-- docent: ignore-begin W2 because old -->\n\nb\n\n<!-- docent: ignore-end -->\n\nc",
                "a\n\nb\n\nc"
            ),
            ("one\r\n\r\n<!-- docent: ignore W2 because old -->\r\n\r\nthree\r\n", "one\r\n\r\nthree\r\n"),
        ])
    func removal(text: String, expected: String) async {
        let unused = [Self.words[0]] + suppressionRules
        let report = await Engine.run(Site(["a.md": text]).plan(unused))
        #expect(report.findings.map(\.rule) == ["docent/unused-suppression"])
        guard let finding = report.findings.first(where: { _ in true }) else { return }
        let after = fixed(text, finding)
        #expect(after == expected)
        #expect(await Engine.run(Site(["a.md": after]).plan(unused)).lines == [])
    }

    @Test("with nothing after it a comment is unused, and a note says why")
    func nothingFollows() async {
        let report = await Engine.run(
            Site(["a.md": "two\n\n<!-- docent: ignore words/two because old -->"])
                .plan(Self.words + suppressionRules))
        #expect(report.findings.map(\.rule) == ["words/two", "docent/unused-suppression"])
        #expect(report.pages[0].findings[1].notes.map(\.text) == ["no block follows the comment"])
    }

    @Test("of a rule that is off nothing is said")
    func ruleIsOff() async {
        let names = RuleNames(Self.words + suppressionRules)
        var plan = Site(["a.md": "<!-- docent: ignore words/two because old -->\ntext"]).plan([])
        let rules = RuleSet([Self.words[1]] + suppressionRules, names: names)
        plan.rules = { _ in rules }
        #expect(await Engine.run(plan).lines == [])
    }

    @Test("nor where something could not be assessed, which may be what it silences")
    func notAssessed() async {
        var plan = Site(["a.md": "<!-- docent: ignore test/path because old -->\n[[x]]"])
            .plan([rule("test/path", FindMissingPath())] + suppressionRules)
        plan.probe = NobodyKnows()
        #expect(await Engine.run(plan).lines == [])
    }

    @Test("a comment on unused comments silences them, and is unused itself without any")
    func unusedUnused() async {
        let about = "<!-- docent: ignore-file docent/unused-suppression because kept for a release -->"
        #expect(await lines("\(about)\n\n<!-- docent: ignore words/two because old -->\ntext") == [])
        #expect(
            await lines("\(about)\n\ntext") == [
                "1 docent/unused-suppression: `docent/unused-suppression` has nothing to silence here"
            ])
    }

    @Test("`all` does not silence what is said of comments")
    func allButOwn() async {
        #expect(
            await lines(
                "<!-- docent: ignore-file all because old -->\n\ntwo <!-- docent: ignore x because -->"
            )
            .map { String($0.prefix(29)) } == ["3 docent/malformed-suppressio"])
    }

    // MARK: Mistakes

    @Test(
        "a comment that does not follow the grammar is a finding at the exact word",
        arguments: [
            ("docent: ignor words/two because x", "a comment cannot say `ignor`", "ignor", "ignore"),
            ("docent: silence words/two because x", "a comment cannot say `silence`", "silence", nil),
            ("docent:", "the comment does not say what to do", "docent:", nil),
            (
                "docent ignore W2 because x",
                "a colon is missing after `docent`, so this comment silences nothing", "docent", ":"
            ),
            ("docent: ignore because x", "the comment does not say which rules it silences", "ignore", nil),
            ("docent: ignore", "the comment does not say which rules it silences", "ignore", nil),
            ("docent: ignore words/tow because x", "there is no rule `words/tow`", "words/tow", "words/two"),
            ("docent: ignore two because x", "there is no rule `two`", "two", "words/two"),
            ("docent: ignore word/* because x", "there is no rule `word/*`", "word/*", "words/*"),
            ("docent: ignore words/two", "the comment gives no reason", "ignore words/two", nil),
            ("docent: ignore words/two because ", "the comment gives no reason", "because", nil),
            (
                "docent: ignore words/two until 2026-02-30 because x", "`2026-02-30` is no date",
                "2026-02-30", nil
            ),
            ("docent: ignore words/two until because x", "a date is missing after `until`", "until", nil),
            (
                "docent: ignore words/two words/six because x",
                "a comma, `until` or `because` is missing before `words/six`", "words/six", nil
            ),
            (
                "docent: ignore words/two because x until 2027-01-01",
                "this date is part of the reason, so the comment would never expire", "2027-01-01", nil
            ),
            (
                "docent: ignore-begin words/two because x", "this `ignore-begin` has no `ignore-end`",
                "ignore-begin", nil
            ),
            ("docent: ignore-end", "this `ignore-end` has no `ignore-begin` before it", "ignore-end", nil),
        ] as [(String, String, String, String?)])
    func mistakes(comment: String, message: String, place: String, proposal: String?) async {
        let report = await Engine.run(
            Site(["a.md": "<!-- \(comment) -->\ntwo six"]).plan(Self.words + suppressionRules))
        #expect(
            report.lines == [
                "a.md:1 docent/malformed-suppression: \(message)", "a.md:2 words/two: found `two`",
                "a.md:2 words/six: found `six`",
            ])
        let finding = report.pages[0].findings[0]
        #expect(report.pages[0].text.string(finding.range) == place)
        #expect(finding.fixes.first?.edits.first?.replacement == proposal)
    }

    @Test("beside an unknown rule the others of the list hold")
    func partlyUnknown() async {
        #expect(
            await lines("<!-- docent: ignore words/tow, words/six because x -->\nsix") == [
                "1 docent/malformed-suppression: there is no rule `words/tow`"
            ])
    }

    @Test(
        "ordinary comments are left alone",
        arguments: ["docent is great", "a docent: ignore x", "", "docentia: ignore", "-", "docent"])
    func ordinary(comment: String) async {
        #expect(await lines("<!-- \(comment) -->\ntext") == [])
    }

    private func fixed(_ text: String, _ finding: Finding) -> String {
        var bytes = Array(text.utf8)
        for edit in (finding.fixes.first?.edits ?? []).reversed() {
            bytes.replaceSubrange(edit.range.lower..<edit.range.upper, with: edit.replacement.utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

private struct NobodyKnows: Probe {
    func answers(to questions: [Question], parsed: [String: Document]) async -> [Question: Answer] { [:] }
}
