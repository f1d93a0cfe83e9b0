import Model
import RuleBook
import Testing

@Suite("Configuration files say which rules hold for a document")
struct ConfigurationTests {
    private func configuration(_ files: [String: String]) throws -> Configuration {
        try Configuration(
            files: files.map { path, text in
                try ConfigurationFile(SourceFile(path: path, bytes: Array(text.utf8)))
            }, book: .builtIn)
    }

    private func state(_ rule: String, _ path: String, _ files: [String: String]) throws -> Settings.RuleState
    {
        let settings = try configuration(files).settings(for: path)
        return try #require(settings.states.first { $0.id == rule })
    }

    @Test("without a file all rules are as their pages say")
    func standard() throws {
        let settings = try configuration([:]).settings(for: "a.md")
        let wanted = RuleBook.builtIn.rules.filter { $0.isOnByDefault && !type(of: $0.check).needsProducts }
        #expect(settings.rules.rules.map(\.id) == wanted.map(\.id))
        #expect(settings.failOn == Sourced(.error, .standard))
        #expect(settings.dialect == nil)
        #expect(settings.states.allSatisfy { $0.severity.origin.description == "rule page" })
    }

    @Test(
        "a rule is set by its id, an alias, its group or all",
        arguments: ["links/missing-anchor", "MD051", "md051", "links/*", "all"])
    func names(name: String) throws {
        let state = try state("links/missing-anchor", "a.md", [".docent.yml": "rules:\n  \(name): advice"])
        #expect(state.severity.value == .advice)
        #expect(state.severity.origin.description == ".docent.yml:2")
    }

    @Test("what is said of one rule wins over its group, and that over all, in whatever order they stand")
    func specificity() throws {
        let files = [".docent.yml": "rules:\n  MD051: error\n  links/*: warning\n  all: off"]
        let settings = try configuration(files).settings(for: "a.md")
        let rules = settings.rules.rules
        #expect(rules.count > 2)
        for rule in rules {
            #expect(rule.id.hasPrefix("links/"))
            #expect(rule.severity == (rule.id == "links/missing-anchor" ? .error : .warning))
        }
    }

    @Test("off takes a rule away, on and a severity bring it back")
    func onAndOff() throws {
        for (word, isOn) in [("off", false), ("on", true), ("warning", true), ("false", false)] {
            let files = [
                ".docent.yml": "rules:\n  all: off", "docs/.docent.yml": "rules:\n  MD051: \(word)",
            ]
            #expect(try state("links/missing-anchor", "docs/a.md", files).isOn.value == isOn)
        }
    }

