import Markup
import Model
import Snippets
import Testing

@Suite("A copy of sample code")
struct CopyTests {
    /// The page after the copy was made again; nil where it equals the original.
    private func mended(_ page: String, _ original: String) throws -> String? {
        let document = Markdown.parse(Array(page.utf8), path: "a.md", dialect: .gfm)
        let snippet = try #require(document.snippets.first)
        guard let copy = SnippetCopy(snippet, in: document, of: Array(original.utf8)) else { return nil }
        let edit = try #require(copy.edit)
        return document.text.string(SourceRange(0, edit.range.lower)) + edit.replacement
            + document.text.string(SourceRange(edit.range.upper, document.text.count))
    }

    @Test("is equal whatever its indentation, its line endings and the blank lines around it")
    func equal() throws {
        #expect(try mended("```py\r\nif a:\r\n    b\r\n```\r\n", "\n    if a:\n        b\n\n") == nil)
        #expect(try mended("> ```py\n>   a\n> ```\n", "a\n") == nil)
        #expect(try mended("```rust\n# a\nb\n```\n", "a\nb\n") == nil)
    }

    @Test("is made again with the prefixes, the indentation and the line endings of the page")
    func again() throws {
        #expect(try mended("```py\r\na\r\n```\r\nx\r\n", "b\n\nc\n") == "```py\r\nb\r\n\r\nc\r\n```\r\nx\r\n")
        #expect(try mended("> ```py\n> a\n> ```\n", "b\n\nc\n") == "> ```py\n> b\n>\n> c\n> ```\n")
        #expect(try mended("- ```py\n    a\n  ```\n", "b\n  c\n") == "- ```py\n    b\n      c\n  ```\n")
        #expect(try mended("- ```py\n  ```\n", "b\n") == "- ```py\n  b\n  ```\n")
        #expect(try mended("```py\n\tx\n```\n", "b\n") == "```py\n\tb\n```\n")
    }

    @Test("points at the first line that is another")
    func difference() throws {
        let document = Markdown.parse("```py\na\n\nb\n```\n", path: "a.md")
        let snippet = try #require(document.snippets.first)
        let copy = try #require(SnippetCopy(snippet, in: document, of: Array("a\n\nc\n".utf8)))
        #expect(document.text.string(copy.difference) == "b")
        let longer = try #require(SnippetCopy(snippet, in: document, of: Array("a\n\nb\nc\n".utf8)))
        #expect(longer.difference == snippet.head)
    }
}
