import Model

extension AuditReport {
    /// Makes the report of what was found.
    ///
    /// - Parameter former: what earlier audits have left; nil where nobody remembers.
    package init(of part: AuditPart, former: FormerAudit?) {
        let part = part.inOrder()
        header = part.header
        shard = part.shard
        repositories = part.repositories
        unknowns = part.unknowns
        builds = part.builds
        var reach: [UnitKey: [AuditKind.Effect]] = [:]
        for finding in part.findings { reach[UnitKey(finding), default: []].append(finding.effect) }
        units = part.units.map { record in
            Unit(record: record, state: Self.state(of: record, reach[UnitKey(record)] ?? []))
        }
        findings = Self.signed(part.findings, former)
        causes = []
        areas = []
        changes = Changes(since: former?.day)
        let records = Dictionary(
            units.map { (UnitKey($0.record), $0.record) }, uniquingKeysWith: { first, _ in first })
        causes = groupedCauses(findings.indices, records)
        areas = summaries(records)
        changes = change(since: former)
    }

    /// What a finding and a unit have in common.
    private struct UnitKey: Hashable {
        var repository: String
        var unit: String

        init(_ finding: AuditFinding) { (repository, unit) = (finding.repository, finding.unit) }
        init(_ record: UnitRecord) { (repository, unit) = (record.repository, record.id) }
    }

    private static func state(of record: UnitRecord, _ effects: [AuditKind.Effect]) -> PageState {
        if !record.notAssessed.isEmpty { return .notAssessed }
        if effects.contains(.wrong) { return .drifted }
        if effects.contains(.risk) { return .atRisk }
        let references = record.tallies.filter { $0.key.isReference }
        if references.values.contains(where: { $0.checked > 0 }) { return .current }
        // Something is referred to, and none of it could be checked.
        if references.values.contains(where: { $0.notChecked > 0 }) { return .notAssessed }
        return .unanchored
    }

    private static func signed(_ findings: [AuditFinding], _ former: FormerAudit?) -> [Item] {
        let known = Dictionary(
            (former?.findings ?? []).map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
        var ordinals: [Fingerprint: Int] = [:]
        return findings.map { finding in
            let path = finding.repository + "/" + finding.path
            let rule = "audit/" + finding.kind.rawValue
            let first = Fingerprint(rule: rule, path: path, subject: finding.subject, ordinal: 0)
            let ordinal = ordinals[first, default: 0]
            ordinals[first] = ordinal + 1
            let print =
                ordinal == 0
                ? first : Fingerprint(rule: rule, path: path, subject: finding.subject, ordinal: ordinal)
            let standing: Standing =
                switch known[print.description] {
                case nil: .new
                case let former? where former.isFixed: .reopened(first: former.firstSeen)
                case let former?: .known(since: former.firstSeen)
                }
            return Item(finding: finding, fingerprint: print, standing: standing)
        }
    }

    /// - Parameters:
    ///   - among: places of findings.
    ///   - records: of all units.
    private func groupedCauses(
        _ among: some Sequence<Int>, _ records: [UnitKey: UnitRecord]
    ) -> [CauseGroup] {
        var places: [AuditFinding.Cause: [Int]] = [:]
        for place in among {
            if let cause = findings[place].finding.cause { places[cause, default: []].append(place) }
        }
        let groups = places.map { cause, places in
            let reached = Set(places.map { UnitKey(findings[$0].finding) })
            let projects = reached.count { records[$0]?.kind == .project }
            let originals = Set(
                reached.compactMap { key -> [String]? in
                    guard let record = records[key] else { return [key.repository, key.unit] }
                    guard record.kind != .project else { return nil }
                    return [key.repository, record.original.isEmpty ? record.path : record.original]
                })
            let effects = places.map { findings[$0].finding.effect }
            return CauseGroup(
                cause: cause,
                effect: effects.contains(.wrong) ? .wrong : effects.contains(.risk) ? .risk : .none,
                pages: reached.count - projects, originals: originals.count, projects: projects,
                findings: places)
        }
        return groups.sorted { a, b in
            let (reachA, reachB) = (a.originals + a.projects, b.originals + b.projects)
            if reachA != reachB { return reachA > reachB }
            let (keyA, keyB) = (a.cause, b.cause)
            return (keyA.what, keyA.origin, keyA.reference) < (keyB.what, keyB.origin, keyB.reference)
        }
    }

    private func summaries(_ records: [UnitKey: UnitRecord]) -> [AreaSummary] {
        struct Key: Hashable {
            var area: String
            var owners: [String]
        }
        var summaries: [Key: AreaSummary] = [:]
        func with(_ area: String, _ owners: [String], _ change: (inout AreaSummary) -> Void) {
            let key = Key(area: area, owners: owners)
            change(
                &summaries[
                    key,
                    default: AreaSummary(
                        area: area, owners: owners, pages: [:], projects: [:], tallies: [:], findings: [])])
        }
        for unit in units {
            with(unit.record.area, unit.record.owners) { summary in
                switch unit.record.kind {
                case .page: summary.pages[unit.state, default: 0] += 1
                case .project: summary.projects[unit.state, default: 0] += 1
                case .repository: break
                }
                for (topic, tally) in unit.record.tallies {
                    summary.tallies[topic, default: Tally()].add(tally)
                }
            }
        }
        for (place, item) in findings.enumerated() {
            with(item.finding.area, item.finding.owners) { $0.findings.append(place) }
        }
        return summaries.values.map { summary in
            var summary = summary
            summary.causes = groupedCauses(summary.findings, records)
            return summary
        }
        .sorted { a, b in
            (a.area, a.owners.joined(separator: " ")) < (b.area, b.owners.joined(separator: " "))
        }
    }

    private func change(since former: FormerAudit?) -> Changes {
        var changes = Changes(since: former?.day)
        guard let former else { return changes }
        for (place, item) in findings.enumerated() {
            switch item.standing {
            case .new: changes.new.append(place)
            case .reopened: changes.reopened.append(place)
            case .known: break
            }
        }
        let now = Set(findings.map(\.fingerprint.description))
        let hasReleases = header.snapshots.contains { $0.name == AuditHeader.releases }
        let looks = Looks(
            self, hasSameFacts: hasReleases || former.configuration == header.configuration)
        let audited = Set(repositories.filter(\.notAssessed.isEmpty).map(\.name))
        let gone = former.findings.filter { !$0.isFixed && !now.contains($0.fingerprint) }
        for finding in gone.sorted(by: Self.isBefore) {
            guard audited.contains(finding.repository) else {
                changes.notLookedAt.append(finding)
                continue
            }
            switch looks.look(for: finding) {
            case .gone: changes.vanished.append(finding)
            case .done: changes.fixed.append(finding)
            case .notDone: changes.notLookedAt.append(finding)
            }
        }
        return changes
    }

    private static func isBefore(_ a: FormerFinding, _ b: FormerFinding) -> Bool {
        (a.repository, a.path, a.kind, a.fingerprint) < (b.repository, b.path, b.kind, b.fingerprint)
    }
}

/// Where this audit has looked.
private struct Looks {
    enum Look { case done, notDone, gone }

