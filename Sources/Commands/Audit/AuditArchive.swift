import Archive
import Audit
import Model

/// The archive as an audit sees it: what earlier audits of the same fleet have left, and where this one is kept.
struct AuditArchive: Sendable {
    private let archive: Archive
    /// What is compared with each other.
    private let scope: String

    /// - Parameters:
    ///   - path: of the file.
    ///   - scope: the fleet.
    init(at path: String, scope: String) throws(Refusal) {
        do throws(ArchiveError) { archive = try Archive.open(path) } catch { throw Refusal(error) }
        self.scope = scope
    }

    /// What is known of audits of the same fleet.
    struct Known: Sendable {
        /// What the last one not after this one has left; nil where there was none.
        var former: FormerAudit?
        /// Whether this one is kept already.
        var isDone: Bool
        /// The day of the newest one, where it is later than this one's.
        var later: Day?
    }

    /// What audits of days that are not later have left.
    ///
    /// - Parameters:
    ///   - key: of this audit.
    ///   - day: that counts as today.
    func former(to key: String, asOf day: Day) throws(Refusal) -> Known {
        let known: RememberedScope
        do throws(ArchiveError) { known = try archive.scope(scope, before: key, on: day) } catch {
            throw Refusal(error)
        }
        guard let since = known.since else {
            return Known(former: nil, isDone: known.isDone, later: known.later)
        }
        let findings = known.findings.map { remembered in
            let finding = remembered.finding
            return FormerFinding(
                fingerprint: finding.fingerprint, kind: String(finding.rule.dropFirst(Self.prefix.count)),
                repository: finding.repository, path: finding.path, message: finding.message,
                firstSeen: remembered.firstSeen, isFixed: remembered.state != "open")
        }
        return Known(
            former: FormerAudit(day: since, findings: findings, configuration: known.configuration),
            isDone: known.isDone, later: known.later)
    }

    /// What was recorded of the builds of a project up to a day, oldest first.
    func builds(of project: String, in repository: String, until day: Day) -> [Audit.BuildRecord] {
        let known = (try? archive.builds(repository: repository, project: project)) ?? []
        return known.filter { $0.day <= day }.map { remembered in
            let build = remembered.build
            let environment = build.environment.split(separator: " ", maxSplits: 1).map(String.init)
            let result: Audit.BuildRecord.Result =
                switch build.result {
                case .builds: .builds
                case .fails: .fails(build.reason)
                case .notAttempted: .notAttempted(build.reason)
                }
            return Audit.BuildRecord(
                repository: repository, project: build.project, commit: build.revision,
                commitSeconds: environment.first.flatMap { Int64($0) } ?? 0, tree: build.tree,
                toolchain: build.toolchain,
                lock: environment.count > 1 ? environment[1] : "none", day: remembered.day, result: result)
        }
    }

    /// Keeps an audit, so that the next one is compared with it.
    ///
    /// - Parameter now: in seconds after 1970-01-01 UTC.
    func keep(_ report: AuditReport, key: String, now: Int64) throws(Refusal) {
        do throws(ArchiveError) {
            let plan = RunPlan(
                scope: scope, plan: key, day: report.header.asOf, started: now,
                version: report.header.version, configuration: report.header.configuration)
            let writer = try archive.begin(plan)
            // Another audit may have ended while this one waited for its turn.
            let known = try archive.scope(scope, before: key, on: plan.day)
            if known.isDone || known.later != nil { return try writer.abandon() }
            for repository in report.repositories where repository.notAssessed.isEmpty {
                try writer.record(unit(of: repository, report))
            }
            let vanished = Set(report.changes.vanished.map { [$0.repository, $0.path] })
            _ = try writer.finish(at: now) { repository, path in !vanished.contains([repository, path]) }
        } catch {
            throw Refusal(error)
        }
    }

    private func unit(of repository: RepositoryRecord, _ report: AuditReport) -> ArchivedUnit {
        var unit = ArchivedUnit(
            name: repository.name, repository: repository.name, head: repository.revision)
        for item in report.findings where item.finding.repository == repository.name {
            let finding = item.finding
            unit.findings.append(
                ArchivedFinding(
                    fingerprint: item.fingerprint.description, rule: Self.prefix + finding.kind.rawValue,
                    repository: finding.repository, path: finding.path, severity: finding.severity.rawValue,
                    message: finding.message, line: finding.line > 0 ? finding.line : nil))
        }
        for finding in report.changes.notLookedAt where finding.repository == repository.name {
            unit.unassessed.append(
                .init(path: finding.path, rule: Self.prefix + finding.kind, reason: "it was not looked at"))
        }
        for entry in report.units where entry.record.repository == repository.name {
            let record = entry.record
            for (topic, tally) in record.tallies.sorted(by: { $0.key.rawValue < $1.key.rawValue })
            where tally.all > 0 {
                if record.kind == .page { continue }
                unit.measures.append(
                    MeasureRecord(
                        subject: "\(repository.name):\(record.id)", name: topic.rawValue, holds: tally.holds,
                        fails: tally.fails, unknown: tally.notChecked))
            }
            guard record.kind == .page else { continue }
            unit.pages.append(
                PageRecord(
                    path: record.path, state: entry.state.rawValue,
                    reason: entry.state == .notAssessed ? Self.reason(record) : "",
                    contentDay: record.contentDay,
                    declared: record.anchorReason.hasPrefix("declared")
                        ? record.anchorDay.map { "\($0), \(record.anchorReason)" } : nil))
        }
        for build in report.builds where build.repository == repository.name {
            unit.builds.append(archived(build))
        }
        return unit
    }

    /// Why a page is not assessed: of what it refers to nothing could be checked.
    private static func reason(_ record: Audit.UnitRecord) -> String {
        if !record.notAssessed.isEmpty { return record.notAssessed }
        var whole = Tally()
        for (topic, tally) in record.tallies where topic.isReference { whole.add(tally) }
        return whole.reasons.map(\.reason).joined(separator: "; ")
    }

    private func archived(_ build: Audit.BuildRecord) -> ArchivedBuild {
        let (result, reason): (ArchivedBuild.Result, String) =
            switch build.result {
            case .builds: (.builds, "")
            case .fails(let complaint): (.fails, complaint)
            case .notAttempted(let reason): (.notAttempted, reason)
            }
        return ArchivedBuild(
            project: build.project, revision: build.commit, tree: build.tree, toolchain: build.toolchain,
            environment: "\(build.commitSeconds) \(build.lock)", result: result, reason: reason)
    }

    private static let prefix = "audit/"
}
