import Engine
import Fleet
import Model
import Repositories
import RuleBook
import Snippets

/// Regions of sample code that the pages of a fleet take in.
struct RegionUses: Sendable {
    /// What the pages of one repository take in.
    struct Taken: Sendable {
        var names: Set<String> = []
        /// Names whose code may be in any repository.
        var anywhere: Set<String> = []
        /// Names whose code is in another repository of the fleet, by that.
        var elsewhere: [String: Set<String>] = [:]
        /// Other repositories that were looked into.
        var asked: Set<String> = []

        mutating func add(_ other: Taken) {
            names.formUnion(other.names)
            anywhere.formUnion(other.anywhere)
            elsewhere.merge(other.elsewhere) { $0.union($1) }
            asked.formUnion(other.asked)
        }
    }

    /// Names, by the repository of the code.
    private var names: [String: Set<String>] = [:]
    private var anywhere: Set<String> = []

    /// - Parameters:
    ///   - repositories: those of the fleet that could be opened.
    ///   - memory: what earlier audits have read; nil where nothing is kept.
    static func read(
        _ repositories: [OpenedRepository], _ memory: AuditMemory?, workers: Int
    ) async -> RegionUses {
        var uses = RegionUses()
        let byName = Dictionary(repositories.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for repository in repositories {
            var taken = memory?.regions(of: repository)
            if taken == nil {
                let read = await read(repository, among: byName, workers)
                memory?.keep(read, of: repository)
                taken = read
            }
            guard let taken else { continue }
            uses.names[repository.name, default: []].formUnion(taken.names)
            for (name, regions) in taken.elsewhere { uses.names[name, default: []].formUnion(regions) }
            uses.anywhere.formUnion(taken.anywhere)
        }
        return uses
    }

    /// Whether any page takes a region from a repository.
    func isAnyTaken(from repository: String) -> Bool { names[repository]?.isEmpty == false }

    func isTaken(_ name: String, from repository: String) -> Bool {
        anywhere.contains(name) || names[repository]?.contains(name) == true
    }

    /// All that is known of the regions of a repository: what was said of them holds as long as this does.
    func taken(from repository: String) -> [String] {
        (names[repository] ?? []).sorted() + [""] + anywhere.sorted()
    }

    private static func read(
        _ repository: OpenedRepository, among all: [String: OpenedRepository], _ workers: Int
    ) async -> Taken {
        var place = Place(folder: repository.snapshot.root)
        place.repository = repository.snapshot.root
        guard var opened = try? Site(at: place, over: repository.snapshot, only: ["links/missing-file"])
        else { return Taken() }
        opened.otherRepositories = OtherRepositories.fleet(all, for: opened, of: repository.name)
        let site = opened
        let (pages, snapshot, listing) = (repository.pages, repository.snapshot, repository.listing)
        let shelf = site.includeShelf
        let makeState = { @Sendable in (SnapshotReader(snapshot, listing), IncludeFinder(shelf)) }
        let parts = await spread(over: pages.count, workers: workers, state: makeState) { state, index in
            var taken = Taken()
            guard case .file(let file) = state.0.read(pages[index]),
                mayTakeIn(file.bytes)
                    || !site.configuration.conventions(for: file.path).shortcodes.isEmpty
            else {
                return taken
            }
            for placed in site.parse(file).inclusions where !placed.inclusion.part.regions.isEmpty {
                let others = site.otherRepositories.filter { $0.mayHave(placed.inclusion) }
                // A revision stands behind the name where the configuration pins one.
                let labels = others.map { String($0.label.prefix { $0 != "@" }) }
                taken.asked.formUnion(labels)
                if !others.isEmpty,
                    case .inclusion(.found(let path, _)) = state.1.state(of: placed.inclusion),
                    listing.entry(at: path) == nil, let colon = path.firstIndex(of: ":")
                {
                    let name = String(path[..<colon].prefix { $0 != "@" })
                    taken.elsewhere[name, default: []].formUnion(placed.inclusion.part.regions)
                    continue
                }
                taken.names.formUnion(placed.inclusion.part.regions)
                // It may be in another repository, whatever that is called here.
                if placed.inclusion.path.hasPrefix("~") || placed.inclusion.path.contains(":")
                    || !site.otherRepositories.isEmpty
                {
                    taken.anywhere.formUnion(placed.inclusion.part.regions)
                }
            }
            return taken
        }
        return parts.reduce(into: Taken()) { $0.add($1) }
    }

    /// Whether a page may have a directive that takes in code: parsing all pages for it would take longer than the rest.
    private static func mayTakeIn(_ bytes: [UInt8]) -> Bool {
        let buffer = bytes.span
        var index = 0
        while index + 3 < buffer.count {
            let first = buffer[index]
            if first == 0x3A || first == 0x3C || first == 0x38 || first == 0x23 || first == 0x69
                || first == 0x40
                || first == 0x7B || first == 0x73
            {
                for mark in marks where mark[0] == first && matches(buffer, index, mark) { return true }
            }
            index += 1
        }
        return false
    }

    private static func matches(_ buffer: Span<UInt8>, _ index: Int, _ mark: [UInt8]) -> Bool {
        guard index + mark.count <= buffer.count else { return false }
        for offset in mark.indices where buffer[index + offset] != mark[offset] { return false }
        return true
    }

    private static let marks = [
        ":::code", "<<<", "8<-", "#include", "#rustdoc_include", "include::", "include}", "@Snippet", "{{<",
        "source=",
    ].map { Array($0.utf8) }
}
