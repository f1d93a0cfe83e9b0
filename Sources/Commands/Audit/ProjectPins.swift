import Audit
import Ecosystems
import Fleet
import Model
import Repositories
import Samples

/// What the manifests of samples ask for, and how far that is behind.
struct ProjectPins: Sendable {
    /// By folder.
    private let projects: [String: Ecosystems.Project]
    /// Folders with manifests that are no project of their own, by the one that they belong to.
    private var parts: [String: [String]] = [:]
    /// Folders with manifests that belong to no project: what is deployed as it is.
    private(set) var loose: [String] = []
    /// What builds the first project of each folder.
    private let first: [String: BuildSystem]
    private let repository: OpenedRepository

    /// Reads every manifest and lock file of a repository.
    init(_ repository: OpenedRepository, _ gaps: inout [String]) {
        self.repository = repository
        first = Dictionary(
            repository.projects.map { ($0.folder, $0.system) }, uniquingKeysWith: { first, _ in first })
        var readings: [ManifestReading] = []
        guard var reader = try? repository.snapshot.reader() else {
            projects = [:]
            return
        }
        for path in repository.paths {
            guard let manifest = Manifest.kind(of: path), let entry = repository.listing.entry(at: path)
            else { continue }
            switch reader.read(entry) {
            case .notAssessed(let reason): gaps.append("`\(path)`, because \(reason)")
            case .bytes(let bytes):
                let reading = manifest.reading(of: bytes, at: path)
                if let problem = reading.problem { gaps.append("`\(path)`, because \(problem)") }
                readings.append(reading)
            }
        }
        projects = Dictionary(
            Ecosystems.Project.all(in: readings).map { ($0.folder, $0) },
            uniquingKeysWith: { first, _ in first })
        for folder in projects.keys.sorted() where first[folder] == nil {
            guard !ProjectFinder.isOutside(folder) else { continue }
            if let home = Self.home(of: folder, projects[folder], among: repository.projects) {
                parts[home, default: []].append(folder)
            } else {
                loose.append(folder)
            }
        }
    }

    /// The folder of the project that a folder is a part of: a module of a build, or what lies beside the code of a
    /// sample. What lies below the top of a repository of many samples is no part of all of them.
    private static func home(
        of folder: String, _ found: Ecosystems.Project?, among projects: [Samples.Project]
    ) -> String? {
        let isModule = found?.manifests.contains { manifest in
            manifest.path.hasPrefix("gradle/") || manifest.path.contains("/gradle/")
                || ProjectFinder.system(ofFile: manifest.path).map { $0 == .gradle || $0 == .maven } == true
        }
        return projects.lazy.map(\.folder).filter { home in
            home.isEmpty ? isModule == true : folder.hasPrefix(home + "/")
        }.max { $0.utf8.count < $1.utf8.count }
    }

    /// What folders that belong to no project ask for: as many units as there are such folders.
    func judgeLoose(_ versions: VersionFacts, isRetired: Bool, _ outcome: inout PageAudit.Outcome) {
        for folder in loose {
            guard let found = projects[folder] else { continue }
            let owner = repository.ownership(of: found.manifests.first?.path ?? folder)
            var record = UnitRecord(
                .project, repository: repository.name, path: folder, system: Self.deployment,
                area: owner.area, owners: owner.owners, ownership: owner.state.word)
            judge(
                found.references.filter { $0.reference.scope == .direct }, versions, isRetired: isRetired,
                into: &record, &outcome.findings)
            if !record.tallies.isEmpty { outcome.units.append(record) }
        }
    }

    /// What stands for the build system where there is none.
    private static let deployment = "deployment"

    /// Adds what there is to say of a project.
    ///
    /// - Parameter isRetired: whether its owners have declared that nobody should begin with it any more.
    func judge(
        _ project: Samples.Project, _ versions: VersionFacts, isRetired: Bool, into record: inout UnitRecord,
        _ findings: inout [AuditFinding]
    ) {
        let all = references(of: project).filter { $0.reference.scope == .direct }
        judge(all, versions, isRetired: isRetired, into: &record, &findings)
        if let found = projects[project.folder] { record.lag = lag(found, versions) }
    }

    /// All that a project's manifests refer to, those in folders that are part of it included.
    private func references(of project: Samples.Project) -> [(path: String, reference: Reference)] {
        let own = projects[project.folder]?.references.filter { belongs($0.path, to: project) } ?? []
        let parts = isFirst(project) ? parts[project.folder] ?? [] : []
        return own + parts.flatMap { projects[$0]?.references ?? [] }
    }

