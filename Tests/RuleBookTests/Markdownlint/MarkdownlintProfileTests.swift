import Engine
import Markup
import Model
import RuleBook
import RulePages
import Testing

@Suite("The profile of markdownlint")
struct MarkdownlintProfileTests {
    /// Three rules that find words: two of markdownlint's, one that is ours; and one of rumdl's.
    static let book: RuleBook = {
        func page(_ name: String, _ head: String) -> SourceFile {
            let severity = head.contains("severity: advice") ? "" : "severity: warning\n"
            let text =
                "---\ncheck: words.existence\n\(severity)confidence: certain\naudience: docs\n\(head)\n---\n"
                + "# Words\n\nThese words.\n"
            return SourceFile(path: "rules/words/\(name).md", bytes: Array(text.utf8))
        }
        var book = RuleBook()
        book.add(
            folder: "rules",
            pages: [
                page(
                    "tabs",
                    "aliases: [MD010, no-hard-tabs]\ntags: [whitespace]\nseverity: advice\ndefault: off\n"
                        + "parameters: {words: [tab]}\nprofiles: {markdownlint: {parameters: {message: tabs}}}"
                ),
                page(
                    "lines",
                    "aliases: [MD013, line-length]\ntags: [line_length]\nparameters: {words: [line]}"),
                page("ours", "parameters: {words: [ours]}"),
                page("rumdl", "aliases: [MD057]\ntags: [whitespace]\nparameters: {words: [rumdl]}"),
            ])
        return book
    }()

    static let text = "tab line ours rumdl\n"

    /// What is said of a text, as `line rule severity: message`.
    private func findings(
        _ text: String = text, _ files: [String: String] = [:], profile: Profile? = nil,
        path: String = "a.md",
        choosing choice: [String]? = nil
    ) async throws -> [String] {
        let configuration = try Self.configuration(files, profile)
        let chosen = choice.map { ids in
            RuleSet(ids.compactMap { Self.book.rule($0, with: RuleChange()).rule })
        }
        let plan = Plan(
            paths: [path], makeReader: { OneFile(text: text) },
            parse: { Markdown.parse($0, dialect: .gfm) },
            rules: { chosen ?? configuration.settings(for: $0).rules },
            adjust: { configuration.adjusted($1, for: $0) }, probe: NoProbe(), today: someDay, workers: 1)
        let report = await Engine.run(plan)
        return report.pages.flatMap { page in
            page.findings.map {
                let line = page.text.line(at: $0.range.lower) + 1
                return "\(line) \($0.rule.dropFirst(6)) \($0.severity)"
            }
        }
    }

    static func configuration(_ files: [String: String], _ profile: Profile? = nil) throws -> Configuration {
        try Configuration(
            files: files.filter { $0.key.hasSuffix(".docent.yml") }.map { path, text in
                try ConfigurationFile(SourceFile(path: path, bytes: Array(text.utf8)))
            },
            book: book,
            markdownlint: MarkdownlintConfiguration(paths: files.keys.sorted()) { path in
                files[path].map { Array($0.utf8) }
            }, profile: profile)
    }

    @Test func `the pages of these tests are sound`() {
        #expect(Set(Self.book.remarks.map(\.draft.message)) == ["the rule page has no examples"])
    }

    @Test func `without a profile the pages say which rules are on`() async throws {
        #expect(try await findings() == ["1 lines warning", "1 ours warning", "1 rumdl warning"])
    }

    @Test func `with it the rules of markdownlint are on as errors, and no others`() async throws {
        let expected = ["1 tabs error", "1 lines error"]
        #expect(try await findings(profile: .markdownlint) == expected)
        #expect(try await findings(Self.text, [".docent.yml": "profile: markdownlint"]) == expected)
    }

    @Test func `a page says what differs in a profile`() throws {
        let settings = try Self.configuration([:], .markdownlint).settings(for: "a.md")
        #expect(settings.rules["words/tabs"]?.parameters.text("message") == "tabs")
        #expect(settings.rules["words/tabs"]?.parameters.texts("words") == ["tab"])
        let plain = try Self.configuration([:]).settings(for: "a.md")
        #expect(plain.rules["words/lines"]?.parameters.text("message") != "tabs")
    }

