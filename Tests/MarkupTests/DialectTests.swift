import Markup
import Model
import Testing

@Suite("What dialects add")
struct DialectTests {
    /// `syntax name|arguments` of every directive.
    private func directives(_ page: Parsed) -> [String] {
        page.document.content.directives.map { "\($0.syntax) \(page[$0.name])|\(page[$0.arguments])" }
    }

    @Test("MDX: modules and expressions are no prose, comments are comments")
    func mdxCode() {
        let page = Parsed(
            "import A from 'a'\nexport const b = {\n\n  c: 1\n}\n\nText {d + '}'} e\n\n{/* docent: f */}\n\n{\n  g\n}\n",
            .mdx)
        #expect(page.blocks == [.moduleCode, .paragraph, .verbatimBlock, .verbatimBlock])
        #expect(page.sources(.moduleCode) == ["import A from 'a'\nexport const b = {\n\n  c: 1\n}"])
        #expect(page.sources(.verbatimInline) == ["{d + '}'}"])
        #expect(page.document.comments.map { page[$0.content] } == [" docent: f "])
    }

    @Test("MDX: an element on lines of its own holds Markdown")
    func mdxElements() {
        let page = Parsed(
            "<Tabs>\n  <Tab name=\"a\" on={() => 1}>\n\n  *b*\n  </Tab>\n</Tabs>\n\n<Img src=\"c\" />\n", .mdx
        )
        #expect(page.blocks == [.directive, .directive])
        #expect(directives(page) == ["jsx Tabs|", "jsx Tab|name=\"a\" on={() => 1}", "jsx Img|src=\"c\""])
        #expect(page.sources(.emphasis) == ["*b*"])
        #expect(page.document.tags.map { page[$0.name] } == ["Tabs", "Tab", "Tab", "Tabs", "Img"])
        #expect(page.document.content.attributes.map { page[$0.value] } == ["a", "{() => 1}", "c"])
        #expect(page.problems.isEmpty)
    }

    @Test("MDX: a sentence that begins with a keyword is a sentence")
    func mdxSentence() {
        #expect(Parsed("import the module\n", .mdx).blocks == [.paragraph])
        #expect(Parsed("export it\n", .mdx).blocks == [.paragraph])
    }

    @Test("MDX: indentation makes no code, and an element that is not closed is a problem")
    func mdxIndentation() {
        #expect(Parsed("    a\n", .mdx).blocks == [.paragraph])
        #expect(Parsed("<Tab>\n\na\n", .mdx).problems == [.unclosedDirective])
        #expect(Parsed("a { b\n", .mdx).problems == [.unbalancedExpression])
    }

    @Test("Docusaurus: admonitions nest by their colons, HTML comments stay")
    func docusaurus() {
        let page = Parsed("::::tip[A *b*]\n:::note\nc\n:::\nd\n::::\n\n<!-- e -->\n", .docusaurus)
        #expect(directives(page) == ["colons tip|[A *b*]", "colons note|"])
        #expect(page.contents(.directive) == [":::note\nc\n:::\nd\n", "c\n"])
        #expect(page.document.comments.map { page[$0.content] } == [" e "])
    }