    private struct Place: Hashable {
        var repository: String
        var path: String
    }

    private var pages: [Place: [UnitRecord]] = [:]
    private var projects: [Place: [UnitRecord]] = [:]
    private var repositories: [String: [UnitRecord]] = [:]

    /// Files that could not be read.
    private var unread: Set<String> = []
    private let hasSameFacts: Bool

    /// - Parameter hasSameFacts: whether the audit before asked the same sources for releases.
    init(_ report: AuditReport, hasSameFacts: Bool) {
        self.hasSameFacts = hasSameFacts
        for repository in report.repositories {
            for gap in repository.gaps where gap.hasPrefix("`") {
                unread.insert("\(repository.name):\(gap.dropFirst().prefix { $0 != "`" })")
            }
        }
        for unit in report.units {
            let record = unit.record
            let place = Place(repository: record.repository, path: record.path)
            switch record.kind {
            case .page: pages[place, default: []].append(record)
            case .project: projects[place, default: []].append(record)
            case .repository: repositories[record.repository, default: []].append(record)
            }
        }
    }

    /// Whether a finding of before would have been found again.
    func look(for finding: FormerFinding) -> Look {
        let topic = AuditKind(rawValue: finding.kind)?.topic
        var found = pages[Place(repository: finding.repository, path: finding.path)] ?? []
        if found.isEmpty {
            let folder = finding.path.lastIndex(of: "/").map { String(finding.path[..<$0]) } ?? ""
            found = projects[Place(repository: finding.repository, path: folder)] ?? []
        }
        switch topic {
        case .secrets, .owners, .licence, .lifecycle: found = []
        case .readme where finding.path.isEmpty: found = []
        default: if found.isEmpty { return .gone }
        }
        if found.isEmpty { found = repositories[finding.repository] ?? [] }
        guard !found.isEmpty else { return .notDone }
        if unread.contains("\(finding.repository):\(finding.path)") { return .notDone }
        let isDone = found.allSatisfy { record in
            guard record.notAssessed.isEmpty else { return false }
            guard let topic else { return true }
            return record.tallies[topic]?.unknown.keys.allSatisfy {
                LastingReason.isLasting($0, of: topic, hasSameFacts: hasSameFacts)
            } ?? true
        }
        return isDone ? .done : .notDone
    }
}

extension Topic {
    /// Whether it says something of what a page or project refers to, and so of its freshness.
    package var isReference: Bool {
        switch self {
        case .links, .paths, .includes, .regions, .symbols, .operations, .flags, .pins, .runtimes,
            .cloudRegions, .coveredCode, .builds:
            true
        case .dates, .integration, .readme, .licence, .lifecycle, .secrets, .owners: false
        }
    }
}
