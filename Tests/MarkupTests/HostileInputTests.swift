import Markup
import Model
import Testing

@Suite("Bad input is normal input")
struct HostileInputTests {
    static let deep = 10_000

    /// How deep the nodes of a kind are nested in one another.
    private func depth(_ document: Document, _ kind: NodeKind) -> Int {
        var depths = [Int](repeating: 0, count: document.nodes.count)
        for (place, node) in document.nodes.enumerated() {
            let above = node.parent < 0 ? 0 : depths[Int(node.parent)]
            depths[place] = above + (node.kind == kind ? 1 : 0)
        }
        return depths.max() ?? 0
    }

    @Test("Ten thousand block quotes nest")
    func quotes() {
        let text = String(repeating: "> ", count: Self.deep) + "a\nlazy\n\n> b\n"
        #expect(depth(Markdown.parse(text), .blockQuote) == Self.deep)
    }

    @Test("Ten thousand list items nest")
    func items() {
        let text = String(repeating: "- ", count: Self.deep) + "a\n\n\nb\n"
        #expect(depth(Markdown.parse(text), .listItem) == Self.deep)
    }

    @Test("Ten thousand levels of emphasis nest")
    func emphasis() {
        let text =
            String(repeating: "*a **b ", count: Self.deep / 2)
            + String(repeating: "c** d* ", count: Self.deep / 2)
        let document = Markdown.parse(text)
        #expect(depth(document, .emphasis) == Self.deep / 2)
        #expect(depth(document, .strong) == Self.deep / 2)
    }

    @Test("Of ten thousand brackets the innermost is a link, as links do not nest")
    func brackets() {
        let text =
            String(repeating: "[", count: Self.deep) + "a" + String(repeating: "](b)", count: Self.deep)
        let document = Markdown.parse(text)
        #expect(document.links.count == 1)
        let images =
            String(repeating: "![", count: Self.deep) + "a" + String(repeating: "](b)", count: Self.deep)
        #expect(depth(Markdown.parse(images), .image) == Self.deep)
    }

    @Test("Directives nested beyond all sense are text from some depth on")
    func directives() {
        let text = String(repeating: "@A {\n", count: 1000) + "a\n" + String(repeating: "}\n", count: 1000)
        let document = Markdown.parse(text, dialect: .docc)
        #expect(document.problems.contains { $0.kind == .nestingTooDeep })
        #expect(depth(document, .directive) == 200)
    }

    @Test(
        "Endless beginnings are read to the end",
        arguments: [
            "[", "![", "](", "[a](<", "*", "**a ", "_a ", "<", "<a b='", "<!-- ", "<?", "<![CDATA[", "<!A ",
            "`a``",
            "~~~\n", "|a|\n|-|\n", "[a]: b 'c\n", "{", "{{<", "$a", "<script>", "- [ ] ", "[^a", "&", "\\",
            "\r",
            "<A b={", ":::a\n", "@A(", "export {\n\n",
        ])
    func endless(start: String) {
        let bytes = Array(String(repeating: start, count: 100_000 / start.utf8.count).utf8)
        for dialect in Dialect.allCases {
            let document = Markdown.parse(bytes, dialect: dialect)
            #expect(document.nodes.first.map { Int($0.end) } == document.nodes.count)
        }
    }

    @Test("Runs of backticks of ever greater length are text")
    func backticks() {
        let text = (1...400).map { String(repeating: "`", count: $0) }.joined(separator: "a")
        let document = Markdown.parse(text)
        #expect(document.places(of: .codeSpan).isEmpty)
        #expect(document.places(of: .text).count == 1)
    }

    @Test("A line of a hundred megabytes is one text")
    func longLine() {
        let document = Markdown.parse([UInt8](repeating: 0x61, count: 100_000_000))
        #expect(document.nodes.map(\.kind) == [.document, .paragraph, .text])
        #expect(document.text.lineCount == 1)
    }

    @Test("Every prefix of a document parses, and every node lies inside it")
    func prefixes() {
        let text = Array(
            """
            ---
            a: b
            ---
            # T {#id}
            > - *a* [b](c "d") `e` <f g="h"> &amp; \\* ![i][j]
            >   | k | l |
            >   |---|:-:|
            >   | m |
            ```{note} n
            $o$ $$p$$ [^q] {r}`s` {{< t >}} :::
            [j]: <u> (v)
            <!-- w --> <X y={z} />
            """.utf8)
        for length in 0...text.count {
            let prefix = Array(text[..<length])
            for dialect in Dialect.allCases {
                let document = Markdown.parse(prefix, dialect: dialect)
                for node in document.nodes {
                    #expect(node.lower <= node.upper && Int(node.upper) <= length)
                    #expect(node.lower <= node.contentLower && node.contentUpper <= node.upper)
                    guard node.parent >= 0 else { continue }
                    let parent = document.nodes[Int(node.parent)]
                    #expect(parent.lower <= node.lower && node.upper <= parent.upper)
                }
            }
        }
    }

    @Test("Bytes that are no UTF-8 stay as they are, and each run of them is one problem")
    func invalidUTF8() {
        let bytes: [UInt8] = [0x61, 0xFF, 0xFE, 0x20, 0xC3, 0xA9, 0x20, 0xED, 0xA0, 0x80, 0x0A, 0xE2, 0x82]
        let document = Markdown.parse(bytes)
        #expect(document.text.bytes == bytes)
        #expect(
            document.problems == [
                Problem(kind: .invalidUTF8, range: SourceRange(1, 3)),
                Problem(kind: .invalidUTF8, range: SourceRange(7, 10)),
                Problem(kind: .invalidUTF8, range: SourceRange(11, 13)),
            ])
    }

    @Test("NUL is a character like others")
    func nul() {
        let page = Parsed("a\u{0}b *c*\n")
        #expect(page.sources(.text) == ["a\u{0}b ", "c"])
    }

    @Test("A byte order mark belongs to no node but the file")
    func byteOrderMark() {
        let page = Parsed("\u{FEFF}# A\n")
        #expect(page.sources(.heading) == ["# A"])
        #expect(page.document.nodes.first?.lower == 3)
    }

    @Test("All line endings give the same nodes", arguments: ["\r\n", "\r"])
    func lineEndings(ending: String) {
        let text = "# A\n\n- b\n  c\n\n> d  \n> e\n\n```\nf\n\ng\n```\n\n| h |\n|---|\n| i |\n"
        let other = text.replacing("\n", with: ending)
        let kinds = Markdown.parse(text).nodes.map(\.kind)
        #expect(Markdown.parse(other).nodes.map(\.kind) == kinds)
        #expect(Markdown.parse(other).text.lineStarts == SourceText(other).lineStarts)
    }

    @Test("An empty file is an empty document")
    func empty() {
        #expect(Markdown.parse("").nodes.map(\.kind) == [.document])
        #expect(Markdown.parse("\n\n").nodes.map(\.kind) == [.document])
    }
}
