import Model
import Repositories

/// Histories that were walked once, kept so that the next walk reads only the commits that are new.
///
/// What is kept is a log of what commits did, which never changes; where a branch was written anew, the walk forgets what
/// is not true any more. So a history from here is the one that a whole walk gives.
struct HistoryShelf: Sendable {
    /// Nil where nothing is kept.
    var cache: CacheFolder?

    /// Walks what is not known yet.
    func walk(_ snapshot: Snapshot, workers: Int) async throws(RepositoryError) -> HistoryState {
        let walk = try HistoryWalk(snapshot)
        let name = "histories/" + ContentHash(of: Array(snapshot.root.utf8), seed: 0).digits.prefix(24)
        let kept = cache?.read(name)
        let state = try await walk.run(
            resuming: kept.flatMap { HistoryState(decoding: $0) }, workers: workers)
        guard let cache, !state.isAsItWas else { return state }
        if let more = state.addition(), let length = state.keptLength {
            cache.append(more, to: name, of: length)
        } else {
            cache.write(name, state.encoded())
        }
        return state
    }
}
