import Markup
import Model
import Snippets
import Testing

@Suite("A file that a compiler takes")
struct ProgramTests {
    private static let files = [
        "book.toml": "", "src/main.rs": "// ANCHOR: a\nfn a() {}\n// ANCHOR_END: a\n",
    ]

    private func programs(_ text: String) -> [SnippetProgram] {
        let read = { (path: String) in Self.files[path].map { Array($0.utf8) } }
        var resolver = IncludeResolver(IncludeSites(paths: Self.files.keys.sorted(), read: read), read: read)
        let page = Markdown.parse(Array(text.utf8), path: "src/a.md", dialect: .gfm)
        return SnippetProgram.all(
            of: page.snippets, on: page, &resolver, language: { $0 }, isWanted: { !$0.label.isEmpty })
    }

    private func texts(_ text: String) -> [String] {
        programs(text).map { "\($0.name): \(String(decoding: $0.code, as: UTF8.self))" }
    }

    @Test("is made of one snippet, and named by its line")
    func single() {
        #expect(texts("# A\n\n```py\na\n```\n\n```\nb\n```\n") == ["line_3: a\n"])
    }

    @Test("is made of those of one group, set-up first")
    func groups() {
        let block = { (mark: String, code: String) in
            "<!-- docent: snippet \(mark) -->\n```py\n\(code)\n```\n\n"
        }
        let page = [
            block("setup", "all"), block("group=g", "1"), block("group=g setup", "0"),
            block("level=run", "x"),
            block("continues", "y"), block("standalone", "z"), block("group=g", "2"),
            block("skip because", "no"),
        ].joined()
        #expect(texts(page) == ["group_g: all\n0\n1\n2\n", "line_17: all\nx\ny\n", "line_27: z\n"])
    }

    @Test("knows where each of its lines stands, in the page and in files that come into it")
    func map() throws {
        let program = try #require(
            programs("> ```rust\n> # use x;\n> fn b() {}\n> {{#include main.rs:a}}\n> c\n> ```\n").first)
        #expect(String(decoding: program.code, as: UTF8.self) == "use x;\nfn b() {}\nfn a() {}\nc\n")
        let runs = program.runs.map {
            "\($0.line)+\($0.count) \($0.path):\($0.sourceLine):\($0.sourceColumn)"
        }
        #expect(
            runs == [
                "1+1 src/a.md:2:5", "2+1 src/a.md:3:3", "3+1 src/main.rs:2:1", "4+1 src/a.md:5:3",
            ])
    }
}