    @Test("the nearest file wins for each key, and those further out give what it does not say")
    func nearest() throws {
        let files = [
            ".docent.yml":
                "dialect: mkdocs\nfail-on: warning\nrules:\n  MD051: advice\n  links/missing-file: advice",
            "docs/.docent.yml": "rules:\n  MD051: warning",
            "docs/api/.docent.yml": "dialect: docc",
        ]
        let configuration = try configuration(files)
        let settings = configuration.settings(for: "docs/api/deep/a.md")
        let states = Dictionary(uniqueKeysWithValues: settings.states.map { ($0.id, $0) })
        #expect(states["links/missing-anchor"]?.severity.origin.description == "docs/.docent.yml:2")
        #expect(states["links/missing-file"]?.severity.origin.description == ".docent.yml:5")
        #expect(settings.dialect?.value == .docc)
        #expect(settings.failOn.value == .warning)
        #expect(configuration.settings(for: "docs/a.md").dialect?.value == .mkdocs)
        #expect(
            configuration.files(for: "docs/api/a.md") == [
                "docs/api/.docent.yml", "docs/.docent.yml", ".docent.yml",
            ])
    }

    @Test("above a file that says `root: true` nothing is looked at")
    func root() throws {
        let files = [".docent.yml": "rules:\n  all: off", "docs/.docent.yml": "root: true"]
        let configuration = try configuration(files)
        #expect(configuration.settings(for: "a.md").rules.rules.isEmpty)
        #expect(!configuration.settings(for: "docs/a.md").rules.rules.isEmpty)
    }

    @Test("overrides hold for the files that they name, later ones win, and their place is told")
    func overrides() throws {
        let text = """
            rules:
              MD051: error
            overrides:
              - files: ["docs/**"]
                rules: {MD051: advice}
              - files: [docs/old/, "*.mdx"]
                dialect: mdx
                rules:
                  MD051: warning
            """
        func told(_ path: String) throws -> String {
            let state = try state("links/missing-anchor", path, [".docent.yml": text])
            return "\(state.severity.value) \(state.severity.origin)"
        }
        #expect(try told("README.md") == "error .docent.yml:2")
        #expect(try told("docs/a.md") == "advice .docent.yml:5, overrides[0]")
        #expect(try told("docs/old/a.md") == "warning .docent.yml:9, overrides[1]")
        #expect(try told("a.mdx") == "warning .docent.yml:9, overrides[1]")
        #expect(try configuration([".docent.yml": text]).settings(for: "a.mdx").dialect?.value == .mdx)
    }

    @Test("patterns of a file in a folder are seen from that folder")
    func localPatterns() throws {
        let files = [
            "docs/.docent.yml":
                "exclude: [old/]\noverrides:\n  - files: [api/*.md]\n    rules: {MD051: off}"
        ]
        let configuration = try configuration(files)
        #expect(configuration.exclusion(of: "docs/old/a.md")?.description == "docs/.docent.yml:1")
        #expect(configuration.exclusion(of: "old/a.md") == nil)
        #expect(configuration.settings(for: "docs/api/a.md").rules["links/missing-anchor"] == nil)
        #expect(configuration.settings(for: "docs/b/api/a.md").rules["links/missing-anchor"] != nil)
    }

    @Test("documents are left out by `exclude`, and by not being in `include`")
    func inclusion() throws {
        let configuration = try configuration([
            ".docent.yml": "include: [docs/]\nexclude:\n  - '**/vendor/**'"
        ])
        #expect(configuration.exclusion(of: "docs/a.md") == nil)
        #expect(configuration.exclusion(of: "a.md")?.description == ".docent.yml:1")
        #expect(configuration.exclusion(of: "docs/vendor/x/a.md")?.description == ".docent.yml:2")
    }

    @Test("parameters are set key by key")
    func parameters() throws {
        let files = [
            ".docent.yml":
                "rules:\n  links/missing-anchor:\n    severity: warning\n    confidence: possible\n    ignore: [api-*]"
        ]
        let state = try state("links/missing-anchor", "a.md", files)
        let ignore = try #require(state.parameters.first { $0.value.key == "ignore" })
        #expect(ignore.value.value == .list([.text("api-*")]))
        #expect(ignore.origin.description == ".docent.yml:5")
        let rule = try #require(try configuration(files).settings(for: "a.md").rules["links/missing-anchor"])
        #expect(rule.parameters.texts("ignore") == ["api-*"])
        #expect(rule.severity == .warning)
        #expect(rule.confidence == .possible)
    }

    @Test("documents for which the same holds share one value")
    func sharing() throws {
        let configuration = try configuration([
            ".docent.yml": "overrides:\n  - files: [docs/]\n    rules: {all: advice}"
        ])
        let first = configuration.settings(for: "docs/a.md")
        #expect(first === configuration.settings(for: "docs/deep/b.md"))
        #expect(first !== configuration.settings(for: "README.md"))
    }

    @Test("a file in which every line is commented out is fine")
    func empty() throws {
        #expect(
            try configuration([".docent.yml": "# nothing\n"]).settings(for: "a.md").rules.rules.isEmpty
                == false)
        #expect(
            try configuration([".docent.yml": "rules:\n#  all: off\n"]).files(for: "a.md") == [".docent.yml"])
    }

    @Test(
        "a mistake is an error with its place, the reason and a proposal",
        arguments: [
            (
                "rule:\n  all: off", ".docent.yml:1:1: there is no key `rule`",
                "write `rules`, if that is what is meant"
            ),
            (
                "rules:\n  link-fragment: off", ".docent.yml:2:3: there is no rule `link-fragment`",
                "write `link-fragments`, if that is what is meant"
            ),
            (
                "rules:\n  missing-anchor: off", ".docent.yml:2:3: there is no rule `missing-anchor`",
                "write `links/missing-anchor`, if that is what is meant"
            ),
            (
                "rules:\n  MD051: eror", ".docent.yml:2:10: a rule cannot be `eror`",
                "write `error`, if that is what is meant"
            ),
            (
                "rules:\n  MD051:", ".docent.yml:2:9: a rule takes a severity",
                "write one of these, or take the line out"
            ),
            (
                "rules:\n  MD051: {ignroe: [x]}", ".docent.yml:2:11: there is no parameter `ignroe`",
                "write `ignore`, if that is what is meant"
            ),
            (
                "rules:\n  MD051: {ignore: 12}", ".docent.yml:2:19: `ignore` takes a list of texts",
                "`docent explain links/missing-anchor` lists its parameters"
            ),
            (
                "rules:\n  all: {ignore: [x]}",
                ".docent.yml:2:9: `ignore` cannot be set for several rules at once",
                "set it for the rule that is meant"
            ),
            (
                "dialect: mkdoc", ".docent.yml:1:10: there is no dialect `mkdoc`",
                "write `mkdocs`, if that is what is meant"
            ),
            (
                "fail-on: errors", ".docent.yml:1:10: `fail-on` cannot be `errors`",
                "write `error`, if that is what is meant"
            ),
            (
                "overrides:\n  - rules: {all: off}",
                ".docent.yml:2:5: this override does not say which files it is for", "add `files: [docs/**]`"
            ),
            (
                "overrides:\n  - file: [a]\n    files: [b]", ".docent.yml:2:5: an override has no key `file`",
                "write `files`, if that is what is meant"
            ),
            (
                "rule-folders: [../rules]", ".docent.yml:1:16: `../rules` lies outside the repository",
                "name a folder of the repository"
            ),
            (
                "include: {a: b}", ".docent.yml:1:10: `include` takes a list of texts",
                "write `include: [docs/]`, or one text on each line after `- `"
            ),
            (
                "- a\n- b", ".docent.yml:1:1: the configuration is no table of keys and values",
                "begin with `rules:`"
            ),
            (
                "root: maybe", ".docent.yml:1:7: `root` takes true or false",
                "write `root: true`, or take the line out"
            ),
        ])
    func mistakes(text: String, what: String, remedy: String) {
        #expect {
            _ = try configuration([".docent.yml": text])
        } throws: { error in
            guard let failure = (error as? ConfigurationError)?.failures.first else { return false }
            return failure.what == what && failure.remedy == remedy && !failure.why.isEmpty
        }
    }

    @Test("all mistakes are told at once, columns counted in characters")
    func severalMistakes() {
        #expect {
            _ = try configuration([".docent.yml": "rules: {'größe': x, all: y}\nroot: 3\nfoo: 1"])
        } throws: { error in
            (error as? ConfigurationError)?.mistakes.map { "\($0.line):\($0.column)" } == [
                "1:18", "1:26", "2:7", "3:1",
            ]
        }
    }

    @Test("what is no YAML is told with its place")
    func noYAML() {
        #expect {
            _ = try configuration(["docs/.docent.yml": "rules:\n  a: [b"])
        } throws: { error in
            let failure = (error as? ConfigurationError)?.failures.first
            return failure?.what.hasPrefix("docs/.docent.yml:") == true
                && failure?.what.contains("this is no YAML") == true
        }
    }

    @Test("folders of rules are seen from the folder of the file")
    func ruleFolders() throws {
        let file = try ConfigurationFile(
            SourceFile(
                path: "docs/.docent.yml", bytes: Array("rule-folders: [rules, ./a/../b, ../shared]".utf8)))
        #expect(file.ruleFolders == ["docs/rules", "docs/b", "shared"])
    }
}
