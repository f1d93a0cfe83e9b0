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
    private let repository: OpenedRepository

    /// Reads every manifest and lock file of a repository.
    init(_ repository: OpenedRepository, _ gaps: inout [String]) {
        self.repository = repository
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
    }

    /// Adds what there is to say of a project.
    ///
    /// - Parameter isRetired: whether its owners have declared that nobody should begin with it any more.
    func judge(
        _ project: Samples.Project, _ versions: VersionFacts, isRetired: Bool, into record: inout UnitRecord,
        _ findings: inout [AuditFinding]
    ) {
        guard let found = projects[project.folder] else { return }
        var seen: Set<String> = []
        for (path, reference) in found.references
        where reference.scope == .direct && Self.belongs(path, to: project) {
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
        record.lag = lag(found, versions)
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
        projects[project.folder]?.references.lazy.map(\.reference).filter {
            $0.kind == .dependency && $0.scope == .direct
        } ?? []
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

    /// Of two build systems in one folder each has its own manifests.
    private static func belongs(_ path: String, to project: Samples.Project) -> Bool {
        guard let system = ProjectFinder.system(ofFile: path) else { return true }
        return system == project.system || system == .docker
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
