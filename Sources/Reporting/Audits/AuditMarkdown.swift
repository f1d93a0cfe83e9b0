package import Audit
import Model

/// The audit as a page of Markdown, for an issue, a wiki or a mail.
package struct AuditMarkdown: AuditFormat {
    package static let name = "markdown"
    package static let summary = "a page for an issue, a wiki or a mail"

    package init(_ options: ReportOptions) {}

    package func render(_ report: AuditReport) -> [UInt8] {
        var out: [String] = []
        let title = report.header.title.isEmpty ? "Audit" : Self.text(report.header.title)
        out.append("# \(title), \(report.header.asOf)")
        out.append("")
        if report.shard == nil { out.append(Self.text(AuditWords.changes(report.changes)) + ".") }
        writeCauses(report, to: &out)
        writeAreas(report, to: &out)
        writeFormer(report, to: &out)
        writeNotAssessed(report, to: &out)
        writeInputs(report, to: &out)
        return Array((out.joined(separator: "\n") + "\n").utf8)
    }

    private func writeCauses(_ report: AuditReport, to out: inout [String]) {
        let causes = report.causes.filter { $0.effect != .none }
        guard !causes.isEmpty else { return }
        out += [
            "", "## Upstream causes", "", "| what happened | where and when | reaches |",
            "| --- | --- | --- |",
        ]
        for group in causes {
            out.append(
                "| \(Self.text(group.cause.what)) | \(Self.text(AuditWords.origin(group.cause))) | "
                    + "\(AuditWords.reach(group)) |")
        }
    }

    private func writeAreas(_ report: AuditReport, to out: inout [String]) {
        for area in report.areas {
            out += [
                "",
                "## \(Self.text(AuditWords.area(area.area))), owned by \(Self.text(AuditWords.owners(area.owners)))",
                "",
            ]
            for line in AuditWords.causes(of: area, in: report) { out.append("- \(Self.text(line))") }
            if !area.pages.isEmpty { out.append("- pages: \(AuditWords.states(area.pages))") }
            if !area.projects.isEmpty { out.append("- samples: \(AuditWords.states(area.projects))") }
            for topic in Topic.allCases {
                guard let tally = area.tallies[topic], tally.all > 0 else { continue }
                out.append("- \(topic.rawValue): \(AuditWords.tally(tally))")
            }
            guard !area.findings.isEmpty else { continue }
            out += ["", "| what | where | says | because | standing |", "| --- | --- | --- | --- | --- |"]
            for place in area.findings { out.append(Self.row(report.findings[place])) }
        }
    }

    private static func row(_ item: AuditReport.Item) -> String {
        let finding = item.finding
        let because = finding.cause.map { "\($0.what), \(AuditWords.origin($0))" } ?? ""
        let sure = finding.confidence == .certain ? "" : " (\(finding.confidence.rawValue))"
        return "| \(text(finding.message))\(sure) | \(code(AuditWords.place(finding))) | "
            + "\(finding.quote.isEmpty ? "" : code(finding.quote)) | \(text(because)) | \(item.standing.word) |"
    }

    private func writeFormer(_ report: AuditReport, to out: inout [String]) {
        let groups = [
            ("Fixed", report.changes.fixed), ("Vanished with their files", report.changes.vanished),
            ("Not looked at this time", report.changes.notLookedAt),
        ]
        for (title, findings) in groups where !findings.isEmpty {
            out += ["", "## \(title)", ""]
            for finding in findings {
                out.append(
                    "- \(Self.code("\(finding.repository):\(finding.path)")): \(Self.text(finding.message))")
            }
        }
    }

    private func writeNotAssessed(_ report: AuditReport, to out: inout [String]) {
        let ownerless = AuditWords.ownerless(report)
        if !ownerless.isEmpty {
            out += ["", "## Without an owner", ""]
            for (state, count, places) in ownerless {
                out.append("- \(Self.text(state)): \(count)")
                for place in places { out.append("  - \(Self.text(place))") }
            }
        }
        var lines: [String] = []
        for repository in report.repositories {
            if !repository.notAssessed.isEmpty {
                lines.append("- \(Self.text("\(repository.name), because \(repository.notAssessed)"))")
            }
            for gap in repository.gaps { lines.append("- \(Self.text("\(repository.name): \(gap)"))") }
        }
        for (reason, count) in AuditWords.reasons(report) { lines.append("- \(count) \(Self.text(reason))") }
        if !lines.isEmpty { out += ["", "## Not assessed", ""] + lines }
    }

    private func writeInputs(_ report: AuditReport, to out: inout [String]) {
        out += [
            "", "## Made from", "",
            "- docent \(report.header.version), configuration \(report.header.configuration)",
        ]
        for snapshot in report.header.snapshots {
            out.append("- \(Self.text("\(snapshot.name) \(snapshot.id)"))")
        }
        for repository in report.repositories {
            let head = repository.revision.isEmpty ? "not read" : repository.revision
            out.append("- \(Self.text(repository.name)) at \(head)")
        }
    }

    /// Foreign text as text: nothing in it is markup, a mention, a link to an issue, or a cell's end.
    static func text(_ text: String) -> String {
        var out = ""
        var isInCode = false
        // Our own sentences put names in code; signs that do not pair, or stand side by side, are foreign.
        let hasCode = text.unicodeScalars.count { $0 == "`" }.isMultiple(of: 2) && !text.contains("``")
        for scalar in VisibleText.of(text).unicodeScalars {
            switch scalar {
            case "`" where hasCode:
                isInCode.toggle()
                out.unicodeScalars.append(scalar)
            case "|": out += isInCode ? "\\|" : "&#124;"
            case _ where isInCode: out.unicodeScalars.append(scalar)
            case "@": out += "@\u{2060}"
            case "<", ">", "&", "*", "_", "[", "]", "#", "\\", "`", "~", "!": out += "&#\(scalar.value);"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Foreign text as code, with a fence that is longer than any in it.
    static func code(_ text: String) -> String {
        let line = VisibleText.of(text).replacing("|", with: "\\|")
        var longest = 0
        var run = 0
        for character in line {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let pad = longest > 0 ? " " : ""
        return fence + pad + line + pad + fence
    }
}
