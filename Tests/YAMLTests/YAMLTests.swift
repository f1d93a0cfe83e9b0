import Model
import Testing
import YAML

@Suite("YAML is read with exact places")
struct YAMLTests {
    /// A value in a short form: tables as `{key: value}`, lists as `[…]`, quoted texts in `'…'`, nothing as `~`.
    private func shape(_ node: YAMLNode) -> String {
        switch node.content {
        case .nothing: "~"
        case .scalar(let text, let isPlain): isPlain ? text : "'\(text)'"
        case .list(let items): "[" + items.map(shape).joined(separator: ", ") + "]"
        case .table(let pairs):
            "{" + pairs.map { "\($0.key): \(shape($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    private static let simple: [(String, String)] = [
        ("a: 1\nb: two words", "{a: 1, b: two words}"),
        ("a:\n  b:\n    c: x\n  d: y", "{a: {b: {c: x}, d: y}}"),
        ("a:\n  - x\n  - y\nb: z", "{a: [x, y], b: z}"),
        ("a:\n- x\n- y\nb: z", "{a: [x, y], b: z}"),
        ("a: [x, 'it''s', \"z\"]", "{a: [x, 'it's', 'z']}"),
        ("a: {b: c, d: [e]}", "{a: {b: c, d: [e]}}"),
        ("a: []\nb: {}", "{a: [], b: {}}"),
        ("a:\nb: ~\nc: null", "{a: ~, b: ~, c: ~}"),
        ("# head\na: 1 # tail\n\n# more\nb: x#y", "{a: 1, b: x#y}"),
        ("a: '# no comment'\nb: \"x # y\"", "{a: '# no comment', b: 'x # y'}"),
        ("- a: 1\n  b: 2\n- c: 3", "[{a: 1, b: 2}, {c: 3}]"),
        ("- - x\n  - y\n- z", "[[x, y], z]"),
        (
            "overrides:\n  - files: [docs/**]\n    rules:\n      all: off",
            "{overrides: [{files: [docs/**], rules: {all: off}}]}"
        ),
        ("'a b': 1\n\"c: d\": 2", "{a b: 1, c: d: 2}"),
        ("links/*: error\nall: off", "{links/*: error, all: off}"),
        ("url: https://example.org/a", "{url: https://example.org/a}"),
        ("a:\n    [x, y]\nb: 1", "{a: [x, y], b: 1}"),
        ("name: Größe\nquoted: '’'", "{name: Größe, quoted: '’'}"),
        ("a: 1\r\nb: 2\r\n", "{a: 1, b: 2}"),
        ("a: -1\nb: 1.5\nc: 2026-11-23", "{a: -1, b: 1.5, c: 2026-11-23}"),
    ]

    @Test(
        "what people write is read without the full reader, and to the same values and places",
        arguments: simple)
    func simpleYAML(yaml: String, expected: String) throws {
        let text = SourceText(yaml)
        var reader = SimpleYAML(text, in: SourceRange(0, text.count))
        let read = reader.read()
        let node = try #require(read)
        #expect(shape(node) == expected)
        #expect(node == (try FullYAML.read(text, in: SourceRange(0, text.count))))
    }

    @Test(
        "what goes beyond is left to the full reader",
        arguments: [
            ("a: &x 1\nb: *x", "{a: 1, b: 1}"), ("a: |\n  x\n  y\n", "{a: 'x\ny\n'}"),
            ("a: x\n  y", "{a: x y}"), ("a: \"x\\ty\"", "{a: 'x\ty'}"), ("a: [x,\n  y]", "{a: [x, y]}"),
            ("a: !!str 1", "{a: 1}"), ("? a\n: b", "{a: b}"), ("a: 'x\n  y'", "{a: 'x y'}"),
            ("---\na: 1\n", "{a: 1}"), ("a: >-\n  x\n  y", "{a: 'x y'}"), ("\"a\\u0062\": 1", "{ab: 1}"),
        ])
    func fullYAML(yaml: String, expected: String) throws {
        let text = SourceText(yaml)
        var reader = SimpleYAML(text, in: SourceRange(0, text.count))
        let read = reader.read()
        #expect(read == nil)
        #expect(shape(try YAMLNode.read(text, in: SourceRange(0, text.count))) == expected)
    }

    @Test("the simple reader never disagrees with the full one, whatever the text is")
    func agreement() {
        let pieces = [
            "a", "b: ", "- ", "\n", "  ", "\n  ", "'x'", "\"y\"", "[", "]", "{", "}", ", ", ":", "#", " # c",
            "~", "1",
            "*", "&", "|", "'", "\"", "-", "\n- ", "\na: ", "\n    ", "é", "\t", "\r\n", "?", "k: v", "!",
            "%", "@", "`", "---",
        ]
        var seed: UInt64 = 20_261_123
        var agreed = 0
        var disagreements: [String] = []
        for _ in 0..<20_000 {
            var yaml = ""
            for _ in 0..<(1 + seed % 12) {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                yaml += pieces[Int(seed >> 33) % pieces.count]
            }
            let text = SourceText(yaml)
            let range = SourceRange(0, text.count)
            var reader = SimpleYAML(text, in: range)
            guard let simple = reader.read() else { continue }
            if simple == (try? FullYAML.read(text, in: range)) {
                agreed += 1
            } else {
                disagreements.append(yaml)
            }
        }
        #expect(disagreements.prefix(10) == [])
        #expect(agreed > 500)
    }

    @Test("places are those of keys and values, in a part of a file as in the whole")
    func places() throws {
        let text = SourceText("---\nkey: [one, 'two']\nother:\n  inner: 3\n---\n")
        let node = try YAMLNode.read(text, in: SourceRange(4, text.count - 4))
        let pairs = try #require(node.pairs)
        #expect(pairs.map { text.string($0.keyRange) } == ["key", "other"])
        #expect(text.string(pairs[0].value.range) == "[one, 'two']")
        #expect(pairs[0].value.items?.map { text.string($0.range) } == ["one", "'two'"])
        #expect(pairs[1].value.pairs?.map { text.string($0.value.range) } == ["3"])
    }

    @Test(
        "what is no YAML is told at its place",
        arguments: [
            ("a: 1\nb: [x", "this is no YAML"), ("a: 1\na: 2", "the key `a` is there twice"),
            ("a: b: c", "this is no YAML"), ("a: \"x", "this is no YAML"), ("\u{0}", "this is no YAML"),
            ("a: *x", "this is no YAML"), ("[a]: 1", "a key must be a text"),
        ])
    func mistakes(yaml: String, sentence: String) {
        let text = SourceText(yaml)
        #expect {
            _ = try YAMLNode.read(text, in: SourceRange(0, text.count))
        } throws: { error in
            guard let mistake = error as? YAMLMistake else { return false }
            return mistake.sentence.hasPrefix(sentence) && mistake.range.upper <= text.count
        }
    }

    @Test(
        "what is written to take a reader's memory or stack is refused",
        arguments: [
            String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
            String(repeating: "? ", count: 100_000), String(repeating: "{a: ", count: 100_000),
            (0..<600).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
            "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
                + (1..<20).map { level in
                    let name = { (level: Int) in "l\(level)" }
                    let last = level == 1 ? "a" : name(level - 1)
                    return
                        "\(name(level)): &\(name(level)) [\(Array(repeating: "*\(last)", count: 10).joined(separator: ","))]\n"
                }.joined(),
            String(repeating: "x", count: 2_000_000),
        ])
    func bombs(yaml: String) {
        let text = SourceText(yaml)
        #expect(throws: YAMLMistake.self) { try YAMLNode.read(text, in: SourceRange(0, text.count)) }
    }
}
