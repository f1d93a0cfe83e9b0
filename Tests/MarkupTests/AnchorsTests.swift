import Markup
import Model
import Testing

@Suite("The anchors of a page")
struct AnchorsTests {
    private func anchors(_ text: String, _ dialect: Dialect = .gfm, path: String = "README.md") -> Anchors {
        Anchors(of: Markdown.parse(SourceFile(path: path, bytes: Array(text.utf8)), dialect: dialect))
    }

    @Test(
        "are spelled as GitHub spells them",
        arguments: [
            ("# Hello World", "hello-world"), ("# What's new in 2.0?", "whats-new-in-20"),
            ("# A & B", "a--b"),
            ("# `code` and *emphasis*", "code-and-emphasis"), ("# [Link](x.md) text", "link-text"),
            ("# snake_case - dash", "snake_case---dash"),
            ("# 🚀 Launch", "-launch"), ("# :rocket: Launch", "rocket-launch"), ("# Größe ÄÖÜ", "größe-äöü"),
            ("# 日本語 テスト", "日本語-テスト"),
            ("# C++ &amp; C#", "c--c"), ("# x² + ½", "x--"), ("# ⚙️ Options", "\u{FE0F}-options"),
            ("# Tag <b>bold</b>", "tag-bold"),
            ("# ![Logo](l.png) Name", "-name"), ("# ¿Qué?", "qué"), ("Set\n===", "set"), ("# A\\*B", "ab"),
            ("# e.g. i.e.", "eg-ie"),
        ])
    func github(text: String, name: String) {
        #expect(anchors(text).places[name] != nil)
    }

    @Test("are numbered where headings are equal, and where a number is taken already")
    func duplicates() {
        #expect(anchors("# A\n# A\n# A").names == ["a", "a-1", "a-2"])
        #expect(anchors("# A\n# A 1\n# A").names == ["a", "a-1", "a-2"])
        #expect(anchors("# A 1\n# A\n# A").names == ["a-1", "a", "a-2"])
    }

    @Test("are those of the page only: what another site would spell is no anchor of a README")
    func strict() {
        let places = anchors("# What's new\n\n# 🚀 Launch").places
        #expect(places["what-s-new"] == nil)
        #expect(places["launch"] == nil)
    }

    @Test("may be spelled as another site generator does where a page is no README")
    func lenient() {
        let places = anchors("# What's new\n\n# 🚀 Launch\n\n# 2 Steps", path: "docs/guide.md").places
        #expect(
            ["whats-new", "what-s-new", "-launch", "launch", "2-steps", "_2-steps"].allSatisfy {
                places[$0] != nil
            })
    }

    @Test("point at their headings")
    func places() {
        #expect(anchors("# A\n\n# B").places["b"] == SourceRange(5, 8))
    }

    @Test("are given by ids and names of HTML, also in old addresses of GitHub")
    func html() {
        let places = anchors(
            "<a name=\"old\"></a>\n<h2 id='two'>Two</h2>\n\ntext <span ID=three>x</span>\n<i id=\"user-content-four\">"
        ).places
        #expect(["old", "two", "three", "user-content-four", "four"].allSatisfy { places[$0] != nil })
    }

    @Test("are given by headings of HTML")
    func htmlHeadings() {
        #expect(anchors("<h1 align=\"center\">My <b>Tool</b></h1>\n").places["my-tool"] != nil)
    }

    @Test("are given by footnotes")
    func footnotes() {
        let places = anchors("Text.[^note]\n\n[^note]: Proof.").places
        #expect(
            ["fn-note", "user-content-fn-note", "fnref-note", "fn:note"].allSatisfy { places[$0] != nil })
    }

    @Test("are given by MDX's expressions and comments, and a component may have more")
    func mdx() {
        let page = anchors(
            "## Set up {/*setup*/}\n\n<div id={\"one\"}>x</div>\n\n<div id='two'>x</div>\n", .mdx,
            path: "guide.mdx")
        #expect(["setup", "one", "two", "set-up"].allSatisfy { page.places[$0] != nil })
        #expect(!page.isOpen)
        #expect(anchors("<Api />\n", .mdx, path: "guide.mdx").isOpen)
        #expect(anchors("<div id={name}>x</div>\n", .mdx, path: "guide.mdx").isOpen)
    }

    @Test("are spelled as Python-Markdown spells them in MkDocs")
    func mkdocs() {
        let places = anchors("# A & B\n\n# A - B\n\n# Über uns", .mkdocs, path: "docs/a.md").places
        #expect(["a-b", "a-b_1", "uber-uns", "über-uns"].allSatisfy { places[$0] != nil })
    }

    @Test("are DocC's in an article")
    func docc() {
        let page = anchors("# Set-up: the `Server`\n", .docc, path: "A.docc/Guide.md")
        #expect(page.names == ["Set-up-the-Server"])
        #expect(page.places["set-up-the-server"] != nil)
    }

    @Test("are MyST's targets")
    func myst() {
        #expect(anchors("(my-target)=\n# Title\n", .myst, path: "a.md").places["my-target"] != nil)
    }

    @Test("may be more than the source shows where other files are included")
    func includes() {
        #expect(anchors("{{#include other.md}}\n", path: "src/a.md").isOpen)
        #expect(anchors("{{< include >}}\n", .hugo, path: "a.md").isOpen)
        #expect(!anchors("```\n{{#include other.rs}}\n```\n", path: "src/a.md").isOpen)
        #expect(!anchors("# Title\n\nText.\n").isOpen)
    }

    @Test("of an empty page are its top alone")
    func empty() {
        #expect(anchors("", path: "a.md").places.keys.sorted() == ["top"])
        #expect(anchors("", path: "a.md").names.isEmpty)
    }
}
