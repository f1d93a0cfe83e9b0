import Audit
import Ecosystems
import Engine
import Fleet
import Model
import Reporting
import Repositories
import Samples
import Sandbox

/// What `docent audit` is asked, resolved from arguments, and how it is carried out.
struct AuditRequest: Sendable {
    var fleet: Fleet
    private let file: String
    var store: RepositoryStore
    /// The day that counts as today.
    var asOf: Day
    var workers: Int
    var shard: Shard?
    /// Only pages at or below these paths; empty for all.
    var only: [String] = []
    /// Whether what earlier audits have learnt is used, and what this one learns is kept for later ones.
    var remembers = true
    /// Whether only pages are looked at.
    var isPagesOnly = false
    /// What registries said of packages that are none of the fleet's own; nil where nobody has asked them.
    var versions: VersionSnapshot?
    /// How samples are built; nil where they are not.
    var building: Building?
    /// Called with a sentence on what is done next.
    var progress: (@Sendable (String) -> Void)?

    /// - Parameter file: the fleet file; empty where there is none.
    init(fleet: Fleet, file: String = "") {
        self.fleet = fleet
        self.file = file
        let folder = file.lastIndex(of: "/").map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
        store = RepositoryStore(folder: folder, cache: .standard)
        asOf = Clock.today
        workers = Machine.cores
    }

    /// What audits are compared with each other: those of a fleet with the same title, or of the same file.
    var scope: String { fleet.title.isEmpty ? file : fleet.title }

    struct Building: Sendable {
        var sandbox: Sandbox
        var allowsDownload: Bool
        var bisects: Bool
        /// What knows earlier builds; nil where nobody does.
        var archive: AuditArchive?
    }

    /// What the result depends on beside the repositories and the day.
    var configuration: String { digest(of: fleet) }

    /// The same, but for the revisions that the fleet file names: what was found in a repository is kept by its commit.
    var configurationOfAllRevisions: String {
        var fleet = fleet
        for place in fleet.repositories.indices { fleet.repositories[place].revision = nil }
        return digest(of: fleet)
    }

    private func digest(of fleet: Fleet) -> String {
        var text = fleet.canonical
        if let building {
            text += "build \(building.allowsDownload) \(building.bisects) \(building.sandbox.isClosed)\n"
        }
        if let versions { text += versions.written }
        return String(ContentHash(of: Array(text.utf8), seed: 0).digits.prefix(16))
    }

    var header: AuditHeader {
        var snapshots = [
            AuditHeader.DataSnapshot(
                name: LifecycleData.bundled.source, id: LifecycleData.bundled.day.description)
        ]
        if let versions {
            snapshots.append(
                AuditHeader.DataSnapshot(name: AuditHeader.releases, id: versions.day.description))
        }
        return AuditHeader(
            version: Docent.version, title: fleet.title, configuration: configuration, asOf: asOf,
            snapshots: snapshots)
    }

    /// A repository of the fleet, or why it cannot be audited.
    enum Member: Sendable {
        case opened(OpenedRepository)
        case refused(FleetRepository, String)
    }

    /// Opens every repository of the fleet, in the order of their names.
    func open() async -> [Member] {
        var members: [Member] = []
        for repository in fleet.repositories {
            progress?("opening \(repository.name)")
            do throws(RepositoryError) {
                let path = try await store.path(of: repository)
                members.append(.opened(try OpenedRepository(repository, at: path, in: fleet)))
            } catch {
                members.append(.refused(repository, "\(error.operation): \(error.message)"))
            }
        }
        return members
    }

    /// The work on all repositories, in their order.
    func items(_ members: [Member]) -> [AuditItem] {
        members.flatMap { member -> [AuditItem] in
            guard case .opened(let repository) = member else { return [] }
            return AuditItem.all(
                for: repository, pages: repository.pages.filter(isWanted), isPagesOnly: isPagesOnly)
        }
    }

