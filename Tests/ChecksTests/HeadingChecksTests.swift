import Model
import Testing

@Suite("Checks of headings")
struct HeadingChecksTests {
    /// The lines, counted from 1, that a check names.
    private func lines(
        _ id: String, _ text: String, _ given: [(String, ParameterValue)] = [], dialect: Dialect = .gfm
    ) throws -> [Int] {
        let parameters = given.map { ParameterValue.Entry(key: $0.0, value: $0.1) }
        let drafts = try Site(files: ["a.md": text], dialect: dialect)
            .verdict(id, on: "a.md", parameters).drafts
        return drafts.map { SourceText(text).line(at: $0.range.lower) + 1 }
    }

    private func required(_ headings: [String], _ text: String) throws -> [Int] {
        try lines(
            "structure.required-headings", text, [("headings", .list(headings.map { .text($0) }))])
    }

    // MARK: A title in front matter

    @Test(
        "a title is seen in front matter of every kind, however it is written",
        arguments: [
            "---\ntitle: Guide\n---\n", "---\n  \"Title\" : Guide\n---\n", "+++\ntitle = \"Guide\"\n+++\n",
            "{\n\"title\": \"Guide\"\n}\n", "---\r\na: b\r\nTITLE: Guide\r\n---\r\n",
        ])
    func title(frontMatter: String) throws {
        let line = frontMatter.contains("a: b") ? 5 : 4
        #expect(try lines("structure.first-heading", frontMatter + "Text.\n") == [])
        #expect(try lines("structure.single-title", frontMatter + "# Guide\n") == [line])
    }

    @Test(
        "another key, a title with nothing behind it, or no front matter is none",
        arguments: ["---\nsubtitle: Guide\n---\n", "---\ntitle\n---\n", "---\ntitles: x\n---\n", ""])
    func noTitle(frontMatter: String) throws {
        #expect(try lines("structure.first-heading", frontMatter + "Text.\n").count == 1)
        #expect(try lines("structure.single-title", frontMatter + "# Guide\n") == [])
    }

