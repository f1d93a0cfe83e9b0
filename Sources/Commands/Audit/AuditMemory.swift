import Audit
import Ecosystems
import Fleet
import Model
import Reporting
import Repositories
import Sandbox

/// What earlier audits have found in each repository, to be taken again where nothing that it depends on has changed.
///
/// It depends on this build of the program, the fleet file, the repository's commit and objects, the releases of the
/// fleet's products, and on what was noted while it was found. A file that is not for exactly that is passed over.
struct AuditMemory: Sendable {
    private let cache: CacheFolder
    /// What all repositories of the fleet depend on.
    private let common: String
    /// What stands for each repository as a whole.
    private let marks: [String: String]
    private let asOf: Day
    private let horizon: Int
    /// What tells apart audits of one repository that are kept beside each other.
    private let scope: String
    /// Whether a release is dated after the day that counts as today.
    private let hasLaterReleases: Bool

    /// Nil where nothing is to be kept, or nobody can tell what there is.
    init?(_ request: AuditRequest, _ members: [AuditRequest.Member]) {
        // Builds are made to be made again, and single pages are asked for by people.
        guard request.remembers, request.building == nil, request.only.isEmpty,
            let cache = request.store.cache, let program = RunCache.standard?.program
        else { return nil }
        var lines = ["docent audit memory 1", ContentHash(of: program, seed: 0).digits]
        lines += [
            request.configurationOfAllRevisions, request.shard?.description ?? "", "\(request.isPagesOnly)",
        ]
        // It tells what modules in Python declare.
        lines.append(Self.identity(of: "python3"))
        var marks: [String: String] = [:]
        var hasLaterReleases = request.versions != nil
        for member in members {
            switch member {
            case .refused(let repository, let reason): lines.append("\(repository.name): \(reason)")
            case .opened(let repository):
                guard let store = repository.snapshot.storeMark else { return nil }
                lines.append("\(repository.name): \(repository.snapshot.root)")
                marks[repository.name] = "\(repository.revision)\n\(store)"
                guard repository.member.role == .product else { continue }
                guard let tags = try? TagShelf(repository.snapshot).tags() else { return nil }
                lines += tags.map { "\($0.name) \($0.commit)" }
                hasLaterReleases =
                    hasLaterReleases
                    || tags.contains { tag in tag.seconds.map { $0 > request.asOf.lastSecond } ?? false }
                lines.append(store)
                for path in Self.manifests + [repository.member.openAPI].compactMap(\.self) {
                    let id = repository.listing.entry(at: path)?.objectID
                    lines.append("\(path) \(id.map { "\($0)" } ?? "")")
                }
                // The history of a help text counts, too.
                if repository.member.help != nil { lines.append(repository.revision) }
            }
        }
        self.cache = cache
        common = lines.joined(separator: "\n")
        self.marks = marks
        self.hasLaterReleases = hasLaterReleases
        asOf = request.asOf
        horizon = request.fleet.horizon
        scope = [request.scope, request.shard?.description ?? "", "\(request.isPagesOnly)"].joined(
            separator: "\n")
    }

    /// What tells that a product is written in Swift or Python.
    private static let manifests = ["Package.swift", "pyproject.toml", "setup.py", "setup.cfg"]

    private static func identity(of program: String) -> String {
        guard let path = Programs.path(program), let found = FileIdentity(ofFileAt: path) else { return "" }
        return "\(path) \(found)"
    }

    private func file(_ kind: String, _ repository: OpenedRepository) -> String {
        let text = "\(scope)\n\(repository.name)\n\(repository.snapshot.root)"
        return "\(kind)/" + ContentHash(of: Array(text.utf8), seed: 0).digits.prefix(24)
    }

    private func key(_ repository: OpenedRepository) -> String {
        "\(common)\n\(repository.name)\n\(marks[repository.name] ?? "")"
    }

    // MARK: What was found

    /// What was found in a repository; nil where that is not known, or may not hold any more.
    func part(of repository: OpenedRepository, in fleet: FleetView) async -> AuditPart? {
        guard let bytes = cache.read(file("audits", repository)),
            let kept = try? Self.read(bytes, key(repository)), isTrue(kept)
        else { return nil }
        if let regions = kept.regions, regions != (await takenRegions(of: repository, in: fleet)) {
            return nil
        }
        return try? AuditPartReader.read(Array(kept.report))
    }

