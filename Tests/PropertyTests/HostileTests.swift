import HTMLRendering
import Markup
import Model
import RandomDocuments
import Testing

@Suite("Hostile input is read to its end")
struct HostileTests {
    @Test("input that takes careless parsers forever", arguments: HostileInput.all.indices)
    func hostile(_ index: Int) {
        let input = HostileInput.all[index]
        let isSpecial = index >= HostileInput.all.count - HostileInput.dialects.count
        for dialect in isSpecial ? Dialect.allCases : [.commonmark, .gfm, .mdx] {
            let document = Property.parse(input.bytes(size: 5000), dialect)
            #expect(Invariants(document).violations.isEmpty, "\(input.name) in \(dialect)")
        }
    }

    @Test(
        "10,000 containers in one another",
        arguments: [
            ("> ", Dialect.commonmark), ("- ", .gfm), ("1. ", .gfm), ("* > ", .docc), ("> 1) ", .hugo),
            (">", .mkdocs),
            ("- [ ] ", .gfm), (":::a\n", .docusaurus), (":::{a}\n", .myst), ("<A>\n\n", .mdx),
            ("@A {\n", .docc),
            ("{{< a >}}\n", .hugo),
        ])
    func containers(_ marker: String, _ dialect: Dialect) {
        let bytes = Array((String(repeating: marker, count: 10_000) + "a").utf8)
        let document = Property.parse(bytes, dialect)
        #expect(Invariants(document).violations.isEmpty)
        #expect(!HTMLRenderer().bytes(of: document).isEmpty)
    }

    @Test(
        "10,000 inlines in one another",
        arguments: [
            ("*", "*"), ("**a ", " a**"), ("_a ", " a_"), ("~~a ", " a~~"), ("[", "]"), ("![", "](b)"),
            ("[a", "](b)"),
            ("*_", "_*"), ("<b>", "</b>"), ("{", "}"), ("$a", "b$"),
        ])
    func inlines(_ open: String, _ close: String) {
        let text = String(repeating: open, count: 10_000) + "x" + String(repeating: close, count: 10_000)
        for dialect in [Dialect.gfm, .mdx] {
            let document = Property.parse(Array(text.utf8), dialect)
            #expect(Invariants(document).violations.isEmpty, "\(dialect)")
            let html = HTMLRenderer().bytes(of: document)
            #expect(!html.isEmpty || !document.places(of: .verbatimBlock).isEmpty)
        }
    }

    @Test("a block quote is as deep as it is written")
    func depth() {
        let bytes = Array((String(repeating: ">", count: 1000) + " a").utf8)
        #expect(Property.parse(bytes, .commonmark).places(of: .blockQuote).count == 1000)
    }

    // The benchmarks run it with 100 MB; tests are built without optimisation.
    @Test("a line of 4 MB", arguments: ["word ", "a*b ", "[a](b) "])
    func longLine(_ piece: String) {
        let size = 4_000_000
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        while bytes.count < size { bytes += piece.utf8 }
        let document = Property.parse(bytes, .gfm)
        #expect(document.nodes.first.map { Int($0.upper) } == bytes.count)
        #expect(document.places(of: .paragraph).count == 1)
    }

    @Test("a file without a byte is a document without a block", arguments: Dialect.allCases)
    func empty(_ dialect: Dialect) {
        let document = Property.parse([], dialect)
        #expect(document.nodes.count == 1)
        #expect(document.text.lineCount == 1)
    }
}
