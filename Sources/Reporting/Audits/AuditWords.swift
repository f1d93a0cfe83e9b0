import Audit
import Model

/// What all formats for people say in the same words.
enum AuditWords {
    /// "3 of 4 hold", "2 of 4 checked hold, 5 not checked".
    static func tally(_ tally: Tally) -> String {
        guard tally.checked > 0 else { return "none of \(tally.notChecked) checked" }
        let known = "\(tally.holds) of \(tally.checked) hold"
        return tally.notChecked == 0 ? known : known + ", \(tally.notChecked) not checked"
    }

    /// "12 current, 1 drifted": the states that there are, the worst first.
    static func states(_ counts: [PageState: Int]) -> String {
        let known = PageState.allCases.compactMap { state in
            counts[state].map { "\($0) \(state.rawValue)" }
        }
        return known.isEmpty ? "none" : known.joined(separator: ", ")
    }

    /// "14 pages and 6 samples", "1 page (8 with translations)".
    static func reach(_ group: AuditReport.CauseGroup) -> String {
        var parts: [String] = []
        if group.pages > 0 {
            let others = group.pages > group.originals ? " (\(group.pages) with translations)" : ""
            parts.append(counted(group.originals, "page") + others)
        }
        if group.projects > 0 { parts.append(counted(group.projects, "sample")) }
        return parts.joined(separator: " and ")
    }

    static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// "removed in 1a2b3c of docs on 2026-03-04".
    static func origin(_ cause: AuditFinding.Cause) -> String {
        var parts: [String] = []
        if !cause.reference.isEmpty { parts.append(cause.reference) }
        parts.append((parts.isEmpty ? "" : "of ") + cause.origin)
        if let day = cause.day { parts.append("on \(day)") }
        return parts.joined(separator: " ")
    }

    /// `docs:guide/a.md:12`.
    static func place(_ finding: AuditFinding) -> String {
        finding.repository + ":" + finding.path + (finding.line > 0 ? ":\(finding.line)" : "")
    }

    static func owners(_ owners: [String]) -> String {
        owners.isEmpty ? "nobody" : owners.joined(separator: ", ")
    }

    static func area(_ area: String) -> String { area.isEmpty ? "no product area" : area }

    /// "new: 3, fixed: 1", or that nothing has changed.
    static func changes(_ changes: AuditReport.Changes) -> String {
        guard let since = changes.since else { return "no earlier audit is known to compare with" }
        var parts: [String] = []
        if !changes.new.isEmpty { parts.append("\(changes.new.count) new") }
        if !changes.reopened.isEmpty { parts.append("\(changes.reopened.count) reopened") }
        if !changes.fixed.isEmpty { parts.append("\(changes.fixed.count) fixed") }
        if !changes.vanished.isEmpty { parts.append("\(changes.vanished.count) vanished with their files") }
        if !changes.notLookedAt.isEmpty {
            parts.append("\(changes.notLookedAt.count) not looked at this time")
        }
        if changes.isNothing { parts.insert("nothing new", at: 0) }
        return "since \(since): " + parts.joined(separator: ", ")
    }

    /// All tallies of a report, one for each topic.
    static func totals(_ report: AuditReport) -> [(topic: Topic, tally: Tally)] {
        var totals: [Topic: Tally] = [:]
        for unit in report.units {
            for (topic, tally) in unit.record.tallies { totals[topic, default: Tally()].add(tally) }
        }
        return Topic.allCases.compactMap { topic in totals[topic].map { (topic, $0) } }
    }

    /// "12 dependencies, 640 days behind in all, at most 400 (`nio`); 3 not known"; nil where no project has any.
    static func lag(_ units: [AuditReport.Unit]) -> String? {
        let lags = units.compactMap(\.record.lag)
        guard !lags.isEmpty else { return nil }
        let assessed = lags.reduce(0) { $0 + $1.assessed }
        let unresolved = lags.reduce(0) { $0 + $1.unresolved }
        guard assessed > 0 else {
            return "none of \(counted(unresolved, "dependency", "dependencies")) known"
        }
        let most = lags.max { $0.most < $1.most }
        var text = counted(assessed, "dependency", "dependencies")
        text += ", \(counted(lags.reduce(0) { $0 + $1.days }, "day")) behind in all"
        if let most, most.most > 0 {
            text += ", at most \(most.most) (\(most.worst.joined(separator: ", ")))"
        }
        return unresolved > 0 ? text + "; \(unresolved) not known" : text
    }

    private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }

    /// Units by state.
    static func states(_ report: AuditReport, _ kind: UnitRecord.Kind) -> [PageState: Int] {
        report.units.reduce(into: [:]) { counts, unit in
            if unit.record.kind == kind { counts[unit.state, default: 0] += 1 }
        }
    }

    /// The causes that reach an area most; none where all of them reach one area, for they stand above it.
    static func causes(of area: AuditReport.AreaSummary, in report: AuditReport) -> [String] {
        func telling(_ area: AuditReport.AreaSummary) -> [AuditReport.CauseGroup] {
            area.causes.filter { $0.effect != .none }
        }
        guard report.areas.count(where: { !telling($0).isEmpty }) > 1 else { return [] }
        let causes = telling(area)
        let lines = causes.prefix(mostOfArea).map { group in
            "upstream: \(group.cause.what) (\(origin(group.cause))): \(reach(group))"
        }
        return lines
            + (causes.count > mostOfArea ? ["upstream: and \(causes.count - mostOfArea) more"] : [])
    }

    /// How many units have no owner, for each reason, and in which folders most of them are.
    static func ownerless(_ report: AuditReport) -> [(state: String, count: Int, places: [String])] {
        var places: [String: [String: Int]] = [:]
        for unit in report.units where unit.record.kind != .repository && unit.record.ownership != "owned" {
            let record = unit.record
            let folder = record.path.split(separator: "/").dropLast(record.kind == .page ? 1 : 0).first
            let place = record.repository + (folder.map { ":\($0)/" } ?? "")
            places[record.ownership, default: [:]][place, default: 0] += 1
        }
        return places.sorted { $0.key < $1.key }.map { state, counts in
            let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            var lines = sorted.prefix(mostOfArea).map { "\($0.value) in \($0.key)" }
            let rest = sorted.dropFirst(mostOfArea)
            if !rest.isEmpty {
                lines.append(
                    "\(rest.reduce(0) { $0 + $1.value }) in \(rest.count) more \(rest.count == 1 ? "folder" : "folders")"
                )
            }
            return (state, counts.values.reduce(0, +), lines)
        }
    }

    /// How many lines say what reaches an area, or where something is.
    private static let mostOfArea = 5

    /// Whether no repository could be read, or none has a page or project that is audited.
    static func isNothingRead(_ report: AuditReport) -> Bool {
        report.units.isEmpty || report.repositories.allSatisfy { !$0.notAssessed.isEmpty }
    }

    /// Why things were not assessed, the most frequent reason first.
    static func reasons(_ report: AuditReport) -> [(reason: String, count: Int)] {
        var counts: [String: Int] = [:]
        for (topic, tally) in totals(report) {
            for (reason, count) in tally.reasons {
                counts["\(topic.rawValue): \(reason)", default: 0] += count
            }
        }
        for unit in report.units where !unit.record.notAssessed.isEmpty {
            counts["\(unit.record.kind.rawValue)s: \(unit.record.notAssessed)", default: 0] += 1
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }
}
