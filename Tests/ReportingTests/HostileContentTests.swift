import Model
import Reporting
import Testing

@Suite("Nothing in a file or a file name reaches the terminal as a command")
struct HostileContentTests {
    private static let texts = [
        "\u{1B}]0;title\u{7}", "\u{1B}[2J", "\u{9B}31m", "\u{90}q\u{9C}", "\u{202E}live\u{202C}",
        "\u{2066}x\u{2069}", "\u{200F}",
        "a\u{0}b", "\r over", "\u{8}\u{8}", "\u{7F}", "\u{2028}", "\u{85}", "\u{FEFF}", "\u{200B}", "\u{61C}",
        "a" + String(String.UnicodeScalarView((0..<20).compactMap { Unicode.Scalar(0xE0041 + $0) })),
        "z" + String(repeating: "\u{0300}", count: 500), "x\u{E0001}y", "\u{FFF9}a\u{FFFA}b\u{FFFB}",
    ]

    @Test("hostile texts are shown and harmless wherever they stand", arguments: texts)
    func everywhere(text: String) throws {
        let source = SourceText("before " + text + " after")
        let range = SourceRange(7, 7 + text.utf8.count)
        let finding = SampleReport.finding(
            "group/\(text)", .error, range, "says \(text)", path: "docs/\(text).md", aliases: [text],
            notes: [Note(text), Note(text, at: range)],
            fixes: [Fix(title: "replace \(text)", safety: .unsafe, edits: [])])
        let report = Report(
            revision: nil, pages: [.init(path: "docs/\(text).md", text: source, findings: [finding])],
            unknowns: [
                Unknown(path: text, subject: text, reason: text),
                Unknown(rule: text, path: text, subject: text, reason: text + "!"),
            ], counts: .init())
        for format in ReportFormats.all {
            let bytes = format.init(ReportOptions()).render(report)
            let written = String(decoding: bytes, as: UTF8.self)
            #expect(commands(in: written) == [], "\(format.name) writes \(text.debugDescription)")
        }
    }

    @Test("bytes that are no UTF-8 are shown, underlined and counted", arguments: 0..<200)
    func noise(seed: UInt64) throws {
        var generator = Noise(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        let bytes = (0..<Int.random(in: 1...400, using: &generator)).map { _ in
            Bool.random(using: &generator)
                ? UInt8.random(in: 0...255, using: &generator)
                : UInt8.random(in: 0x20...0x7E, using: &generator)
        }
        let text = SourceText(bytes)
        let lower = Int.random(in: 0...bytes.count, using: &generator)
        let upper = Int.random(in: lower...bytes.count, using: &generator)
        let report = Report(
            revision: nil, pages: [SampleReport.page(text, SourceRange(lower, upper))], unknowns: [],
            counts: .init())
        let written = String(decoding: Terminal(ReportOptions(width: 60)).render(report), as: UTF8.self)
        #expect(commands(in: written) == [])
        #expect(written.contains("^"))
    }

    @Test("a thousand findings in a line of a megabyte give short rows")
    func longLine() {
        var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)
        for index in stride(from: 0, to: bytes.count, by: 7) { bytes[index] = 0xE3 }
        let findings = (0..<1000).map {
            SampleReport.finding("a/b", .error, SourceRange($0 * 1000, $0 * 1000 + 10), "m", path: "a.md")
        }
        let page = Report.Page(path: "a.md", text: SourceText(bytes), findings: findings)
        let report = Report(revision: nil, pages: [page], unknowns: [], counts: .init())
        for format in ReportFormats.all {
            let bytes = format.init(ReportOptions()).render(report)
            #expect(bytes.count < 600_000)
            #expect(String(decoding: bytes, as: UTF8.self).contains("999001"))
        }
    }

    /// The scalars that steer a terminal or hide text.
    private func commands(in text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x0A: false
            case 0x00..<0x20, 0x7F..<0xA0, 0x061C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F,
                0xFEFF,
                0xFFF9...0xFFFB:
                true
            case 0xE0000...0xE007F: true
            default: false
            }
        }
    }
}

/// A small generator that gives the same numbers for the same seed (SplitMix64).
private struct Noise: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
