import Model
import RuleBook
import Testing

@Suite("Configuration files of markdownlint")
struct MarkdownlintConfigurationTests {
    private func configuration(_ files: [String: String]) -> MarkdownlintConfiguration? {
        MarkdownlintConfiguration(paths: files.keys.sorted()) { path in files[path].map { Array($0.utf8) } }
    }

    /// The numbers that are on for a document; nil where no configuration is for it.
    private func on(_ path: String, _ files: [String: String]) -> String? {
        guard let configuration = configuration(files), let group = configuration.group(for: path) else {
            return nil
        }
        let names = MarkdownlintCommentTests.names
        let settings = configuration.groups[group].settings.resolved(names)
        return zip(names.rules, settings).filter { $0.1.isOn }.map { String($0.0.number.dropFirst(3)) }
            .joined(separator: " ")
    }

    @Test func `a repository without such files has no configuration`() {
        #expect(configuration(["docs/a.md": "", ".markdownlint.txt": "", "markdownlint.json": ""]) == nil)
    }

    @Test(arguments: [
        (".markdownlint.json", #"{"MD013": false}"#), (".markdownlint.jsonc", "{\"MD013\": false, /* no */}"),
        (".markdownlint.yaml", "MD013: false"), (".markdownlint.yml", "line-length: false\n"),
        (".markdownlint-cli2.jsonc", #"{"config": {"MD013": false}}"#),
        (".markdownlint-cli2.yaml", "config:\n  MD013: false\n"),
    ])
    func `each kind of file is read`(name: String, text: String) {
        #expect(on("docs/a.md", [name: text]) == "09 10")
    }

    @Test func `YAML has flags, numbers, severities and tables`() {
        let text =
            "default: false\nMD009: warning\nMD013:\n  line_length: 100\n  code_blocks: false\nMD010: {}\n"
        let configuration = configuration([".markdownlint.yaml": text])
        let settings = configuration?.groups[0].settings.resolved(MarkdownlintCommentTests.names)
        #expect(settings?.map(\.isOn) == [true, true, true])
        #expect(settings?[0].severity == .warning)
        #expect(
            settings?[2].parameters == [
                .init(key: "line_length", value: .number(100)),
                .init(key: "code_blocks", value: .flag(false)),
            ])
    }

    @Test func `an empty file leaves every rule on`() {
        #expect(on("a.md", [".markdownlint.yaml": "# nothing\n"]) == "09 10 13")
        #expect(on("a.md", [".markdownlint.json": "{}"]) == "09 10 13")
    }

    @Test func `of several files in one folder the first kind counts`() {
        let files = [".markdownlint.yaml": "MD009: false", ".markdownlint.jsonc": #"{"MD010": false}"#]
        #expect(on("a.md", files) == "09 13")
    }

    @Test func `the file of the nearest folder counts alone`() {
        let files = [
            ".markdownlint.json": #"{"MD009": false}"#, "docs/.markdownlint.json": #"{"MD010": false}"#,
        ]
        #expect(on("a.md", files) == "10 13")
        #expect(on("docs/a.md", files) == "09 13")
        #expect(on("docs/deep/down/a.md", files) == "09 13")
        #expect(on("documents/a.md", files) == "10 13")
    }

    @Test func `a folder that no file is for has no configuration`() {
        #expect(on("a.md", ["docs/.markdownlint.json": "{}"]) == nil)
    }

    @Test func `options of an inner folder are laid over those of an outer one`() {
        let files = [
            ".markdownlint-cli2.jsonc": #"{"config": {"MD009": false, "MD010": false}}"#,
            "docs/.markdownlint-cli2.yaml": "config:\n  MD010: true\n",
        ]
        #expect(on("docs/a.md", files) == "10 13")
    }

    @Test func `beside options the file with settings counts`() {
        let files = [
            ".markdownlint-cli2.jsonc": #"{"config": {"MD009": false}}"#,
            ".markdownlint.json": #"{"MD013": false}"#,
        ]
        #expect(on("a.md", files) == "09 10")
    }

    @Test func `options of a nearer folder count over settings of an outer one`() {
        let files = [
            ".markdownlint.json": #"{"MD013": false}"#,
            "docs/.markdownlint-cli2.jsonc": #"{"config": {"MD009": false}}"#,
            "plain/.markdownlint-cli2.jsonc": #"{"noInlineConfig": true}"#,
        ]
        #expect(on("docs/a.md", files) == "10 13")
        #expect(on("plain/a.md", files) == "09 10")
    }

    // MARK: Extending

    @Test func `a file extends another one by its relative path`() {
        let files = [
            "docs/.markdownlint.json": #"{"extends": "../style/base.json", "MD010": true}"#,
            "style/base.json": #"{"default": false, "MD009": true, "extends": "./more.yaml"}"#,
            "style/more.yaml": "MD013: true\n",
        ]
        #expect(on("docs/a.md", files) == "09 10 13")
        #expect(configuration(files)?.notices == [])
    }

    @Test func `names of the extended file come before those of the file itself`() {
        let files = [
            ".markdownlint.json": #"{"MD009": true, "extends": "base.json"}"#,
            "base.json": #"{"whitespace": false}"#,
        ]
        #expect(on("a.md", files) == "09 13")
    }

    @Test func `the settings below options can extend a file too`() {
        let files = [
            ".markdownlint-cli2.yaml": "config:\n  extends: base.yaml\n  MD009: true\n",
            "base.yaml": "default: false\nMD009: false\nMD010: true\n",
        ]
        #expect(on("a.md", files) == "09 10")
    }

    @Test func `the styles that come with markdownlint are known`() {
        let style = { (name: String) in
            [".markdownlint.json": #"{"extends": "markdownlint/style/\#(name)", "MD012": false}"#]
        }
        #expect(on("a.md", style("prettier")) == "")
        #expect(on("a.md", style("relaxed")) == "")
        #expect(on("a.md", style("all.json")) == "09 10 13")
        #expect(configuration(style("cirosantilli"))?.notices == [])
    }

    @Test(arguments: ["@company/style", "markdownlint-style", "markdownlint/style/none"])
    func `extending a package is refused with a way out`(name: String) {
        let notice = configuration([".markdownlint.json": "{\n  \"extends\": \"\(name)\"\n}"])?.notices.first
        #expect(notice?.isFatal == true)
        #expect(notice?.place == .init(line: 2, column: 14))
        #expect(notice?.failure.what == "`\(name)` cannot be extended")
    }

    @Test(arguments: ["../base.json", "./base.json", "/etc/base.json", ".."])
    func `extending what is not there or lies outside is refused`(name: String) {
        let notice = configuration([".markdownlint.json": "{\"extends\": \"\(name)\"}"])?.notices.first
        #expect(notice?.isFatal == true)
        #expect(notice?.failure.what == "`\(name)` cannot be extended")
    }

    @Test func `files that extend each other in a circle are refused`() {
        let files = [
            ".markdownlint.json": #"{"extends": "b.json"}"#, "b.json": #"{"extends": ".markdownlint.json"}"#,
        ]
        #expect(configuration(files)?.notices.map(\.failure.why) == ["it leads back to itself"])
    }

    // MARK: What cannot be read

    @Test(arguments: [
        ".markdownlint.cjs", ".markdownlint.mjs", ".markdownlint-cli2.cjs", ".markdownlint-cli2.mjs",
    ])
    func `a configuration in JavaScript is refused with a way out`(name: String) {
        let notice = configuration([name: "module.exports = {};"])?.notices.first
        let stem = name.dropLast(4)
        #expect(notice?.isFatal == true)
        #expect(notice?.failure.why == "it is a program in JavaScript, and Docent runs none")
        let ending = name.contains("cli2") ? "jsonc" : "json"
        #expect(
            notice?.failure.remedy
                == "write what it exports to \(stem).\(ending) or \(stem).yaml, and take \(name) away")
    }

    @Test func `a JSON file beats a program beside it`() {
        #expect(on("a.md", [".markdownlint.cjs": "x", ".markdownlint.json": "{}"]) == "09 10 13")
    }

    @Test func `a mistake is named with its line and column`() {
        let notice = configuration([".markdownlint.json": "{\n  \"é\": tru\n}"])?.notices.first
        #expect(notice?.isFatal == true)
        #expect(notice?.path == ".markdownlint.json")
        #expect(notice?.place == .init(line: 2, column: 8))
        #expect(notice?.failure.why == "`tru` is no value of JSON")
    }

    @Test func `a mistake in YAML is named with its line`() {
        let notice = configuration(["docs/.markdownlint.yaml": "MD013: [1\nMD009: {"])?.notices.first
        #expect(notice?.isFatal == true)
        #expect(notice?.place != nil)
    }

    @Test(arguments: ["[]", "1", "\"MD013\""])
    func `a configuration that is no table is refused`(text: String) {
        let notice = configuration([".markdownlint.json": text])?.notices.first
        #expect(notice?.failure.why == "a configuration is a table of names and values")
    }

    @Test func `a broken file does not take the others with it`() {
        let files = [".markdownlint.json": "{", "docs/.markdownlint.json": #"{"MD013": false}"#]
        #expect(on("docs/a.md", files) == "09 10")
        #expect(configuration(files)?.notices.count == 1)
    }

    @Test func `what Docent does not take over is named`() {
        let text = #"{"customRules": ["x"], "frontMatter": "x", "globs": ["**"], "fix": true, "globz": []}"#
        let notices = configuration([".markdownlint-cli2.jsonc": text])?.notices ?? []
        #expect(
            notices.map(\.failure.what) == [
                "`customRules` is left aside", "`frontMatter` is left aside", "there is no option `globz`",
            ])
        #expect(notices.allSatisfy { !$0.isFatal })
        #expect(notices.last?.failure.remedy == "write `globs`, if that is what is meant")
    }

    // MARK: Which files

    @Test func `globs choose files from the folder of the options on`() {
        let chosen = configuration([
            ".markdownlint-cli2.jsonc": #"{"globs": ["*.md", "docs/**/*.md", "!docs/old"]}"#
        ])
        #expect(chosen?.isChosen("a.md") == true)
        #expect(chosen?.isChosen("src/a.md") == false)
        #expect(chosen?.isChosen("docs/a.md") == true)
        #expect(chosen?.isChosen("docs/b/a.md") == true)
        #expect(chosen?.isChosen("docs/old/a.md") == false)
    }

    @Test func `a pattern that takes in again counts where it comes later`() {
        let chosen = configuration([".markdownlint-cli2.yaml": "globs: ['**/*.md', '!old', ':old/keep.md']\n"]
        )
        #expect(chosen?.isChosen("old/a.md") == false)
        #expect(chosen?.isChosen("old/keep.md") == true)
    }

    @Test func `without globs every file is chosen`() {
        #expect(configuration([".markdownlint.json": "{}"])?.isChosen("a/b.md") == true)
    }

    @Test func `ignored files are left out, seen from the folder that says so`() {
        let chosen = configuration([
            ".markdownlint-cli2.jsonc": #"{"ignores": ["CHANGELOG.md", "node_modules"]}"#,
            "docs/.markdownlint-cli2.yaml": "ignores: ['api/**']\n",
        ])
        #expect(chosen?.isIgnored("CHANGELOG.md") == true)
        #expect(chosen?.isIgnored("docs/CHANGELOG.md") == false)
        #expect(chosen?.isIgnored("node_modules/x/README.md") == true)
        #expect(chosen?.isIgnored("docs/api/a.md") == true)
        #expect(chosen?.isIgnored("api/a.md") == false)
    }

    @Test func `the ignore file of markdownlint-cli is read as git reads its own`() {
        let chosen = configuration([".markdownlintignore": "# not ours\nvendor/\n*.tmp.md  \n!keep.tmp.md\n"])
        #expect(chosen?.isIgnored("a/vendor/x.md") == true)
        #expect(chosen?.isIgnored("b/c.tmp.md") == true)
        #expect(chosen?.isIgnored("keep.tmp.md") == false)
        #expect(chosen?.isIgnored("a.md") == false)
    }

    @Test func `whether git's own ignored files are left out is said by options alone`() {
        #expect(configuration([".markdownlint.json": "{}"])?.usesGitignore == nil)
        #expect(configuration([".markdownlint-cli2.yaml": "gitignore: true"])?.usesGitignore == true)
        #expect(
            configuration([".markdownlint-cli2.yaml": "gitignore: '**/.gitignore'"])?.usesGitignore == true)
        #expect(configuration([".markdownlint-cli2.yaml": "gitignore: false"])?.usesGitignore == false)
    }

    @Test func `options can switch comments off`() {
        let configuration = configuration([".markdownlint-cli2.yaml": "noInlineConfig: true"])
        #expect(configuration?.groups.map(\.readsComments) == [false])
    }

    @Test func `the first override that fits a file counts`() {
        let files = [
            ".markdownlint-cli2.yaml": """
            config:
              MD009: false
            overrides:
              - filter: ["docs/**"]
                combine: merge
                config:
                  MD013: false
              - filter: ["docs/a.md", "b.md"]
                combine: replace
                config:
                  default: false
                  MD013: true
            """
        ]
        #expect(on("a.md", files) == "10 13")
        #expect(on("docs/a.md", files) == "10")
        #expect(on("b.md", files) == "13")
    }

    @Test func `an override that lacks something holds for nothing, and that is said`() {
        let files = [
            ".markdownlint-cli2.yaml": "overrides:\n  - filter: ['**']\n    config: {MD013: false}\n"
        ]
        #expect(on("a.md", files) == "09 10 13")
        #expect(configuration(files)?.notices.map(\.failure.what) == ["this override holds for nothing"])
    }

    @Test(arguments: [[UInt8]([0xFF, 0xFE, 0x00]), [0x7B, 0x22, 0xFF, 0x22, 0x3A], [], [0x00]])
    func `any bytes give a result`(bytes: [UInt8]) {
        for name in [
            ".markdownlint.json", ".markdownlint.yaml", ".markdownlint-cli2.jsonc", ".markdownlintignore",
        ] {
            let configuration = MarkdownlintConfiguration(paths: [name]) { _ in bytes }
            #expect(configuration != nil)
        }
    }
}
