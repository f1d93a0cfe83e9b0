import HTMLRendering
import Markup
import Model
import Testing

@Suite("Two versions of a page are compared by what they render to")
struct HTMLComparisonTests {
    private func isSame(_ a: String, _ b: String, _ allowed: FixChanges = .nothing) -> Bool {
        let renderer = HTMLRenderer()
        let (old, new) = (
            renderer.rendering(of: Markdown.parse(Array(a.utf8), path: "a.md", dialect: .gfm)).blocks,
            renderer.rendering(of: Markdown.parse(Array(b.utf8), path: "a.md", dialect: .gfm)).blocks
        )
        return HTMLComparison.isSame(
            old.flatMap(\.html), new.flatMap(\.html), allowing: [allowed])
    }

    @Test(
        "white space that a browser collapses does not count",
        arguments: [
            ("a\nb\n", "a b\n"), ("#  A\n", "# A\n"), ("a \n\n\n\nb", "a\n\nb\n"),
            ("* a\n* b\n", "- a\n- b\n"),
            ("*a*", "_a_"), ("<div>\n  a\n</div>\n", "<div>\na \n</div>\n"), ("A\n=\n", "# A\n"),
            ("a <!-- x --> b", "a  b"), ("[a][b]\n\n[b]: c\n", "[a](c)\n"),
            ("> a\n>\n>  b\n", "> a\n>\n> b\n"),
            ("[^1]: Unused.\n\na", "a"),
        ])
    func same(old: String, new: String) {
        #expect(isSame(old, new))
    }

    @Test(
        "everything else counts",
        arguments: [
            ("a  \nb", "a\nb"), ("* a\n* b\n", "* a\n\n* b\n"), ("`a  b`", "`a b`"), ("# A\n", "# B\n"),
            ("- a\n\n+ b\n", "- a\n\n- b\n"), ("    a\n", "a\n"), ("```\na\tb\n```\n", "```\na b\n```\n"),
            ("[a](b)", "[a](c)"), ("# A\n\n# A\n", "# A\n\n# A-1\n"),
            ("---\na: 1\n---\n", "---\na: 2\n---\n"),
            ("```js\na\n```", "```ts\na\n```"), ("1. a\n", "2. a\n"), ("a b", "ab"), ("*a *b", "*a* b"),
        ])
    func different(old: String, new: String) {
        #expect(!isSame(old, new))
    }

    @Test("what a rule may change, and no more, does not count")
    func allowed() {
        #expect(isSame("`a  b`", "`ab`", .spaces) && !isSame("`ab`", "`ac`", .spaces))
        #expect(isSame("[ a ](b)", "[a](b)", .spaces) && !isSame("- a\n\n- b", "- a\n- b", .spaces))
        #expect(
            isSame("```\na\tb\n```", "```\na    b\n```", .spaces)
                && !isSame("```\na\nb\n```", "```\nab\n```", .spaces))
        #expect(isSame("a *b*", "c *d*", .text) && !isSame("a *b*", "a b", .text))
        #expect(isSame("![a](b)", "![c](b)", .text) && !isSame("![a](b)", "![a](c)", .text))
        // The anchor of a heading is no text.
        #expect(!isSame("# A b", "# A c", .text) && isSame("# A b", "# A B", .text))
        #expect(isSame("[a](b)", "[a](c)", .addresses) && !isSame("[a](b)", "[b](b)", .addresses))
        #expect(isSame("a", "# b", .blocks))
    }
}
