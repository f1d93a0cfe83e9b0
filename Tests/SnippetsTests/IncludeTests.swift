import Markup
import Model
import Snippets
import Testing

@Suite("Code that takes in other files")
struct IncludeTests {
    private static let files = [
        "book/book.toml": "",
        "book/listings/main.rs":
            "use std::io;\n\n// ANCHOR: here\nfn main() {}\n// ANCHOR_END: here\n\nfn other() {}\n",
        "mkdocs.yml": "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [docs, samples]\n",
        "snippets/app.py": "# --8<-- [start:call]\nrun()\n# --8<-- [end:call]\nstop()\n",
        "samples/b.py": "b()\n",
        "site/.vitepress/config.ts": "export default {\n  srcDir: './src',\n}\n",
        "site/src/code/a.ts": "// #region part\nlet a = 1\n// #endregion part\nlet b = 2\n",
        "conf.py": "",
        "code/ex.py":
            "import os\n\nclass A:\n    @static\n    def m(self):\n        return 1\n\n    def n(self): pass\n\nx = 1\n",
        "antora.yml": "",
        "modules/ROOT/examples/A.java": "// tag::a[]\nint a;\n// end::a[]\nint b;\n",
        "hugo.toml": "",
        "content/en/examples/pod.yaml": "kind: Pod\n",
        "docusaurus.config.js": "",
        "docs/src/x.js": "let x\n",
        "guide/samples/a.cs":
            "\u{FEFF}// <Whole>\nusing A;\n// <Snippet1>\nB();\n//<c>\nC();\n//</c>\n// </Snippet1>\n#region Main\nD();\n#endregion\n// </Whole>\n",
    ]

    private func resolver() -> IncludeResolver {
        let read = { (path: String) in Self.files[path].map { Array($0.utf8) } }
        return IncludeResolver(IncludeSites(paths: Self.files.keys.sorted(), read: read), read: read)
    }

    private func snippet(_ text: String, on page: String, _ dialect: Dialect = .gfm) throws -> Snippet {
        try #require(Markdown.parse(Array(text.utf8), path: page, dialect: dialect).snippets.first)
    }

    private func expansion(_ text: String, on page: String, _ dialect: Dialect = .gfm) throws -> Expansion {
        let snippet = try snippet(text, on: page, dialect)
        var resolver = resolver()
        return Expansion(of: snippet.code, snippet.inclusions, &resolver)
    }

    private func code(_ text: String, on page: String, _ dialect: Dialect = .gfm) throws -> String {
        String(decoding: try expansion(text, on: page, dialect).code, as: UTF8.self)
    }

    private func rust(_ line: String, on page: String = "book/src/a.md") throws -> String {
        try code("```rust\n\(line)\n```\n", on: page)
    }

    @Test("takes in nothing in a comment of AsciiDoc")
    func comments() {
        let text = "////\ninclude::a.adoc[]\n////\n\ninclude::b.adoc[]\n"
        let document = AsciiDoc.parse(SourceFile(path: "a.adoc", bytes: Array(text.utf8)))
        #expect(document.inclusions.map(\.inclusion.path) == ["b.adoc"])
    }