    @Test func `rules are changed on top of a profile`() async throws {
        let file = "profile: markdownlint\nrules:\n  MD010: off\n  MD013: warning\n  words/ours: on\n"
        #expect(
            try await findings(Self.text, [".docent.yml": file]) == ["1 lines warning", "1 ours warning"])
    }

    @Test func `an unknown profile is a mistake with a proposal`() {
        #expect {
            try Self.configuration([".docent.yml": "profile: markdownlnt"])
        } throws: { error in
            (error as? ConfigurationError)?.mistakes.first?.failure.what
                == "there is no profile `markdownlnt`"
        }
    }

    @Test func `a page with a mistake in its profiles is no rule`() {
        let heads = [
            "profiles: {markdownlnt: {}}", "profiles: [markdownlint]",
            "profiles: {markdownlint: {color: red}}",
            "profiles: {markdownlint: {severity: bad}}",
            "profiles: {markdownlint: {parameters: {word: [x]}}}",
            "profiles: {markdownlint: 1}", "profiles: {markdownlint: {parameters: x}}",
        ]
        for head in heads {
            var book = RuleBook()
            let text =
                "---\ncheck: words.existence\nseverity: advice\nconfidence: certain\naudience: docs\n\(head)\n"
                + "---\n# Words\n\nThese words.\n"
            book.add(folder: "r", pages: [SourceFile(path: "r/words/x.md", bytes: Array(text.utf8))])
            #expect(book.rules.isEmpty, "\(head)")
            #expect(book.remarks.count { !$0.draft.message.hasSuffix("examples") } == 1, "\(head)")
        }
    }

    // MARK: markdownlint's own files

    @Test func `a configuration of markdownlint decides where there is none of ours`() async throws {
        let files = [".markdownlint.yaml": "MD013: warning\n"]
        #expect(try await findings(Self.text, files) == ["1 tabs error", "1 lines warning"])
        let settings = try Self.configuration(files).settings(for: "a.md")
        #expect(
            settings.states.first { $0.id == "words/lines" }?.severity.origin.description
                == ".markdownlint.yaml")
    }

    @Test func `parameters are handed to the rule, as JavaScript takes them`() async throws {
        let files = [
            ".markdownlint.json": #"{"MD013": {"words": ["ours"], "ignore-case": 1}, "MD010": false}"#
        ]
        #expect(try await findings(Self.text, files) == ["1 lines error"])
    }

    @Test func `what does not fit a parameter is left out`() async throws {
        let files = [".markdownlint.json": #"{"MD013": {"words": 7, "unknown": true}, "MD010": false}"#]
        #expect(try await findings(Self.text, files) == ["1 lines error"])
    }

    @Test func `a file of ours counts over it`() async throws {
        let files = [".markdownlint.json": #"{"MD013": false}"#, ".docent.yml": "rules:\n  MD013: error\n"]
        #expect(
            try await findings(Self.text, files) == ["1 lines error", "1 ours warning", "1 rumdl warning"])
    }

    @Test func `our own profile on the command line counts over it, and that of markdownlint means it`()
        async throws
    {
        let files = [".markdownlint.json": #"{"MD013": false}"#]
        #expect(try await findings(Self.text, files, profile: .markdownlint) == ["1 tabs error"])
        #expect(
            try await findings(Self.text, files, profile: .docent) == [
                "1 lines warning", "1 ours warning", "1 rumdl warning",
            ])
    }

    @Test func `a rule that only rumdl has is on where it is named`() async throws {
        let files = [
            ".markdownlint.json": #"{"default": true, "whitespace": false, "MD057": true, "MD013": false}"#
        ]
        #expect(try await findings(Self.text, files) == ["1 rumdl error"])
    }

    @Test func `documents that it leaves out are left out`() throws {
        let files = [".markdownlint-cli2.yaml": "globs: ['docs/**']\nignores: ['docs/old.md']\n"]
        let configuration = try Self.configuration(files)
        #expect(configuration.exclusion(of: "docs/a.md") == nil)
        #expect(configuration.exclusion(of: "docs/old.md")?.description == ".markdownlint-cli2.yaml")
        #expect(configuration.exclusion(of: "a.md")?.description == ".markdownlint-cli2.yaml")
    }

    @Test func `a broken one stops the run, unless a file of ours holds`() throws {
        let files = [".markdownlint.json": "{"]
        #expect {
            try Self.configuration(files)
        } throws: { error in
            (error as? ConfigurationError)?.failures.first?.what
                == ".markdownlint.json:1:2: the configuration cannot be read"
        }
        _ = try Self.configuration(files.merging([".docent.yml": ""]) { $1 })
        _ = try Self.configuration(files, .docent)
    }

    // MARK: Comments

    @Test func `comments switch rules on and off`() async throws {
        let text =
            "<!-- markdownlint-disable MD013 -->\ntab line ours\n<!-- markdownlint-enable -->\ntab line\n"
        #expect(
            try await findings(text, profile: .markdownlint) == [
                "2 tabs error", "4 tabs error", "4 lines error",
            ])
        let off = [".markdownlint.json": #"{"MD010": false}"#]
        #expect(try await findings(text, off) == ["4 tabs error", "4 lines error"])
    }

    @Test func `a comment configures the whole file`() async throws {
        let text = """
            tab line

            <!-- markdownlint-configure-file {"MD010": false, "line-length": {"severity": "warning"}} -->
            """
        #expect(try await findings(text, profile: .markdownlint) == ["1 lines warning"])
    }

    @Test func `outside of the profile comments only take away`() async throws {
        let text = """
            <!-- markdownlint-enable -->
            tab line <!-- markdownlint-configure-file {"MD010": true, "MD013": "error"} -->

            line <!-- markdownlint-disable-line MD013 -->
            """
        #expect(try await findings(text) == ["2 lines warning"])
    }

    @Test func `outside of the profile a comment changes parameters of rules that are on`() async throws {
        let text = "line ours\n\n<!-- markdownlint-configure-file {\"MD013\": {\"words\": [\"ours\"]}} -->\n"
        let found = try await findings(text)
        #expect(
            found == ["1 lines warning", "1 ours warning"] || found == ["1 lines error", "1 ours warning"])
    }

    @Test func `a comment that has everything off leaves other rules on`() async throws {
        let text = "tab line ours rumdl\n\n<!-- markdownlint-disable-file -->\n"
        #expect(try await findings(text) == ["1 ours warning"])
    }

    @Test func `comments add nothing to a choice of rules`() async throws {
        let text = "<!-- markdownlint-enable -->\ntab line\n"
        #expect(
            try await findings(text, profile: .markdownlint, choosing: ["words/lines"]) == ["2 lines warning"]
        )
    }

    @Test func `comments can be switched off`() async throws {
        let text = "<!-- markdownlint-disable -->\nline\n"
        #expect(
            try await findings(text, [".docent.yml": "markdownlint-comments: off\nprofile: markdownlint"])
                == ["2 lines error"])
        #expect(
            try await findings(text, [".markdownlint-cli2.yaml": "noInlineConfig: true"]) == ["2 lines error"]
        )
    }

    @Test func `comments in front matter are none`() async throws {
        let text = "---\ntitle: <!-- markdownlint-disable -->\n---\n\nline\n"
        #expect(try await findings(text, profile: .markdownlint) == ["5 lines error"])
    }
}

private struct OneFile: DocumentReader {
    var text: String
    mutating func read(_ path: String) -> DocumentReading {
        .file(SourceFile(path: path, bytes: Array(text.utf8)))
    }
}

private struct NoProbe: Probe {
    func answers(to questions: [Question], parsed: [String: Document]) async -> [Question: Answer] { [:] }
}

private let someDay = Day(secondsSince1970: 1_800_000_000)
