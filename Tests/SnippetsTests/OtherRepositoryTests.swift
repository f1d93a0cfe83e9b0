import Markup
import Model
import Snippets
import Testing

@Suite("Code that comes from another repository")
struct OtherRepositoryTests {
    private static let own = [
        "antora.yml": "name: docs\n", "book/book.toml": "", ".vitepress/config.ts": "", "x/a.go": "own\n",
    ]
    private static let samples = [
        "go/main.go": "// [START a]\nA()\n// [END a]\n",
        "docs/antora.yml": "name: 'sdk' # the component\nversion: 2.0\n",
        "docs/modules/ROOT/examples/A.java": "// tag::a[]\nint a;\n// end::a[]\n",
        "docs/modules/other/partials/p.adoc": "p\n",
    ]

    private func resolver(folder: String? = "../samples", isThere: Bool = true) -> IncludeResolver {
        let files = Self.samples.mapValues { Array($0.utf8) }
        let other = OtherRepository(
            label: "samples", name: "samples", folder: folder, isSeen: { !$0.hasPrefix("private/") },
            open: {
                isThere
                    ? .files(
                        paths: files.keys.sorted(), makeRead: { { files[$0] } },
                        nearest: { $0 == "go/mian.go" ? "go/main.go" : nil })
                    : .trouble("the repository `samples` is not there")
            })
        let read = { (path: String) in Self.own[path].map { Array($0.utf8) } }
        return IncludeResolver(
            IncludeSites(paths: Self.own.keys.sorted(), read: read, others: [other]), read: read,
            hidden: { $0.hasPrefix("module/") ? "it is another repository (a submodule)" : nil })
    }

    private func answer(
        _ syntax: Inclusion.Syntax, _ path: String, on page: String = "docs/page.md",
        _ part: IncludePart = .all, _ resolver: IncludeResolver? = nil
    ) -> Answer {
        var resolver = resolver ?? self.resolver()
        return resolver.state(of: Inclusion(syntax, page: page, path: path, part: part))
    }

    private func path(_ answer: Answer) -> String? {
        if case .inclusion(.found(let path, _)) = answer { path } else { nil }
    }

    @Test(
        "is found by the name of the repository, or by the folder in which its files lie when the site is built",
        arguments: [
            (Inclusion.Syntax.docFX, "~/samples/go/main.go", "docs/page.md"),
            (.copy, "samples:go/main.go", "docs/page.md"),
            (.rawImport, "../../samples/go/main.go", "docs/page.md"),
            (.mdBook, "../../../samples/go/main.go", "book/src/page.md"),
            (.vitePress, "@/../samples/go/main.go", "page.md"),
            (.sphinx, "../../samples/go/main.go", "docs/page.rst"),
        ])
    func found(_ syntax: Inclusion.Syntax, _ written: String, _ page: String) {
        #expect(path(answer(syntax, written, on: page)) == "samples:go/main.go")
    }

    @Test("is found in a component of Antora's, by its version where one is named")
    func antora() {
        let page = "modules/ROOT/pages/p.adoc"
        let java = { (path: String) in self.path(self.answer(.asciiDoc, path, on: page)) }
        #expect(java("sdk:ROOT:example$A.java") == "samples:docs/modules/ROOT/examples/A.java")
        #expect(java("sdk::example$A.java") == "samples:docs/modules/ROOT/examples/A.java")
        #expect(java("2.0@sdk::example$A.java") == "samples:docs/modules/ROOT/examples/A.java")
        #expect(java("sdk:other:partial$p.adoc") == "samples:docs/modules/other/partials/p.adoc")
        #expect(
            answer(.asciiDoc, "3.0@sdk::example$A.java", on: page).reason
                == "`3.0@sdk::example$A.java` is in a component that no known repository has")
        guard case .inclusion(.noFile(let looked, _)) = answer(.asciiDoc, "sdk::example$B.java", on: page)
        else {
            Issue.record("is not missed")
            return
        }
        #expect(looked == ["samples:docs/modules/ROOT/examples/B.java"])
    }

    @Test("is missed where it is not there, and what was meant is named")
    func missing() {
        #expect(
            answer(.docFX, "~/samples/go/mian.go").state
                == .noFile(looked: ["samples:go/mian.go"], nearest: "samples:go/main.go"))
        #expect(
            answer(.copy, "samples:go/main.go", on: "a.md", .region("b")).state
                == .noPart(path: "samples:go/main.go", .region("b"), nearest: "a"))
    }

    @Test("is not assessed where nothing is known of its repository")
    func unknown() {
        #expect(
            answer(.docFX, "~/samples/go/main.go", on: "a.md", .all, resolver(isThere: false)).reason
                == "the repository `samples` is not there")
        #expect(answer(.copy, "sample:go/main.go").isUnknown)
        #expect(answer(.docFX, "~/samples/go/main.go", on: "private/a.md").isUnknown)
        #expect(
            answer(.rawImport, "../../samples/go/main.go", on: "docs/a.md", .all, resolver(folder: nil))
                .isUnknown)
        #expect(
            answer(.sphinx, "/module/a.go", on: "docs/a.rst").reason
                == "no `conf.py` tells where `/module/a.go` is looked for")
        #expect(
            answer(.rawImport, "../module/a.go").reason == "it is another repository (a submodule)")
    }

    @Test("leaves what the page's own repository has as it is")
    func own() {
        #expect(path(answer(.copy, "/x/a.go", on: "a.md", .all, resolver(folder: "x"))) == "x/a.go")
    }

    @Test("is named with its repository where it comes from")
    func origin() throws {
        let text = "```go\nfunc f() {\n{{#include ../../../samples/go/main.go:2}}\n}\n```\n"
        let snippet = try #require(
            Markdown.parse(Array(text.utf8), path: "book/src/a.md", dialect: .gfm).snippets.first)
        var resolver = resolver()
        let expansion = Expansion(of: snippet.code, snippet.inclusions, &resolver)
        #expect(String(decoding: expansion.code, as: UTF8.self) == "func f() {\nA()\n}\n")
        let origin = try #require(expansion.origin(of: 11))
        #expect(origin.path == "samples:go/main.go" && origin.offset == 13)
        #expect(resolver.bytes(of: origin.path) == Self.samples["go/main.go"].map { Array($0.utf8) })
    }
}

extension Answer {
    /// Why nothing is known; nil where something is.
    fileprivate var reason: String? { if case .unknown(let reason) = self { reason } else { nil } }
    fileprivate var isUnknown: Bool { reason != nil }
    fileprivate var state: InclusionState? { if case .inclusion(let state) = self { state } else { nil } }
}
