import Markup
import Model
import Snippets
import Testing

@Suite("A page that proposes something")
struct ProposalTests {
    @Test(
        "is told by its first lines",
        arguments: [
            ("# A\n\n* Proposal: [SE-1](a.md)\n* Status: **Draft**\n", true),
            ("PEP: 8\nTitle: A\nStatus: Active\n", true),
            ("- Feature Name: a\n- Start Date: 2026-01-01\n", true),
            ("# Proposals\n\nStatus: fine\n", false), ("# A\n\nA proposal: do it.\n", false),
        ])
    func isTold(_ text: String, _ expected: Bool) {
        #expect(Markdown.parse(Array(text.utf8), path: "a.md").isProposal == expected)
    }

    @Test("has snippets with and without a bracket that has no partner")
    func brackets() throws {
        let page = Markdown.parse(
            Array("```swift\nf(a\n```\n\n```swift\nf(a) -> {b}\n```\n".utf8), path: "a.md")
        #expect(page.snippets.map(\.hasLoneBracket) == [true, false])
    }
}
