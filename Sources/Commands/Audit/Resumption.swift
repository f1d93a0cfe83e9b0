import Audit
import Model
import Reporting

/// What an audit that is under way has done, so that one that was interrupted goes on where it was.
///
/// Everything that the result depends on is in the key, so what is found is taken as it is. Once an audit is done nothing
/// of it is left.
struct Resumption: Sendable {
    private let cache: CacheFolder?
    private let folder: String

    /// - Parameter key: stands for all that the result depends on.
    init(_ cache: CacheFolder?, key: String) {
        self.cache = cache
        folder = "resume-" + ContentHash(of: Array(key.utf8), seed: 0).digits.prefix(20)
    }

    /// What was found in a repository; nil where that is not known.
    func part(_ repository: String) -> AuditPart? {
        guard let bytes = cache?.read(name(repository)) else { return nil }
        return try? AuditPartReader.read(bytes)
    }

    /// - Parameter report: what was found, as JSON.
    func keep(_ report: [UInt8], of repository: String) { cache?.write(name(repository), report) }

    /// Lets go of everything.
    func end(_ repositories: [String]) {
        for repository in repositories { cache?.remove(name(repository)) }
        cache?.remove(folder)
    }

    private func name(_ repository: String) -> String {
        "\(folder)/\(ContentHash(of: Array(repository.utf8), seed: 0).digits.prefix(20)).json"
    }
}
