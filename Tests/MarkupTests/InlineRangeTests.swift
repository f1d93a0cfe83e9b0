import Markup
import Model
import Testing

@Suite("The ranges of inlines")
struct InlineRangeTests {
    @Test("Emphasis nests, and each part of a run belongs to one of its markers")
    func emphasis() {
        let page = Parsed("***a** b*")
        #expect(page.sources(.emphasis) == ["***a** b*"])
        #expect(page.sources(.strong) == ["**a**"])
        #expect(page.contents(.emphasis) == ["**a** b"])
        #expect(page.contents(.strong) == ["a"])
    }

    @Test("Markers that match nothing are text")
    func unmatchedMarkers() {
        let page = Parsed("a * b ** c_d ~~~ e")
        #expect(page.sources(.text) == ["a * b ** c_d ~~~ e"])
    }

    @Test("An inline link knows its text, its destination and its title")
    func inlineLink() throws {
        let page = Parsed("See [the *text*](<a b> \"T\").")
        let link = try #require(page.document.links.first)
        #expect(link.style == .inline)
        #expect(page[link.destination] == "a b")
        #expect(page[link.title] == "T")
        #expect(page.contents(.link) == ["the *text*"])
        #expect(page.sources(.link) == ["[the *text*](<a b> \"T\")"])
    }

    @Test("Escapes and references in a destination are resolved beside it")
    func decodedDestination() throws {
        let page = Parsed("[a](x\\_y&amp;z)\n\n[b]: p\\_q\n\n[b]\n")
        #expect(page.document.links.map { page.document.destination(of: $0) } == ["x_y&z", "p_q"])
        #expect(page[page.document.destinationRange(of: try #require(page.document.links.last))] == "p\\_q")
    }

    @Test("References know their label and their definition")
    func references() {
        let page = Parsed("[a][X] [x][] ![x] [y]\n\n[x]: u\n")
        let links = page.document.links
        #expect(links.map(\.style) == [.full, .collapsed, .shortcut])
        #expect(links.map { page[$0.label] } == ["X", "x", "x"])
        #expect(links.map(\.definition) == [0, 0, 0])
        #expect(links.map(\.isImage) == [false, false, true])
    }

    @Test("A label is compared without regard to case and white space")
    func labels() {
        let page = Parsed("[ẞ  a\nb] [ΑΓΩ]\n\n[SS A B]: u\n[αγω]: v\n")
        #expect(page.document.links.map { page.document.destination(of: $0) } == ["u", "v"])
    }

    @Test("A reference that nothing defines is text, and recorded")
    func undefinedReference() throws {
        let page = Parsed("A [b][c], ![d][] and [e].\n")
        let undefined = page.document.content.undefinedReferences
        #expect(undefined.map { page[$0.range] } == ["[b][c]", "![d][]"])
        #expect(undefined.map { page[$0.label] } == ["c", "d"])
        #expect(undefined.map(\.isImage) == [false, true])
        #expect(page.document[try #require(undefined.first).node].kind == .paragraph)
        #expect(page.sources(.link).isEmpty)
    }

    @Test("A code span keeps what stands between its backticks")
    func codeSpan() {
        let page = Parsed("> a ``b ` c\n> d``\n")
        #expect(page.contents(.codeSpan) == ["b ` c\n> d"])
        let id = page.first(.codeSpan)
        #expect(id.map { page.document.string(page.document[$0].content) } == "b ` c\nd")
    }

    @Test("Breaks are told apart, and take the white space before them")
    func breaks() {
        let page = Parsed("a \nb  \n  c\\\nd\n")
        #expect(page.sources(.softBreak) == [" \n"])
        #expect(page.sources(.hardBreak) == ["  \n", "\\\n"])
        #expect(page.sources(.text) == ["a", "b", "c", "d"])
    }

    @Test("Escapes and character references say what they stand for")
    func characters() {
        let page = Parsed("\\* &copy; &#x41; &ngE; &nosuch;")
        #expect(page.contents(.escape) == ["*"])
        #expect(page.document.content.strings == ["©", "A", "≧̸"])
        #expect(page.sources(.characterReference) == ["&copy;", "&#x41;", "&ngE;"])
    }

    @Test(
        "An address without markup is a link as far as it reaches",
        arguments: [
            ("(see https://example.org/a_(b)).", "https://example.org/a_(b)"),
            ("www.example.org/x?y=1&copy; is", "www.example.org/x?y=1"),
            ("*me@example.org.*", "me@example.org"),
            ("<https://example.org/a>", "https://example.org/a"),
        ])
    func addresses(text: String, address: String) throws {
        let page = Parsed(text)
        let link = try #require(page.document.links.first)
        #expect(page[link.destination] == address)
        #expect(page.contents(.link) == [address])
    }

    @Test("CommonMark knows no bare addresses, no strikethrough, no tables, no tasks, no footnotes")
    func commonMark() {
        let page = Parsed("https://a.b ~~c~~ [^d]\n\n| e |\n|---|\n\n- [ ] f\n\n[^d]: g\n", .commonmark)
        #expect(page.document.links.map(\.style) == [.shortcut])
        #expect(page.sources(.strikethrough).isEmpty)
        #expect(page.sources(.table).isEmpty)
        #expect(page.document.content.listItems.map(\.task) == [.none])
    }

    @Test(
        "A formula is math, an amount of money is not",
        arguments: [
            ("let $x_1$ be", ["x_1"]), ("from $5 and $10.", []), ("costs $5-$10", []), ("$a$b", []),
            ("`$a$`", []), ("display $$a = b$$.", ["a = b"]), ("as $`a*b`$.", ["a*b"]),
            ("between $5 and 10$ each", []), ("US$5 or EUR$", []),
        ])
    func math(text: String, formulas: [String]) {
        #expect(Parsed(text).contents(.math) == formulas)
    }

    @Test("Raw HTML gives its tags, their attributes, and comments")
    func tags() throws {
        let page = Parsed(
            "A <a href=\"x\" id=y>b</a><!-- c -->\n\n<div\n  class='d' hidden>\n<!-- e -->\n</div>\n")
        let document = page.document
        #expect(document.tags.map { page[$0.name] } == ["a", "a", "div", "div"])
        #expect(document.tags.map(\.isClosing) == [false, true, false, true])
        let attributes = document.content.attributes
        #expect(attributes.map { page[$0.name] } == ["href", "id", "class", "hidden"])
        #expect(attributes.map { page[$0.value] } == ["x", "y", "d", ""])
        #expect(document.tags.map { $0.attributes.count } == [2, 0, 2, 0])
        #expect(document.comments.map { page[$0.content] } == [" c ", " e "])
    }

    @Test("A comment without an end is a problem")
    func unclosedComment() {
        #expect(Parsed("<!-- never\n").problems == [.unclosedComment])
    }

    @Test("Script is no markup")
    func script() {
        let page = Parsed("<script>\nif (a <b) {}\n</script>\n")
        #expect(page.document.tags.map { page[$0.range] } == ["<script>", "</script>"])
    }
}
