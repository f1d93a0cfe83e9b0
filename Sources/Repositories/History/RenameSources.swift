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
        /// The unmatched by the endings of their names, each by its normalised content, as far as somebody asked.
        var byContent: [[UInt8]: [ContentKey: [Int]]] = [:]
    }

    private struct ContentKey: Hashable {
        var high: UInt64
        var low: UInt64
    }

    init(_ log: ChangeLog, _ index: VersionIndex) {
        self.log = log
        self.index = index
    }

    mutating func source(of added: Change, _ digests: inout ContentDigests) -> Source? {
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
            !Normaliser.isNeverText(log.paths.slice(Int(added.path)))
        else { return nil }
        // A file keeps its ending: what has another need not be read.
        let ending = ending(added)
        var byContent = removed.byContent[ending]
        if byContent == nil {
            var found: [ContentKey: [Int]] = [:]
            for place in removed.unmatched {
                let change = log.changes[place]
                guard self.ending(change) == ending,
                    let digest = digests.digest(change.id)
                else { continue }
                found[ContentKey(high: digest.high, low: digest.low), default: []].append(place)
            }
            removed.byContent[ending] = found
            byContent = found
        }
        guard let byContent, !byContent.isEmpty,
            let digest = digests.digest(added.id)
        else { return nil }
        let places = byContent[ContentKey(high: digest.high, low: digest.low)]
        return places.flatMap { source(nearest($0, to: added)) }
    }

    /// A commit that takes more away without adding the same bytes has not renamed with care.
    private static let mostUnmatched = 1000

    /// From the last dot on; empty where there is none.
    private func ending(_ change: Change) -> [UInt8] {
        let path = log.paths.slice(Int(change.path))
        return Array(path[(path.lastIndex(of: 0x2E) ?? path.endIndex)...])
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
