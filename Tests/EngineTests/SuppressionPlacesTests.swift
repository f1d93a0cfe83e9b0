import Engine
import Markup
import Model
import Testing

@Suite("Comments are understood wherever Markdown has them")
struct SuppressionPlacesTests {
    private func lines(_ text: String, _ dialect: Dialect = .gfm) async -> [String] {
        var plan = Site(["a.md": text]).plan(
            [rule("words/two", FindWord("two")), rule("words/six", FindWord("six"))] + suppressionRules)
        plan.parse = { Markdown.parse($0, dialect: dialect) }
        return await Engine.run(plan).lines.map { String($0.dropFirst(5)) }
    }

    private static let comment = "<!-- docent: ignore words/two because old -->"

    @Test(
        "next to a block of any kind",
        arguments: [
            "\(comment)\n# two", "\(comment)\n\n- two\n- two\n\n  two", "\(comment)\n\n> two\n>\n> two",
            "\(comment)\n\n```\ntwo\n```", "\(comment)\n\n| a |\n| - |\n| two |", "\(comment)\n\n<p>two</p>",
            "# two \(comment)", "- one\n- \(comment)\n  two\n- three", "> \(comment)\n> two",
            "| a | b |\n| - | - |\n| two \(comment) | two |", "text\n\(comment)\ntwo\ntwo",
            "<div>\n\(comment)\n<p>two</p>\n</div>", "*two \(comment)* and **two**",
            "<!--\n  docent: ignore words/two\n  because old\n-->\ntwo",
            "> <!-- docent:\n> ignore words/two\n> because old -->\n>\n> two",
            "---\ntitle: x\n---\n\n\(comment)\n\ntwo", "\(comment)\r\n\r\ntwo\r\n",
        ])
    func places(text: String) async {
        #expect(await lines(text) == [])
    }

    @Test(
        "in the comments of a dialect",
        arguments: [
            ("{/* docent: ignore words/two because old */}\n\ntwo", Dialect.mdx),
            ("a {/* docent: ignore words/two because old */} two", .mdx),
            ("% docent: ignore words/two because old\n\ntwo", .myst),
        ])
    func dialects(text: String, dialect: Dialect) async {
        #expect(await lines(text, dialect) == [])
    }

    @Test("a comment for a list item ends with the item")
    func listItem() async {
        #expect(await lines("- \(Self.comment)\n  two\n- two") == ["3 words/two: found `two`"])
    }

    @Test("a comment in a row of a table is for that row")
    func tableRow() async {
        let text = "| a |\n| - |\n| two \(Self.comment) |\n| two |"
        #expect(await lines(text) == ["4 words/two: found `two`"])
    }

    @Test("a span may begin and end in the middle of a paragraph")
    func span() async {
        let text =
            "two <!-- docent: ignore-begin words/two because old --> two\ntwo <!-- docent: ignore-end --> two"
        #expect(await lines(text) == ["1 words/two: found `two`", "2 words/two: found `two`"])
    }

    @Test("what is written in code is no comment")
    func code() async {
        let comment = "<!-- docent: ignore words/* because old -->"
        #expect(
            await lines("`\(comment)`\n\n```html\n\(comment)\n```\n\ntwo") == ["7 words/two: found `two`"])
    }

    @Test("removing a comment that keeps two lists apart is not safe")
    func parting() async throws {
        var plan = Site(["a.md": "- a\n\n\(Self.comment)\n\n- b"]).plan(
            [rule("words/two", FindWord("two"))] + suppressionRules)
        plan.parse = { Markdown.parse($0, dialect: .gfm) }
        let finding = try #require(await Engine.run(plan).pages.first?.findings.first)
        #expect(finding.fixes.map(\.safety) == [.unsafe])
    }
}
