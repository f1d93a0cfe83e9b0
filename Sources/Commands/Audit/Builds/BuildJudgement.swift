import Audit
import Fleet
import Model
import Repositories
import Samples

/// Builds projects and says since when one does not build.
struct BuildJudgement: Sendable {
    let build: SampleBuild
    let past: Past
    /// Whether commits between the last pass and the first failure are built to find the one.
    let bisects: Bool
    let pins: ProjectPins
    let versions: VersionFacts

    /// What came of one project.
    struct Outcome: Sendable {
        var tally = Tally()
        var finding: AuditFinding?
        /// New records, the one of now last.
        var records: [BuildRecord] = []
    }

    /// - Parameter earlier: what was recorded of the project, oldest first.
    func judge(_ project: Project, _ owner: Ownership, after earlier: [BuildRecord]) async -> Outcome {
        var record = await build.build(project)
        record.commitSeconds = past.head?.seconds ?? 0
        var outcome = Outcome(records: [record])
        switch record.result {
        case .builds: outcome.tally.holds = 1
        case .notAttempted(let reason): outcome.tally.unknown[reason] = 1
        case .fails(let complaint):
            outcome.tally.fails = 1
            let hasDependencies = pins.hasDependencies(project)
            guard let verdict = BuildVerdict(record, after: earlier, hasDependencies: hasDependencies) else {
                return outcome
            }
            outcome.finding = await finding(project, verdict, complaint, owner, &outcome.records)
        }
        return outcome
    }

    private func finding(
        _ project: Project, _ verdict: BuildVerdict, _ complaint: String, _ owner: Ownership,
        _ records: inout [BuildRecord]
    ) async -> AuditFinding {
        var finding = AuditFinding(
            .buildFails, audience: .samples, repository: build.repository.name,
            unit: UnitRecord.project(project.folder, project.system.rawValue), path: project.manifest,
            quote: complaint,
            subject: "build", message: "", area: owner.area, owners: owner.owners)
        switch verdict.cause {
        case .never(let day): finding.message = Self.never(day)
        case .environment(let pass, let changed):
            finding.kind = .buildEnvironment
            let released = pins.releases(for: project, versions, after: pass.day)
            finding.message = Self.environment(pass.day, changed + Self.released(released))
        case .since(let first, let pass):
            let commits = commits(of: project, after: pass, through: first)
            var culprit = commits.count == 1 ? commits.first : nil
            if commits.count > 1, bisects { culprit = await bisected(project, commits, &records) }
            if let culprit {
                finding.message = Self.since(culprit.id.short)
                finding.cause = cause(project, culprit)
            } else {
                finding.message = Self.between(pass.commit.prefix(10), first.commit.prefix(10), commits.count)
                finding.cause = AuditFinding.Cause(
                    what: "`\(Self.name(project))` does not build any more", origin: build.repository.name,
                    reference: String(first.commit.prefix(10)),
                    day: first.commitSeconds > 0 ? Day(secondsSince1970: Int(first.commitSeconds)) : nil)
            }
        }
        return finding
    }

    private func cause(_ project: Project, _ commit: CommitPoint) -> AuditFinding.Cause {
        AuditFinding.Cause(
            what: "`\(Self.name(project))` does not build any more", origin: build.repository.name,
            reference: commit.id.short, day: commit.day)
    }

    /// The commits that touched the project's files after a pass, oldest first.
    private func commits(of project: Project, after pass: BuildRecord, through first: BuildRecord)
        -> [CommitPoint]
    {
        var found: Set<CommitPoint> = []
        for path in build.repository.paths where project.contains(path) {
            for version in past.versions(of: path) { found.insert(version.commit) }
        }
        return found.filter { commit in
            commit.seconds > pass.commitSeconds && commit.seconds <= first.commitSeconds
                || commit.id.description == first.commit && commit.id.description != pass.commit
        }
        .sorted { ($0.seconds, $0.id.description) < ($1.seconds, $1.id.description) }
    }

    /// The first of some commits, oldest first, with which the project does not build; the last of them does not.
    private func bisected(
        _ project: Project, _ commits: [CommitPoint], _ records: inout [BuildRecord]
    ) async -> CommitPoint? {
        var low = 0
        var high = commits.count - 1
        while low < high {
            let middle = (low + high) / 2
            guard var record = await build.build(project, at: commits[middle].id.description) else {
                return nil
            }
            record.commitSeconds = commits[middle].seconds
            records.insert(record, at: records.count - 1)
            switch record.result {
            case .builds: low = middle + 1
            case .fails: high = middle
            // Nothing can be said of what lies around a commit that could not be built.
            case .notAttempted: return nil
            }
        }
        return commits[low]
    }

    private static func name(_ project: Project) -> String {
        project.folder.isEmpty ? project.manifest : project.folder
    }

    // MARK: Sentences

    private static func never(_ day: Day) -> String {
        "it does not build, and was never seen to: first assessed on \(day)"
    }
    private static func environment(_ day: Day, _ changed: [String]) -> String {
        let what = changed.isEmpty ? "what else changed is not known" : changed.joined(separator: ", ")
        return "it does not build, though none of its files has changed since it did on \(day): \(what)"
    }
    private static func released(_ releases: [ProjectPins.Released]) -> [String] {
        let shown = releases.prefix(5).map { "`\($0.name)` \($0.version) was released on \($0.day)" }
        return shown + (releases.count > 5 ? ["and \(releases.count - 5) more releases"] : [])
    }
    private static func since(_ commit: String) -> String { "it does not build since commit \(commit)" }
    private static func between(_ pass: Substring, _ first: Substring, _ count: Int) -> String {
        "it does not build at \(first), and did at \(pass)"
            + (count > 1 ? ": one of \(count) commits between them broke it (--bisect finds it)" : "")
    }
}
