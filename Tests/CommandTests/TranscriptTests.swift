import Testing

@Suite("Console sessions on pages say what the program says")
struct TranscriptTests {
    /// README, the handbook, and the pages that are there for their sessions.
    private static let pages: [String] = {
        let list =
            "grep -lE '^<!-- transcript: ' README.md Sources/Commands/Handbook.docc/*.md Tests/CommandTests/Transcripts/*.md"
        return ((try? Shell.run(list))?.output ?? "").split(separator: "\n").map(String.init)
            .filter { $0.hasSuffix(".md") }.sorted()
    }()

    @Test("a session prints what its page shows", arguments: pages)
    func plays(page: String) throws {
        let path = "\(Shell.root)/\(page)"
        let transcript = Transcript(try Shell.succeed("cat \(Shell.quoted(path))"))
        for mistake in transcript.mistakes { Issue.record("\(page): \(mistake)") }
        guard transcript.mistakes.isEmpty else { return }
        let played = try transcript.played()
        if Shell.isBlessing, played.text != transcript.text { try Shell.write(played.text, to: path) }
        guard !Shell.isBlessing else { return }
        for (old, new) in zip(transcript.parts, played.parts) where old != new {
            guard case .session(_, let expected) = old, case .session(_, let actual) = new else { continue }
            for (expected, actual) in zip(expected, actual) where expected != actual {
                Issue.record(
                    """
                    \(page): `\(actual.command)` now prints
                    \(actual.output.joined(separator: "\n"))
                    and the page shows
                    \(expected.output.joined(separator: "\n"))
                    If the program is right, run `make bless` and read the difference.
                    """)
            }
        }
    }

    @Test("there are sessions to play")
    func pagesAreThere() {
        #expect(Self.pages.contains("README.md"))
    }

    @Test("a page is read as prose and sessions, and written back as it was")
    func reading() {
        let page = """
            # Page

            ```console
            $ not played
            ```

            <!-- transcript: samples/site -->

            ```console
            $ printf 'a\\n\\nb'; exit 3
            a

            b
            [exit 3]
            $ true
            ```

            More.

            """
        let transcript = Transcript(page)
        #expect(transcript.mistakes.isEmpty)
        #expect(transcript.text == page)
        #expect(
            transcript.parts.count == 3
                && transcript.parts[1]
                    == .session(
                        folder: "samples/site",
                        steps: [
                            .init(command: "printf 'a\\n\\nb'; exit 3", output: ["a", "", "b", "[exit 3]"]),
                            .init(command: "true", output: []),
                        ])
        )
    }

    @Test("playing shows output, errors, the exit status, and no time")
    func playing() throws {
        let page = """
            <!-- transcript: samples/site -->
            ```console
            $ echo new >> docs/index.md; echo 'done; 12.34 s'
            stale
            $ pwd; echo problem >&2; exit 3
            ```
            <!-- transcript: continued -->
            ```console
            $ tail -n 1 docs/index.md
            ```
            <!-- transcript: samples/site -->
            ```console
            $ tail -n 1 docs/index.md | grep -c new
            ```

            """
        let text = try Transcript(page).played().text
        #expect(
            text.contains(
                "12.34 s'\ndone; 0.00 s\n$ pwd; echo problem >&2; exit 3\n$PWD\nproblem\n[exit 3]\n```"))
        #expect(text.contains("$ tail -n 1 docs/index.md\nnew\n```"))
        #expect(text.contains("grep -c new\n0\n[exit 1]\n```"))
    }

    @Test(
        "a page that cannot be played says where",
        arguments: [
            "<!-- transcript: samples/site -->\n\nNo fence.\n",
            "<!-- transcript: samples/site -->\n```console\noutput first\n```\n",
            "<!-- transcript: samples/site -->\n```console\n$ true\n",
        ])
    func mistakes(page: String) {
        #expect(Transcript(page).mistakes.count == 1)
    }
}
