import Model
import RulePages
import Testing
import YAML

@testable import RuleBook

@Suite("The rule book")
struct RuleBookTests {
    private func remarks(_ pages: [String: String]) -> [String] {
        var book = RuleBook.builtIn
        let known = book.remarks.count
        book.add(
            folder: "team",
            pages: pages.map { SourceFile(path: "team/\($0.key)", bytes: Array($0.value.utf8)) })
        return book.remarks.dropFirst(known).map { remark in
            let text = SourceText(remark.file.bytes)
            return
                "\(remark.file.path):\(text.line(at: remark.draft.range.lower) + 1): \(remark.draft.message)"
                + " <\(text.string(remark.draft.range))>"
        }
    }

    private func page(_ frontMatter: String, _ body: String = Self.body) -> String {
        "---\n\(frontMatter)\n---\n\(body)"
    }

    private static let front = "check: words.existence\nseverity: advice\nconfidence: likely\naudience: docs"
    private static let parameters = "\nparameters: {patterns: ['\\bperhaps\\b']}"
    private static let body = """
        # A word that hedges

        Say what
        is so.

        ## Accepted

        A sentence.

        ```markdown
        It is so.
        ```

        """

    @Test("no built-in page has a mistake")
    func builtIn() {
        #expect(RuleBook(builtInWith: .check).remarks.map { "\($0.file.path): \($0.draft.message)" } == [])
        #expect(RuleBook.builtIn.rules.count == RuleBook.builtIn.entries.count)
        #expect(RuleBook.builtIn.rules.count >= 12)
        for entry in RuleBook.builtIn.entries {
            let mistakes = RulePage(entry.file, id: entry.head.id).mistakes
            #expect(mistakes.map(\.message) == [], "\(entry.file.path)")
        }
    }

    @Test("what was read of the pages while the program was built is what they say")
    func headsOfBuild() {
        func plain(_ entry: RuleBook.Entry) -> String {
            var head = entry.head
            head.check?.range = SourceRange(at: 0)
            head.aliasPlaces = []
            head.parameterPlaces = [:]
            head.profileParameterPlaces = [:]
            return "\(head)"
        }
        #expect(RuleBook.builtIn.entries.map(plain) == RuleBook(builtInWith: .check).entries.map(plain))
    }

    @Test("the front matter of every built-in page is read by the simple reader, as the full one reads it")
    func quickStart() throws {
        for entry in RuleBook.builtIn.entries {
            let text = SourceText(entry.file.bytes)
            let close = try #require((1..<text.lineCount).first { text.string(text.line($0)) == "---" })
            let range = SourceRange(text.fullLine(1).lower, text.fullLine(close).lower)
            var simple = SimpleYAML(text, in: range)
            let read = simple.read()
            #expect(read == (try FullYAML.read(text, in: range)), "\(entry.file.path)")
        }
    }

    @Test("a page of the user's is a rule, named by its path below its folder")
    func ownPage() throws {
        var book = RuleBook.builtIn
        let text = page(Self.front + "\naliases: [HEDGE]\ndefault: off" + Self.parameters)
        book.add(
            folder: "team",
            pages: [
                SourceFile(path: "team/words/hedging.md", bytes: Array(text.utf8)),
                SourceFile(path: "team/README.md", bytes: Array("# Our rules".utf8)),
                SourceFile(path: "team/data.yml", bytes: []),
            ])
        #expect(book.remarks.isEmpty)
        let rule = try #require(book["words/hedging"]?.rule)
        #expect(rule.title == "A word that hedges")
        #expect(rule.summary == "Say what is so.")
        #expect(rule.severity == .advice)
        #expect(rule.confidence == .likely)
        #expect(!rule.isOnByDefault)
        #expect(rule.source == "team/words/hedging.md")
        #expect(book.names.id(for: "hedge") == "words/hedging")
    }

    @Test("a page with CRLF line endings is the same rule")
    func crlf() {
        #expect(remarks(["a.md": page(Self.front + Self.parameters).replacing("\n", with: "\r\n")]) == [])
    }

    private static let mistakes: [(String, [String])] = [
        (
            "",
            [
                "1: the rule page has no front matter <>", "1: the rule page does not begin with a title <>",
                "1: the rule page has no examples <>",
            ]
        ),
        ("---\ncheck: x\n", ["1: the rule page has no front matter <--->"]),
        (front + "\ncolour: red", ["6: a rule page has no key `colour` <colour>"]),
        (front + "\nalias: [x]", ["6: a rule page has no key `alias` <alias>"]),
        (
            front.replacing("words.existence", with: "words.existense"),
            ["2: there is no check `words.existense` <words.existense>"]
        ),
        (front.replacing("words.existence", with: "engine"), ["2: there is no check `engine` <engine>"]),
        (
            front.replacing("advice", with: "advise"),
            ["3: `severity` takes one of advice, warning, error <advise>"]
        ),
        (
            front.replacing("\nconfidence: likely", with: ""),
            ["1: the front matter does not say the `confidence` <--->"]
        ),
        (front + "\nparameters: {patern: [x]}", ["6: there is no parameter `patern` <patern>"]),
        (front + "\nparameters: {patterns: 3}", ["6: `patterns` takes a list of texts <3>"]),
        (front + "\nparameters: [x]", ["6: `parameters` takes a table of names and values <[x]>"]),
        (front + "\naliases: {a: b}", ["6: `aliases` takes a list of texts <{a: b}>"]),
        (front + "\ndefault: maybe", ["6: `default` takes on or off <maybe>"]),
        (front + "\ndisguises: {block-qoute: no}", ["6: there is no disguise `block-qoute` <block-qoute>"]),
        (
            front + "\ndisguises: {block-quote: }",
            ["6: `disguises` takes a table of disguises, each with the reason to skip it <>"]
        ),
        (front + "\naliases: [MD051]", ["6: the alias `MD051` is taken already (built in) <MD051>"]),
        ("check: [words", ["3: this is no YAML: did not find expected ',' or ']' <>"]),
    ]

