import Model
import Testing

@testable import RuleBook

@Suite("Settings in the manner of markdownlint")
struct MarkdownlintSettingsTests {
    private func resolved(_ json: String) throws -> [MarkdownlintSettings.RuleSetting] {
        guard case .table(let entries) = try JSONC.read(Array(json.utf8)).content else { return [] }
        return MarkdownlintSettings(entries).resolved(MarkdownlintCommentTests.names)
    }

    private func on(_ json: String) throws -> [Bool] { try resolved(json).map(\.isOn) }

    @Test func `without a word about it every rule is on and an error`() throws {
        #expect(try on("{}") == [true, true, true])
        #expect(try resolved("{}").allSatisfy { $0.severity == .error && $0.parameters.isEmpty })
    }

    @Test func `default counts first, wherever it stands`() throws {
        #expect(try on(#"{"MD013": true, "default": false}"#) == [false, false, true])
        #expect(try on(#"{"MD013": true, "DEFAULT": false}"#) == [false, false, true])
    }

    @Test func `of several names for a rule the last one counts`() throws {
        #expect(try on(#"{"whitespace": false, "MD009": true}"#) == [true, false, true])
        #expect(try on(#"{"MD009": true, "whitespace": false}"#) == [false, false, true])
    }

    @Test func `a name that comes twice keeps its place and takes the later value`() throws {
        #expect(try on(#"{"MD009": true, "whitespace": false, "MD009": true}"#) == [false, false, true])
    }

    @Test func `names are read in any case`() throws {
        #expect(try on(#"{"Line-LENGTH": false, "Whitespace": false}"#) == [false, false, false])
    }

    @Test func `unknown names and the schema say nothing`() throws {
        #expect(try on(#"{"$schema": "x", "MD999": false}"#) == [true, true, true])
    }

    @Test func `a severity switches a rule on`() throws {
        let out = try resolved(#"{"default": false, "MD009": "warning", "MD010": "error"}"#)
        #expect(out.map(\.isOn) == [true, true, false])
        #expect(out.map(\.severity) == [.warning, .error, .error])
    }

    @Test func `the default can have a severity`() throws {
        let out = try resolved(#"{"default": "warning", "MD010": true}"#)
        #expect(out.map(\.isOn) == [true, true, true])
        #expect(out.map(\.severity) == [.warning, .error, .warning])
    }

    @Test func `a table holds parameters, severity and whether the rule is on`() throws {
        let out = try resolved(
            #"{"MD013": {"line_length": 100, "severity": "warning"}, "MD009": {"enabled": false, "strict": true}}"#
        )
        #expect(
            out[2]
                == .init(
                    isOn: true, severity: .warning,
                    parameters: [.init(key: "line_length", value: .number(100))]))
        #expect(
            out[0]
                == .init(
                    isOn: false, severity: .error, parameters: [.init(key: "strict", value: .flag(true))]))
    }

    @Test(arguments: ["false", "null", "0", "\"\""])
    func `what JavaScript takes as false is off`(value: String) throws {
        #expect(try on("{\"MD013\": \(value)}") == [true, true, false])
    }
}

@Suite("JSON with comments")
struct JSONCTests {
    private func parameter(_ text: String) throws -> ParameterValue? {
        try JSONC.read(Array(text.utf8)).parameter
    }

    @Test func `values of every kind are read`() throws {
        #expect(
            try parameter(#"{"a": [1, -2, 1.5, 1e2], "b": {"c": true, "d": null}, "e": "x"}"#)
                == .table([
                    .init(key: "a", value: .list([.number(1), .number(-2), .text("1.5"), .number(100)])),
                    .init(key: "b", value: .table([.init(key: "c", value: .flag(true))])),
                    .init(key: "e", value: .text("x")),
                ]))
    }

    @Test func `comments, trailing commas and a byte order mark are fine`() throws {
        let text = "\u{FEFF}// first\n{ /* a */ \"a\": [1, 2,], // last\n }\n/* end */"
        #expect(try parameter(text) == .table([.init(key: "a", value: .list([.number(1), .number(2)]))]))
    }

    @Test func `escapes stand for their characters`() throws {
        #expect(try parameter(#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00""#) == .text("\"\\/\u{8}\u{C}\n\r\té😀"))
    }

    @Test(arguments: [
        ("", 0, "a value is missing"), ("{", 1, "the file ends before `}`"),
        (#"{"a" 1}"#, 5, "there is no colon after the key"), (#"{"a": }"#, 6, "a value is missing"),
        (#"{"a": 1 "b": 2}"#, 8, "a comma or `}` is missing"),
        ("{a: 1}", 1, "a key in double quotes is missing"),
        ("[1, 2", 5, "a comma or `]` is missing"), ("nope", 0, "`nope` is no value of JSON"),
        ("\"a\nb\"", 0, "a text in double quotes does not end on its line"),
        ("/* x", 0, "a comment does not end"), ("1 2", 2, "there is text after the end of the configuration"),
        (#""\x""#, 1, "there is no such escape"), (#""\uD800""#, 1, "there is no such escape"),
    ])
    func `a mistake is named with its place`(text: String, offset: Int, sentence: String) {
        #expect {
            try JSONC.read(Array(text.utf8))
        } throws: { error in
            let mistake = error as? MarkdownlintMistake
            return mistake?.range.lower == offset && mistake?.sentence == sentence
        }
    }

    @Test func `a million brackets are a mistake, not a crash`() {
        #expect(throws: MarkdownlintMistake.self) {
            try JSONC.read(Array(repeating: UInt8(ascii: "["), count: 1_000_000))
        }
    }
}
