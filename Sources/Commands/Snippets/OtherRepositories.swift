import Engine
import Model
import Repositories
import RuleBook
import Snippets
import Synchronization

/// Repositories that pages take in code from, each opened once, at one commit, from its Git objects.
final class OtherRepositories: Sendable {
    private let known = Mutex<[String: OtherRepository.Opened]>([:])

    /// What the repository of a label holds; opened with a closure where nobody has asked before.
    private func opened(
        _ label: String, _ open: () throws(RepositoryError) -> (Snapshot, Listing)
    ) -> OtherRepository.Opened {
        if let found = known.withLock({ $0[label] }) { return found }
        let found: OtherRepository.Opened
        do throws(RepositoryError) {
            let (snapshot, listing) = try open()
            found = Self.files(of: snapshot, listing)
        } catch {
            found = .trouble("the repository `\(label)`: \(error.operation): \(error.message)")
        }
        return known.withLock { known in
            if let other = known[label] { return other }
            known[label] = found
            return found
        }
    }

    /// The files of a repository that is open.
    private static func files(of snapshot: Snapshot, _ listing: Listing) -> OtherRepository.Opened {
        let paths = listing.entries.filter { $0.kind == .file }.map(\.path)
        let map = SiteMap(paths)
        return .files(
            paths: paths,
            makeRead: {
                let shelf = FileShelf { SnapshotReader(snapshot, listing) }
                return { shelf.bytes(of: $0) }
            },
            nearest: { path in if case .nothing(let nearest) = map.entry(at: path) { nearest } else { nil } })
    }

    /// Those that the configuration of a site names.
    ///
    /// - Parameter readings: where it is noted which commits a run has seen.
    func configured(of site: Site, noting readings: Readings?) -> [OtherRepository] {
        let (configuration, root) = (site.configuration, site.snapshot.root)
        var labels: Set<String> = []
        return configuration.repositories.map { setting in
            let isFirst = labels.insert(setting.name).inserted
            let label = isFirst ? setting.name : "\(setting.home)/\(setting.name)"
            return OtherRepository(
                label: label, name: setting.name, folder: setting.folder,
                isSeen: { configuration.repositories(for: $0).contains(setting) },
                open: {
                    let (place, revision) = (Self.place(of: setting, root), setting.at ?? "HEAD")
                    let found = self.opened(label) { () throws(RepositoryError) in
                        let snapshot = try Snapshot.open(from: root, repository: place, revision: revision)
                        let listing = try snapshot.listing()
                        if let commit = snapshot.revision {
                            readings?.add(
                                Readings.Other(
                                    start: root, repository: place, revision: revision, commit: commit))
                        }
                        return (snapshot, listing)
                    }
                    // What could not be opened may be there the next time.
                    if case .trouble = found { readings?.giveUp() }
                    return found
                })
        }
    }

    /// Where a repository is, seen from the top of the one with the pages.
    private static func place(of setting: SampleRepository, _ root: String) -> String {
        if setting.repository.hasPrefix("/") { return setting.repository }
        let home = setting.home.isEmpty ? root : "\(root)/\(setting.home)"
        return "\(home)/\(setting.repository)"
    }

    /// Those of a fleet, by their names and by what the configuration of a site calls them.
    ///
    /// - Parameter own: the name of the one with the pages.
    static func fleet(
        _ repositories: [String: OpenedRepository], for site: Site, of own: String
    ) -> [OtherRepository] {
        let configuration = site.configuration
        let opened = OtherRepositories()
        var others: [OtherRepository] = []
        for setting in configuration.repositories {
            let found = repositories[setting.name] ?? repositories[baseName(setting.repository)]
            let label = found.map { [$0.name, setting.at].compactMap { $0 }.joined(separator: "@") }
            others.append(
                OtherRepository(
                    label: label ?? setting.name, name: setting.name, folder: setting.folder,
                    isSeen: { configuration.repositories(for: $0).contains(setting) },
                    open: {
                        guard let found else {
                            return .trouble("the fleet has no repository `\(setting.name)`")
                        }
                        return opened.opened(label ?? "") { () throws(RepositoryError) in
                            guard let at = setting.at else { return (found.snapshot, found.listing) }
                            let root = found.snapshot.root
                            let snapshot = try Snapshot.open(from: root, repository: root, revision: at)
                            return (snapshot, try snapshot.listing())
                        }
                    }))
        }
        for (name, other) in repositories.sorted(by: { $0.key < $1.key }) where name != own {
            others.append(
                OtherRepository(label: name, name: name, folder: nil) {
                    opened.opened(name) { () throws(RepositoryError) in (other.snapshot, other.listing) }
                })
        }
        return others
    }

    /// `samples` of `../samples.git`.
    private static func baseName(_ path: String) -> String {
        let last = path.split(separator: "/").last.map(String.init) ?? path
        return last.hasSuffix(".git") ? String(last.dropLast(4)) : last
    }
}

extension OtherRepository {
    /// Whether a page may mean a file of it; to find out for sure takes more.
    func mayHave(_ inclusion: Inclusion) -> Bool {
        let places = [inclusion.path, inclusion.folder ?? ""]
        let last = folder?.split(separator: "/").last.map(String.init)
        return places.contains { place in place.contains(name) || last.map(place.contains) ?? false }
    }
}
