import Markup
import Model
import Testing

@Suite("What stands on each line")
struct LineMapTests {
    private func map(_ text: String) -> (map: LineMap, text: SourceText) {
        let document = Markdown.parse(text)
        return (LineMap(of: document), document.text)
    }

    private func lines(_ text: String, _ trait: LineMap.Traits) -> [Int] {
        let map = map(text).map
        return (0..<map.count).filter { map[$0].contains(trait) }.map { $0 + 1 }
    }

    private let page = """
        ---
        title: Guide
        ---

        # Guide

        ```sh
        make
        ```

            indented

        > - a quoted list
        >
        >   with `code`

        | a | b |
        | - | - |
        | 1 | 2 |

        [label]: https://example.org

        <div>
        </div>
        """

    @Test("is told of blocks, each with the lines that it stands on")
    func blocks() {
        #expect(lines(page, .frontMatter) == [1, 2, 3, 4])
        #expect(lines(page, .heading) == [5])
        #expect(lines(page, .fencedCode) == [7, 8, 9])
        #expect(lines(page, .fence) == [7, 9])
        #expect(lines(page, .indentedCode) == [11])
        #expect(lines(page, .quote) == [13, 14, 15])
        #expect(lines(page, .list) == [13, 14, 15])
        #expect(lines(page, .table) == [17, 18, 19])
        #expect(lines(page, .definition) == [21])
        #expect(lines(page, .html) == [23, 24])
        #expect(lines(page, .blank) == [4, 6, 10, 12, 16, 20, 22])
        #expect(map(page).map.firstLine == 4)
    }

    @Test("is the same with CRLF")
    func lineEndings() {
        let crlf = page.replacing("\n", with: "\r\n")
        for trait in [LineMap.Traits.frontMatter, .fencedCode, .quote, .table, .blank, .separator] {
            #expect(lines(crlf, trait) == lines(page, trait))
        }
    }

    @Test("counts lines with nothing but quote markers and comments as separators")
    func separators() {
        let text = """
            >
            > <!-- remark -->
            text --> <!-- an end and a beginning
            in a comment
            --> text
            > text
            <!-- remark --> text
            <!-- never closed
            """
        #expect(lines(text, .separator) == [1, 2, 3, 8])
        let map = map(text).map
        #expect(map.isSeparator(-1) && map.isSeparator(99))
    }

    @Test(
        "knows where the text of a line begins behind the prefixes of its containers",
        arguments: [
            ("> text", [2]), (">text", [1]), (">  text", [2]), ("- text\n  more", [2, 2]),
            ("- text\nlazy", [2, 0]), ("1.  text\n\n    more\n  less", [4, 0, 4, 0]),
            ("> - text\n>   more\n> lazy\n> - next", [4, 4, 2, 4]),
            ("- > text\n  > more\n  lazy", [4, 4, 2]),
            ("-\ttext\n\tmore", [2, 1]), ("-     code", [2]), ("-\n  text", [1, 2]),
        ])
    func contentStarts(text: String, columns: [Int]) {
        let (map, source) = map(text)
        let found = (0..<map.count).map { Int(map.contentStarts[$0]) - source.line($0).lower }
        #expect(found == columns)
    }

    @Test("knows the insides of comments, also in code, but not of a comment that never ends")
    func comments() {
        let text = "a <!-- b --> c\n\n```\n<!-- d -->\n```\n\n<!-- e"
        let (map, source) = map(text)
        #expect(map.comments.map { source.string($0) } == [" b ", " d "])
        #expect(map.isInComment(7) && !map.isInComment(0))
    }

    @Test(
        "is made of whatever bytes there are",
        arguments: [
            [], [0], [0xFF, 0xFE, 0x0A], Array("\u{FEFF}".utf8), Array("---\na: b\n---".utf8),
            Array("\r\r\n\n".utf8),
            Array("<!--".utf8), Array("<!-->-->".utf8), Array(String(repeating: "> - ", count: 2000).utf8),
            Array(String(repeating: "<!--", count: 2000).utf8),
        ] as [[UInt8]])
    func hostile(bytes: [UInt8]) {
        let map = LineMap(of: Markdown.parse(bytes))
        #expect(map.count == SourceText(bytes).lineCount)
        #expect(map.contentStarts.allSatisfy { $0 <= UInt32(bytes.count) })
    }
}
