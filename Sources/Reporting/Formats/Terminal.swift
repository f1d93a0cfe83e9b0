package import Model

/// The report for a person: findings with the lines they are about, what was not assessed, and a last line
/// that counts.
package struct Terminal: ReportFormat {
    package static let name = "terminal"
    package static let summary = "for people: each finding with the lines that it is about"
    package static let hasFingerprints = false

    private let options: ReportOptions
    private let palette: Palette

    package init(_ options: ReportOptions) {
        self.options = options
        palette = Palette(isOn: options.color)
    }

    package static func say(_ elapsed: Duration, in report: inout ArraySlice<UInt8>) {
        if report.last == 0x0A { report.removeLast() }
        report += "; \(LastLine.seconds(elapsed))\n".utf8
    }

    package func write(_ page: Report.Page) -> [UInt8] {
        let page = page.inOrder()
        var out: [UInt8] = []
        out.reserveCapacity(page.findings.count * Self.usualSize)
        var places = PlaceFinder(page.text)
        var letters = LetterRun()
        let findings = page.findings.span
        for index in findings.indices {
            append(findings[index], in: page.text, &places, &letters, to: &out)
            out.append(0x0A)
        }
        return out
    }

    /// What a finding mostly takes, in bytes.
    private static let usualSize = 320

    package func end(of report: WrittenReport) -> [UInt8] {
        var out: [UInt8] = []
        let unknowns = UnknownsBlock(report).lines
        for line in unknowns { append(line, to: &out) }
        if !unknowns.isEmpty { out.append(0x0A) }
        append(LastLine(report, elapsed: options.elapsed).text, to: &out)
        return out
    }

    /// The findings of some pages without colour and without a last line: what stands in the `findings`
    /// fences of rule pages. Findings are parted by an empty line.
    package static func renderFindings(of pages: [Report.Page]) -> String {
        let terminal = Terminal(ReportOptions())
        let report = WrittenReport(
            Report(revision: nil, pages: pages, unknowns: [], counts: .init()), writing: terminal.write)
        var out = Array(report.inOrder().sheets.map(\.bytes).joined())
        if !out.isEmpty { out.removeLast() }
        return String(decoding: out, as: UTF8.self)
    }

    private func append(
        _ finding: Finding, in text: SourceText, _ places: inout PlaceFinder,
        _ letters: inout LetterRun, to out: inout [UInt8]
    ) {
        let place = places.place(at: finding.range.lower)
        appendHeader(finding, to: &out)
        let gutter: Int
        if let lines = singleLine(of: finding, in: text, place.line - 1) {
            gutter = Digits.count(place.line)
            appendPlace(place, finding.path, gutter, to: &out)
            append(lines, of: text, place.line - 1, gutter, finding.severity, &letters, to: &out)
        } else {
            var marks = [Excerpt.Mark(range: finding.range, isPrimary: true, label: "")]
            for note in finding.notes {
                if let range = note.range {
                    marks.append(.init(range: range, isPrimary: false, label: VisibleText.of(note.text)))
                }
            }
            let excerpt = Excerpt(of: text, marks: marks, width: options.width)
            gutter = excerpt.gutter
            appendPlace(place, finding.path, gutter, to: &out)
            for row in excerpt.rows { append(row, gutter, finding.severity, to: &out) }
        }
        for note in finding.notes where note.range == nil || text.count == 0 {
            append(remark: "note", note.text, "", gutter, to: &out)
        }
        for fix in finding.fixes {
            let ending = fix.safety == .unsafe ? " (unsafe fix)" : ""
            append(remark: "help", fix.title, ending, gutter, to: &out)
        }
    }

    /// The part of its line that a finding is about, where that is all there is to mark: so it mostly is, and
    /// then nothing has to be put in order before it is written.
    private func singleLine(of finding: Finding, in text: SourceText, _ line: Int) -> SourceRange? {
        guard text.count > 0, finding.notes.allSatisfy({ $0.range == nil }) else { return nil }
        let range = finding.range
        guard range.lower >= 0, range.upper >= range.lower, range.upper <= text.count else { return nil }
        // A range that ends with a line ending does not reach into the next line.
        guard range.upper <= text.fullLine(line).upper else { return nil }
        let end = text.line(line).upper
        return SourceRange(min(range.lower, end), min(range.upper, end))
    }

    private func append(
        _ range: SourceRange, of text: SourceText, _ line: Int, _ gutter: Int, _ severity: Severity,
        _ letters: inout LetterRun, to out: inout [UInt8]
    ) {
        let window = LineWindow(
            text, line: line, focus: range, available: Excerpt.available(options.width, gutter), &letters)
        append(.empty, gutter, severity, to: &out)
        append(.source(line: line, window), gutter, severity, to: &out)
        let (indent, count) = window.columns(of: range)
        append(.marks(indent: indent, count: count, isPrimary: true, label: ""), gutter, severity, to: &out)
    }

    private func appendHeader(_ finding: Finding, to out: inout [UInt8]) {
        palette.paint(.init(finding.severity), &out) { out in
            out.append(contentsOf: finding.severity.rawValue.utf8)
            out.append(UInt8(ascii: "["))
            VisibleText.append(finding.rule, to: &out)
            out.append(UInt8(ascii: "]"))
        }
        palette.paint(.bold, &out) { out in
            if finding.confidence != .certain {
                out.append(contentsOf: " (".utf8)
                out.append(contentsOf: finding.confidence.rawValue.utf8)
                out.append(UInt8(ascii: ")"))
            }
            out.append(contentsOf: ": ".utf8)
            VisibleText.append(finding.message, to: &out)
        }
        out.append(0x0A)
    }

    private func appendPlace(_ place: Place, _ path: String, _ gutter: Int, to out: inout [UInt8]) {
        palette.paint(.frame, &out) { out in
            Self.append(0x20, gutter, to: &out)
            out.append(contentsOf: "-->".utf8)
        }
        out.append(0x20)
        VisibleText.append(path, to: &out)
        out.append(UInt8(ascii: ":"))
        Digits.append(place.line, to: &out)
        out.append(UInt8(ascii: ":"))
        Digits.append(place.column, to: &out)
        out.append(0x0A)
    }

    private func append(_ row: Excerpt.Row, _ gutter: Int, _ severity: Severity, to out: inout [UInt8]) {
        switch row {
        case .empty: appendFrame("|", gutter, to: &out)
        case .gap: palette.paint(.frame, &out) { $0.append(contentsOf: "...".utf8) }
        case .source(let line, let window):
            palette.paint(.frame, &out) { out in
                Digits.append(line + 1, to: &out)
                Self.append(0x20, gutter - Digits.count(line + 1) + 1, to: &out)
                out.append(UInt8(ascii: "|"))
            }
            window.append(to: &out)
        case .marks(let indent, let count, let isPrimary, let label):
            appendFrame("|", gutter, to: &out)
            Self.append(0x20, indent + 1, to: &out)
            palette.paint(isPrimary ? .init(severity) : .frame, &out) { out in
                Self.append(isPrimary ? UInt8(ascii: "^") : UInt8(ascii: "-"), count, to: &out)
                if !label.isEmpty {
                    out.append(0x20)
                    out.append(contentsOf: label.utf8)
                }
            }
        }
        out.append(0x0A)
    }

    private func append(
        remark: String, _ text: String, _ ending: String, _ gutter: Int, to out: inout [UInt8]
    ) {
        appendFrame("=", gutter, to: &out)
        out.append(0x20)
        palette.paint(.bold, &out) { $0.append(contentsOf: remark.utf8) }
        out.append(contentsOf: ": ".utf8)
        VisibleText.append(text, to: &out)
        out.append(contentsOf: ending.utf8)
        out.append(0x0A)
    }

    /// Appends the margin of a row that shows no line of the file.
    private func appendFrame(_ sign: Unicode.Scalar, _ gutter: Int, to out: inout [UInt8]) {
        palette.paint(.frame, &out) { out in
            Self.append(0x20, gutter + 1, to: &out)
            out.append(UInt8(ascii: sign))
        }
    }

    private static func append(_ byte: UInt8, _ count: Int, to out: inout [UInt8]) {
        out.append(contentsOf: repeatElement(byte, count: count))
    }

    private func append(_ line: String, to out: inout [UInt8]) {
        out.append(contentsOf: line.utf8)
        out.append(0x0A)
    }
}
