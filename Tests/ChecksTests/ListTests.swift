import Checks
import Model
import Testing

@Suite("Checks of lists")
struct ListTests {
    private func messages(_ id: String, _ text: String, as dialect: Dialect = .gfm) throws -> [String] {
        try Site(files: ["a.md": text], dialect: dialect).messages(id, on: "a.md")
    }

    private func mended(_ id: String, _ text: String) throws -> String {
        fixed(text, by: try Site(files: ["a.md": text]).verdict(id, on: "a.md"))
    }

    @Test(
        "a list in a block of a dialect is indented as the text of the block is",
        arguments: [
            ("!!! note\n    - a\n      - b\n", Dialect.mkdocs),
            ("!!! note\n    ??? tip\n        - a\n", .mkdocs),
            ("@Row {\n   @Column {\n      - a\n        - b\n   }\n}\n", .docc),
            ("<Note>\n\n    - a\n      - b\n\n</Note>\n", .mdx),
            (":::note\n\n- a\n  - b\n\n:::\n", .docusaurus),
        ])
    func blocksOfDialects(text: String, dialect: Dialect) throws {
        #expect(try messages("structure.bullet-indent", text, as: dialect).isEmpty)
    }

    @Test("a bullet in such a block that is indented otherwise than the first is found")
    func wrongInBlocks() throws {
        #expect(
            try messages("structure.bullet-indent", "!!! note\n    - a\n       - b\n", as: .mkdocs)
                == ["1 space too many before this bullet"])
        #expect(
            try messages("structure.bullet-indent", ":::note\n\n - a\n\n:::\n", as: .docusaurus)
                == ["1 space too many before this bullet"])
    }

    @Test("bullets in quotations and footnotes are indented from there")
    func quotations() throws {
        #expect(try messages("structure.bullet-indent", "> - a\n>   - b\n").isEmpty)
        #expect(try messages("structure.bullet-indent", "- a\n  > - b\n  >   - c\n") == [])
        #expect(try messages("structure.bullet-indent", "[^a]\n\n[^a]: b\n\n    - c\n      - d\n").isEmpty)
        #expect(try mended("structure.bullet-indent", "> > - a\n> >    - b\n") == "> > - a\n> >   - b\n")
    }

    @Test("a marker on the line of a bullet is never taken for its indentation")
    func markersOnOneLine() throws {
        let text = "-   - a\n"
        let verdict = try Site(files: ["a.md": text]).verdict("structure.bullet-indent", on: "a.md")
        #expect(verdict.drafts.map(\.fixes) == [[]])
    }

    @Test("tabs before bullets become spaces, as many as are asked for")
    func tabs() throws {
        #expect(try mended("structure.bullet-indent", "- a\n\t- b\n\t\t- c\n") == "- a\n  - b\n    - c\n")
        #expect(try mended("structure.list-indent", "1. a\n\t1. b\n    2. c\n") == "1. a\n\t1. b\n    2. c\n")
    }

    @Test("a byte order mark is no indentation")
    func byteOrderMark() throws {
        #expect(try messages("structure.bullet-indent", "\u{FEFF}- a\n- b\n").isEmpty)
        #expect(try messages("structure.list-indent", "\u{FEFF}- a\n- b\n").isEmpty)
    }

    @Test("numbers keep their zeros and the character behind them")
    func numbers() throws {
        #expect(try mended("structure.ordered-prefix", "01) a\n02) b\n04) c\n") == "01) a\n02) b\n03) c\n")
        #expect(try mended("structure.ordered-prefix", "0. a\n0. b\n") == "0. a\n1. b\n")
        #expect(try messages("structure.ordered-prefix", "999999999. a\n").count == 1)
    }

    @Test("a list is said to be cut off only where something stands between it and the one above")
    func cutOff() throws {
        func notes(_ text: String) throws -> Int {
            try Site(files: ["a.md": text]).verdict("structure.ordered-prefix", on: "a.md").drafts
                .map(\.notes.count).reduce(0, +)
        }
        #expect(try notes("1. a\n\nb\n\n2. c\n") == 1)
        #expect(try notes("1. a\n2) b\n") == 0)
        #expect(try notes("1. a\n\nb\n\n3. c\n") == 0)
    }

    @Test("a thematic break is compared without white space behind it")
    func breaks() throws {
        #expect(try messages("structure.thematic-break-style", "a\n\n---\n\n---  \n").isEmpty)
        #expect(
            try messages("structure.thematic-break-style", "> ---\n\n* * *\n")
                == ["this break is written `* * *` and not `---`"])
    }
}