    @Test("shows what mdBook shows: all, lines, or a part without its marks")
    func mdBook() throws {
        #expect(
            try rust("{{#include ../listings/main.rs}}") == "use std::io;\n\nfn main() {}\n\nfn other() {}\n")
        #expect(try rust("{{#include ../listings/main.rs:1}}") == "use std::io;\n")
        #expect(try rust("{{#include ../listings/main.rs:here}}") == "fn main() {}\n")
        #expect(try rust("{{#include ../listings/main.rs:6:}}") == "\nfn other() {}\n")
        #expect(try rust("\\{{#include ../listings/main.rs}}") == "\\{{#include ../listings/main.rs}}\n")
        #expect(try rust("{{#rustdoc_include ../listings/main.rs:here}}").hasPrefix("use std::io;"))
    }

    @Test(
        "is what DocFX shows: by a name without regard to capitals, by a number, by lines, from the top of its pages",
        arguments: [
            ("[!code-csharp[Title](../samples/a.cs#snippet1)]", "B();\nC();\n"),
            ("[!code-csharp[Title](~/samples/a.cs#1)]", "B();\nC();\n"),
            ("[!code-csharp[](..\\samples\\a.cs?name=C&highlight=1)]", "C();\n"),
            ("[!code-csharp[](../samples/a.cs#main)]", "D();\n"),
            ("[!code[](../samples/a.cs#L2)]", "using A;\n"),
            ("[!code-csharp[](../samples/a.cs#whole)]", "using A;\nB();\nC();\nD();\n"),
            (":::code language=\"csharp\" source=\"../samples/a.cs\" id=\"Main\":::", "D();\n"),
        ])
    func docFX(_ line: String, _ shown: String) throws {
        #expect(try code("# A\n\n\(line)\n", on: "guide/docs/a.md") == shown)
    }

    @Test("is found by DocFX whatever the capitals of its path, and not read where it is in UTF-16")
    func docFXFiles() throws {
        let files: [String: [UInt8]] = ["a/Form1.cs": Array("A();\n".utf8), "a/b.cs": [0xFF, 0xFE, 0x41, 0]]
        var resolver = IncludeResolver(
            IncludeSites(paths: files.keys.sorted()) { files[$0] }, read: { files[$0] },
            nearest: { _ in "a/Form1.cs" })
        guard
            case .inclusion(.found(let path, let code)) = resolver.state(
                of: Inclusion(.docFX, page: "a/p.md", path: "form1.cs"))
        else {
            Issue.record("is not found")
            return
        }
        #expect(path == "a/Form1.cs")
        #expect(code == Array("A();\n".utf8))
        guard case .unknown(let reason) = resolver.state(of: Inclusion(.docFX, page: "a/p.md", path: "b.cs"))
        else {
            Issue.record("is read")
            return
        }
        #expect(reason == "`a/b.cs` is in UTF-16")
    }

    @Test("has no part of DocFX's where no region has the name")
    func docFXRegions() throws {
        let found = try expansion("[!code-csharp[](../samples/a.cs#snippet2)]\n", on: "guide/docs/a.md")
        #expect(found.gap == "the code is in a part of `guide/samples/a.cs` that is not there")
        #expect(try snippet("[!code-csharp[](a.cs?start=1&end=3)]\n\n    a\n", on: "a.md").form == .indented)
    }

    @Test("is output where the ending of the file says so")
    func output() throws {
        #expect(try snippet("```json\n--8<-- \"a.output\"\n```\n", on: "docs/a.md", .mkdocs).mark.isOutput)
        #expect(try !snippet("```json\n--8<-- \"a.json\"\n```\n", on: "docs/a.md", .mkdocs).mark.isOutput)
    }

    @Test("is left as it stands where nobody reads the directive")
    func notRead() throws {
        #expect(try rust("{{#include main.rs}}", on: "README.md") == "{{#include main.rs}}\n")
        #expect(try code("<<< @/a.ts\n", on: "README.md") == "@/a.ts\n")
    }

    @Test("is found by PyMdown from the top of the site, and from `base_path`")
    func pymdown() throws {
        let python = { (line: String) in
            try code("=== \"A\"\n\n    ```python\n    \(line)\n    ```\n", on: "docs/guide/a.md", .mkdocs)
        }
        #expect(try python("--8<-- \"snippets/app.py:call\"") == "run()\n")
        #expect(try python("-8<- 'snippets/app.py:4:4'") == "stop()\n")
        #expect(try python("--8<-- \"b.py\"") == "b()\n")
        #expect(try python("--8<--\n    b.py\n    ; gone.py\n    --8<--") == "b()\n")
        #expect(try python(";--8<-- \"b.py\"") == ";--8<-- \"b.py\"\n")
    }

    @Test("is a line of its own for VitePress")
    func vitePress() throws {
        let page = "site/src/guide/a.md"
        #expect(try code("<<< @/code/a.ts#part{1}\n", on: page) == "let a = 1\n")
        #expect(try code("<<< ../code/a.ts {2 ts:line-numbers}\n", on: page).contains("let b"))
        #expect(try snippet("<<< @/code/a.vue{1,3 js} [A title]\n", on: page).label == "js")
        #expect(try snippet("::: code-group\n<<< @/code/a.ts\n:::\n", on: page).label == "ts")
    }

    @Test("is imported as it is for Docusaurus")
    func rawImport() throws {
        let text = """
            import Source from '!!raw-loader!./src/x.js';
            import CodeBlock from '@theme/CodeBlock';

            <CodeBlock language="jsx">{Source}</CodeBlock>
            """
        #expect(try code(text, on: "docs/a.mdx", .mdx) == "let x\n")
        #expect(try snippet(text, on: "docs/a.mdx", .mdx).label == "jsx")
    }

    @Test("is chosen by lines, texts or a symbol for Sphinx and MyST")
    func sphinx() throws {
        let python = { (options: String) in
            try code("```{literalinclude} /code/ex.py\n\(options)\n```\n", on: "docs/a.md", .myst)
        }
        #expect(try python(":lines: 1,10") == "import os\nx = 1\n")
        #expect(try python(":pyobject: A.m").contains("@static"))
        #expect(!(try python(":pyobject: A.m").contains("def n")))
        #expect(try python(":start-after: class A\n:end-before: def m") == "    @static\n")
        #expect(try python(":start-at: x =") == "x = 1\n")
        #expect(
            try snippet("```{literalinclude} ex.py\n:language: python\n```\n", on: "a.md", .myst).label
                == "python")
    }

    @Test("is named by a shortcode for Hugo")
    func hugo() throws {
        let page = "content/en/docs/a.md"
        #expect(try code("{{% code_sample file=\"pod.yaml\" %}}\n", on: page, .hugo) == "kind: Pod\n")
        #expect(
            try snippet("{{< readfile file=\"/x.go\" code=\"true\" lang=\"go\" >}}\n", on: page, .hugo).label
                == "go")
        #expect(
            Markdown.parse("{{< readfile file=\"x.md\" >}}\n", path: page, dialect: .hugo).inclusions.count
                == 1)
    }

    @Test("leads back to the file, and to the directive on the page")
    func positions() throws {
        let text = "```rust\nlet a;\n{{#include ../listings/main.rs:here}}\n```\n"
        let expansion = try expansion(text, on: "book/src/a.md")
        let origin = try #require(expansion.origin(of: 7))
        #expect(origin.path == "book/listings/main.rs" && origin.offset == 30)
        #expect(expansion.origin(of: 0) == nil)
        #expect(expansion.map.source(of: SourceRange(7, 9)) == SourceRange(7, 44))
    }

    @Test("says what is missing")
    func gaps() throws {
        let gap = { (line: String) in try expansion("```rust\n\(line)\n```\n", on: "book/src/a.md").gap }
        #expect(try gap("{{#include gone.rs}}") == "the code is in `gone.rs`, which is not there")
        #expect(
            try gap("{{#include ../listings/main.rs:gone}}")
                == "the code is in a part of `book/listings/main.rs` that is not there")
        let state = { (path: String, part: IncludePart) -> InclusionState? in
            var resolver = resolver()
            let inclusion = Inclusion(.mdBook, page: "book/src/a.md", path: path, part: part)
            if case .inclusion(let state) = resolver.state(of: inclusion) { return state }
            return nil
        }
        #expect(state("gone.rs", .all) == .noFile(looked: ["book/src/gone.rs"], nearest: nil))
        let path = "book/listings/main.rs"
        #expect(
            state("../listings/main.rs", .region("hero"))
                == .noPart(path: path, .region("hero"), nearest: "here"))
        #expect(
            state("../listings/main.rs", .lines(90, 91))
                == .noPart(path: path, .lines(90, of: 7), nearest: nil))
        #expect(state("../../../gone.rs", .all) == nil)
    }
}
