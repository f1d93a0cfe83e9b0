package import Model

/// The report for programs: one object, one line for each finding, the same bytes for the same report.
///
/// What each field means stands in the handbook (`JSONReport.md`), its shape in
/// `docent-report-1.schema.json` beside it. A field that is added leaves the version as it is; one that
/// changes or goes raises it.
package struct JSON: ReportFormat {
    package static let name = "json"
    package static let summary = "for programs: one object, described by a JSON Schema"
    /// The version of the format.
    package static let version = 1

    private let options: ReportOptions

    package init(_ options: ReportOptions) {
        self.options = options
    }

    package var separator: String { "," }

    package func start(of report: WrittenReport) -> [UInt8] {
        var json = JSONWriter(appendingTo: [])
        json.openReport(Self.version, by: options.version, of: report.revision)
        json.line(indent: 2)
        json.key("findings")
        json.open("[")
        return json.finish()
    }

    package func write(_ page: Report.Page) -> [UInt8] {
        let page = page.inOrder()
        var json = JSONWriter(appendingTo: [])
        var places = PlaceFinder(page.text)
        for finding in page.findings {
            json.line(indent: 4)
            write(finding, &places, to: &json)
        }
        return json.finish()
    }

    package func end(of report: WrittenReport) -> [UInt8] {
        var json = JSONWriter(appendingTo: [])
        if report.pagesWithFindings > 0 { json.lastLine(indent: 2) }
        json.close("]")
        writeUnknowns(of: report, to: &json)
        writeSummary(of: report, to: &json)
        json.lastLine(indent: 0)
        json.close("}")
        var out = json.finish()
        out.append(0x0A)
        return out
    }

    private func write(_ finding: Finding, _ places: inout PlaceFinder, to json: inout JSONWriter) {
        json.open("{")
        json.key("rule")
        json.value(finding.rule)
        json.key("aliases")
        json.open("[")
        for alias in finding.aliases { json.value(alias) }
        json.close("]")
        json.key("severity")
        json.value(finding.severity.rawValue)
        json.key("confidence")
        json.value(finding.confidence.rawValue)
        json.key("audience")
        json.value(finding.audience.rawValue)
        json.key("path")
        json.value(finding.path)
        write(finding.range, &places, to: &json)
        json.key("message")
        json.value(finding.message)
        json.key("notes")
        json.open("[")
        for note in finding.notes {
            json.open("{")
            json.key("message")
            json.value(note.text)
            write(note.range, &places, to: &json)
            json.close("}")
        }
        json.close("]")
        json.key("fixes")
        json.open("[")
        for fix in finding.fixes { write(fix, &places, to: &json) }
        json.close("]")
        json.key("fingerprint")
        json.value(finding.fingerprint.description)
        json.close("}")
    }

    private func write(_ fix: Fix, _ places: inout PlaceFinder, to json: inout JSONWriter) {
        json.open("{")
        json.key("title")
        json.value(fix.title)
        json.key("safety")
        json.value(fix.safety.rawValue)
        json.key("edits")
        json.open("[")
        for edit in fix.edits {
            json.open("{")
            write(edit.range, &places, to: &json)
            json.key("replacement")
            json.value(edit.replacement)
            json.close("}")
        }
        json.close("]")
        json.close("}")
    }

    /// `start` and `end`; both null where there is no place.
    private func write(_ range: SourceRange?, _ places: inout PlaceFinder, to json: inout JSONWriter) {
        json.key("start")
        json.value(range.map { places.place(at: $0.lower) })
        json.key("end")
        json.value(range.map { places.place(at: $0.upper) })
    }

    private func writeUnknowns(of report: WrittenReport, to json: inout JSONWriter) {
        json.line(indent: 2)
        json.key("unknowns")
        json.open("[")
        var current: (path: String, places: PlaceFinder)?
        for unknown in report.unknowns {
            if current?.path != unknown.path {
                current = report.text(of: unknown.path).map { (unknown.path, PlaceFinder($0)) }
            }
            json.line(indent: 4)
            json.open("{")
            json.key("rule")
            json.value(orNull: unknown.rule)
            json.key("path")
            json.value(unknown.path)
            json.key("start")
            json.value(unknown.range.flatMap { current?.places.place(at: $0.lower) })
            json.key("end")
            json.value(unknown.range.flatMap { current?.places.place(at: $0.upper) })
            json.key("subject")
            json.value(unknown.subject)
            json.key("reason")
            json.value(unknown.reason)
            json.close("}")
        }
        if !report.unknowns.isEmpty { json.lastLine(indent: 2) }
        json.close("]")
    }

    private func writeSummary(of report: WrittenReport, to json: inout JSONWriter) {
        json.line(indent: 2)
        json.key("summary")
        json.open("{")
        json.key("errors")
        let tally = report.tally
        json.value(tally.errors)
        json.key("warnings")
        json.value(tally.warnings)
        json.key("advice")
        json.value(tally.advice)
        json.key("documentsRead")
        json.value(report.counts.documentsRead)
        json.key("documentsReadForCode")
        json.value(report.counts.documentsReadForCode)
        json.key("documentsNotRead")
        json.value(report.counts.documentsNotRead)
        json.key("documentsWithFindings")
        json.value(report.pagesWithFindings)
        json.key("notAssessed")
        json.value(report.unknowns.count)
        json.key("suppressed")
        json.value(report.counts.suppressed)
        json.key("rules")
        json.value(report.counts.rules)
        json.key("fixes")
        json.value(report.counts.fixes)
        json.close("}")
    }
}

extension JSONWriter {
    fileprivate mutating func value(_ fixes: Report.Fixes?) {
        guard let fixes else { return null() }
        open("{")
        key("findings")
        value(fixes.findings)
        key("documents")
        value(fixes.documents)
        key("dropped")
        value(fixes.dropped)
        close("}")
    }

    fileprivate mutating func value(_ place: Place?) {
        guard let place else { return null() }
        open("{")
        key("line")
        value(place.line)
        key("column")
        value(place.column)
        key("offset")
        value(place.offset)
        close("}")
    }
}
