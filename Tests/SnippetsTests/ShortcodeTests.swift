import Markup
import Model
import Snippets
import Testing

@Suite("Shortcodes that a configuration names")
struct ShortcodeTests {
    private static let conventions: SnippetConventions = {
        var sample = Shortcode(name: "sample", file: .named("src"))
        sample.region = .named("tag")
        sample.language = .named("lang")
        sample.lines = .named("lines")
        sample.folder = "samples"
        var plain = Shortcode(name: "code-file", file: .place(0))
        plain.language = .place(1)
        var conventions = SnippetConventions()
        conventions.shortcodes = [sample, plain, Shortcode(name: "CodeFile", file: .named("file"))]
        return conventions
    }()

    private func page(_ text: String, _ dialect: Dialect = .gfm) -> Document {
        Document(Markdown.parse(Array(text.utf8), path: "docs/a.md", dialect: dialect), Self.conventions)
    }

    private func snippet(_ text: String, _ dialect: Dialect = .gfm) throws -> Snippet {
        try #require(page(text, dialect).snippets.first)
    }

    @Test(
        "show a file, in whatever braces",
        arguments: [
            "{{< sample src=\"go/a.go\" tag=\"x\" lang=\"go\" >}}",
            "{{% sample src='go/a.go' tag=x lang=go %}}",
            "{% sample src=\"go/a.go\" tag=\"x\" lang=\"go\" %}",
            "text {{<sample tag=`x` src=`go/a.go` lang=`go`>}} text",
        ])
    func shown(_ text: String) throws {
        let snippet = try snippet(text + "\n")
        #expect(snippet.label == "go")
        let inclusion = try #require(snippet.inclusions.first?.inclusion)
        #expect(
            inclusion
                == Inclusion(
                    .shortcode, page: "docs/a.md", path: "go/a.go", part: .region("x"), folder: "samples"))
        let path = try #require(page(text).inclusions.first?.range)
        #expect(page(text).text.string(path) == "go/a.go")
    }

    @Test("take words by their places, and lines")
    func places() throws {
        #expect(try snippet("{{< code-file \"a.x\" rust >}}\n").label == "rust")
        #expect(try snippet("{{< code-file \"a.rs\" >}}\n").label == "rs")
        #expect(
            try snippet("{{< sample src=a.go lines=\"3-5,9\" >}}\n").inclusions.first?.inclusion.part.lines
                == [IncludePart.LineSpan(3, 5), IncludePart.LineSpan(9, 9)])
    }

    @Test("are components, too")
    func components() throws {
        #expect(try snippet("<CodeFile file=\"a.go\" />\n", .mdx).inclusions.first?.inclusion.path == "a.go")
        #expect(page("<CodeFile file={name} />\n", .mdx).snippets.isEmpty)
        #expect(page("<CodeFiles file=\"a.go\" />\n", .mdx).snippets.isEmpty)
    }

    @Test("are a part of the code where they stand in it")
    func within() throws {
        let page = page("```go\nfunc f() {\n{{< sample src=\"a.go\" >}}\n}\n```\n")
        #expect(page.snippets.count == 1 && page.inclusions.count == 1)
        let snippet = try #require(page.snippets.first)
        #expect(snippet.label == "go" && snippet.inclusions.count == 1)
    }

    @Test(
        "are nothing where they name no file, have no end or show how they are written",
        arguments: [
            "{{< sample tag=\"x\" >}}", "{{< sample src=\"a.go\"", "{{< other src=\"a.go\" >}}",
            "{{</* sample src=\"a.go\" */>}}", "{{< sample src=\"\" >}}", "{{< sample src= >}}", "{% %}",
            "{{<", "{%",
        ])
    func nothing(_ text: String) {
        #expect(page(text + "\n").snippets.isEmpty)
    }

    @Test("do not matter where nobody names them")
    func unnamed() {
        #expect(Markdown.parse("{{< sample src=\"a.go\" >}}\n", path: "a.md", dialect: .gfm).snippets.isEmpty)
    }

    @Test("a site says what a label means, and the document keeps its own")
    func meaning() throws {
        var conventions = SnippetConventions()
        conventions.labels["sql"] = "sqlite"
        let page = Document(
            Markdown.parse("```SQL\nselect 1\n```\n", path: "a.md", dialect: .gfm), conventions)
        let snippet = try #require(page.snippets.first)
        #expect(snippet.label == "SQL" && snippet.language == "sqlite")
        #expect(snippet.syntaxQuestion?.label == "sqlite")
    }
}
