import Model
import Repositories
import Synchronization

/// What a run has read of the world, so that a later one can tell whether it would read the same.
final class Readings: Sendable {
    /// A commit of another repository, and the words that led to it.
    struct Other: Hashable, Sendable {
        /// The folder that the repository is looked for from.
        var start: String
        var repository: String
        /// As the configuration says it.
        var revision: String
        /// The full id of the commit.
        var commit: String

        /// Whether the words still lead to that commit.
        var holds: Bool {
            let found = try? Snapshot.open(from: start, repository: repository, revision: revision)
            return found?.revision == commit
        }
    }

    private struct State {
        var files: [String: Places.Place] = [:]
        var programs: Set<Sighting> = []
        var others: Set<Other> = []
        var isComplete = true
    }

    /// What the hashes of contents are made with.
    let seed = UInt64.random(in: .min ... .max)
    private let state = Mutex(State())

    /// The files of the repository that were read.
    var files: [Places.Place] { state.withLock { $0.files }.sorted { $0.key < $1.key }.map(\.value) }
    /// The programs that were looked for.
    var programs: [Sighting] { Array(state.withLock { $0.programs }) }
    /// What was read of other repositories.
    var others: [Other] {
        state.withLock { $0.others }.sorted {
            ($0.start, $0.repository, $0.revision) < ($1.start, $1.repository, $1.revision)
        }
    }
    /// Whether all of it can be compared later.
    var isComplete: Bool { state.withLock { $0.isComplete } }

    func add(_ path: String, _ identity: FileIdentity, _ bytes: [UInt8]) {
        let content = ContentHash(of: bytes, seed: seed)
        state.withLock { state in
            // A file that was read twice, and was another each time, has no one content.
            if let known = state.files[path], known.content != content { state.isComplete = false }
            state.files[path] = Places.Place(
                path: Array(path.utf8)[...], identity: identity, content: content)
        }
    }

    func add(_ other: Other) {
        state.withLock { _ = $0.others.insert(other) }
    }

    func add(programs paths: [String]) {
        let sightings = paths.map { path in
            Sighting(path: Array(path.utf8)[...], identity: FileIdentity(ofFileAt: path))
        }
        state.withLock { $0.programs.formUnion(sightings) }
    }

    /// Tells that something happened that need not happen the next time: a file could not be read, a program
    /// did not answer.
    func giveUp() { state.withLock { $0.isComplete = false } }
}