    /// - Parameter report: what was found, as JSON.
    func keep(_ report: [UInt8], of repository: OpenedRepository, in fleet: FleetView) async {
        let steps = fleet.trail.steps
        // What a machine at work has left out is looked at again.
        let surfaces = await fleet.productSurfaces()
        if steps.hasSilence || surfaces.hasSilence { return }
        var out = ByteWriter()
        out.put(key(repository))
        out.put(asOf.number)
        out.put(steps.isOfItsDay || hasLaterReleases ? 1 : 0)
        out.put(steps.lifecycles.sorted()) { $0.put($1) }
        out.put(steps.repositories.sorted()) { out, name in
            out.put(name)
            out.put(marks[name] ?? "")
        }
        out.put(steps.asksForRegions ? await takenRegions(of: repository, in: fleet) : nil)
        out.put(report)
        cache.write(file("audits", repository), out.sealed)
    }

    private func takenRegions(of repository: OpenedRepository, in fleet: FleetView) async -> String {
        await fleet.regionUses().taken(from: repository.name).joined(separator: "\n")
    }

    private struct Kept {
        var day: Int
        var isOfItsDay: Bool
        var lifecycles: [String]
        var repositories: [(name: String, mark: String)]
        /// Nil where nobody asked.
        var regions: String?
        var report: ArraySlice<UInt8>
    }

    private static func read(_ bytes: [UInt8], _ key: String) throws(ByteReader.Damaged) -> Kept {
        var reader = try ByteReader(sealed: bytes)
        try reader.expect(key.utf8)
        let day = try reader.integer()
        let isOfItsDay = try reader.integer() == 1
        let lifecycles = try reader.list { reader throws(ByteReader.Damaged) in try reader.text() }
        let repositories = try reader.list { reader throws(ByteReader.Damaged) in
            (try reader.text(), try reader.text())
        }
        let asksForRegions = try reader.integer() == 1
        let regions = try reader.text()
        return Kept(
            day: day, isOfItsDay: isOfItsDay, lifecycles: lifecycles, repositories: repositories,
            regions: asksForRegions ? regions : nil, report: try reader.slice())
    }

    /// Whether what was found would be found today, as far as the day and other repositories go.
    private func isTrue(_ kept: Kept) -> Bool {
        for (name, mark) in kept.repositories where marks[name] ?? "" != mark { return false }
        if kept.day == asOf.number { return true }
        if kept.isOfItsDay || hasLaterReleases || kept.day > asOf.number { return false }
        let passed = kept.day...asOf.number
        if CloudRegions.bundled.closingDays.contains(where: { passed.contains($0.number) }) { return false }
        // No support may have ended since, or come near its end.
        let titles = Set(kept.lifecycles)
        for product in LifecycleData.bundled.products.values where titles.contains(product.title) {
            for cycle in product.cycles {
                for case .day(let day)? in [
                    cycle.endOfActiveSupport, cycle.endOfLife, cycle.endOfExtendedSupport,
                ] where passed.contains(day.number) || passed.contains(day.number - horizon) { return false }
            }
        }
        return true
    }

    // MARK: Regions that pages take in

    /// What the pages of a repository take in; nil where that is not known.
    func regions(of repository: OpenedRepository) -> RegionUses.Taken? {
        guard let bytes = cache.read(file("regions", repository)) else { return nil }
        return try? regions(in: bytes, key(repository))
    }

    private func regions(
        in bytes: [UInt8], _ key: String
    ) throws(ByteReader.Damaged) -> RegionUses.Taken {
        var reader = try ByteReader(sealed: bytes)
        try reader.expect(key.utf8)
        let names = try reader.list { reader throws(ByteReader.Damaged) in try reader.text() }
        let anywhere = try reader.list { reader throws(ByteReader.Damaged) in try reader.text() }
        let elsewhere = try reader.list { reader throws(ByteReader.Damaged) in
            let name = try reader.text()
            return (name, Set(try reader.list { reader throws(ByteReader.Damaged) in try reader.text() }))
        }
        let asked = try reader.list { reader throws(ByteReader.Damaged) in
            let name = try reader.text()
            try reader.expect((marks[name] ?? "").utf8)
            return name
        }
        return RegionUses.Taken(
            names: Set(names), anywhere: Set(anywhere),
            elsewhere: Dictionary(elsewhere, uniquingKeysWith: { first, _ in first }), asked: Set(asked))
    }

    func keep(_ taken: RegionUses.Taken, of repository: OpenedRepository) {
        var out = ByteWriter()
        out.put(key(repository))
        out.put(taken.names.sorted()) { $0.put($1) }
        out.put(taken.anywhere.sorted()) { $0.put($1) }
        out.put(taken.elsewhere.sorted { $0.key < $1.key }) { out, entry in
            out.put(entry.key)
            out.put(entry.value.sorted()) { $0.put($1) }
        }
        out.put(taken.asked.sorted()) { out, name in
            out.put(name)
            out.put(marks[name] ?? "")
        }
        cache.write(file("regions", repository), out.sealed)
    }
}
