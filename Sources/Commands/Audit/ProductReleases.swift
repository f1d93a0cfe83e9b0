import Ecosystems
import Fleet
import Model
import Repositories

/// The releases of the products of a fleet, by their tags.
struct ProductReleases: Sendable {
    fileprivate struct Known: Sendable {
        var product: String
        /// The name that packages are asked for by, in small letters.
        var name: String
        /// Host and path of the address, where the fleet file has one.
        var key: String?
        var releases: [Release]
    }

    private var known: [Known] = []
    /// What registries said, for packages that are none of the fleet's own.
    private let snapshot: VersionSnapshot?

    /// - Parameters:
    ///   - repositories: those of the fleet that could be opened.
    ///   - snapshot: nil where nobody has asked registries.
    init(_ repositories: [OpenedRepository], _ snapshot: VersionSnapshot? = nil) {
        self.snapshot = snapshot
        for repository in repositories where repository.member.role == .product {
            guard let shelf = try? TagShelf(repository.snapshot) else { continue }
            let tags = shelf.tags().map { tag in
                (name: tag.name, day: tag.seconds.map { Day(secondsSince1970: $0) })
            }
            let releases = VersionTags.releases(tags, of: repository.member.package)
            guard !releases.isEmpty else { continue }
            var key: String?
            if case .url(let address) = repository.member.source { key = Ecosystem.repositoryKey(address) }
            known.append(
                Known(
                    product: repository.name,
                    name: (repository.member.package ?? repository.name).lowercased(), key: key,
                    releases: releases))
        }
        known.sort { $0.product < $1.product }
    }

    /// What the tags say of a package and the repository that has them, or what a registry said; nil where no product of
    /// the fleet is meant and no registry was asked.
    func answer(to package: PackageName) -> (product: String, answer: ReleaseAnswer)? {
        for product in known where product.isMeant(by: package) {
            return (product.product, .releases(product.releases, source: "the tags of \(product.product)"))
        }
        guard let snapshot else { return nil }
        let answer = snapshot[package]
        if case .releases(_, let source) = answer { return (source, answer) }
        return ("releases of \(snapshot.day)", answer)
    }
}

extension ProductReleases.Known {
    fileprivate func isMeant(by package: PackageName) -> Bool {
        if let key, package.key == key { return true }
        switch package.ecosystem {
        // These are called by their address; of a mirror only the last part of it is known.
        case .swift, .go:
            return key == nil && package.key.lowercased().split(separator: "/").last.map(String.init) == name
        case .docker, .actions: return false
        default: return package.key.lowercased() == name
        }
    }
}
