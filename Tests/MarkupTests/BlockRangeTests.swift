import Markup
import Model
import Testing

@Suite("The ranges of blocks")
struct BlockRangeTests {
    @Test("A heading knows its marker, its text and its closing marker")
    func heading() throws {
        let page = Parsed("## Set *up* ##\n")
        let heading = try #require(page.document.headings.first)
        #expect(heading.level == 2)
        #expect(heading.style == .closedATX)
        #expect(page[heading.marker] == "##")
        #expect(heading.marker.lower == 0)
        #expect(page[heading.closingMarker] == "##")
        #expect(heading.closingMarker.lower == 12)
        #expect(page.contents(.heading) == ["Set *up*"])
        #expect(page.sources(.heading) == ["## Set *up* ##"])
    }

    @Test("A heading without text is a heading")
    func emptyHeading() throws {
        let page = Parsed("#\n")
        #expect(page.sources(.heading) == ["#"])
        #expect(page.contents(.heading) == [""])
    }

    @Test("An underlined heading covers all its lines and its underline")
    func underlinedHeading() throws {
        let page = Parsed("One\ntwo\n  ===  \n")
        let heading = try #require(page.document.headings.first)
        #expect(heading.style == .setext)
        #expect(page[heading.marker] == "===")
        #expect(page.sources(.heading) == ["One\ntwo\n  ==="])
        #expect(page.contents(.heading) == ["One\ntwo"])
    }

    @Test(
        "A heading's explicit id is no part of its text",
        arguments: [
            ("# Set up {#install}", Dialect.gfm, "install"),
            ("# Set up {#install} #", .gfm, "install"),
            ("# Set up { #install .wide }", .mkdocs, "install"),
            ("# Set up {#install}", .docusaurus, "install"),
            ("# Set up {/*install*/}", .mdx, "install"),
            ("# Set up {/*install*/}", .gfm, "install"),
            ("# Set up { #install }", .gfm, "install"),
            ("# Set up { id=install }", .mkdocs, "install"),
            ("# Set up { id=\"install\" }", .mkdocs, "install"),
            ("# Set up {/* #install */}", .mdx, "install"),
        ])
    func explicitID(text: String, dialect: Dialect, id: String) throws {
        let page = Parsed(text, dialect)
        let heading = try #require(page.document.headings.first)
        #expect(page[heading.explicitID] == id)
        #expect(page.contents(.heading) == ["Set up"])
    }

    @Test(
        "Braces behind a heading that name no id are text",
        arguments: [("# A {b}", Dialect.gfm), ("# A {#b}", .commonmark)])
    func noExplicitID(text: String, dialect: Dialect) throws {
        let page = Parsed(text, dialect)
        #expect(try #require(page.document.headings.first).explicitID.isEmpty)
        #expect(page.contents(.heading) == [String(text.dropFirst(2))])
    }

    @Test("A fenced code block knows its fences, its info string, its language and its lines")
    func fence() throws {
        let page = Parsed("- a\n\n  ```` swift,ignore  x\n  let a = 1\n    b\n  ````\n")
        let block = try #require(page.document.codeBlocks.first)
        #expect(page[block.openingFence] == "````")
        #expect(page[block.closingFence] == "````")
        #expect(page[block.info] == "swift,ignore  x")
        #expect(page[block.language] == "swift")
        #expect(page.code(block) == "let a = 1\n  b\n")
        #expect(page.sources(.codeBlock) == ["```` swift,ignore  x\n  let a = 1\n    b\n  ````"])
    }

    @Test(
        "The language of a fence is the word that names it",
        arguments: [
            ("{.python}", "python"), ("{ .python #x }", "python"), ("{code-block} python", "python"),
            ("rust,ignore", "rust"), ("js{1,3}", "js"), ("c++", "c++"), ("{r, echo=FALSE}", "r"), ("", ""),
            ("{#id}", ""),
        ])
    func language(info: String, language: String) throws {
        let page = Parsed("```\(info)\nx\n```\n")
        let block = try #require(page.document.codeBlocks.first)
        #expect(page[block.language] == language)
        #expect(page[block.info] == info)
    }

    @Test("A fence that is never closed is a problem at the fence")
    func unclosedFence() throws {
        let page = Parsed("Text\n\n~~~ sh\nls\n")
        let problem = try #require(page.document.problems.first)
        #expect(problem.kind == .unclosedFence)
        #expect(page[problem.range] == "~~~")
        #expect(page.code(try #require(page.document.codeBlocks.first)) == "ls\n")
    }

    @Test("Indented code has no fences, and no blank lines at its end")
    func indentedCode() throws {
        let page = Parsed("    a\n\n\t\tb\n\n\nText\n")
        let block = try #require(page.document.codeBlocks.first)
        #expect(!block.isFenced)
        #expect(page.code(block) == "a\n\n\tb\n")
        #expect(page.sources(.codeBlock) == ["a\n\n\t\tb"])
    }

    @Test("A tab that a container splits leaves spaces before the code")
    func splitTab() throws {
        let page = Parsed(">\t\tcode\n")
        let block = try #require(page.document.codeBlocks.first)
        let segment = try #require(page.document.content.segments[block.lines].first)
        #expect(segment.padding == 2)
        #expect(page.code(block) == "  code\n")
    }

