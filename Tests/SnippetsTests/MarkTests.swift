import Markup
import Model
import Snippets
import Testing

@Suite("What an author says of a snippet")
struct MarkTests {
    private func marks(_ text: String, _ dialect: Dialect = .gfm) -> [SnippetMark] {
        Markdown.parse(Array(text.utf8), path: "a.md", dialect: dialect).snippets.map(\.mark)
    }

    private func mark(_ text: String, _ dialect: Dialect = .gfm) throws -> SnippetMark {
        try #require(marks(text, dialect).first)
    }

    private func mistakes(_ words: String) -> [MarkComment.Mistake.Kind] {
        let text = "<!-- docent: snippet \(words) -->\n"
        return MarkReader(Markdown.parse(Array(text.utf8), path: "a.md", dialect: .gfm)).comments
            .flatMap(\.mistakes).map(\.kind)
    }

    @Test("stands in the info string, by many conventions")
    func infoStrings() throws {
        #expect(try mark("```rust,ignore\n```\n").skip == SnippetMark.Skip(by: "ignore"))
        #expect(try mark("```rust,no_run,edition2018\n```\n").level == .build)
        #expect(try mark("```rust,no_run,edition2018\n```\n").edition == "2018")
        #expect(
            try mark("```rust,compile_fail,E0382\n```\n").failure
                == ExpectedFailure(by: "compile_fail", errors: [ExpectedError(code: "E0382")]))
        #expect(try mark("```rust,should_panic\n```\n").failure?.stage == .run)
        #expect(try mark("```python notest\n```\n").conventions == [.pytestMarkdownDocs])
        #expect(try mark("```py {test=\"skip\" group=\"g\"}\n```\n").skip?.word == "test=skip")
        #expect(
            try mark("```py {requires=\"3.12\"}\n```\n").versions
                == [VersionCondition(.atLeast, [3, 12])])
        #expect(try mark("```jldoctest mylabel; setup = :(x)\n```\n").session == "mylabel")
        #expect(try mark("```js title=\"ignore.js\"\n```\n") == .none)
    }

    @Test("stands in a comment before the block")
    func comments() throws {
        let text = """
            <!-- docent: snippet level=types group=a session=b continues standalone setup
                 expect-error=E0382,line 4 expect-error=E0499 output=ellipsis filter=/[0-9]+ms/N ms/
                 timeout=500ms version>=5.9 version<6 edition=2021 source=../lib/a.rs#main
                 because it is long -->

            ```rust
            ```
            """
        let mark = try mark(text.replacing("filter=/[0-9]+ms/N ms/", with: "filter=\"/[0-9]+ms/N ms/\""))
        #expect(mark.level == .types && mark.group == "a" && mark.session == "b")
        #expect(mark.continues && mark.isStandalone && mark.isSetup && !mark.isHidden)
        #expect(
            mark.failure?.errors
                == [ExpectedError(code: "E0382", line: 4), ExpectedError(code: "E0499")])
        #expect(mark.comparison == .ellipsis && mark.timeout == 500 && mark.edition == "2021")
        #expect(mark.filters == [.pattern("[0-9]+ms", replacement: "N ms")])
        #expect(mark.versions == [VersionCondition(.atLeast, [5, 9]), VersionCondition(.below, [6])])
        #expect(mark.copy == CopySource(path: "../lib/a.rs", part: "main"))
        #expect(mark.conventions == [.docent])
    }

    @Test("may say that it is not to be checked, for a reason")
    func skip() throws {
        let text = "> <!-- docent: snippet skip because it needs a server -->\n> ```sh\n> x\n> ```\n"
        #expect(try mark(text).skip == SnippetMark.Skip(by: "skip", because: "it needs a server"))
        let mdx = "{/* docent: snippet output */}\n```text\nx\n```\n"
        #expect(try mark(mdx, .mdx).isOutput)
    }

    @Test("is for the next block and no other")
    func scope() {
        let block = "```sh\nx\n```\n"
        let comment = "<!-- docent: snippet hidden -->\n"
        #expect(marks(comment + "\n<!-- a note -->\n" + block + block).map(\.isHidden) == [true, false])
        #expect(marks(comment + "Words.\n\n" + block).map(\.isHidden) == [false])
        #expect(marks(block + comment).map(\.isHidden) == [false])
    }

    @Test("is told where a word of it is wrong")
    func wrong() {
        #expect(mistakes("levle=run") == [.unknownKey(nearest: "level")])
        #expect(mistakes("level") == [.noValue(expected: "syntax, types, build or run")])
        #expect(mistakes("level=ran") == [.badValue(expected: "syntax, types, build or run")])
        #expect(mistakes("hidden=yes") == [.needlessValue])
        #expect(mistakes("hidden hidden") == [.saidTwice])
        #expect(mistakes("skip") == [.noReason])
        #expect(mistakes("skip because") == [.noReason])
        #expect(mistakes("") == [.empty])
        #expect(mistakes("expect-error=E1,line x").count == 1)
        #expect(mistakes("filter=/a/b").count == 1)
        #expect(mistakes("timeout=soon").count == 1)
        #expect(mistakes("version>=five").count == 1)
        #expect(mistakes("expect-error version>=5.9 skip because it is new").isEmpty)
    }

    @Test("compares versions number by number")
    func versions() {
        #expect(VersionCondition(.atLeast, [5, 9]).holds(for: [5, 10]))
        #expect(VersionCondition(.equal, [5, 9]).holds(for: [5, 9, 2]))
        #expect(!VersionCondition(.equal, [5, 9]).holds(for: [5]))
        #expect(VersionCondition(.atMost, [5, 9]).holds(for: [5, 9, 0]))
        #expect(!VersionCondition(.atMost, [5, 9]).holds(for: [5, 9, 1]))
        #expect(VersionCondition(.notEqual, [2]).holds(for: [3]))
        #expect(VersionCondition(.below, [6]).holds(for: [5, 10]))
        #expect(!VersionCondition(.above, [6]).holds(for: [6]))
    }
}
