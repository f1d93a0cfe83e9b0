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
        let report = report.inOrder()
        for page in report.pages {
            var places = PlaceFinder(page.text)
            for finding in page.findings {
                append(finding, in: page.text, &places, to: &out)
                out.append(0x0A)
            }
        }
        let unknowns = UnknownsBlock(report).lines
        for line in unknowns { append(line, to: &out) }
        if !unknowns.isEmpty { out.append(0x0A) }
        append(LastLine(report, elapsed: options.elapsed).text, to: &out)
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
        append(header(of: finding), to: &out)
        let place = places.place(at: finding.range.lower)
        let arrow = String(repeating: " ", count: excerpt.gutter) + "-->"
        let path = VisibleText.of(finding.path)
        append("\(palette.paint(arrow, .frame)) \(path):\(place.line):\(place.column)", to: &out)
        for row in excerpt.rows { append(row, excerpt.gutter, finding.severity, to: &out) }
        for note in finding.notes where note.range == nil || text.count == 0 {
            append(remark: "note", VisibleText.of(note.text), excerpt.gutter, to: &out)
        }
        for fix in finding.fixes {
            let title = VisibleText.of(fix.title) + (fix.safety == .unsafe ? " (unsafe fix)" : "")
            append(remark: "help", title, excerpt.gutter, to: &out)
        }
    }

    private func header(of finding: Finding) -> String {
        let rule = palette.paint(
            "\(finding.severity.rawValue)[\(VisibleText.of(finding.rule))]", .init(finding.severity))
        let doubt = finding.confidence == .certain ? "" : " (\(finding.confidence.rawValue))"
        return rule + palette.paint("\(doubt): \(VisibleText.of(finding.message))", .bold)
    }

    private func append(_ row: Excerpt.Row, _ gutter: Int, _ severity: Severity, to out: inout [UInt8]) {
        let blank = String(repeating: " ", count: gutter + 1)
        switch row {
        case .empty: append(palette.paint(blank + "|", .frame), to: &out)
        case .gap: append(palette.paint("...", .frame), to: &out)
        case .source(let line, let text):
            let number = String(line + 1)
            let margin = number + String(repeating: " ", count: gutter - number.utf8.count + 1) + "|"
            append(palette.paint(margin, .frame) + (text.isEmpty ? "" : " " + text), to: &out)
        case .marks(let indent, let count, let isPrimary, let label):
            let signs = String(repeating: isPrimary ? "^" : "-", count: count)
            let said = label.isEmpty ? signs : "\(signs) \(label)"
            let margin = palette.paint(blank + "|", .frame) + String(repeating: " ", count: indent + 1)
            append(margin + palette.paint(said, isPrimary ? .init(severity) : .frame), to: &out)
        }
    }

    private func append(remark: String, _ text: String, _ gutter: Int, to out: inout [UInt8]) {
        let blank = String(repeating: " ", count: gutter + 1)
        append("\(palette.paint(blank + "=", .frame)) \(palette.paint(remark, .bold)): \(text)", to: &out)
    }

    private func append(_ line: String, to out: inout [UInt8]) {
        out.append(contentsOf: line.utf8)
        out.append(0x0A)
    }
}
