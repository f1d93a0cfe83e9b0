import Audit
import Fleet
import Markup
import Model
import Repositories
import Samples

/// A repository of a fleet at the commit that is audited, read from its Git objects.
struct OpenedRepository: Sendable {
    let member: FleetRepository
    let snapshot: Snapshot
    let listing: Listing
    let owners: Owners
    /// Which documents speak of which line of a product.
    let lines: [ProductLine]
    /// The paths of all files that are looked at.
    let paths: [String]
    let pages: [String]
    /// Documents in other formats than Markdown, which no audit looks at.
    let otherPages: [String]
    let projects: [Project]
    let conventions: SiteConventions
    /// What could not be looked at as a whole, each as "what, because why".
    var gaps: [String]
    /// Mistakes in CODEOWNERS.
    let ownerMistakes: [(path: String, line: CodeOwners.BadLine)]

    /// - Parameters:
    ///   - path: where the clone or mirror is.
    init(_ member: FleetRepository, at path: String, in fleet: Fleet) throws(RepositoryError) {
        self.member = member
        lines = fleet.lines
        snapshot = try Snapshot.open(from: path, repository: path, revision: member.revision ?? "HEAD")
        let all = try snapshot.listing()
        listing = all
        var gaps: [String] = []
        for problem in all.problems { gaps.append("`\(problem.path)`, because \(problem.reason)") }
        for entry in all.entries where entry.kind == .submodule {
            gaps.append("`\(entry.path)`, because it is another repository (a submodule)")
        }
        let files = all.entries.filter { entry in
            entry.kind == .file && !entry.isVendored && !member.exclude.contains { $0.matches(entry.path) }
        }
        paths = files.map(\.path)
        pages = files.filter { Documents.isDocument($0.path) && !$0.isGenerated }.map(\.path)
        otherPages = files.filter { entry in
            Documents.format(of: entry.path).map { $0 != .markdown } ?? false && !entry.isGenerated
        }.map(\.path)
        projects = member.role == .samples ? ProjectFinder.projects(in: paths) : []
        var found: (path: String, file: CodeOwners)?
        if let path = CodeOwners.places.first(where: { all.entry(at: $0) != nil }) {
            switch Self.read(path, snapshot, all) {
            case .bytes(let bytes): found = (path, CodeOwners(SourceText(bytes), path: path))
            case .notAssessed(let reason):
                gaps.append("owners, because `\(path)` could not be read: \(reason)")
            }
        }
        ownerMistakes = found.map { found in found.file.badLines.map { (found.path, $0) } } ?? []
        owners = Owners(fleet, member, codeOwners: found)
        self.gaps = gaps
        let snapshot = snapshot
        conventions = SiteConventions(paths: paths) { path in
            if case .bytes(let bytes) = Self.read(path, snapshot, all) { bytes } else { nil }
        }
    }

    var name: String { member.name }

    var revision: String { snapshot.revision ?? "" }

    func read(_ path: String) -> Reading { Self.read(path, snapshot, listing) }

    private static func read(_ path: String, _ snapshot: Snapshot, _ listing: Listing) -> Reading {
        guard let entry = listing.entry(at: path) else { return .notAssessed("there is no such file") }
        do throws(RepositoryError) {
            var reader = try snapshot.reader()
            return reader.read(entry)
        } catch {
            return .notAssessed("\(error.operation): \(error.message)")
        }
    }

    /// What stands in front of the first report line of a path.
    func ownership(of path: String, _ said: PageFacts? = nil) -> Ownership {
        owners.ownership(of: path, frontMatter: said.map { ($0.area, $0.owners) })
    }
}
