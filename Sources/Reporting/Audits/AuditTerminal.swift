package import Audit
import Model

/// The audit for people at a terminal.
package struct AuditTerminal: AuditFormat {
    package static let name = "terminal"
    package static let summary = "for people: what changed, upstream causes, states, what was not assessed"

    private let options: ReportOptions
    private let palette: Palette

    package init(_ options: ReportOptions) {
        self.options = options
        palette = Palette(isOn: options.color)
    }

    package func render(_ report: AuditReport) -> [UInt8] {
        var out: [String] = []
        writeHead(report, to: &out)
        writeCauses(report, to: &out)
        writeAreas(report, to: &out)
        writeFindings(report, to: &out)
        writeFormer(report, to: &out)
        writeNotAssessed(report, to: &out)
        writeSummary(report, to: &out)
        return Array((out.joined(separator: "\n") + "\n").utf8)
    }

    private func writeHead(_ report: AuditReport, to out: inout [String]) {
        let title = report.header.title.isEmpty ? "audit" : VisibleText.of(report.header.title)
        let part = report.shard.map { ", part \($0)" } ?? ""
        out.append(palette.strong("\(title), as of \(report.header.asOf)\(part)"))
        out.append(
            "docent \(report.header.version), configuration \(report.header.configuration)")
        for snapshot in report.header.snapshots { out.append("data: \(snapshot.name) \(snapshot.id)") }
        for repository in report.repositories {
            var words = [repository.role]
            if !repository.area.isEmpty { words.append(repository.area) }
            if !repository.lifecycle.isEmpty { words.append(repository.lifecycle) }
            let head = repository.revision.isEmpty ? "not read" : String(repository.revision.prefix(12))
            out.append(
                "  \(VisibleText.of(repository.name)) \(head) (\(VisibleText.of(words.joined(separator: ", "))))"
            )
        }
        out.append("")
        if report.shard == nil { out.append(AuditWords.changes(report.changes)) }
    }

    private func writeCauses(_ report: AuditReport, to out: inout [String]) {
        let causes = report.causes.filter { $0.effect != .none }
        guard !causes.isEmpty else { return }
        out += ["", palette.strong("upstream causes")]
        for group in causes.prefix(Self.mostCauses) {
            out.append(
                "  \(VisibleText.of(group.cause.what)) (\(VisibleText.of(AuditWords.origin(group.cause)))): "
                    + AuditWords.reach(group))
        }
        if causes.count > Self.mostCauses { out.append("  and \(causes.count - Self.mostCauses) more") }
    }

    private func writeAreas(_ report: AuditReport, to out: inout [String]) {
        for area in report.areas {
            out += [
                "",
                palette.strong(
                    VisibleText.of(
                        "\(AuditWords.area(area.area)), owned by \(AuditWords.owners(area.owners))")),
            ]
            for line in AuditWords.causes(of: area, in: report) {
                out.append("  \(VisibleText.of(line))")
            }
            if !area.pages.isEmpty { out.append("  pages: \(AuditWords.states(area.pages))") }
            if !area.projects.isEmpty { out.append("  samples: \(AuditWords.states(area.projects))") }
            for topic in Topic.allCases {
                guard let tally = area.tallies[topic], tally.all > 0 else { continue }
                out.append("  \(topic.rawValue): \(AuditWords.tally(tally))")
            }
        }
    }

    private func writeFindings(_ report: AuditReport, to out: inout [String]) {
        guard !report.findings.isEmpty else { return }
        out += ["", palette.strong("findings")]
        for item in report.findings { write(item, to: &out) }
    }

    private func write(_ item: AuditReport.Item, to out: inout [String]) {
        let finding = item.finding
        let severity = finding.severity
        let head = palette.severity(severity, "\(severity.rawValue)[\(finding.kind.rawValue)]")
        var standing = ""
        switch item.standing {
        case .new: break
        case .known(let day): standing = " (known since \(day))"
        case .reopened(let day): standing = " (reopened, first seen \(day))"
        }
        let sure = finding.confidence == .certain ? "" : ", \(finding.confidence.rawValue)"
        out.append("\(head)\(sure): \(VisibleText.of(finding.message))\(standing)")
        out.append("  --> \(VisibleText.of(AuditWords.place(finding)))")
        if !finding.quote.isEmpty { out.append("   | \(VisibleText.of(finding.quote))") }
        if let cause = finding.cause {
            let older = finding.isOlder ? ", before the last edit of the page" : ""
            out.append(
                "   = \(VisibleText.of(cause.what)), \(VisibleText.of(AuditWords.origin(cause)))\(older)")
        }
    }

    private func writeFormer(_ report: AuditReport, to out: inout [String]) {
        let groups = [
            ("fixed", report.changes.fixed), ("vanished with their files", report.changes.vanished),
            ("not looked at this time", report.changes.notLookedAt),
        ]
        for (title, findings) in groups where !findings.isEmpty {
            out += ["", palette.strong(title)]
            for finding in findings {
                out.append(
                    "  \(VisibleText.of("\(finding.repository):\(finding.path)")): \(VisibleText.of(finding.message))"
                )
            }
        }
    }

    private func writeNotAssessed(_ report: AuditReport, to out: inout [String]) {
        let reasons = AuditWords.reasons(report)
        let repositories = report.repositories.filter { !$0.notAssessed.isEmpty || !$0.gaps.isEmpty }
        let ownerless = AuditWords.ownerless(report)
        if !ownerless.isEmpty {
            out += ["", palette.strong("without an owner")]
            for (state, count, places) in ownerless {
                out.append("  \(VisibleText.of(state)): \(count)")
                for place in places { out.append("    \(VisibleText.of(place))") }
            }
        }
        guard !reasons.isEmpty || !repositories.isEmpty else { return }
        out += ["", palette.strong("not assessed")]
        for repository in repositories {
            if !repository.notAssessed.isEmpty {
                out.append("  \(VisibleText.of("\(repository.name), because \(repository.notAssessed)"))")
            }
            for gap in repository.gaps.prefix(Self.mostGaps) {
                out.append("  \(VisibleText.of("\(repository.name): \(gap)"))")
            }
            if repository.gaps.count > Self.mostGaps {
                out.append(
                    "  \(VisibleText.of(repository.name)): and \(repository.gaps.count - Self.mostGaps) more")
            }
        }
        for (reason, count) in reasons { out.append("  \(count) \(VisibleText.of(reason))") }
    }

    private func writeSummary(_ report: AuditReport, to out: inout [String]) {
        let pages = AuditWords.states(report, .page)
        let projects = AuditWords.states(report, .project)
        out.append("")
        if !pages.isEmpty { out.append("pages: \(AuditWords.states(pages))") }
        if !projects.isEmpty { out.append("samples: \(AuditWords.states(projects))") }
        if let lag = AuditWords.lag(report.units) { out.append("lag: \(lag)") }
        let counts = [Severity.error, .warning, .advice].compactMap { severity -> String? in
            let count = report.findings.count { $0.finding.severity == severity }
            return count == 0 ? nil : AuditWords.counted(count, severity.rawValue)
        }
        if counts.isEmpty {
            out.append(AuditWords.isNothingRead(report) ? "nothing was looked at" : "nothing found")
        } else {
            out.append(counts.joined(separator: ", "))
        }
    }

    /// One screen shows what a team can decide on.
    private static let mostCauses = 12
    private static let mostGaps = 5
}

extension Palette {
    fileprivate func strong(_ text: String) -> String { painted(.bold, text) }

    fileprivate func severity(_ severity: Severity, _ text: String) -> String { painted(Ink(severity), text) }

    private func painted(_ ink: Ink, _ text: String) -> String {
        var out: [UInt8] = []
        paint(ink, &out) { $0.append(contentsOf: text.utf8) }
        return String(decoding: out, as: UTF8.self)
    }
}
