package import Model

/// The report for a person: findings with the lines they are about, what was not assessed, and a last line
/// that counts.
package struct Terminal: ReportFormat {
    package static let name = "terminal"
    package static let summary = "for people: each finding with the lines that it is about"

    private let options: ReportOptions
    private let palette: Palette

    package init(_ options: ReportOptions) {
        self.options = options
        palette = Palette(isOn: options.color)
    }

    package func render(_ report: Report, into out: inout [UInt8]) {
        for part in parts(of: report) { out += part() }
    }

    /// As many pages in each part as have a good number of findings together, and the end.
    package func parts(of report: Report) -> [@Sendable () -> [UInt8]] {
        let report = report.inOrder()
        var parts: [@Sendable () -> [UInt8]] = []
        var first = 0
        var count = 0
        for place in report.pages.indices {
            count += report.pages[place].findings.count
            guard count >= Self.findingsInPart || place == report.pages.count - 1 else { continue }
            let pages = first...place
            parts.append { render(report.pages[pages]) }
            first = place + 1
            count = 0
        }
        parts.append { renderEnd(of: report) }
        return parts
    }

    private static let findingsInPart = 1000

    package static func say(_ elapsed: Duration, in report: inout ArraySlice<UInt8>) {
        if report.last == 0x0A { report.removeLast() }
        report += "; \(LastLine.seconds(elapsed))\n".utf8
    }

    private func render(_ pages: ArraySlice<Report.Page>) -> [UInt8] {
        var out: [UInt8] = []
        for page in pages {
            var places = PlaceFinder(page.text)
            for place in page.findings.indices {
                append(page.findings[place], in: page.text, &places, to: &out)
                out.append(0x0A)
            }
        }
        return out
    }

    private func renderEnd(of report: Report) -> [UInt8] {
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
        let report = Report(revision: nil, pages: pages, unknowns: [], counts: .init()).inOrder()
        var out: [UInt8] = []
        for page in report.pages {
            var places = PlaceFinder(page.text)
            for finding in page.findings {
                if !out.isEmpty { out.append(0x0A) }
                terminal.append(finding, in: page.text, &places, to: &out)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private func append(
        _ finding: Finding, in text: SourceText, _ places: inout PlaceFinder, to out: inout [UInt8]
    ) {
        var marks = [Excerpt.Mark(range: finding.range, isPrimary: true, label: "")]
        for note in finding.notes {
            if let range = note.range {
                marks.append(.init(range: range, isPrimary: false, label: VisibleText.of(note.text)))
            }
        }
        let excerpt = Excerpt(of: text, marks: marks, width: options.width)
        appendHeader(of: finding, to: &out)
        appendPlace(places.place(at: finding.range.lower), finding.path, excerpt.gutter, to: &out)
        for row in excerpt.rows { append(row, excerpt.gutter, finding.severity, to: &out) }
        for note in finding.notes where note.range == nil || text.count == 0 {
            append(remark: "note", note.text, "", excerpt.gutter, to: &out)
        }
        for fix in finding.fixes {
            let ending = fix.safety == .unsafe ? " (unsafe fix)" : ""
            append(remark: "help", fix.title, ending, excerpt.gutter, to: &out)
        }
    }

    private func appendHeader(of finding: Finding, to out: inout [UInt8]) {
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
