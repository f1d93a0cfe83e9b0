import Commands
import Model
import RuleBook
import Testing

@Suite("The examples of the rule pages")
struct ExampleTests {
    @Test(
        "say what is found, as they are written and in every disguise",
        arguments: RuleBook.builtIn.rules.map(\.id))
    func builtIn(id: String) async {
        if Files.areBlessed, let page = RuleBook.builtIn[id]?.file.path,
            let bytes = await ExampleRunner(.builtIn, runsSnippets: true).bless(id)
        {
            #expect(throws: Never.self) { try Files.write(bytes, to: "\(Files.root)/\(page)") }
            return
        }
        let report = await ExampleRunner(.builtIn, runsSnippets: true).replay(id)
        #expect(report.isPassed, "\n\(report.lines.joined(separator: "\n"))")
        #expect(report.replays > report.examples.count)
    }

    private func book(_ text: String) -> RuleBook {
        var book = RuleBook()
        book.add(folder: "", pages: [SourceFile(path: "words/hedging.md", bytes: Array(text.utf8))])
        return book
    }

    private func page(_ examples: String) -> String {
        """
        ---
        check: words.existence
        severity: advice
        confidence: likely
        audience: docs
        parameters:
          patterns: ['\\bperhaps\\b']
          message: "`{match}` hedges"
        ---
        # A word that hedges

        Say what is so.

        \(examples)
        """
    }

    @Test("that flag nothing, flag something else, or flag what is accepted, fail and say how")
    func failing() async {
        let text = page(
            """
            ## Flagged

            Nothing is found here.

            ```markdown
            It is so.
            ```

            ```findings
            advice[words/hedging]: `perhaps` hedges
            ```

            Something else is found here.

            ```markdown
            Perhaps it is so.
            ```

            ```findings
            advice[words/hedging]: `perhaps` is no word
            ```

            ## Accepted

            This is flagged.

            ```markdown
            It is so, perhaps.
            ```
            """)
        let report = await ExampleRunner(book(text)).replay("words/hedging")
        #expect(!report.isPassed)
        #expect(
            report.examples.map { $0.failures.map(\.sentence) } == [
                ["this should be flagged, and is not"], ["what is found is not what the page says"],
                ["this should be accepted, and is not"],
            ])
        #expect(report.lines[0] == "FAIL  words/hedging: Nothing is found here.")
        #expect(report.lines[1] == "  --> words/hedging.md:16")
        #expect(report.lines.contains("        + advice[words/hedging] (likely): `Perhaps` hedges"))
    }

    @Test("are blessed with what the terminal prints, and pass then")
    func blessing() async throws {
        let text = page(
            """
            ## Flagged

            The fence is not there yet.

            ```markdown
            Perhaps it is so.
            ```

            The fence is empty.

            ```markdown docs/b.md
            It is so, perhaps.
            ```

            ```findings
            ```
            """)
        let blessed = try #require(await ExampleRunner(book(text)).bless("words/hedging"))
        let fresh = String(decoding: blessed, as: UTF8.self)
        #expect(
            fresh.contains(
                "\n```findings\nadvice[words/hedging] (likely): `Perhaps` hedges\n --> example.md:1:1\n"))
        let report = await ExampleRunner(book(fresh)).replay("words/hedging")
        #expect(report.isPassed, "\n\(report.lines.joined(separator: "\n"))")
        #expect(await ExampleRunner(book(fresh)).bless("words/hedging") == nil)
    }

    @Test("can have parameters of their own")
    func options() async {
        let text = page(
            """
            ## Accepted

            With another pattern the word is fine.

            ```options
            patterns: ['\\bmaybe\\b']
            ```

            ```markdown
            Perhaps it is so.
            ```
            """)
        let report = await ExampleRunner(book(text)).replay("words/hedging")
        #expect(report.isPassed, "\n\(report.lines.joined(separator: "\n"))")
        #expect(report.lines == ["ok    words/hedging: 1 example in 6 replays"])
    }

    @Test("of a page without any are a failure")
    func none() async {
        let report = await ExampleRunner(book(page(""))).replay("words/hedging")
        #expect(report.lines == ["FAIL  words/hedging: the page words/hedging.md has no examples"])
    }
}