    private func judge(
        _ references: [(path: String, reference: Reference)], _ versions: VersionFacts, isRetired: Bool,
        into record: inout UnitRecord, _ findings: inout [AuditFinding]
    ) {
        var seen: Set<String> = []
        for (path, reference) in references {
            let topic: Topic = reference.kind == .dependency ? .pins : .runtimes
            switch versions.word(on: reference) {
            case nil: continue
            case .holds: record.tallies[topic, default: Tally()].add(Tally(holds: 1))
            case .unknown(let reason):
                record.tallies[topic, default: Tally()].add(Tally(unknown: [reason: 1]))
            case .fails(let kind, let subject, let message, let cause, let confidence):
                record.tallies[topic, default: Tally()].add(Tally(fails: 1))
                // Projects are counted, not lines.
                guard !isRetired, seen.insert("\(kind) \(subject)").inserted else { continue }
                let place = place(of: reference, in: path)
                findings.append(
                    AuditFinding(
                        // A sample of how to leave a version behind begins with that version.
                        kind, confidence: PastSpeech.isRecord(path) ? .possible : confidence,
                        audience: .samples, repository: record.repository,
                        unit: record.id,
                        path: path, line: place.line, quote: place.quote, subject: subject, message: message,
                        cause: cause, area: record.area, owners: record.owners))
            }
        }
    }

    /// A version of a dependency that came out.
    struct Released: Hashable, Sendable {
        var name: String
        var version: String
        var day: Day
    }

    /// Whether a project asks for packages that others make.
    func hasDependencies(_ project: Samples.Project) -> Bool { !dependencies(of: project).isEmpty }

    /// The versions that a project's requirements admit and that came out after a day, oldest first.
    func releases(for project: Samples.Project, _ versions: VersionFacts, after day: Day) -> [Released] {
        var found: Set<Released> = []
        for reference in dependencies(of: project) {
            guard let package = reference.package,
                case .releases(let releases, _)? = versions.releases.answer(to: package)?.answer,
                let requirement = try? reference.syntax.read(reference.requirement)
            else { continue }
            for release in releases where !release.isYanked {
                guard let published = release.day, published > day, published <= versions.asOf,
                    let version = reference.syntax.scheme.version(release.version),
                    requirement.admits(version)
                else { continue }
                found.insert(Released(name: reference.name, version: release.version, day: published))
            }
        }
        return found.sorted { ($0.day, $0.name, $0.version) < ($1.day, $1.name, $1.version) }
    }

    private func dependencies(of project: Samples.Project) -> [Reference] {
        references(of: project).lazy.map(\.reference).filter {
            $0.kind == .dependency && $0.scope == .direct
        }
    }

    /// Where a manifest asks for something, counted from 1, and the line as it is written.
    private func place(of reference: Reference, in path: String) -> (line: Int, quote: String) {
        guard case .bytes(let bytes) = repository.read(path), reference.range.upper <= bytes.count else {
            return (0, "\(reference.name) \(reference.requirement)")
        }
        let text = SourceText(bytes)
        let line = text.line(at: (reference.requirementRange ?? reference.range).lower)
        return (line + 1, PageFacts.shortened(text.string(text.line(line))))
    }

    /// Of two build systems in one folder each has its own manifests; what is of none goes with the first.
    private func belongs(_ path: String, to project: Samples.Project) -> Bool {
        guard let system = ProjectFinder.system(ofFile: path), system != .docker else {
            return isFirst(project)
        }
        return system == project.system
    }

    private func isFirst(_ project: Samples.Project) -> Bool {
        first[project.folder] == project.system
    }

    private func lag(_ project: Ecosystems.Project, _ versions: VersionFacts) -> UnitRecord.Lag? {
        let direct = project.references.map(\.reference).filter {
            $0.kind == .dependency && $0.scope == .direct
        }
        guard !direct.isEmpty else { return nil }
        let lag = ProjectLag(of: direct, asOf: versions.asOf) { package in
            versions.releases.answer(to: package)?.answer ?? .unknown(LastingReason.noReleases)
        }
        let counted = lag.locked ?? lag.highest
        return UnitRecord.Lag(
            days: counted.sum, most: counted.maximum, worst: counted.worst.sorted(),
            assessed: counted.assessed,
            unresolved: counted.unresolved.count, isLocked: lag.locked != nil)
    }
}
