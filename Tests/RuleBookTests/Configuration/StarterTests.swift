import Model
import RuleBook
import Testing

@Suite("A first configuration fits the repository")
struct StarterTests {
    private func survey(_ paths: [String]) -> Survey {
        Survey(paths: paths) { $0.hasSuffix(".md") || $0.hasSuffix(".mdx") }
    }

    @Test(
        "the dialect is told from the site's own files",
        arguments: [
            (["docs/index.md", "mkdocs.yml"], Dialect.mkdocs), (["a.mdx"], .mdx),
            (["website/docusaurus.config.ts", "website/docs/a.md"], .docusaurus),
            (["hugo.toml", "content/a.md"], .hugo), (["Sources/X/X.docc/X.md"], .docc),
            (["docs/myst.yml", "docs/a.md"], .myst), (["README.md"], .gfm),
        ])
    func dialect(paths: [String], dialect: Dialect) {
        #expect(survey(paths).dialects.first?.dialect == dialect)
    }

    @Test("folders of others are left out, if there are documents in them")
    func foreignFolders() {
        let survey = survey([
            "README.md", "node_modules/a/README.md", "web/vendor/b/c.md", "web/vendor/d.md", "dist/app.js",
        ])
        #expect(survey.foreignFolders.map(\.path) == ["node_modules/", "web/vendor/"])
    }

    @Test(
        "the text is a configuration without mistakes",
        arguments: [
            [], ["README.md"], ["docs/a.md", "vendor/x.md", "it's/vendor/y.md", "mkdocs.yml"],
            ["docent-rules/team/a.md", "a.mdx"],
        ])
    func isValid(paths: [String]) throws {
        let survey = survey(paths)
        let text = Configuration.starter(for: survey)
        let file = try ConfigurationFile(SourceFile(path: ".docent.yml", bytes: Array(text.utf8)))
        let configuration = try Configuration(files: [file], book: .builtIn)
        #expect(configuration.settings(for: "a.md").dialect == nil)
        for folder in survey.foreignFolders {
            #expect(configuration.exclusion(of: folder.path + "x.md") != nil)
        }
        #expect(file.ruleFolders == (survey.ruleFolder.map { [$0] } ?? []))
        #expect(file.isRoot)
    }

    @Test("the lines that are commented out are right when they are brought in")
    func comments() throws {
        let text = Configuration.starter(for: survey(["docs/a.md"]))
        let examples = text.split(separator: "\n").filter { line in
            ["# exclude:", "# rules:", "#   ", "# rule-folders:", "# overrides:", "# dialect:"].contains {
                line.hasPrefix($0)
            }
        }
        let yaml = examples.map { $0.dropFirst(2) }.joined(separator: "\n")
        let file = try ConfigurationFile(SourceFile(path: ".docent.yml", bytes: Array(yaml.utf8)))
        let settings = try Configuration(files: [file], book: .builtIn).settings(for: "docs/a.md")
        #expect(settings.states.contains { $0.severity.value == .advice })
        #expect(settings.dialect?.value == .gfm)
    }
}
