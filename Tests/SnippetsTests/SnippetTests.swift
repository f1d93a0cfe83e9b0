import Markup
import Model
import Snippets
import Testing

@Suite("The snippets of a document")
struct SnippetTests {
    private func snippets(_ text: String) -> [(String, String)] {
        Markdown.parse(Array(text.utf8), path: "a.md", dialect: .gfm).snippets.map {
            ($0.label, String(decoding: $0.code, as: UTF8.self))
        }
    }

    @Test("are what a reader copies, without the prefixes of containers")
    func containers() {
        let found = snippets("> - ```py\r\n>   if a:\r\n>       b()\r\n>   ```\r\n\r\n    indented\n")
        #expect(found.map(\.0) == ["py", ""])
        #expect(found.map(\.1) == ["if a:\n    b()\n", "indented\n"])
    }

    @Test("lead back to the document byte by byte")
    func positions() throws {
        let text = "> - ```json\n>   {\"a\": }\n>   ```\n"
        let document = Markdown.parse(Array(text.utf8), path: "a.md", dialect: .gfm)
        let snippet = try #require(document.snippets.first)
        let range = snippet.source(of: SourceRange(6, 7))
        #expect(document.text.string(range) == "}")
        #expect(range.lower == 22)
    }
}
