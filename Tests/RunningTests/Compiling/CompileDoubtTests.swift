import Markup
import Model
import Snippets
import Testing

@testable import Running

@Suite("An error in a snippet is less sure")
struct CompileDoubtTests {
    private func doubts(_ page: String, _ path: String = "guide/page.md") -> [Bool] {
        let document = Markdown.parse(SourceFile(path: path, bytes: Array(page.utf8)), dialect: .gfm)
        let snippets = document.snippets
        let doubts = CompileDoubts(document, snippets)
        return snippets.map { doubts.isDoubtful($0) }
    }

    private static let code = "```swift\nlet a = 1\n```\n"

    @Test("where the words around it say that it does not compile, and not where they are further away")
    func words() {
        #expect(doubts("Be warned: this function doesn't compile.\n\n" + Self.code) == [true])
        #expect(doubts(Self.code + "\nThis is a compile-time error.\n") == [true])
        #expect(doubts("This doesn't compile.\n\nBut this does:\n\n" + Self.code) == [false])
        #expect(doubts("It returns an error:\n\n" + Self.code) == [false])
    }

    @Test("in a page about releases of the past")
    func past() {
        #expect(doubts(Self.code, "CHANGELOG.md") == [true])
        #expect(doubts(Self.code, "docs/release-notes/1.4.md") == [true])
    }

    @Test("where a page marks what is compiled for it, and this is not")
    func twoslash() {
        #expect(
            doubts("```ts twoslash\\nlet a = 1\n```\n\n```ts\nlet b = 1\n```\n".replacing("\\n", with: "\n"))
                == [
                    false, true,
                ])
    }

    @Test("or says nothing, where the page asks for a newer compiler")
    func versions() {
        let wanted = { (language: String, page: String, path: String) -> [Int]? in
            let document = Markdown.parse(SourceFile(path: path, bytes: Array(page.utf8)), dialect: .gfm)
            let snippets = document.snippets
            return CompileDoubts(document, snippets).version(for: language, snippets[0])
        }
        #expect(wanted("Go", "```go\n// Go 1.27 allows it.\n```\n", "a.md") == [1, 27])
        #expect(wanted("Go", "```go\na()\n```\n", "go1.22.md") == [1, 22])
        #expect(
            wanted("Swift", "Since Swift 6.2, and in Swift 5.9:\n\n```swift\na()\n```\n", "a.md") == [6, 2])
        #expect(wanted("Swift", "See Go 1.27:\n\n```swift\na()\n```\n", "a.md") == nil)
    }
}

@Suite(
    "A snippet in C that leaves its headers to its page",
    .enabled("not run: no bubblewrap or no gcc") { Compilers.areThere("gcc") })
struct PageHeaderTests {
    private static let page = """
        # Synopsis

        ```c
        #include <shop.h>

        int shop_open(const char *name);
        ```

        # Example

        ```c
        int main(void)
        {
          return CALL("Ada's");
        }
        ```
        """
    private static let files = ["CMakeLists.txt": "", "include/shop.h": "int shop_open(const char *name);\n"]

    @Test("finds those of the libraries of a project")
    func libraries() async throws {
        let right = Self.page.replacing("CALL", with: "shop_open")
        let files = ["CMakeLists.txt": "", "shop/CMakeLists.txt": ""]
        let header = ["shop/include/shop.h": "int shop_open(const char *name);\n"]
        let found = try await compiled(right, files: files.merging(header) { $1 })
        #expect(found == ["passed types", "passed types"])
    }

    @Test("is compiled with them, and wrong where a name is misspelt")
    func headers() async throws {
        let right = Self.page.replacing("CALL", with: "shop_open")
        #expect(try await compiled(right, files: Self.files) == ["passed types", "passed types"])
        let wrong = Self.page.replacing("CALL", with: "shop_opne")
        #expect(
            try await compiled(wrong, files: Self.files) == ["passed types", "failed 14:10 `shop_opne`"])
    }
}