    @Test("a mistake in the front matter is told at its exact place", arguments: mistakes)
    func frontMatterMistakes(front: String, expected: [String]) {
        let isWhole = front.isEmpty || front.hasPrefix("---")
        let told = remarks(["a.md": isWhole ? front : page(front)])
        // Of a page without front matter other things are missing too.
        #expect(expected.allSatisfy { wanted in told.contains("team/a.md:\(wanted)") }, "\(told)")
        if !isWhole, front.contains("check: words.existence"), !front.contains("parameters") {
            #expect(told.count <= expected.count + 1, "\(told)")
        }
    }

    private static let bodies: [(String, String)] = [
        ("No title.\n", "does not begin with a title"),
        ("# Title\n\n## Accepted\n\nOne.\n\n```markdown\nx\n```\n", "no summary follows the title"),
        ("# Title\n\nSummary.\n", "the rule page has no examples"),
        (
            "# Title\n\nSummary.\n\n## Flaged\n\nOne.\n\n```markdown\nx\n```\n",
            "the section `Flaged` is read as prose, not as examples <Flaged>"
        ),
        (
            "# Title\n\nSummary.\n\n## Flagged\n\n```markdown\nx\n```\n",
            "no sentence before this example says what it shows <```>"
        ),
        (
            "# Title\n\nSummary.\n\n## Flagged\n\nOne.\n\n```markdown\nx\n```\n",
            "a flagged example must say what is found"
        ),
        (
            "# Title\n\nSummary.\n\n## Accepted\n\nOne.\n\n```markdown\nx\n```\n\n```findings\nx\n```\n",
            "an accepted example has no findings <```>"
        ),
        (
            "# Title\n\nSummary.\n\n## Accepted\n\nOne.\n\n```markdown ../x.md\nx\n```\n",
            "`../x.md` is no path inside a repository"
        ),
        (
            "# Title\n\nSummary.\n\n## Accepted\n\nOne.\n\n```markdown\nx\n```\n\n```markdown\ny\n```\n",
            "this example has a file `example.md` already"
        ),
        (
            "# Title\n\nSummary.\n\n## Accepted\n\nOne.\n\n```options\nx\n```\n\n```markdown\ny\n```\n",
            "this takes a table of names and values"
        ),
        (
            "# Title\n\nSummary.\n\n## Accepted\n\nOne.\n\n```options\npaterns: [x]\n```\n\n```markdown\ny\n```\n",
            "there is no parameter `paterns` <paterns>"
        ),
        (
            "# Title\n\nSummary.\n\n## Accepted\n\nOne.\n\n```facts\ntody: 2026-01-01\n```\n\n```markdown\ny\n```\n",
            "there is no fact `tody` <tody>"
        ),
        (
            "# Title\n\nSummary.\n\n## Accepted\n\nOne.\n\n```facts\ntoday: tomorrow\n```\n\n```markdown\ny\n```\n",
            "`today` takes a day as YYYY-MM-DD <tomorrow>"
        ),
        ("# Title\n\nSummary.\n\n## Accepted\n\nOne.\n\n```options\na: b\n```\n", "this example has no file"),
        ("# Title\n\nSummary.\n\n## Accepted\n\nOne.\n\n```markdown\nx\n", "this fence is never closed"),
        (
            "# Title\n\nSummary.\n\n## Accepted\n\nOne.\n\n    indented\n",
            "code among the examples must stand in a fence"
        ),
    ]

    @Test("a mistake in the examples is told at its exact place", arguments: bodies)
    func bodyMistakes(body: String, expected: String) {
        let told = remarks(["a.md": page(Self.front + Self.parameters, body)])
        #expect(told.contains { $0.contains(expected) }, "\(told)")
    }

    @Test("a page with a mistake does not stop the others")
    func others() {
        var book = RuleBook()
        let good = page(Self.front + Self.parameters)
        book.add(
            folder: "",
            pages: [
                SourceFile(path: "a/broken.md", bytes: [0xFF, 0x00, 0x2D]),
                SourceFile(path: "b/good.md", bytes: Array(good.utf8)),
                SourceFile(path: "c/unclear.md", bytes: Array(page("check: x").utf8)),
            ])
        #expect(book.rules.map(\.id) == ["b/good"])
        #expect(Set(book.remarks.map(\.file.path)) == ["a/broken.md", "c/unclear.md"])
        #expect(book.names.id(for: "c/unclear") == "c/unclear")
    }

    @Test("of two rules with one id the first stays")
    func duplicates() throws {
        var book = RuleBook.builtIn
        book.add(
            folder: "team",
            pages: [
                SourceFile(
                    path: "team/links/missing-anchor.md",
                    bytes: Array(page(Self.front + Self.parameters).utf8))
            ])
        #expect(book["links/missing-anchor"]?.rule?.source == "built in")
        #expect(
            book.remarks.map(\.draft.message) == ["there is a rule `links/missing-anchor` already (built in)"]
        )
    }

    @Test("a rule can be made with other values, and says what does not fit")
    func change() throws {
        let book = RuleBook.builtIn
        let made = book.rule("links/missing-anchor", with: RuleChange(severity: .advice))
        #expect(made.rule?.severity == .advice)
        #expect(made.mistakes.isEmpty)
        let wrong = book.rule(
            "links/missing-anchor", with: RuleChange(parameters: [.init(key: "ignroe", value: .list([]))]))
        #expect(wrong.mistakes.map(\.suggestion) == ["ignore"])
    }
}