    private func isWanted(_ path: String) -> Bool {
        only.isEmpty || only.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    func perform() async -> AuditPart {
        let members = await open()
        let memory = AuditMemory(self, members)
        let fleet = FleetView(
            members, asOf: asOf, horizon: self.fleet.horizon, workers: workers,
            versions: versions, shelf: HistoryShelf(cache: remembers ? store.cache : nil), memory: memory)
        var items = items(members)
        if let shard { items = AuditItem.dealt(items, into: shard.count)[shard.index - 1] }
        var part = AuditPart(header: header, shard: shard)
        let resumption = Resumption(remembers ? store.cache : nil, key: key(of: members))
        for member in members {
            switch member {
            case .refused(let repository, let reason):
                part.repositories.append(Self.record(of: repository, revision: "", notAssessed: reason))
            case .opened(let repository):
                progress?("auditing \(repository.name)")
                let own: AuditPart
                if let known = resumption.part(repository.name) {
                    own = known
                } else if let known = await memory?.part(of: repository, in: fleet) {
                    own = known
                } else {
                    let work = items.filter { $0.repository == repository.name }
                    fleet.trail.begin()
                    own = await audit(repository, fleet, work)
                    if remembers {
                        let report = AuditJSON(ReportOptions()).render(AuditReport(of: own, former: nil))
                        resumption.keep(report, of: repository.name)
                        await memory?.keep(report, of: repository, in: fleet)
                    }
                }
                await fleet.forget(repository.name)
                part.repositories += own.repositories
                part.units += own.units
                part.findings += own.findings
                part.unknowns += own.unknowns
                part.builds += own.builds
            }
        }
        resumption.end(fleet.repositories.keys.sorted())
        return part.inOrder()
    }

    private func audit(_ repository: OpenedRepository, _ fleet: FleetView, _ work: [AuditItem]) async
        -> AuditPart
    {
        let outcome = await RepositoryAudit(repository: repository, fleet: fleet, request: self).run(work)
        let others = repository.otherPages.count(where: isWanted)
        let leftOut =
            others == 0
            ? [] : ["\(others) \(others == 1 ? "page" : "pages"), because \(Self.otherFormats)"]
        let record = Self.record(
            of: repository.member, revision: repository.revision,
            gaps: repository.gaps + outcome.gaps + leftOut)
        return AuditPart(
            header: header, repositories: [record], units: outcome.units, findings: outcome.findings,
            unknowns: outcome.unknowns, builds: outcome.builds)
    }

    /// Stands for all that is looked at and how.
    private func key(of members: [Member]) -> String {
        let heads = members.map { member in
            switch member {
            case .opened(let repository):
                "\(repository.name) \(repository.snapshot.root) \(repository.revision) \(Self.tags(of: repository))"
            case .refused(let repository, let reason): "\(repository.name) \(reason)"
            }
        }
        let parts = [
            header.version, header.configuration, header.asOf.description, shard?.description ?? "",
            "\(isPagesOnly)",
        ]
        let snapshots = header.snapshots.map { "\($0.name) \($0.id)" }
        return (parts + only + snapshots + heads + ["\(Machine.program.map { "\($0)" } ?? "")"]).joined(
            separator: "\n")
    }

    /// The releases of a product: pages are held against them.
    private static func tags(of repository: OpenedRepository) -> String {
        guard repository.member.role == .product else { return "" }
        let tags = (try? TagShelf(repository.snapshot).tags()) ?? []
        return tags.map { "\($0.name) \($0.commit)" }.joined(separator: " ")
    }

    private static let otherFormats = "AsciiDoc and reStructuredText are not audited"

    private static func record(
        of repository: FleetRepository, revision: String, notAssessed: String = "", gaps: [String] = []
    ) -> RepositoryRecord {
        RepositoryRecord(
            name: repository.name, role: repository.role.rawValue, area: repository.area,
            lifecycle: repository.lifecycle?.rawValue ?? "", revision: revision, notAssessed: notAssessed,
            gaps: gaps)
    }
}

/// Does the work on one repository.
struct RepositoryAudit: Sendable {
    let repository: OpenedRepository
    let fleet: FleetView
    let request: AuditRequest

    func run(_ items: [AuditItem]) async -> PageAudit.Outcome {
        guard !items.isEmpty else { return PageAudit.Outcome() }
        let past = await fleet.past(of: repository.name)
        var outcome = PageAudit.Outcome()
        if past.hasLaterCommits { fleet.trail.noteDay() }
        if let gap = past.gap { outcome.gaps.append("its history, because \(gap)") }
        if repository.member.role == .product,
            let gap = await fleet.productSurfaces().gaps[repository.name]
        {
            outcome.gaps.append(gap)
        }
        let pages = items.flatMap { item -> [String] in
            if case .pages(let paths) = item.work { paths } else { [] }
        }
        if !pages.isEmpty {
            let audit = PageAudit(
                repository: repository, past: past, fleet: fleet, asOf: request.asOf, workers: request.workers
            )
            outcome.add(await audit.run(pages.sorted()))
        }
        let projects = items.flatMap { item -> [Int] in
            if case .projects(let places) = item.work { places } else { [] }
        }
        let audit = ProjectAudit(
            repository: repository, past: past, fleet: fleet, asOf: request.asOf, workers: request.workers)
        if !projects.isEmpty {
            outcome.add(await audit.run(projects.sorted(), building: request.building))
        }
        if items.contains(where: { $0.work == .repository }) { outcome.add(await audit.runWhole()) }
        // One day it will have come.
        if outcome.findings.contains(where: { $0.kind == .dateFuture }) { fleet.trail.noteDay() }
        return outcome
    }
}

extension PageAudit.Outcome {
    mutating func add(_ other: PageAudit.Outcome) {
        units += other.units
        findings += other.findings
        unknowns += other.unknowns
        gaps += other.gaps
        builds += other.builds
    }
}

extension AuditItem {
    /// The pieces of work on a repository.
    static func all(
        for repository: OpenedRepository, pages: [String], isPagesOnly: Bool
    ) -> [AuditItem] {
        var items: [AuditItem] = []
        let pages = pieces(pages, of: 500)
        for (number, paths) in pages.enumerated() {
            items.append(
                AuditItem(
                    repository: repository.name, work: .pages(paths), number: number, cost: 200 + paths.count)
            )
        }
        if isPagesOnly { return items }
        let projects = pieces(Array(repository.projects.indices), of: 200)
        for (number, places) in projects.enumerated() {
            items.append(
                AuditItem(
                    repository: repository.name, work: .projects(places), number: number,
                    cost: 50 + places.count))
        }
        items.append(
            AuditItem(
                repository: repository.name, work: .repository, number: 0,
                cost: 20 + repository.paths.count / 10))
        return items
    }

    private static func pieces<Item>(_ items: [Item], of size: Int) -> [[Item]] {
        stride(from: 0, to: items.count, by: size).map { Array(items[$0..<min($0 + size, items.count)]) }
    }
}
