import Model
import Reporting
import Testing

@Suite("The terminal underlines what a finding is about")
struct ExcerptTests {
    /// The rows of the excerpt that the terminal prints for one finding.
    private func rows(_ text: String, _ marked: Range<Int>, notes: [Note] = [], width: Int = 100) -> [String]
    {
        rows(SourceText(text), SourceRange(marked.lowerBound, marked.upperBound), notes: notes, width: width)
    }

    private func rows(_ text: SourceText, _ range: SourceRange, notes: [Note] = [], width: Int = 100)
        -> [String]
    {
        var options = ReportOptions()
        options.width = width
        let report = Report(
            revision: nil, pages: [SampleReport.page(text, range, notes: notes)], unknowns: [],
            counts: .init())
        let lines = String(decoding: Terminal(options).render(report), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Array(lines[2...].prefix { $0 != "" })
    }

    @Test(
        "a mark stands under its letters, however wide they are",
        arguments: [
            ("ab X", "ab ", "X", "   ^"),
            ("日本X", "日本", "X", "    ^"),
            ("日本語", "日", "本", "  ^^"),
            ("e\u{301}X", "e\u{301}", "X", " ^"),
            ("👩‍👩‍👧X", "👩‍👩‍👧", "X", "  ^"),
            ("👩‍👩‍👧X", "", "👩‍👩‍👧", "^^"),
            ("🇩🇪X", "🇩🇪", "X", "  ^"),
            ("❤\u{FE0F}X", "❤\u{FE0F}", "X", "  ^"),
            ("❤X", "❤", "X", " ^"),
            ("👍🏽X", "👍🏽", "X", "  ^"),
            ("1\u{FE0F}\u{20E3}X", "1\u{FE0F}\u{20E3}", "X", "  ^"),
            ("क्षX", "क्ष", "X", "  ^"),
            ("می\u{200C}خX", "می\u{200C}خ", "X", "   ^"),
            ("한X", "한", "X", "  ^"),
            ("한X", "한", "X", "  ^"),
            ("ｱX", "ｱ", "X", " ^"),
            ("ＡX", "Ａ", "X", "  ^"),
            ("\tX", "\t", "X", "    ^"),
            ("\u{0}X", "\u{0}", "X", " ^"),
            ("\u{202E}X", "\u{202E}", "X", "        ^"),
        ])
    func widths(line: String, before: String, marked: String, expected: String) {
        let lower = before.utf8.count
        #expect(rows(line, lower..<(lower + marked.utf8.count)).last == "  | " + expected)
    }

    @Test("a place between two bytes is shown as one mark")
    func emptyRange() {
        #expect(rows("abc", 1..<1) == ["  |", "1 | abc", "  |  ^"])
        #expect(rows("abc", 3..<3) == ["  |", "1 | abc", "  |    ^"])
        #expect(rows("abc\n", 4..<4) == ["  |", "2 |", "  | ^"])
    }

    @Test("a range that ends with the line ending stays on its line")
    func lineEnding() {
        #expect(rows("abc\ndef\n", 1..<4) == ["  |", "1 | abc", "  |  ^^"])
        #expect(rows("abc\r\ndef\n", 3..<5) == ["  |", "1 | abc", "  |    ^"])
    }

    @Test("white space that a finding is about is underlined, and none is printed at the end of a row")
    func trailingSpace() {
        #expect(rows("abc  \n", 3..<5) == ["  |", "1 | abc", "  |    ^^"])
    }

    @Test("of a range over several lines at most four are shown")
    func severalLines() {
        #expect(
            rows("ab\n  cd\nef\n", 1..<9) == [
                "  |", "1 | ab", "  |  ^", "2 |   cd", "  |   ^^", "3 | ef", "  | ^",
            ])
        #expect(
            rows("a\nb\nc\nd\ne\n", 0..<9) == [
                "  |", "1 | a", "  | ^", "2 | b", "  | ^", "...", "5 | e", "  | ^",
            ])
    }

    @Test("notes with places stand in the same excerpt, in the order of the lines")
    func notes() {
        #expect(
            rows(
                "one\ntwo\nthree\nfour\n", 14..<18,
                notes: [Note("first", at: SourceRange(0, 3)), Note("no place")])
                == ["  |", "1 | one", "  | --- first", "...", "4 | four", "  | ^^^^", "  = note: no place"])
        #expect(
            rows("one two\n", 4..<7, notes: [Note("first", at: SourceRange(0, 3))])
                == ["  |", "1 | one two", "  |     ^^^", "  | --- first"])
    }

    @Test("a long line is cut around what the finding is about")
    func longLine() {
        let line = String(repeating: "a ", count: 200) + "HERE" + String(repeating: " b", count: 200)
        let shown = rows(line, 400..<404, width: 44)
        #expect(shown[1] == "1 | … a a a a a a a a HERE b b b b b b b b …")
        #expect(shown[2] == "  |                   ^^^^")
        let long = rows(String(repeating: "x", count: 500), 0..<500, width: 44)
        #expect(long[1] == "1 | " + String(repeating: "x", count: 38) + "…")
        #expect(long[2] == "  | " + String(repeating: "^", count: 38))
    }

    @Test("two marks too far apart for one row get a row each")
    func farApart() {
        let line = "first" + String(repeating: " x", count: 200) + " last"
        let shown = rows(line, 406..<410, notes: [Note("said here", at: SourceRange(0, 5))], width: 44)
        #expect(shown.count == 5)
        #expect(shown[1].hasSuffix(" last") && shown[1].hasPrefix("1 | …"))
        #expect(shown[3].hasPrefix("1 | first x") && shown[3].hasSuffix("…"))
        #expect(shown[4] == "  | ----- said here")
    }

    @Test("a range beyond the end of the text is taken for its end")
    func beyond() {
        #expect(rows("ab", 7..<90) == ["  |", "1 | ab", "  |   ^"])
        #expect(rows("", 7..<90) == [])
    }
}
