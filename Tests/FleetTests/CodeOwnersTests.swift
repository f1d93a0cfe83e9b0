import Fleet
import Model
import Testing

@Suite("CODEOWNERS")
struct CodeOwnersTests {
    private func github(_ text: String) -> CodeOwners {
        CodeOwners(SourceText(text), path: ".github/CODEOWNERS")
    }
    private func gitlab(_ text: String) -> CodeOwners {
        CodeOwners(SourceText(text), path: ".gitlab/CODEOWNERS")
    }

    @Test(
        "a pattern fits as GitHub says",
        arguments: [
            ("*", "a/b.md", true), ("*.js", "a/b.js", true), ("*.js", "a/b.jsx", false),
            ("/build/logs/", "build/logs/x/y", true), ("/build/logs/", "a/build/logs/x", false),
            ("docs/*", "docs/a.md", true), ("docs/*", "docs/a/b.md", false), ("apps/", "x/apps/y", true),
            ("/apps/github", "apps/github/a", true), ("**/logs", "a/b/logs/c", true),
            ("internal/README.md", "a/internal/README.md", false), ("README.md", "a/README.md", true),
            ("readme.md", "README.md", false), ("/a{b}c", "a{b}c", true), ("docs", "docs/x", true),
        ])
    func githubPatterns(pattern: String, path: String, fits: Bool) {
        #expect((github("\(pattern) @a\n").owners(of: path) == .owners(["@a"])) == fits)
    }

    @Test(
        "a pattern fits as GitLab says",
        arguments: [
            ("internal/README.md", "a/internal/README.md", true), ("/docs/", "docs/a/b", true),
            ("/docs/*", "docs/a/b", false), ("docs/", "x/docs/a", true), ("*", "a/b", true),
            ("/docs", "docs/a", false),
        ])
    func gitlabPatterns(pattern: String, path: String, fits: Bool) {
        #expect((gitlab("\(pattern) @a\n").owners(of: path) == .owners(["@a"])) == fits)
    }

    @Test("the last line that fits wins, and one without owners takes them away")
    func lastWins() {
        let file = github("* @all\n/docs/ @docs\n/docs/old/\n")
        #expect(file.owners(of: "a") == .owners(["@all"]))
        #expect(file.owners(of: "docs/a") == .owners(["@docs"]))
        #expect(file.owners(of: "docs/old/a") == .nobody(line: 3))
        #expect(github("/docs/ @docs\n").owners(of: "a") == .noRule)
    }

    @Test("sections add up, with their defaults and exclusions")
    func sections() {
        let file = gitlab(
            "* @all\n[Docs][2] @writers\n/docs/\n/docs/api/ @api\n!/docs/api/gen/\n^[Legal]\nLICENSE @law @@maintainer\n"
        )
        #expect(file.owners(of: "docs/a") == .owners(["@all", "@writers"]))
        #expect(file.owners(of: "docs/api/a") == .owners(["@all", "@api"]))
        #expect(file.owners(of: "docs/api/gen/a") == .owners(["@all"]))
        #expect(file.owners(of: "LICENSE") == .owners(["@all", "@law", "@@maintainer"]))
        #expect(file.badLines.isEmpty)
    }

    @Test("the dialect is told from the text where the place says nothing")
    func dialect() {
        #expect(CodeOwners(SourceText("[Docs]\n* @a\n"), path: "CODEOWNERS").dialect == .gitlab)
        #expect(CodeOwners(SourceText("* @a\n"), path: "CODEOWNERS").dialect == .github)
    }

    @Test("bad lines are named, and the others hold")
    func badLines() {
        let file = github("!docs/ @a\n[ab].md @a\n*.md someone @b\n* a@example.org # note\n/x @\n")
        #expect(file.badLines.map(\.line) == [1, 2, 3, 5])
        #expect(file.owners(of: "a.md") == .owners(["a@example.org"]))
    }

    @Test("a hostile pattern takes no time")
    func hostile() {
        let stars = String(repeating: "**/", count: 200) + String(repeating: "*a", count: 200)
        let path = String(repeating: "a/", count: 300) + String(repeating: "a", count: 300) + "b"
        #expect(github("\(stars) @a\n").owners(of: path) == .noRule)
    }

    @Test("the area map wins over front matter, and that over CODEOWNERS")
    func order() throws {
        let fleet = try FleetReader.read(
            path: "f",
            SourceText(
                "repositories: [{path: docs, role: docs, owners: ['@last']}]\nareas: [{files: 'docs:a/**', area: A, owners: ['@map']}]\n"
            ))
        let owners = Owners(fleet, fleet.repositories[0], codeOwners: ("CODEOWNERS", github("/b/ @b\n/c/\n")))
        #expect(owners.ownership(of: "a/x", frontMatter: ("F", ["@front"])).owners == ["@map"])
        #expect(owners.ownership(of: "b/x", frontMatter: ("F", ["@front"])).owners == ["@front"])
        #expect(owners.ownership(of: "b/x").owners == ["@b"])
        #expect(owners.ownership(of: "c/x").state == .nobody(rule: "CODEOWNERS:2"))
        #expect(owners.ownership(of: "d/x").owners == ["@last"])
        #expect(owners.ownership(of: "a/x").area == "A")
    }
}
