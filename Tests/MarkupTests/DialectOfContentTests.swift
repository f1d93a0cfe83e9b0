import Markup
import Model
import Testing

@Suite("Telling the dialect of a page from what stands in it")
struct DialectOfContentTests {
    private func dialect(_ text: String, _ path: String = "src/guide.md", among paths: [String] = [])
        -> Dialect
    {
        DialectDetection(paths: paths).dialect(of: SourceFile(path: path, bytes: Array(text.utf8)))
    }

    @Test("knows MDX by a heading whose id stands in a comment")
    func mdx() {
        #expect(dialect("# Guide {/*guide*/}\n") == .mdx)
        #expect(dialect("Text\r\n\r\n## Set up {/* #set-up */}") == .mdx)
    }

    @Test(
        "takes everything else for GitHub's",
        arguments: ["", "# Guide", "Write {/*a*/} in MDX", "# a */ }", "*/}", "#*/}"])
    func gfm(text: String) {
        #expect(dialect(text) == .gfm)
    }

    @Test("leaves alone what the path says")
    func path() {
        #expect(dialect("# Guide {/*guide*/}", "docs/guide.md", among: ["mkdocs.yml"]) == .mkdocs)
    }
}
