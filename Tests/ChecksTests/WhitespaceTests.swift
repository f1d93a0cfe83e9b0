import Checks
import Markup
import Model
import Testing

@Suite("Checks of lines and of white space")
struct WhitespaceTests {
    /// What a check says of a text: the lines, counted from 1, and the text after its fixes, the last one first.
    private func judge(_ id: String, _ bytes: [UInt8], _ given: [(String, ParameterValue)] = []) throws -> (
        lines: [Int], fixed: String
    ) {
        let type = try #require(CheckCatalog.check(id))
        var mistakes: [Parameters.Mistake] = []
        let parameters = Parameters(
            checking: given.map { ParameterValue.Entry(key: $0.0, value: $0.1) }, against: type.parameters,
            mistakes: &mistakes)
        #expect(mistakes.isEmpty)
        let document = Markdown.parse(bytes)
        var verdict = Verdict()
        try type.init(parameters).judge(document, given: Facts(lines: LineMap(of: document)), into: &verdict)
        var fixed = bytes
        for edit in verdict.drafts.flatMap({ $0.fixes.flatMap(\.edits) }).sorted(by: { $0.range > $1.range })
        {
            fixed.replaceSubrange(edit.range.lower..<edit.range.upper, with: Array(edit.replacement.utf8))
        }
        let lines = verdict.drafts.map { document.text.line(at: $0.range.lower) + 1 }
        return (lines, String(decoding: fixed, as: UTF8.self))
    }

    private func judge(_ id: String, _ text: String, _ given: [(String, ParameterValue)] = []) throws -> (
        lines: [Int], fixed: String
    ) {
        try judge(id, Array(text.utf8), given)
    }

    @Test("a last line without an ending gets the ending that the file uses")
    func finalNewline() throws {
        #expect(try judge("whitespace.final-newline", "a\nb") == ([2], "a\nb\n"))
        #expect(try judge("whitespace.final-newline", "a\r\nb") == ([2], "a\r\nb\r\n"))
        #expect(try judge("whitespace.final-newline", "a\nb\n") == ([], "a\nb\n"))
        #expect(try judge("whitespace.final-newline", "") == ([], ""))
        #expect(try judge("whitespace.final-newline", "---\ntitle: a\n---") == ([], "---\ntitle: a\n---"))
    }

    @Test("blank lines at the end of a file go, so that one line ending is left")
    func blankEnd() throws {
        #expect(try judge("whitespace.multiple-blank-lines", "a\n\n\n") == ([3, 4], "a\n"))
        #expect(try judge("whitespace.multiple-blank-lines", "a\r\n\r\n\r\nb") == ([3], "a\r\n\r\nb"))
    }

    @Test("a blank line is added with the quote markers around it, and with the file's line ending")
    func insertedLines() throws {
        #expect(
            try judge("whitespace.blanks-around-fences", "> a\r\n> ```\r\n> b\r\n> ```\r\n")
                == ([2], "> a\r\n>\r\n> ```\r\n> b\r\n> ```\r\n"))
        #expect(
            try judge("whitespace.blanks-around-headings", "- > a\n  > # b\n") == (
                [2], "- > a\n  >\n  > # b\n"
            ))
    }

    @Test("wide white space is white space")
    func unicode() throws {
        #expect(
            try judge("whitespace.trailing-spaces", "a\u{3000}\nb\u{A0}\nc\u{200B}\n") == (
                [1, 2], "a\nb\nc\u{200B}\n"
            ))
    }

    @Test("a line's length is counted in UTF-16 code units")
    func lengths() throws {
        let limit: [(String, ParameterValue)] = [("line_length", .number(6))]
        #expect(try judge("whitespace.line-length", "é é é é\n", limit).lines == [1])
        #expect(try judge("whitespace.line-length", "é é éé\n", limit).lines == [])
        #expect(try judge("whitespace.line-length", "😀 😀 😀\n", limit).lines == [1])
    }

    @Test("spaces of empty lines may stay within a list item, and not behind its last paragraph")
    func listItemLines() throws {
        let allowed: [(String, ParameterValue)] = [("list_item_empty_lines", .flag(true))]
        #expect(try judge("whitespace.trailing-spaces", "- a\n \n  b\n   \n- c\n", allowed).lines == [4])
    }

    @Test("a heading in an indented quotation does not begin at the left")
    func indentedQuote() throws {
        #expect(try judge("structure.heading-start-left", "  > # a\n") == ([1], "> # a\n"))
        #expect(try judge("structure.heading-start-left", "- a\n\n  > # b\n\n  # c\n").lines == [])
    }

    @Test(
        "no bytes stop a check",
        arguments: CheckCatalog.all.map { $0.id }.filter {
            $0.hasPrefix("whitespace.") || $0.hasPrefix("structure.") || $0.hasPrefix("snippets.")
        })
    func hostile(id: String) throws {
        for bytes: [UInt8] in [
            [], [0x23], [0x23, 0xFF], Array("\u{FEFF}#a".utf8), Array("#\r#\t#\r\n# \u{0}\\##\n".utf8),
            Array("> ```\n> a".utf8), Array("-\n-\t\t\n>\t>\n>\t\t#".utf8), Array("    $ a\n\n\t$ b".utf8),
            [0x3E, 0x20, 0xE3, 0x80], Array("|a|\n|-|\n:::".utf8),
        ] {
            _ = try judge(id, bytes)
        }
    }
}