    @Test("MkDocs: admonitions and tabs hold what is indented below them")
    func mkdocs() {
        let page = Parsed(
            "!!! note \"A b\"\n    c\n\n    ??? tip\n        d\n\n=== \"E\"\n\n    - f\n\ng\n\n!!! 提示\n    h\n",
            .mkdocs)
        #expect(
            directives(page) == [
                "exclamation note|\"A b\"", "question tip|", "tab |\"E\"", "exclamation 提示|",
            ])
        #expect(page.sources(.paragraph) == ["c", "d", "f", "g", "h"])
        #expect(page.sources(.codeBlock).isEmpty)
    }

    @Test("MkDocs: includes, attribute lists, templates and references are no prose")
    func mkdocsVerbatim() {
        let page = Parsed(
            "--8<-- \"a.md\"\n\nB{ .c } {{ d }} {% e %} {not f}\n\n::: g.h\n    i: j\n\n/// k | L\nm\n///\n",
            .mkdocs)
        #expect(page.sources(.verbatimBlock) == ["--8<-- \"a.md\"", "::: g.h\n    i: j"])
        #expect(page.sources(.verbatimInline) == ["{ .c }", "{{ d }}", "{% e %}"])
        #expect(directives(page) == ["slashes k|| L"])
    }

    @Test("DocC: block directives nest, with braces and without")
    func docc() {
        let page = Parsed(
            "@Row {\n   @Column(size: 2) {\n      *a*\n   }\n   @Image(source: \"b\",\n      alt: \"c\")\n}\n\n@Small { d }\n\n@MainActor is e\n",
            .docc)
        #expect(
            directives(page) == [
                "at Row|", "at Column|size: 2", "at Image|source: \"b\",\n      alt: \"c\"", "at Small|",
            ])
        #expect(page.sources(.emphasis) == ["*a*"])
        #expect(page.sources(.paragraph) == ["*a*", "d", "@MainActor is e"])
        #expect(page.problems.isEmpty)
    }

    @Test("Hugo: shortcodes are no prose, and the code inside some is none either")
    func hugo() {
        let page = Parsed(
            "{{< highlight go >}}\n*a*\n{{< /highlight >}}\n\nb {{% ref \"c\" %}} d\n\n{{< note >}}\n\n*e*\n\n{{< /note >}}\n",
            .hugo)
        #expect(page.sources(.verbatimBlock).count == 3)
        #expect(page.sources(.verbatimInline) == ["{{% ref \"c\" %}}"])
        #expect(page.sources(.emphasis) == ["*e*"])
    }

    @Test("MyST: prose directives hold Markdown, others are code")
    func myst() {
        let page = Parsed(
            "(a)=\n% b\n\n```{note} C\n:class: d\n*e* {ref}`f *g*`\n```\n\n```{code-block} python\n*h*\n```\n",
            .myst)
        #expect(directives(page) == ["colons note|C", "role ref|"])
        #expect(page.sources(.verbatimBlock) == ["(a)=", "% b", ":class: d"])
        #expect(page.document.comments.map { page[$0.content] } == ["b"])
        #expect(page.contents(.role) == ["f *g*"])
        #expect(page.sources(.emphasis) == ["*e*"])
        #expect(page.document.codeBlocks.map { page[$0.language] } == ["python"])
    }

    @Test("GitHub's Markdown knows none of it")
    func github() {
        let page = Parsed("!!! note\n\n:::tip\n\n@Row {\n\n{{< a >}}\n\n{b}\n\n(c)=\n")
        #expect(Set(page.blocks) == [.paragraph])
        #expect(page.sources(.verbatimInline).isEmpty)
    }
}

@Suite("Telling the dialect of a file")
struct DialectDetectionTests {
    @Test(
        "The nearest configuration of a site generator decides",
        arguments: [
            ("README.md", Dialect.gfm), ("page.mdx", .mdx), ("Sources/A/A.docc/B.md", .docc),
            ("guide/docs/a.md", .mkdocs),
            ("site/docs/a.md", .docusaurus), ("blog/content/b/a.md", .hugo), ("old/content/a.md", .hugo),
            ("book/a.md", .myst), ("py/doc/a.md", .myst), ("config/a.md", .gfm),
            ("site/docs/A.docc/c/d.md", .docc),
            ("site/py/a.md", .myst),
        ])
    func detection(path: String, dialect: Dialect) {
        let detection = DialectDetection(paths: [
            "README.md", "guide/mkdocs.yml", "site/docusaurus.config.ts", "blog/hugo.toml", "old/config.toml",
            "old/content/a.md", "book/myst.yml", "py/doc/conf.py", "config/config.toml", "site/py/conf.py",
        ])
        #expect(detection.dialect(of: path) == dialect)
    }
}