    @Test("A block quote ends with its last child, and its paragraph has no prefix before it")
    func blockQuote() throws {
        let page = Parsed("> one\n> two\n>\n\nafter\n")
        #expect(page.sources(.blockQuote) == ["> one\n> two"])
        #expect(page.sources(.paragraph) == ["one\n> two", "after"])
        #expect(page.sources(.text) == ["one", "two", "after"])
        #expect(page.document.content.gaps.map { page[$0] } == ["> "])
    }

    @Test("An alert keeps the word that names it, and its text begins behind that line")
    func alert() throws {
        let page = Parsed("> [!WARNING]\n> Hot.\n")
        let alert = try #require(page.document.content.alerts.first)
        #expect(page[alert.kind] == "WARNING")
        #expect(page.sources(.paragraph) == ["Hot."])
    }

    @Test("A block quote that names an alert and says nothing is a block quote")
    func emptyAlert() {
        #expect(Parsed("> [!NOTE]\n").document.content.alerts.isEmpty)
        #expect(Parsed("> [!NOTE] x\n> y\n").document.content.alerts.isEmpty)
    }

    @Test("A list item knows its marker, and a task its box")
    func items() throws {
        let page = Parsed("3) one\n4) [x] two\n\n   more\n")
        let list = try #require(page.document.content.lists.first)
        #expect(list.isOrdered)
        #expect(list.start == 3)
        #expect(!list.isTight)
        let items = page.document.content.listItems
        #expect(items.map { page[$0.marker] } == ["3)", "4)"])
        #expect(items.map { page[$0.checkBox] } == ["", "[x]"])
        #expect(items.map(\.task) == [.none, .done])
        #expect(page.contents(.listItem) == ["one", "two\n\n   more"])
        #expect(page.sources(.listItem) == ["3) one", "4) [x] two\n\n   more"])
    }

    @Test("A definition knows its label, its destination and its title")
    func definition() throws {
        let page = Parsed("[A b]: <x y>\n  'the title'\n\n[a  B]: other\n")
        let definitions = page.document.definitions
        #expect(definitions.map { page[$0.label] } == ["A b", "a  B"])
        #expect(definitions.map { page[$0.destination] } == ["x y", "other"])
        #expect(definitions.map { page[$0.title] } == ["the title", ""])
        #expect(definitions.map(\.isShadowed) == [false, true])
        #expect(page.sources(.definition) == ["[A b]: <x y>\n  'the title'", "[a  B]: other"])
    }

    @Test("A footnote and the references to it know their label")
    func footnote() {
        let page = Parsed("Text[^one].\n\n[^one]: First.\n\n    Second.\n")
        #expect(page.document.content.footnotes.map { page[$0.label] } == ["one", "one"])
        #expect(page.sources(.footnoteReference) == ["[^one]"])
        #expect(page.sources(.footnoteDefinition) == ["[^one]: First.\n\n    Second."])
    }

    @Test("A table knows its delimiter row, its alignments and its cells")
    func table() throws {
        let page = Parsed("| a | b \\| c |\n|:--|:-:|\n| `x` |\n")
        let table = try #require(page.document.content.tables.first)
        #expect(page[table.delimiterRow] == "|:--|:-:|")
        #expect(table.alignments == [.left, .center])
        #expect(page.sources(.tableRow) == ["| a | b \\| c |", "| `x` |"])
        #expect(page.contents(.tableCell) == ["a", "b \\| c", "`x`"])
        #expect(page.sources(.tableCell) == [" a ", " b \\| c ", " `x` "])
    }

    @Test("A table takes only the last line of a paragraph as its header")
    func tableAfterText() {
        let page = Parsed("text\na | b\n- | -\n\nx\n-|\n")
        #expect(page.blocks == [.paragraph, .list, .table])
        #expect(Parsed("text\n| a |\n|---|\n").blocks == [.paragraph, .table])
    }

    @Test(
        "Front matter stands before everything",
        arguments: [
            ("---\ntitle: A\n---\n# B\n", FrontMatter.Format.yaml, "title: A\n"),
            ("+++\ntitle = 'A'\n+++\n# B\n", .toml, "title = 'A'\n"),
            ("{\n \"title\": \"}\"\n}\n# B\n", .json, "{\n \"title\": \"}\"\n}"),
            ("\u{FEFF}---\r\ntitle: A\r\n---\r\n# B\r\n", .yaml, "title: A\r\n"),
        ])
    func frontMatter(text: String, format: FrontMatter.Format, content: String) throws {
        let page = Parsed(text)
        let found = try #require(page.document.content.frontMatter)
        #expect(found.format == format)
        #expect(page[found.content] == content)
        #expect(page.contents(.heading) == ["B"])
        #expect(page.document.text.lineStarts == SourceText(text).lineStarts)
    }

    @Test("CommonMark knows no front matter, and an unclosed one is a problem")
    func noFrontMatter() {
        #expect(Parsed("---\na: b\n---\n", .commonmark).blocks == [.thematicBreak, .heading])
        #expect(Parsed("---\na: b\n\ntext\n").problems == [.unclosedFrontMatter])
    }

    @Test("Math on lines of its own is no prose")
    func mathBlock() {
        let page = Parsed("> $$\n> a _b_\n> $$\n")
        #expect(page.sources(.mathBlock) == ["$$\n> a _b_\n> $$"])
        #expect(page.sources(.emphasis).isEmpty)
        #expect(Parsed("$$\nnever closed\n").blocks == [.paragraph])
    }
}
