import Model
import RuleBook
import Testing

@Suite("A configuration of ours that says what one of markdownlint says")
struct MarkdownlintTranslationTests {
    private func translated(_ files: [String: String]) -> [String: String] {
        let configuration = MarkdownlintConfiguration(paths: files.keys.sorted()) { path in
            files[path].map { Array($0.utf8) }
        }
        let out = configuration?.translated(MarkdownlintProfileTests.book) ?? []
        return Dictionary(
            uniqueKeysWithValues: out.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    /// Everything that holds for a document, as text.
    private func whole(_ path: String, _ files: [String: String]) throws -> [String] {
        let configuration = try MarkdownlintProfileTests.configuration(files)
        let settings = configuration.settings(for: path)
        return settings.rules.rules.map { "\($0.id) \($0.severity) \($0.parameters.values)" }
            + ["excluded: \(configuration.exclusion(of: path) != nil)"]
            + ["comments: \(settings.readsMarkdownlintComments.value)"]
    }

    static let cases: [[String: String]] = [
        [".markdownlint.json": "{}"],
        [".markdownlint.json": #"{"MD013": false}"#],
        [".markdownlint.json": #"{"default": false, "MD010": "warning"}"#],
        [".markdownlint.json": #"{"default": "warning", "MD057": true}"#],
        [".markdownlint.json": #"{"whitespace": {"words": ["it's", "a: b", "tab\tlf\n", "\\\"\u2028"]}}"#],
        [".markdownlint.yaml": "MD013: {ignore-case: false, message: '3', unknown: 1}\nMD099: true\n"],
        [".markdownlint.json": #"{"default": false, "MD013": {"severity": "warning", "ignore-case": 0}}"#],
        [
            ".markdownlint.json": #"{"MD013": {"message": "outer", "words": ["x"]}, "MD010": false}"#,
            "docs/.markdownlint.json": #"{"MD013": {"ignore-case": false}}"#,
            "docs/deep/.markdownlint.yaml": "MD010: warning\n",
        ],
        [
            ".markdownlint-cli2.yaml": """
            config: {MD010: {message: "it's"}}
            globs: ["**/*.md", "!docs/old", "!README.md"]
            ignores: ["drafts", "./CHANGELOG.md"]
            noInlineConfig: true
            overrides:
              - {filter: ["docs/**"], combine: merge, config: {MD013: {message: first}}}
              - {filter: ["docs/a.md", "*.md"], combine: replace, config: {default: false, MD013: true}}
            """,
            "docs/sub/.markdownlint-cli2.jsonc": #"{"ignores": ["x.md"], "config": {"MD013": "warning"}}"#,
        ],
        [".markdownlintignore": "vendor/\n*.tmp.md\n"],
        ["docs/.markdownlint-cli2.yaml": "config: {MD013: false}\nignores: ['api/**']\n"],
    ]

    static let paths = [
        "a.md", "README.md", "CHANGELOG.md", "docs/a.md", "docs/b.md", "docs/README.md", "docs/old/a.md",
        "docs/deep/a.md", "docs/deep/down/a.md", "docs/sub/a.md", "docs/sub/x.md", "docs/api/a.md",
        "drafts/a.md",
        "x/drafts/a.md", "vendor/a.md", "x/vendor/a.md", "b.tmp.md",
    ]

    @Test(arguments: cases)
    func `holds the same for every document`(files: [String: String]) throws {
        let ours = translated(files)
        #expect(!ours.isEmpty)
        for path in Self.paths {
            #expect(try whole(path, ours) == whole(path, files), "\(path): \(ours)")
        }
    }

    @Test func `is short, and names the rules as ours are named`() {
        let files = [
            ".markdownlint.json": #"{"MD013": {"words": ["it's"]}, "no-hard-tabs": false, "MD099": true}"#
        ]
        #expect(
            translated(files) == [
                ".docent.yml": """
                # Written by `docent init --from markdownlint`, from:
                # - .markdownlint.json
                root: true

                # The rules of markdownlint with its own values, and no other rules.
                profile: markdownlint

                rules:
                  words/tabs: off  # MD010
                  words/lines: {words: ['it''s']}  # MD013

                # Not taken over, for no rule has this name:
                # - MD099

                """
            ])
    }

    @Test func `is written to the folder that the other one is for`() {
        let files = [
            "docs/.markdownlint.json": "{}", "docs/a/.markdownlint.json": "{}", "api/.markdownlint.yml": "",
        ]
        #expect(translated(files).keys.sorted() == ["api/.docent.yml", "docs/.docent.yml"])
    }

    @Test func `names what it cannot say`() throws {
        let text = try #require(
            translated([
                ".markdownlintignore": "docs/\n!docs/keep.md\n",
                ".markdownlint-cli2.yaml": "globs: ['**', '!old', 'old/keep.md']\n",
            ])[".docent.yml"])
        #expect(text.contains("# Not taken over, for `exclude` has the last word here: !docs/keep.md\n"))
        #expect(text.contains("# Not taken over, for `exclude` has the last word here: old/keep.md\n"))
    }
}
