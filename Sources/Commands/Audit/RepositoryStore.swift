import Fleet
import Model
import Repositories

/// Finds the repositories of a fleet on this machine, and brings those that lie elsewhere.
struct RepositoryStore: Sendable {
    /// The folder of the fleet file, which paths in it are seen from.
    var folder: String
    /// Where mirrors are kept; nil where nobody says where caches are.
    var cache: CacheFolder?
    /// Whether mirrors that are there already are taken as they are.
    var isOffline = false

    /// Where a repository can be read.
    func path(of repository: FleetRepository) async throws(RepositoryError) -> String {
        switch repository.source {
        case .path(let path):
            if path.hasPrefix("/") { return path }
            if path.hasPrefix("~/"), let home = Console.environment("HOME") {
                return home + path.dropFirst(1)
            }
            return folder + "/" + path
        case .url(let address): return try await mirror(of: address)
        }
    }

    private func mirror(of address: String) async throws(RepositoryError) -> String {
        guard let cache else {
            throw RepositoryError(
                .unreadable, code: -1, operation: "cannot fetch '\(Mirror.shown(address))'",
                message: "neither XDG_CACHE_HOME nor HOME says where to keep it")
        }
        let digits = ContentHash(of: Array(address.utf8), seed: 0).digits
        let name = FleetReader.name(of: .url(address))
        let path = cache.path + "/mirrors/\(name)-\(digits.prefix(12)).git"
        if isOffline {
            guard DiskFile.exists(path) else {
                throw RepositoryError(
                    .unreachable, code: -1, operation: "cannot read '\(Mirror.shown(address))'",
                    message: "it has never been fetched, and --offline asks for no network")
            }
            return path
        }
        cache.makeFolder("mirrors")
        try await Mirror.update(at: path, from: address)
        return path
    }
}
