import Model
import RuleBook
import Testing

@Suite("Comments in the manner of markdownlint")
struct MarkdownlintCommentTests {
    static let names = MarkdownlintNames([
        ("whitespace/trailing-spaces", ["MD009", "no-trailing-spaces"], ["whitespace"]),
        ("whitespace/hard-tabs", ["MD010", "no-hard-tabs"], ["whitespace", "hard_tab"]),
        ("whitespace/line-length", ["MD013", "line-length"], ["line_length"]),
        ("links/own-rule", ["our-rule"], ["whitespace"]),
    ])

    /// The numbers that are on at each line, all three being on by configuration.
    private func numbersOn(
        _ text: String, from start: Int = 0, configured: RuleMask = names.all
    ) -> [[String]]? {
        let text = SourceText(text)
        guard let comments = MarkdownlintComments(in: text, from: start) else { return nil }
        let states = comments.lineStates(Self.names, on: configured)
        return (0..<text.lineCount).map { line in
            Self.names.rules.filter { states.isOn($0.id, line: line) }.map { String($0.number.dropFirst(3)) }
        }
    }

    private let all = ["09", "10", "13"]

    @Test func `a document without such comments has none`() {
        #expect(
            numbersOn("# Title!\n\n<!-- a comment --> <!--\n<!-- markdownlint -->\nmarkdownlint-disable\n")
                == nil)
    }

    @Test func `a rule is off from the line of its comment on, and on again from the line of the other`() {
        let text = "a\n<!-- markdownlint-disable MD013 -->\nb\n<!-- markdownlint-enable MD013 -->\nc"
        #expect(numbersOn(text) == [all, ["09", "10"], ["09", "10"], all, all])
    }

    @Test func `a comment without names is for every rule with a number`() {
        #expect(numbersOn("<!-- markdownlint-disable-->\na") == [[], []])
        let states = MarkdownlintComments(in: SourceText("<!-- markdownlint-disable -->"))?
            .lineStates(Self.names, on: Self.names.all)
        #expect(states?.isOn("links/own-rule", line: 0) == true)
    }

    @Test(arguments: ["md013", "LINE-length", "Line_Length", "whitespace/line-length", "nothing MD013"])
    func `rules are named by number, alias, tag or id in any case`(name: String) {
        #expect(numbersOn("<!-- markdownlint-disable \(name) -->") == [["09", "10"]])
    }

    @Test func `a tag stands for all its rules`() {
        #expect(numbersOn("<!-- markdownlint-disable whitespace -->") == [["13"]])
    }

    @Test func `names that are unknown switch nothing`() {
        #expect(numbersOn("<!-- markdownlint-disable MD999, nothing -->") == [all])
    }

    @Test func `verbs and prefix are read in any case and after any white space`() {
        #expect(numbersOn("<!--\t  MarkdownLint-DISABLE MD009\tMD010 -->") == [["13"]])
        #expect(numbersOn("<!--markdownlint-disable MD009 -->") == [["10", "13"]])
    }

    @Test func `the twins of rumdl are read too`() {
        #expect(
            numbersOn("<!-- rumdl-disable MD013 -->\na\n<!-- rumdl-enable -->") == [
                ["09", "10"], ["09", "10"], all,
            ])
        #expect(numbersOn("<!-- rumdl-disable-next-line MD013 -->\na\nb") == [all, ["09", "10"], all])
    }

    @Test func `a comment for a line is for its own line only`() {
        #expect(numbersOn("a\nb <!-- markdownlint-disable-line MD010 -->\nc") == [all, ["09", "13"], all])
    }

    @Test func `a comment for the next line is for that line only`() {
        #expect(numbersOn("<!-- markdownlint-disable-next-line -->\nb\nc") == [all, [], all])
        #expect(numbersOn("<!-- markdownlint-disable-next-line -->") == [all])
    }

    @Test func `what is for a line counts over what is for the lines from there on`() {
        let text = "<!-- markdownlint-disable-line --><!-- markdownlint-enable -->\na"
        #expect(numbersOn(text) == [[], all])
    }

    @Test func `several comments on lines and runs add up`() {
        let text = """
            <!-- markdownlint-disable MD009 --> <!-- markdownlint-disable MD010 -->
            <!-- markdownlint-disable-next-line MD013 -->
            a
            b <!-- markdownlint-enable MD009 -->
            """
        #expect(numbersOn(text) == [["13"], ["13"], [], ["09", "13"]])
    }

    @Test func `a comment for the file counts wherever it stands, before those that begin at a line`() {
        let text = "a\n<!-- markdownlint-enable MD013 -->\n<!-- markdownlint-disable-file MD013 MD009 -->"
        #expect(numbersOn(text) == [["10"], ["10", "13"], ["10", "13"]])
    }

    @Test func `enabling for the file switches on what the configuration has off`() {
        let text = "a\n<!-- markdownlint-enable-file MD013 -->"
        #expect(numbersOn(text, configured: RuleMask()) == [["13"], ["13"]])
    }

    @Test func `enabling without names switches on what the configuration has off`() {
        #expect(numbersOn("a\n<!-- markdownlint-enable -->", configured: RuleMask()) == [[], all])
    }

    @Test func `restoring goes back to what was captured`() {
        let text = """
            <!-- markdownlint-disable MD009 -->
            <!-- markdownlint-capture -->
            <!-- markdownlint-disable -->
            <!-- markdownlint-restore -->
            <!-- markdownlint-enable -->
            <!-- markdownlint-restore -->
            """
        #expect(numbersOn(text) == [["10", "13"], ["10", "13"], [], ["10", "13"], all, ["10", "13"]])
    }

    @Test func `restoring without a capture goes back to the configuration`() {
        let text = "<!-- markdownlint-disable-file MD009 -->\n<!-- markdownlint-restore -->"
        #expect(numbersOn(text) == [["10", "13"], all])
    }

    @Test func `comments are found in code too`() {
        #expect(
            numbersOn("`<!-- markdownlint-disable MD009 -->`\n\n    x") == [
                ["10", "13"], ["10", "13"], ["10", "13"],
            ])
    }

    @Test func `a comment that does not end on its line switches nothing`() {
        #expect(numbersOn("<!-- markdownlint-disable\nMD009 -->\na") == nil)
        #expect(numbersOn("<!-- markdownlint-disable MD009") == nil)
        #expect(numbersOn("<!--\nmarkdownlint-disable -->") == nil)
    }

    @Test func `an unknown verb is no comment of this kind`() {
        #expect(numbersOn("<!-- markdownlint-disabled -->\n<!-- markdownlint-disable-lines -->") == nil)
    }

    @Test func `lines end with CR, LF or both`() {
        let text = "<!-- markdownlint-disable-next-line -->\r\na\rb\n<!-- markdownlint-disable-line -->\rc"
        #expect(numbersOn(text) == [all, [], all, [], all])
    }

    @Test func `what stands in front matter is no comment`() {
        let text = "---\nx: <!-- markdownlint-disable -->\n---\n"
        #expect(numbersOn(text, from: text.utf8.count) == nil)
    }

    @Test func `a file full of comments that never end is read in one pass`() {
        #expect(numbersOn(String(repeating: "<!-- markdownlint-disable ", count: 200_000)) == nil)
        let configure = String(repeating: "<!-- markdownlint-configure-file ", count: 200_000)
        #expect(numbersOn(configure) == nil)
    }

    @Test func `any bytes can be searched`() {
        for bytes in [
            [], [0x21], [0x3C, 0x21], Array("<!--".utf8), Array("<!-- markdownlint-".utf8), [0xFF, 0x21, 0],
        ] {
            #expect(MarkdownlintComments(in: SourceText(bytes)) == nil)
        }
    }
}

