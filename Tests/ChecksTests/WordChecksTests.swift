import Checks
import Model
import Testing

@Suite("Checks of words")
struct WordChecksTests {
    private func list(_ key: String, _ texts: [String]) -> ParameterValue.Entry {
        .init(key: key, value: .list(texts.map { .text($0) }))
    }

    @Test("say of a pattern that does not compile where and why")
    func badPattern() {
        let mistake = #expect(throws: Parameters.Mistake.self) {
            _ = try Site(files: [:]).verdict("words.existence", on: "a.md", [list("patterns", ["a", "(b"])])
        }
        #expect(mistake?.key == "patterns")
        #expect(mistake?.sentence == "`(b` is no pattern: missing closing parenthesis at offset 2")
    }

    @Test("do not judge a page on which a pattern takes too many steps")
    func tooHard() throws {
        let site = Site(files: ["a.md": String(repeating: "a", count: 200) + "!"])
        let verdict = try site.verdict("words.existence", on: "a.md", [list("patterns", ["(a+)+$"])])
        #expect(verdict.drafts.isEmpty)
        #expect(verdict.unknowns.count == 1)
    }

    @Test("find phrases over the end of a line, and words in emphasis and behind references")
    func acrossMarkup() throws {
        let site = Site(files: ["a.md": "as\nof **n&#111;w** and `as of now`"])
        #expect(
            try site.messages("words.existence", on: "a.md", [list("words", ["as of now"])]) == [
                "`as of now` should not stand here"
            ])
    }

    @Test("may name patterns that refer to their own groups")
    func groups() throws {
        let site = Site(files: ["a.md": "x-x y-z aa"])
        #expect(
            try site.messages("words.existence", on: "a.md", [list("patterns", [#"(\w)-\1"#, #"(a)\1"#])])
                == [
                    "`x-x` should not stand here", "`aa` should not stand here",
                ])
    }

    @Test("except what lies within an exception, and pages that are skipped")
    func exceptions() throws {
        let site = Site(files: ["a.md": "simple, simple past", "blog/a.md": "simple"])
        let parameters = [
            list("words", ["simple"]), list("exceptions", ["simple past"]), list("skip", ["blog/"]),
        ]
        #expect(
            try site.verdict("words.existence", on: "a.md", parameters).drafts.map(\.range) == [
                SourceRange(0, 6)
            ])
        #expect(try site.messages("words.existence", on: "blog/a.md", parameters).isEmpty)
    }

    @Test("leave pages in other languages alone where the words are English")
    func languages() throws {
        let site = Site(files: [
            "nl.md": "De page is voor een app die je kunt bouwen, en wordt getest met de page page.",
            "ru.md": "Эта страница описывает, как собрать приложение page page.",
            "en.md": "Build the page page.",
            "short.md": "page page",
        ])
        let english = [ParameterValue.Entry(key: "language", value: .text("en"))]
        let found = try ["nl.md", "ru.md", "en.md", "short.md"].map {
            try site.messages("words.repetition", on: $0, english).count
        }
        #expect(found == [0, 0, 1, 1])
        #expect(try site.messages("words.repetition", on: "ru.md").count == 1)
    }

    @Test("remove a doubled word wherever its text stands in one piece")
    func removal() throws {
        let text = "the the end\n\n> to the\n> the end, of\n> of\n\n**a** a _b b_ is &#105;s"
        let site = Site(files: ["a.md": text])
        let verdict = try site.verdict("words.repetition", on: "a.md")
        #expect(verdict.drafts.count == 5)
        #expect(
            fixed(text, by: verdict) == "the end\n\n> to the\n> end, of\n> of\n\n**a** _b b_ is &#105;s")
    }

    @Test("put in the right spelling, and leave it to the author where the word is written in pieces")
    func substitution() throws {
        let text = "Github, Git**hub** and Git&#104;ub"
        let site = Site(files: ["a.md": text])
        let verdict = try site.verdict("words.substitution", on: "a.md", [list("names", ["GitHub"])])
        #expect(verdict.drafts.map { $0.fixes.count } == [1, 0, 0])
        #expect(fixed(text, by: verdict) == "GitHub, Git**hub** and Git&#104;ub")
    }

    @Test("of no words find nothing")
    func noWords() throws {
        let site = Site(files: ["a.md": "some words words"])
        #expect(try site.messages("words.existence", on: "a.md").isEmpty)
        #expect(try site.messages("words.substitution", on: "a.md").isEmpty)
    }
}
