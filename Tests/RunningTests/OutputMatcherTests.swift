import Model
import Running
import Testing

@Suite("Output is compared")
struct OutputMatcherTests {
    private func difference(
        _ printed: String, _ written: String, _ matcher: OutputMatcher = OutputMatcher()
    ) -> OutputMatcher.Difference? {
        var captures: [String: String] = [:]
        return matcher.difference(of: OutputText(printed), from: OutputText(written), &captures)
    }

    @Test(
        "as it stands, but for white space at the ends",
        arguments: [
            ("a\nb\n", "a\nb", true), ("a  \r\nb\n\n", "a\nb\n", true), ("\n\na\n", "a", true),
            ("a b", "a  b", false), ("a", "A", false), ("", "", true), ("a", "", false), ("", "a", false),
        ])
    func exact(printed: String, written: String, isSame: Bool) {
        #expect((difference(printed, written) == nil) == isSame)
    }

    @Test(
        "with lines that stand for any number of lines",
        arguments: [
            ("a\nb\nc\nd", "a\n...\nd", true), ("a\nd", "a\n...\nd", true), ("a\nb", "a\n…", true),
            ("a\nd\ne\nd", "a\n...\nd", true), ("a\nb\nc", "a\n...\nd", false),
            ("x\nb\nd", "a\n...\nd", false),
            ("...", "...", true), ("1\n2\n3\n4", "...\n2\n...\n4", true),
            ("1\n3\n4", "...\n2\n...\n4", false),
        ])
    func elidedLines(printed: String, written: String, isSame: Bool) {
        #expect((difference(printed, written) == nil) == isSame)
    }

    @Test(
        "with words that stand for any others",
        arguments: [
            ("took 0.3 s", "took [..] s", true), ("took 0.3 s", "took <...> s", true),
            ("took s", "took [..] s", false),
            ("id 12 of 30", "id [..] of [..]", true), ("Loading... 3", "Loading... 3", true),
            ("Loading x 3", "Loading... 3", false),
        ])
    func elidedWords(printed: String, written: String, isSame: Bool) {
        #expect((difference(printed, written) == nil) == isSame)
    }

    @Test("and three dots stand for anything only where that is asked for")
    func dots() {
        #expect(difference("a 1 b", "a ... b") != nil)
        #expect(difference("a 1 b", "a ... b", OutputMatcher(marks: [.dots])) == nil)
    }

    @Test("with names that stand for the same words wherever they come again")
    func captures() {
        let matcher = OutputMatcher(marks: [.elisions, .captures])
        #expect(difference("made 4f2\nsent 4f2", "made <id>\nsent <id>", matcher) == nil)
        #expect(difference("made 4f2\nsent 5a1", "made <id>\nsent <id>", matcher)?.expected == 1)
        #expect(difference("<p>\n<b>", "<p>\n<b>") == nil)
        #expect(difference("<p>", "<b>") != nil)
    }

    @Test("without what filters take out on both sides")
    func filters() throws {
        let matcher = OutputMatcher(filters: [
            try LineFilter(.named("durations")),
            try LineFilter(.pattern(#"user-(\d)\d*"#, replacement: "user-$1")),
        ])
        #expect(difference("user-12 in 3.5 ms", "user-19 in 12 s", matcher) == nil)
        #expect(difference("user-22 in 3.5 ms", "user-19 in 12 s", matcher) != nil)
        #expect(throws: LineFilter.Mistake.self) { try LineFilter(.pattern("(", replacement: "")) }
    }

    @Test("in any order")
    func unordered() {
        let matcher = OutputMatcher(mode: .unordered)
        #expect(difference("b\na\nc", "a\nb\nc", matcher) == nil)
        #expect(difference("b\na", "a\nb\nb", matcher) == .init(expected: 2, actual: nil, reason: nil))
        #expect(difference("b\na\nc", "a\nb", matcher) == .init(expected: 2, actual: 2, reason: nil))
        #expect(difference("b\na\nc", "a\n...", matcher) == nil)
    }

    @Test("and the first line that differs is named")
    func place() {
        #expect(difference("a\nx\nc", "a\nb\nc")?.expected == 1)
        #expect(difference("a\nx\nc", "a\nb\nc")?.actual == 1)
        #expect(difference("a\nb\nc", "a\nb") == .init(expected: 2, actual: 2, reason: nil))
        #expect(difference("a", "a\nb") == .init(expected: 1, actual: nil, reason: nil))
    }

    @Test("and lines with many elisions end in time")
    func hostile() {
        let line = String(repeating: "[..]a", count: 40) + "b"
        #expect(difference(String(repeating: "a", count: 4000), line) != nil)
    }
}

@Suite("JSON is compared by its values")
struct JSONComparisonTests {
    private func reason(_ printed: String, _ written: String) -> String? {
        var captures: [String: String] = [:]
        return OutputMatcher(mode: .json).difference(
            of: OutputText(printed), from: OutputText(written), &captures
        ).map { "\($0.expected): \($0.reason ?? "")" }
    }

    @Test(
        "whatever its white space and the order of its members",
        arguments: [
            (#"{"a":1,"b":[1,2]}"#, "{\n  \"b\": [1, 2],\n  \"a\": 1\n}"), (#"[1.0, 1e2]"#, "[1, 100]"),
            (#"{"a":"\u00e9"}"#, #"{"a": "é"}"#), (#"{"a":1}"#, "{\"a\": 1} // one"),
        ])
    func same(printed: String, written: String) {
        #expect(reason(printed, written) == nil)
    }

    @Test("with what is left out")
    func elisions() {
        #expect(reason(#"{"a":1,"b":2}"#, "{\"a\": 1, ...}") == nil)
        #expect(reason("[1,2,3,4]", "[1, ..., 4]") == nil)
        #expect(reason(#"{"a":{"b":2}}"#, "{\"a\": ...}") == nil)
        #expect(reason("[1,2,3]", "[1, ..., 4]") != nil)
    }

    @Test("and the member that is another is named with its line")
    func places() {
        #expect(reason(#"{"a":1,"b":3}"#, "{\n\"a\": 1,\n\"b\": 2\n}") == "2: `$.b` is `3`, not `2`")
        #expect(reason(#"{"a":1}"#, "{\n\"a\": 1,\n\"b\": 2\n}") == "2: there is no `$.b` in the output")
        #expect(reason(#"{"a":1,"c":0}"#, #"{"a": 1}"#) == "0: the output has `$.c`, which is not here")
        #expect(reason("12345678901234567890", "12345678901234567891") != nil)
        #expect(reason("no", "{}") == "0: what is printed is no JSON")
        #expect(reason("{}", "{") != nil)
    }

    @Test("and nesting without end is no JSON")
    func deep() {
        #expect(reason(String(repeating: "[", count: 100_000), "[]") == "0: what is printed is no JSON")
    }
}