    @Test("the pattern for the title can be another one, or none")
    func titlePattern() throws {
        let text = "---\ntitle: Guide\nname: G\n---\nText.\n"
        let key = "front_matter_title"
        #expect(try lines("structure.first-heading", text, [(key, .text("^NAME:"))]) == [])
        #expect(try lines("structure.first-heading", text, [(key, .text("^heading:"))]) == [5])
        #expect(try lines("structure.first-heading", text, [(key, .text(""))]) == [5])
        #expect(throws: Parameters.Mistake.self) {
            try lines("structure.first-heading", text, [(key, .text("("))])
        }
    }

    @Test("a page with a title in its front matter begins at the second level, where that is asked for")
    func increment() throws {
        let text = "---\ntitle: Guide\n---\n### Install\n\n> #### Note\n"
        #expect(try lines("structure.heading-increment", text) == [])
        let pattern = ("front_matter_title", ParameterValue.text("^title:"))
        #expect(try lines("structure.heading-increment", text, [pattern]) == [4])
    }

    // MARK: The first block

    @Test("comments and what a dialect has beside the text are no beginning of a page")
    func beginning() throws {
        #expect(try lines("structure.first-heading", "<!-- a -->\n\n <!-- b\nc --> \n# Guide\n") == [])
        #expect(try lines("structure.first-heading", "<!-- a --> b\n\n# Guide\n") == [1])
        let page = "import A from './a'\n\n{/* a */}\n\n# Guide\n"
        #expect(try lines("structure.first-heading", page, dialect: .mdx) == [])
        #expect(try lines("structure.single-title", page + "\n# Two\n", dialect: .mdx) == [7])
    }

    @Test("a heading in HTML is a title of its level, and another element is none")
    func html() throws {
        #expect(try lines("structure.first-heading", "<H1>Guide</H1>\n") == [])
        #expect(try lines("structure.first-heading", "<h2>Guide</h2>\n") == [1])
        #expect(try lines("structure.first-heading", "<hr>\n\n# Guide\n") == [1])
        #expect(try lines("structure.first-heading", "<!DOCTYPE html>\n<h1>Guide</h1>\n") == [1])
        let preamble = [("allow_preamble", ParameterValue.flag(true))]
        #expect(try lines("structure.first-heading", "<hr>\n\n<h1>Guide</h1>\n", preamble) == [])
        #expect(try lines("structure.first-heading", "> # Quote\n\n## Guide\n", preamble) == [3])
        #expect(try lines("structure.first-heading", "", preamble) == [])
    }

    @Test("a title in a quotation is not the title of the page")
    func quotedTitle() throws {
        #expect(try lines("structure.single-title", "> # Quote\n\n# Guide\n") == [])
        #expect(try lines("structure.single-title", "# Guide\n\n> # Quote\n") == [3])
    }

    // MARK: Punctuation

    @Test(
        "names of characters and of emoji are no punctuation",
        arguments: [
            "&copy;", "&COPY;", "&frac12;", "&#169;", "&#xA9;", ":tada:", ":+1:", ":v:",
            ":first_quarter_moon2:",
            ":1st_place_medal:", ":clock12:", ":mag2:",
        ])
    func names(_ end: String) throws {
        #expect(try lines("structure.heading-punctuation", "# Guide \(end)\n") == [])
    }

    @Test(
        "what only looks like them is",
        arguments: [
            "copy;", "&;", "&#;", "&#x;", "&a1;", "&A B;", ":", "10:20:", ": tada:", ":Tada:", ":a1b:",
        ])
    func noNames(_ end: String) throws {
        #expect(try lines("structure.heading-punctuation", "# Guide \(end)\n") == [1])
    }

    @Test("the white space before it goes too, and a closing sequence and an id stay")
    func punctuationFix() throws {
        let text = "# A .!\n\n## B: ##\n\nC\nd。\n---\n\n# E. {#e}\n"
        let verdict = try Site(files: ["a.md": text], dialect: .hugo)
            .verdict("structure.heading-punctuation", on: "a.md")
        #expect(fixed(text, by: verdict) == "# A\n\n## B ##\n\nC\nd\n---\n\n# E {#e}\n")
    }

    @Test("what is left must be a heading, and the backslash of a sign goes with it")
    func punctuationRest() throws {
        for text in ["# ...\n", "> A\n> .\n> ---\n", "!\n---\n"] {
            let drafts = try Site(files: ["a.md": text])
                .verdict("structure.heading-punctuation", on: "a.md").drafts
            #expect(drafts.map(\.fixes.count) == [0], "\(text)")
        }
        let text = #"# A\!"# + "\n\n" + #"# B\\!"# + "\n"
        let verdict = try Site(files: ["a.md": text]).verdict("structure.heading-punctuation", on: "a.md")
        #expect(fixed(text, by: verdict) == "# A\n\n" + #"# B\\"# + "\n")
    }

    // MARK: Equal headings

    @Test("sources are compared without tags, and with ids")
    func sources() throws {
        let compatible = [
            ("compatible", ParameterValue.flag(true)), ("siblings_only", ParameterValue.flag(false)),
        ]
        let id = "structure.duplicate-heading"
        #expect(try lines(id, "# A<a name=\"x\"></a>\n\n## A\n", compatible) == [3])
        #expect(try lines(id, "# A b\n\nA\nb\n---\n", compatible) == [3])
        #expect(try lines(id, "# A {#a}\n\n## A {#b}\n", compatible, dialect: .hugo) == [])
        #expect(try lines(id, "# A {#a} #\n\n## A {#a}\n", compatible, dialect: .hugo) == [3])
        #expect(try lines(id, "# A {#a}\n\n> # A {#a}\n", compatible, dialect: .hugo) == [3])
    }

    @Test("a change log may repeat headings under others")
    func siblings() throws {
        let text = "# 1\n\n## A\n\n## A\n\n# 2\n\n## A\n"
        for isCompatible in [true, false] {
            let given = [("compatible", ParameterValue.flag(isCompatible))]
            #expect(try lines("structure.duplicate-heading", text, given) == [5])
        }
        let all = [("siblings_only", ParameterValue.flag(false))]
        #expect(try lines("structure.duplicate-heading", text, all) == [5, 9])
    }

    // MARK: Required headings

    @Test("a star takes none, one or many, a plus one or many, a question mark one")
    func placeholders() throws {
        let text = "# A\n\n## B\n\n## C\n"
        #expect(try required(["# A", "*", "## C"], text) == [])
        #expect(try required(["# A", "## B", "*", "## C", "*"], text) == [])
        #expect(try required(["+", "## C"], text) == [])
        #expect(try required(["?", "?", "## C"], text) == [])
        #expect(try required(["?", "## C"], text) == [3])
        #expect(try required(["# A", "## B", "## C", "+"], text) == [6])
        #expect(try required(["*", "## D"], text) == [6])
        #expect(try required(["# A", "*"], text) == [])
        #expect(try required([], text) == [1])
        #expect(try required([], "Text.\n") == [])
        #expect(try required(["*", "*"], "Text.\n") == [])
        #expect(try required(["# A"], "Text.") == [1])
    }

    @Test("a heading with an id is required with it or without it")
    func requiredWithID() throws {
        for heading in ["# A", "# a {#A}"] {
            let given = [("headings", ParameterValue.list([.text(heading)]))]
            let found = try lines("structure.required-headings", "# A {#a}\n", given, dialect: .hugo)
            #expect(found == [], "\(heading)")
        }
    }

    // MARK: Emphasis

    @Test("emphasis with something else in it or beside it, or not of the page itself, is no heading")
    func emphasis() throws {
        let id = "structure.emphasis-as-heading"
        #expect(try lines(id, "<b>**A**</b> <!-- b -->\n\n__C__\n") == [1, 3])
        #expect(try lines(id, "<p align=\"center\">*A*</p>\n\n<p>\n*A*\n</p>\n") == [1])
        for text in ["**A** b", "**A *b***", "*`a`*", "***A***", "**A**\\", "<p>**A** b</p>", "<p>**A<p>"] {
            #expect(try lines(id, text + "\n") == [], "\(text)")
        }
        #expect(try lines(id, "- **A**\n\n> **A**\n") == [])
        #expect(try lines(id, "**A!**\n\n**A?**\n", [("punctuation", .text("!"))]) == [3])
    }
}
