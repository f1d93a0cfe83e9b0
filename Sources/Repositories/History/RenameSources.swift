/// Finds the name that a file had before the commit that added it: one that the same commit took away from the same
/// content.
struct RenameSources {
    /// A path with the place, among its versions, of the last one before it was taken away.
    struct Source {
        var path: UInt32
        var cursor: Int
    }

    private let log: ChangeLog
    private let index: VersionIndex
    private var commits: [UInt32: Removed] = [:]

    /// What one commit took away.
    private struct Removed {
        /// Places in the log, by what held the content.
        var byID: [ObjectID: [Int]] = [:]
        /// Those that no added file has the very bytes of.
        var unmatched: [Int] = []
        /// The unmatched by their normalised content; nil as long as nobody asked.
        var byContent: [ContentKey: [Int]]?
    }

    private struct ContentKey: Hashable {
        var high: UInt64
        var low: UInt64
        var ending: [UInt8]
    }

    init(_ log: ChangeLog, _ index: VersionIndex) {
        self.log = log
        self.index = index
    }

    mutating func source(
        of added: Change, _ objects: borrowing Objects, limit: Int, _ normaliser: inout Normaliser
    ) -> Source? {
        guard added.kind == .file || added.kind == .symlink else { return nil }
        let known = commits[added.commit]
        var removed = known ?? removed(by: added.commit)
        if removed.byID.isEmpty {
            if known == nil { commits[added.commit] = removed }
            return nil
        }
        if let places = removed.byID[added.id] {
            if known == nil { commits[added.commit] = removed }
            return source(nearest(places, to: added))
        }
        defer { commits[added.commit] = removed }
        guard added.kind == .file, !removed.unmatched.isEmpty, removed.unmatched.count <= Self.mostUnmatched,
            !Normaliser.isNeverText(log.paths.slice(Int(added.path))),
            let digest = objects.digest(added.id, limit: limit, &normaliser)
        else { return nil }
        if removed.byContent == nil {
            var byContent: [ContentKey: [Int]] = [:]
            for place in removed.unmatched {
                let change = log.changes[place]
                if Normaliser.isNeverText(log.paths.slice(Int(change.path))) { continue }
                guard let digest = objects.digest(change.id, limit: limit, &normaliser) else { continue }
                byContent[key(digest, change), default: []].append(place)
            }
            removed.byContent = byContent
        }
        return (removed.byContent?[key(digest, added)]).flatMap { source(nearest($0, to: added)) }
    }

    /// A commit that takes more away without adding the same bytes has not renamed with care.
    private static let mostUnmatched = 1000

    private func key(_ digest: ContentDigest, _ change: Change) -> ContentKey {
        let path = log.paths.slice(Int(change.path))
        let dot = path.lastIndex(of: 0x2E) ?? path.endIndex
        return ContentKey(high: digest.high, low: digest.low, ending: Array(path[dot...]))
    }

    private func removed(by commit: UInt32) -> Removed {
        var removed = Removed()
        let range = log.changes(of: Int(commit))
        for place in range where log.changes[place].kind == .deleted {
            removed.byID[log.changes[place].id, default: []].append(place)
        }
        guard !removed.byID.isEmpty else { return removed }
        var added: Set<ObjectID> = []
        for place in range where log.changes[place].kind == .file { added.insert(log.changes[place].id) }
        removed.unmatched = range.filter {
            log.changes[$0].kind == .deleted && !added.contains(log.changes[$0].id)
        }
        return removed
    }

    /// Of several the one with the same last name; else the first in the order of the paths.
    private func nearest(_ places: [Int], to added: Change) -> Int {
        guard places.count > 1 else { return places[0] }
        let name = name(added)
        return places.first { self.name(log.changes[$0]).elementsEqual(name) } ?? places[0]
    }

    private func name(_ change: Change) -> ArraySlice<UInt8> {
        let path = log.paths.slice(Int(change.path))
        return path.lastIndex(of: 0x2F).map { path[($0 + 1)...] } ?? path
    }

    private func source(_ place: Int) -> Source? {
        let path = log.changes[place].path
        let places = index[Int(path)]
        guard let found = places.firstIndex(of: UInt32(place)), found > places.startIndex else { return nil }
        return Source(path: path, cursor: found - places.startIndex - 1)
    }
}
