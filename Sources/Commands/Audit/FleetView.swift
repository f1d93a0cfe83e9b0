import Ecosystems
import Fleet
import Model
import Repositories

/// All repositories of an audit that could be opened, and their histories, each walked at most once.
actor FleetView {
    nonisolated let repositories: [String: OpenedRepository]
    nonisolated let versions: VersionFacts
    /// What is asked beside the repository that is looked at.
    nonisolated let trail = AuditTrail()
    private let memory: AuditMemory?
    private let asOf: Day
    private let workers: Int
    private let shelf: HistoryShelf
    private var surfaces: Task<ProductSurfaces, Never>?
    private var knownHelps: [CommandHelp]?
    private var uses: Task<RegionUses, Never>?
    private var walks: [String: Task<Past, Never>] = [:]

    init(
        _ members: [AuditRequest.Member], asOf: Day, horizon: Int, workers: Int, versions: VersionSnapshot?,
        shelf: HistoryShelf, memory: AuditMemory? = nil
    ) {
        var repositories: [String: OpenedRepository] = [:]
        for case .opened(let repository) in members { repositories[repository.name] = repository }
        self.repositories = repositories
        self.versions = VersionFacts(
            releases: ProductReleases(repositories.values.sorted { $0.name < $1.name }, versions),
            lifecycles: .bundled, asOf: asOf, horizon: horizon, trail: trail)
        self.memory = memory
        self.asOf = asOf
        self.workers = workers
        self.shelf = shelf
    }

    /// The history of a repository.
    func past(of name: String) async -> Past {
        guard let repository = repositories[name] else {
            return .unknown("no repository of the fleet that could be opened is called `\(name)`")
        }
        if let walk = walks[name] { return await walk.value }
        let (snapshot, asOf, workers, shelf) = (repository.snapshot, asOf, workers, shelf)
        let walk = Task { await Past.read(snapshot, asOf: asOf, shelf, workers: workers) }
        walks[name] = walk
        return await walk.value
    }

    /// What the commands of the fleet's products print for `--help`.
    func helps() async -> [CommandHelp] {
        if let known = knownHelps { return known }
        var helps: [CommandHelp] = []
        for name in repositories.keys.sorted() {
            guard let repository = repositories[name], repository.member.help != nil else { continue }
            if let help = CommandHelp(repository, await past(of: name)) { helps.append(help) }
        }
        knownHelps = helps
        return helps
    }

    /// The regions of sample code that the fleet's pages take in.
    func regionUses() async -> RegionUses {
        if let uses { return await uses.value }
        let opened = repositories.values.sorted { $0.name < $1.name }
        let (workers, memory) = (workers, memory)
        let reading = Task { await RegionUses.read(opened, memory, workers: workers) }
        uses = reading
        return await reading.value
    }

    /// The public surfaces of the fleet's products.
    func productSurfaces() async -> ProductSurfaces {
        if let surfaces { return await surfaces.value }
        let opened = repositories.values.sorted { $0.name < $1.name }
        let workers = workers
        let reading = Task { await ProductSurfaces.read(opened, workers: workers) }
        surfaces = reading
        return await reading.value
    }

    /// Lets go of a history that nothing will be asked of any more.
    func forget(_ name: String) { walks[name] = nil }
}
