import Model
import RuleBook
import Testing

@Suite("Configuration files say how snippets are compiled and run")
struct SnippetConfigurationTests {
    private func settings(_ files: [String: String], for path: String) throws -> SnippetSettings {
        try Configuration(
            files: files.map { path, text in
                try ConfigurationFile(SourceFile(path: path, bytes: Array(text.utf8)))
            }, book: .builtIn
        ).snippets(for: path)
    }

    @Test("the nearest file wins, key by key, and paths are seen from it")
    func nearest() throws {
        let files = [
            ".docent.yml": """
            snippets:
              headers: [include]
              flags: {c: [-DA, -DB]}
              prelude:
                c: |
                  #include <stdio.h>
              filters:
                builds: "build-[0-9]+"
                users: {pattern: "user-[0-9]+", replacement: USER}
            """,
            "docs/.docent.yml": """
            snippets:
              context: ../sdk
              flags: {cpp: -std=c++23}
              filters: {builds: "b[0-9]+"}
              languages:
                - name: Lua
                  labels: [lua, luau]
                  extension: .lua
                  check: luac -p {files}
                  run: [lua, "{file}"]
                  comment: "--"
            """,
        ]
        let inner = try settings(files, for: "docs/a.md")
        #expect(inner.project == .folder("sdk"))
        #expect(inner.headers == ["include"])
        #expect(inner.flags == ["c": ["-DA", "-DB"], "cpp": ["-std=c++23"]])
        #expect(inner.preludes == ["c": "#include <stdio.h>\n"])
        #expect(inner.filters["builds"] == .pattern("b[0-9]+", replacement: "BUILDS"))
        #expect(inner.filters["users"] == .pattern("user-[0-9]+", replacement: "USER"))
        #expect(inner.language("LUAU")?.check == ["luac", "-p", "{files}"])
        #expect(inner.language("lua")?.ending == "lua")
        let outer = try settings(files, for: "a.md")
        #expect(outer.project == .nearest)
        #expect(outer.languages.isEmpty)
        #expect(try settings([".docent.yml": "snippets: {context: none}"], for: "a.md").project == .none)
    }

    @Test("other repositories, shortcodes and dialects of SQL are those of the nearest file that names them")
    func conventions() throws {
        let files = [
            ".docent.yml": """
            snippets:
              repositories:
                samples: ../samples.git
                sdk: {repository: ../sdk, at: v2.1, folder: third_party/sdk}
              shortcodes:
                - {name: sample, file: src, region: tag, lines: lines, language: lang, folder: samples}
                - {name: code-file, file: 0}
              dialects: postgresql
            """,
            "docs/.docent.yml": """
            snippets:
              repositories: {samples: {repository: ../../other, folder: ../../other}}
              shortcodes: [{name: sample, file: path}]
              dialects: {mysql/: mysql, "*-lite.md": sqlite}
            """,
        ]
        let configuration = try Configuration(
            files: files.map { path, text in
                try ConfigurationFile(SourceFile(path: path, bytes: Array(text.utf8)))
            }, book: .builtIn)
        let outer = configuration.repositories(for: "a.md")
        #expect(outer.map(\.name) == ["samples", "sdk"])
        #expect(outer.map(\.folder) == ["samples", "third_party/sdk"])
        #expect(outer.map(\.at) == [nil, "v2.1"])
        let inner = configuration.repositories(for: "docs/a.md")
        #expect(inner.map(\.repository) == ["../../other", "../sdk"])
        #expect(inner.map(\.folder) == ["../other", "third_party/sdk"])
        #expect(configuration.repositories.count == 3)
        var sample = Shortcode(name: "sample", file: .named("src"))
        (sample.region, sample.lines) = (.named("tag"), .named("lines"))
        (sample.language, sample.folder) = (.named("lang"), "samples")
        let plain = Shortcode(name: "code-file", file: .place(0))
        #expect(configuration.conventions(for: "a.md").shortcodes == [sample, plain])
        #expect(
            configuration.conventions(for: "docs/a.md").shortcodes
                == [Shortcode(name: "sample", file: .named("path")), plain])
        let dialect = { (path: String) in configuration.conventions(for: path).meaning(of: "SQL") }
        #expect(dialect("a.md") == "postgresql")
        #expect(dialect("docs/mysql/a.md") == "mysql")
        #expect(dialect("docs/x/a-lite.md") == "sqlite")
        #expect(dialect("docs/a.md") == "postgresql")
        #expect(configuration.conventions(for: "a.md").meaning(of: "c") == "c")
    }

    @Test(
        "what makes no sense is refused",
        arguments: [
            "snippets: [a]", "snippets: {contexts: a}", "snippets: {context: ../../out}",
            "snippets: {headers: {}}", "snippets: {flags: {cobol: [-a]}}",
            "snippets: {filters: {a: {text: b}}}",
            "snippets: {languages: {name: Lua}}", "snippets: {languages: [{name: Lua}]}",
            "snippets: {languages: [{name: Lua, extension: lua, check: a, wrapper: b}]}",
            "snippets: {languages: [{name: Go, extension: go, check: a}]}",
            "snippets: {repositories: [a]}", "snippets: {repositories: {a/b: ../a}}",
            "snippets: {repositories: {a: {at: main}}}", "snippets: {repositories: {a: {url: x}}}",
            "snippets: {shortcodes: {name: a, file: b}}", "snippets: {shortcodes: [{name: a}]}",
            "snippets: {shortcodes: [{name: a, file: b, tag: c}]}", "snippets: {dialects: [mysql]}",
            "snippets: {dialects: oracle}", "snippets: {dialects: {a.md: oracle}}",
        ])
    func mistakes(text: String) {
        #expect(throws: ConfigurationError.self) { try settings([".docent.yml": text], for: "a.md") }
    }
}
