import Checks
import Model
import Testing

@Suite("Checks of links")
struct LinkChecksTests {
    @Test("find a page without an ending only where there is none in any of the usual ways")
    func withoutEnding() throws {
        let site = Site(files: [
            "docs/a.md": "[1](b) [2](c/) [3](d) [4](../x) [5](e.html) [6](nothing) [7](f)",
            "docs/b.md": "", "docs/c/index.md": "", "docs/d/README.md": "", "x.mdx": "", "docs/e.md": "",
            "docs/a/f.md": "",
        ])
        let verdict = try site.verdict("links.missing-file", on: "docs/a.md")
        #expect(verdict.drafts.map(\.message) == ["there is no file `docs/nothing`"])
        #expect(verdict.drafts.first?.confidence == .likely)
    }

    @Test("say nothing of an address without an ending on a page that a site generator reads")
    func siteAddress() throws {
        let page = "---\ntitle: A\n---\n\n[1](nothing) [2](nothing/) [3](nothing.html) [4](nothing.md)"
        let site = Site(files: ["docs/a.md": page])
        #expect(
            try site.messages("links.missing-file", on: "docs/a.md") == ["there is no file `docs/nothing.md`"]
        )
    }

    @Test("look for images of a site's page where sites keep them")
    func servedFiles() throws {
        let site = Site(
            files: [
                "src/learn/a.md": "---\ntitle: A\n---\n\n![x](../images/x.png) ![y](../images/y.png)",
                "public/images/x.png": "",
            ])
        #expect(
            try site.messages("links.missing-file", on: "src/learn/a.md") == [
                "there is no image `src/images/y.png`"
            ])
    }

    @Test("judge a path from the root only where it is surely one of the repository")
    func rooted() throws {
        let site = Site(files: [
            "docs/a.md": "[1](/b) [2](/docs/b.md) [3](/c.md) [4](/x.png) [5](/d.md)", "docs/c.md": "",
        ])
        #expect(
            try site.messages("links.missing-file", on: "docs/a.md") == [
                "there is no file `docs/b.md`", "there is no file `d.md`",
            ])
    }

    @Test("say nothing of a path that leaves the repository, as addresses on GitHub do")
    func leaving() throws {
        let site = Site(files: [
            "docs/guide/a.md": "[1](../../../issues) [2](../../../../x.md)", "b.md": "[1](../../issues)",
        ])
        #expect(try site.messages("links.missing-file", on: "docs/guide/a.md").isEmpty)
        #expect(try site.messages("links.missing-file", on: "b.md").isEmpty)
    }

    @Test("lead from a translation to the page of the same language, and to the original where there is none")
    func translations() throws {
        let site = Site(files: [
            "a.de.md": "[1](b.md#größe) [2](c.md#size)", "b.md": "# Size", "b.de.md": "# Größe",
            "c.md": "# Size",
        ])
        #expect(try site.messages("links.missing-anchor", on: "a.de.md").isEmpty)
        #expect(try site.messages("links.missing-file", on: "a.de.md").isEmpty)
    }

    @Test("do not judge what could not be read, and say why")
    func unknown() throws {
        let site = Site(
            files: ["a.md": "[1](sub/b.md) [2](c.md#x)", "c.md": "# X"],
            unreadable: ["sub/b.md": "it lies in a submodule", "c.md": "it is too large"])
        let files = try site.verdict("links.missing-file", on: "a.md")
        #expect(files.drafts.isEmpty)
        #expect(files.unknowns.map(\.reason) == ["it lies in a submodule", "it is too large"])
    }

    @Test("do not judge an anchor of a page that includes others, unless one with the same letters is there")
    func openPage() throws {
        let site = Site(files: ["a.md": "[1](#far-away) [2](#SetUp)\n\n# Set up\n\n{{#include other.md}}\n"])
        let verdict = try site.verdict("links.missing-anchor", on: "a.md")
        #expect(verdict.drafts.map(\.message) == ["no heading on this page gives `#SetUp`"])
        #expect(verdict.drafts.first?.confidence == .likely)
        #expect(verdict.unknowns.map(\.subject) == ["#far-away"])
    }

    @Test("mend a path in the file, with what must be encoded")
    func fix() throws {
        let text = "[1](docs/My%20Page.md?x=1#y)"
        let site = Site(files: ["a.md": text, "docs/my page.md": ""])
        let verdict = try site.verdict("links.missing-file", on: "a.md")
        #expect(verdict.drafts.first?.fixes.first?.safety == .safe)
        #expect(fixed(text, by: verdict) == "[1](docs/my%20page.md?x=1#y)")
    }

    @Test("offer no fix where the destination is written with escapes")
    func noFixForEscapes() throws {
        let site = Site(files: ["a.md": "[1](docs/b\\_c.md) [2](d&amp;e.md)", "docs/b-c.md": ""])
        #expect(
            try site.verdict("links.missing-file", on: "a.md").drafts.map(\.fixes.isEmpty) == [true, true])
    }

    @Test("leave alone what the rule is told to ignore")
    func ignored() throws {
        let site = Site(files: ["a.md": "[1](api/x.md) [2](#api-x) [3][gone] [4](b.md) [5](#b)"])
        let ignore = { (pattern: String) in
            [ParameterValue.Entry(key: "ignore", value: .list([.text(pattern)]))]
        }
        #expect(
            try site.messages("links.missing-file", on: "a.md", ignore("api/**")) == [
                "there is no file `b.md`"
            ])
        #expect(
            try site.messages("links.missing-anchor", on: "a.md", ignore("api-*")) == [
                "no heading on this page gives `#b`"
            ])
        #expect(try site.messages("links.undefined-label", on: "a.md", ignore("gone")).isEmpty)
    }

    @Test("leave a label undefined where an included file may define it")
    func includedDefinitions() throws {
        let site = Site(files: ["a.md": "{{#include links.md}}\n\nSee [the guide][guide]."])
        let verdict = try site.verdict("links.undefined-label", on: "a.md")
        #expect(verdict.drafts.isEmpty)
        #expect(verdict.unknowns.map(\.subject) == ["guide"])
    }
}
