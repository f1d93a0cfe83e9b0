import Model
import Testing
import Text

@Suite("Patterns")
struct PatternTests {
    private func texts(_ pattern: Pattern, in text: String) throws -> [String] {
        let bytes = Array(text.utf8)
        return try pattern.matches(in: SearchText(bytes)).map {
            String(decoding: bytes[$0.range.lower..<$0.range.upper], as: UTF8.self)
        }
    }

    @Test("find every place in order")
    func findAll() throws {
        #expect(try texts(Pattern(#"\w+"#), in: "one two, three") == ["one", "two", "three"])
    }

    @Test("give byte ranges, also behind letters of several bytes")
    func byteRanges() throws {
        let match = try #require(try Pattern("name").firstMatch(in: SearchText("Größe 😀 name")))
        #expect(match.range == SourceRange(13, 17))
    }

    @Test("know groups by number and by name")
    func groups() throws {
        let pattern = try Pattern(#"(?<year>\d{4})(-\d\d)?(-\d\d)?"#)
        let match = try #require(try pattern.firstMatch(in: SearchText("in 2021-05")))
        #expect(pattern.group("year") == 1)
        #expect(pattern.group("month") == nil)
        #expect(match.groups == [SourceRange(3, 7), SourceRange(7, 10), nil])
    }

    @Test("take letters, digits and boundaries from Unicode")
    func unicode() throws {
        #expect(try texts(Pattern(#"\b\w+\b"#), in: "naïve Straße Ελλάδα") == ["naïve", "Straße", "Ελλάδα"])
        #expect(try texts(Pattern("straße", .ignoringCase), in: "STRAßE") == ["STRAßE"])
    }

    @Test("search within a range and look behind it")
    func withinRange() throws {
        let text = SearchText("aab ab")
        #expect(
            try Pattern("(?<=a)b").matches(in: text, SourceRange(2, 4)).map(\.range) == [SourceRange(2, 3)])
        #expect(try Pattern("ab").matches(in: text, SourceRange(0, 2)).isEmpty)
        #expect(try Pattern("a").matches(in: text, SourceRange(90, 99)).isEmpty)
    }

    @Test("skip bytes that are no UTF-8 and go on behind them")
    func invalidUTF8() throws {
        let bytes = SearchText([0xFF, 0x61, 0xC3, 0x62, 0x00, 0xE2, 0x82, 0x63])
        #expect(
            try Pattern("[a-c]").matches(in: bytes).map(\.range)
                == [SourceRange(1, 2), SourceRange(3, 4), SourceRange(7, 8)])
        #expect(try Pattern("c").matches(in: bytes, SourceRange(3, 8)).map(\.range) == [SourceRange(7, 8)])
    }

    @Test("do not count an empty match, and end")
    func emptyMatches() throws {
        #expect(try texts(Pattern("x*"), in: "axxb") == ["xx"])
        #expect(try texts(Pattern("(?=a)|$|\\b"), in: "a b a").isEmpty)
    }

    @Test(
        "say where and why they cannot be compiled",
        arguments: [
            ("(abc", 4, "missing closing parenthesis"),
            ("a{2,1}", 5, "numbers out of order in {} quantifier"),
            ("[z-a]", 3, "range out of order in character class"),
            ("*", 0, "quantifier does not follow a repeatable item"),
        ])
    func mistakes(source: String, offset: Int, reason: String) {
        let mistake = #expect(throws: Pattern.Mistake.self) { try Pattern(source) }
        #expect(mistake?.offset == offset)
        #expect(mistake?.reason == reason)
    }

    @Test(
        "give up by counting steps, not by the clock",
        arguments: [
            "(a+)+$", "(a|aa)+$", "((a|b|ba)+)+c$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", #"(.*.*)*z\d"#,
        ])
    func hostilePatterns(source: String) throws {
        let text = SearchText(
            String(repeating: "a", count: 60) + String(repeating: "x", count: 60) + "! cyz.")
        #expect(throws: Pattern.TooHard.self) { _ = try Pattern(source).matches(in: text) }
    }

    @Test("find nested matches deeper than the machine's stack for compiled code")
    func deepRecursion() throws {
        let depth = 3_000
        let text = String(repeating: "(", count: depth) + String(repeating: ")", count: depth)
        #expect(
            try Pattern(#"\((?:[^()]|(?R))*\)"#).firstMatch(in: SearchText(text))?.range
                == SourceRange(0, 2 * depth))
    }

    @Test("of many words are one search that prefers the longest")
    func words() throws {
        let pattern = try Pattern(
            anyOf: ["as of", "new", "new in", "C++", "at the time of writing", "(beta)", "*"], .ignoringCase)
        #expect(
            try texts(pattern, in: "New in 2, as\nof now: C++ (beta), * newer renew At the time  of writing")
                == ["New in", "as\nof", "C++", "(beta)", "*", "At the time  of writing"])
    }

    @Test("of no words find nothing")
    func noWords() throws {
        #expect(try texts(Pattern(anyOf: []), in: "anything at all").isEmpty)
        #expect(try texts(Pattern(anyOf: [""]), in: "anything at all").isEmpty)
    }

    @Test("are shared by many tasks at once")
    func sharing() async throws {
        let pattern = try Pattern(#"(\w+) \1"#)
        let bytes = SearchText(String(repeating: "one two two three ", count: 200))
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<32 { group.addTask { try pattern.matches(in: bytes).count } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == Array(repeating: 200, count: 32))
    }
}
