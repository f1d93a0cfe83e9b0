import Model
import Testing

@testable import Repositories

@Suite("What stands at a path")
struct AnswerTests {
    private func listing(_ paths: [String]) -> Listing {
        Listing(entries: paths.map { Entry(path: Array($0.utf8), kind: .file) }, problems: [])
    }

    private func nearest(_ path: String, _ listing: Listing) -> String? {
        if case .entry(.nothing(let near)) = listing.answer(at: path) { near } else { "there is something" }
    }

    @Test("a missing file comes with a name like it in the same folder")
    func nearInTheFolder() {
        let docs = listing([
            "docs/guide.md", "docs/guide.md.bak/x", "docs/setup/index.md", "docs/setup.md", "z.md",
        ])
        #expect(nearest("docs/giude.md", docs) == "docs/guide.md")
        #expect(nearest("docs/Setup.md", docs) == "docs/setup.md")
        #expect(nearest("docs/setpu/index.md", docs) == "docs/setup/index.md")
        #expect(nearest("docs/stup", docs) == "docs/setup")
        #expect(nearest("docs/entirely-different.md", docs) == nil)
    }

    @Test("a missing file comes with the only one of its name elsewhere")
    func sameNameElsewhere() {
        let docs = listing(["a/index.md", "b/index.md", "guides/deploying.md", "intro.md"])
        #expect(nearest("deploying.md", docs) == "guides/deploying.md")
        #expect(nearest("c/intro.md", docs) == "intro.md")
        #expect(nearest("c/index.md", docs) == nil)
    }

    @Test("the file behind symbolic links is found, and none where they lead out or in circles")
    func links() {
        var docs = listing(["docs/real.adoc"])
        let link = { (path: String, target: String) in
            Entry(path: Array(path.utf8), kind: .symlink(target: Array(target.utf8)))
        }
        docs = Listing(
            entries: docs.entries + [
                link("docs/circle", "circle"), link("docs/out", "../../x"), link("manual", "docs"),
                link("partials/a.adoc", "../manual/real.adoc"),
            ], problems: [])
        #expect(docs.file(at: "partials/a.adoc") == "docs/real.adoc")
        #expect(docs.file(at: "docs/real.adoc") == "docs/real.adoc")
        #expect(docs.file(at: "docs/out") == nil && docs.file(at: "docs/circle") == nil)
        #expect(docs.file(at: "manual") == nil && docs.file(at: "none") == nil)
    }

    @Test("paths are told apart by their bytes, not by how they look")
    func bytes() {
        let docs = listing(["cafe\u{301}.md", "x.md"])
        #expect(docs.entry(at: "cafe\u{301}.md") != nil)
        #expect(docs.entry(at: "caf\u{E9}.md") == nil)
    }

    @Test("a listing is in the order of its bytes, and names a path once, whatever order it came in")
    func order() {
        let docs = listing(["b", "a/b", "a", "a.md", "a-b", "b", "é", "Z"])
        #expect(docs.entries.map(\.path) == ["Z", "a", "a-b", "a.md", "a/b", "b", "é"])
        for entry in docs.entries { #expect(docs.entry(at: entry.path) == entry) }
    }
}