@Suite("Configuration in comments")
struct MarkdownlintConfigureFileTests {
    private func settings(_ text: String, over base: MarkdownlintSettings = .init(everyRuleOn: true))
        -> [MarkdownlintSettings.RuleSetting]
    {
        let comments = MarkdownlintComments(in: SourceText(text))
        return (comments?.settings(over: base) ?? base).resolved(MarkdownlintCommentTests.names)
    }

    @Test func `a comment over several lines configures the whole file`() {
        let out = settings(
            """
            a
            <!-- markdownlint-configure-file {
              // with a comment
              "line-length": { "line_length": 100, },
              "MD009": false
            } -->
            """)
        #expect(out.map(\.isOn) == [false, true, true])
        #expect(out[2].parameters == [.init(key: "line_length", value: .number(100))])
    }

    @Test func `the verb may be followed by a line break`() {
        #expect(
            settings("<!-- markdownlint-configure-file\n{ \"MD010\": false }\n-->").map(\.isOn) == [
                true, false, true,
            ])
    }

    @Test func `later comments count over earlier ones`() {
        let out = settings(
            """
            <!-- markdownlint-configure-file { "MD009": false, "MD010": false } -->
            <!-- rumdl-configure-file { "MD009": true } -->
            """)
        #expect(out.map(\.isOn) == [true, false, true])
    }

    @Test func `text that is no JSON says nothing`() {
        #expect(
            settings("<!-- markdownlint-configure-file { MD009: } -->").map(\.isOn) == [true, true, true])
        #expect(settings("<!-- markdownlint-configure-file [1] -->").map(\.isOn) == [true, true, true])
    }
}
