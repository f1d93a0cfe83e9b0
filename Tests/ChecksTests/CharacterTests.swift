import Checks
import Markup
import Model
import RandomDocuments
import Testing

@Suite("Checks of characters")
struct CharacterTests {
    private func verdict(_ id: String, _ bytes: [UInt8]) throws -> (Verdict, Document) {
        let type = try #require(CheckCatalog.check(id))
        var mistakes: [Parameters.Mistake] = []
        let check = try type.init(Parameters(checking: [], against: type.parameters, mistakes: &mistakes))
        let document = Markdown.parse(bytes)
        var verdict = Verdict()
        check.judge(
            document, given: Facts(characters: RareCharacters(of: document.text)), into: &verdict)
        return (verdict, document)
    }

    private func fixed(_ id: String, _ text: String) throws -> String {
        RandomDocumentTests.fixed(text, by: try verdict(id, Array(text.utf8)).0)
    }

    @Test("bytes that are no UTF-8 are named once for a line")
    func invalidUTF8() throws {
        let (verdict, document) = try verdict(
            "text.broken-encoding",
            Array("caf".utf8) + [0xE9] + Array(" na".utf8) + [0xEF] + Array("ve\nok\n".utf8) + [0xFF])
        #expect(verdict.drafts.map { document.text.line(at: $0.range.lower) } == [0, 2])
    }

    @Test("the few characters worth a look are found wherever they stand")
    func scan() {
        var random = SplitMix64(seed: 7)
        let alphabet: [Unicode.Scalar] = [
            "a", "b", " ", "\n", "\t", "\u{8}", "\u{7F}", "\u{85}", "\u{A0}", "\u{AD}", "é", "\u{200B}",
            "\u{202E}",
            "\u{FEFF}", "\u{FFFD}", "\u{E0041}", "😀", "中", "\u{3000}", "Ã", "©",
        ]
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<random.number(below: 60) {
                text.unicodeScalars.append(
                    alphabet[random.number(below: random.chance(oneIn: 3) ? alphabet.count : 2)])
            }
            let found = RareCharacters(of: SourceText(text))
            var controls: [Int] = []
            var invisibles: [Int] = []
            var offset = 0
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\u{8}", "\u{7F}", "\u{85}": controls.append(offset)
                case "\u{AD}", "\u{200B}", "\u{202E}", "\u{E0041}": invisibles.append(offset)
                case "\u{FEFF}" where offset > 0: invisibles.append(offset)
                default: break
                }
                offset += String(scalar).utf8.count
            }
            #expect(found.controls == controls)
            #expect(found.invisibles == invisibles)
        }
    }

    @Test("text in a wrong encoding is read back, whatever it was, once or twice")
    func roundTrip() throws {
        for meant in [
            "It’s “so” – really…", "naïve café", "Привет, мир", "日本語", "€ 5 → 6", "😀 🎉", "žluťoučký",
        ] {
            let once = Self.garbled(meant)
            #expect(try fixed("text.mojibake", once) == meant)
            let twice = Self.garbled(once)
            #expect(try fixed("text.mojibake", twice) == meant)
            #expect(try verdict("text.mojibake", Array(meant.utf8)).0.drafts.isEmpty)
        }
    }

    /// What a program makes of a text that it reads as Windows-1252.
    private static func garbled(_ text: String) -> String {
        let windows: [UInt32] = [
            0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
            0x0152,
            0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
            0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
        ]
        var out = ""
        for byte in text.utf8 {
            let value = (0x80...0x9F).contains(byte) ? windows[Int(byte) - 0x80] : UInt32(byte)
            if let scalar = Unicode.Scalar(value) { out.unicodeScalars.append(scalar) }
        }
        return out
    }
}

@Suite("Every check, on documents that nobody would write")
struct RandomDocumentTests {
    /// A text after all fixes, the last first.
    static func fixed(_ text: String, by verdict: Verdict) -> String {
        var bytes = Array(text.utf8)
        for edit in verdict.drafts.flatMap({ $0.fixes.first?.edits ?? [] }).sorted(by: { $0.range > $1.range }
        ) {
            bytes.replaceSubrange(edit.range.lower..<edit.range.upper, with: edit.replacement.utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("points into the document, with edits in order", arguments: Dialect.allCases)
    func places(dialect: Dialect) throws {
        var random = SplitMix64(seed: 99)
        var mistakes: [Parameters.Mistake] = []
        let checks = try CheckCatalog.all.map { type in
            (type.id, try type.init(Parameters(checking: [], against: type.parameters, mistakes: &mistakes)))
        }
        for _ in 0..<40 {
            var bytes: [UInt8] = []
            for _ in 0..<random.number(below: 50) {
                bytes += Array(Self.pieces[random.number(below: Self.pieces.count)].utf8)
                if random.chance(oneIn: 12) { bytes.append(UInt8(random.number(below: 256))) }
            }
            let document = Markdown.parse(bytes, path: "docs/a.md", dialect: dialect)
            let count = document.text.count
            for (id, check) in checks {
                var facts = Facts(
                    prose: Prose(of: document), lines: LineMap(of: document),
                    characters: RareCharacters(of: document.text))
                for question in check.questions(about: document) {
                    if case .anchors = question { facts.answers[question] = .anchors(Anchors(of: document)) }
                }
                var verdict = Verdict()
                check.judge(document, given: facts, into: &verdict)
                for draft in verdict.drafts {
                    #expect(0 <= draft.range.lower && draft.range.upper <= count, "\(id)")
                    #expect(draft.range.lower <= draft.range.upper, "\(id)")
                    for fix in draft.fixes {
                        var end = 0
                        for edit in fix.edits {
                            #expect(end <= edit.range.lower && edit.range.upper <= count, "\(id)")
                            end = edit.range.upper
                        }
                    }
                }
            }
        }
    }

    private static let pieces = [
        "\n", "\n\n", "# A\n", "## B\n\n", "- a\n", "  - b\n", "1. c\n", "3) d\n", "> ", "    ", "\t",
        "```\n", "```js\n",
        "````md\n", "~~~\n", "| a | b |\n", "|---|---|\n", "|--|\n", "|:-:|-:-|\n", "[^1]", "[^1]: x\n",
        "[a]: <>\n",
        "[a]: b\n", "[A]: c\n", "[x](#a)", "* [x](#b)\n", "<!-- toc -->\n", "<!-- tocstop -->\n",
        "## Contents\n\n",
        "---\n", "title: a: b\n", "+++\n", "text ", "the the ", "**the\nthe** ", "`a|b`", "\u{200B}",
        "\u{A0}", "#\u{A0}x\n",
        "\u{AD}", "\u{8}", "\u{1B}[0m", "â€™", "Ã©", "Ã", "\u{FFFD}", "\u{202E}", "\u{2028}", "<h1>x</h1>\n",
        "![i](j)",
        "\r\n", "\r", "日本", "$$\n", ":::note\n", ":::\n", "!!! note\n", "{{< x >}}\n", "<div>\n",
        "</div>\n\n", "===\n",
        "    ```\n", "|", "\\|", "`", "``", "\u{FEFF}", "{/* c */}\n", "<!-- c -->\n\n",
    ]
}
