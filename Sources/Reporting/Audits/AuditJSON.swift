package import Audit
import Model

/// The audit for programs: one object, one line for each repository, page, project and finding.
///
/// It is also what parts of an audit are joined from (`AuditPartReader`): what was found stands in it as it was found, and
/// what is worked out of that (causes, areas, changes) beside it. What each field means stands in the handbook
/// (`AuditReport.md`), its shape in `docent-audit-1.schema.json`.
package struct AuditJSON: AuditFormat {
    package static let name = "json"
    package static let summary = "for programs, and to join the parts of an audit"
    /// The version of the format.
    package static let version = 1

    package init(_ options: ReportOptions) {}

    package func render(_ report: AuditReport) -> [UInt8] {
        var json = JSONWriter(appendingTo: [])
        json.open("{")
        json.line(indent: 2)
        json.key("audit")
        json.value(Self.version)
        writeHeader(report, to: &json)
        json.list("repositories", report.repositories) { Self.write($0, to: &$1) }
        json.list("units", report.units) { Self.write($0, to: &$1) }
        json.list("findings", report.findings) { Self.write($0, to: &$1) }
        json.list("notAssessed", report.unknowns) { unknown, json in
            json.field("repository", unknown.repository)
            json.field("path", unknown.path)
            json.field("topic", unknown.topic)
            json.field("subject", unknown.subject)
            json.field("reason", unknown.reason)
        }
        json.list("builds", report.builds) { BuildText.write($0, to: &$1) }
        if report.shard == nil { writeDerived(report, to: &json) }
        json.lastLine(indent: 0)
        json.close("}")
        return json.finish() + [0x0A]
    }

    private func writeHeader(_ report: AuditReport, to json: inout JSONWriter) {
        json.line(indent: 2)
        json.field("version", report.header.version)
        json.line(indent: 2)
        json.field("title", report.header.title)
        json.line(indent: 2)
        json.field("configuration", report.header.configuration)
        json.line(indent: 2)
        json.field("asOf", report.header.asOf.description)
        json.line(indent: 2)
        json.key("part")
        if let shard = report.shard { json.value(shard.description) } else { json.null() }
        json.list("snapshots", report.header.snapshots) { snapshot, json in
            json.field("name", snapshot.name)
            json.field("id", snapshot.id)
        }
    }

    private static func write(_ record: RepositoryRecord, to json: inout JSONWriter) {
        json.field("name", record.name)
        json.field("role", record.role)
        json.field("area", record.area)
        json.field("lifecycle", record.lifecycle)
        json.field("revision", record.revision)
        json.field("notAssessed", record.notAssessed)
        json.texts("gaps", record.gaps)
    }

    private static func write(_ unit: AuditReport.Unit, to json: inout JSONWriter) {
        let record = unit.record
        json.field("kind", record.kind.rawValue)
        json.field("repository", record.repository)
        json.field("path", record.path)
        json.field("system", record.system)
        json.field("original", record.original)
        json.field("state", unit.state.rawValue)
        json.field("area", record.area)
        json.texts("owners", record.owners)
        json.field("ownership", record.ownership)
        json.field("contentDay", record.contentDay)
        json.field("anchorDay", record.anchorDay)
        json.field("anchorReason", record.anchorReason)
        json.field("notAssessed", record.notAssessed)
        write(record.tallies, to: &json)
        json.key("lag")
        guard let lag = record.lag else { return json.null() }
        json.open("{")
        json.key("days")
        json.value(lag.days)
        json.key("most")
        json.value(lag.most)
        json.texts("worst", lag.worst)
        json.key("assessed")
        json.value(lag.assessed)
        json.key("unresolved")
        json.value(lag.unresolved)
        json.key("isLocked")
        json.value(lag.isLocked)
        json.close("}")
    }

    private static func write(_ tallies: [Topic: Tally], to json: inout JSONWriter) {
        json.key("topics")
        json.open("[")
        for topic in Topic.allCases {
            guard let tally = tallies[topic] else { continue }
            json.open("{")
            json.field("topic", topic.rawValue)
            json.key("holds")
            json.value(tally.holds)
            json.key("fails")
            json.value(tally.fails)
            json.key("notChecked")
            json.open("[")
            for (reason, count) in tally.reasons {
                json.open("{")
                json.field("reason", reason)
                json.key("count")
                json.value(count)
                json.close("}")
            }
            json.close("]")
            json.close("}")
        }
        json.close("]")
    }

    private static func write(_ item: AuditReport.Item, to json: inout JSONWriter) {
        let finding = item.finding
        json.field("fingerprint", item.fingerprint.description)
        json.field("kind", finding.kind.rawValue)
        json.field("severity", finding.severity.rawValue)
        json.field("confidence", finding.confidence.rawValue)
        json.field("audience", finding.audience.rawValue)
        json.field("repository", finding.repository)
        json.field("unit", finding.unit)
        json.field("path", finding.path)
        json.key("line")
        json.value(finding.line)
        json.field("quote", finding.quote)
        json.field("subject", finding.subject)
        json.field("message", finding.message)
        json.key("cause")
        if let cause = finding.cause { write(cause, to: &json) } else { json.null() }
        json.field("area", finding.area)
        json.texts("owners", finding.owners)
        json.key("isOlder")
        json.value(finding.isOlder)
        json.field("standing", item.standing.word)
        switch item.standing {
        case .new: json.field("firstSeen", nil as Day?)
        case .known(let day), .reopened(let day): json.field("firstSeen", day)
        }
    }

    private static func write(_ cause: AuditFinding.Cause, to json: inout JSONWriter) {
        json.open("{")
        json.field("what", cause.what)
        json.field("origin", cause.origin)
        json.field("reference", cause.reference)
        json.field("day", cause.day)
        json.close("}")
    }

    private func writeDerived(_ report: AuditReport, to json: inout JSONWriter) {
        json.list("causes", report.causes) { group, json in
            json.key("cause")
            Self.write(group.cause, to: &json)
            json.key("pages")
            json.value(group.pages)
            json.key("originals")
            json.value(group.originals)
            json.key("projects")
            json.value(group.projects)
            json.texts("findings", group.findings.map { report.findings[$0].fingerprint.description })
        }
        json.list("areas", report.areas) { area, json in
            json.field("area", area.area)
            json.texts("owners", area.owners)
            Self.states("pages", area.pages, to: &json)
            Self.states("projects", area.projects, to: &json)
            Self.write(area.tallies, to: &json)
            json.texts("findings", area.findings.map { report.findings[$0].fingerprint.description })
        }
        json.line(indent: 2)
        json.key("changes")
        json.open("{")
        json.field("since", report.changes.since)
        json.texts("new", report.changes.new.map { report.findings[$0].fingerprint.description })
        json.texts("reopened", report.changes.reopened.map { report.findings[$0].fingerprint.description })
        Self.former("fixed", report.changes.fixed, to: &json)
        Self.former("vanished", report.changes.vanished, to: &json)
        Self.former("notLookedAt", report.changes.notLookedAt, to: &json)
        json.close("}")
    }

    private static func states(_ name: StaticString, _ counts: [PageState: Int], to json: inout JSONWriter) {
        json.key(name)
        json.open("[")
        for state in PageState.allCases {
            guard let count = counts[state] else { continue }
            json.open("{")
            json.field("state", state.rawValue)
            json.key("count")
            json.value(count)
            json.close("}")
        }
        json.close("]")
    }

    private static func former(
        _ name: StaticString, _ findings: [FormerFinding], to json: inout JSONWriter
    ) {
        json.key(name)
        json.open("[")
        for finding in findings {
            json.line(indent: 4)
            json.open("{")
            json.field("fingerprint", finding.fingerprint)
            json.field("kind", finding.kind)
            json.field("repository", finding.repository)
            json.field("path", finding.path)
            json.field("message", finding.message)
            json.field("firstSeen", finding.firstSeen)
            json.close("}")
        }
        json.close("]")
    }
}

extension JSONWriter {
    mutating func field(_ name: StaticString, _ text: String) {
        key(name)
        value(text)
    }

    mutating func field(_ name: StaticString, _ day: Day?) {
        key(name)
        if let day { value(day.description) } else { null() }
    }

    mutating func texts(_ name: StaticString, _ texts: [String]) {
        key(name)
        open("[")
        for text in texts { value(text) }
        close("]")
    }

    /// A list at the outer level: one line for each of its objects.
    mutating func list<Item>(
        _ name: StaticString, _ items: [Item], _ write: (Item, inout JSONWriter) -> Void
    ) {
        line(indent: 2)
        key(name)
        open("[")
        for item in items {
            line(indent: 4)
            open("{")
            write(item, &self)
            close("}")
        }
        if !items.isEmpty { lastLine(indent: 2) }
        close("]")
    }
}
