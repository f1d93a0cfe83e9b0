/// Since when something is so: the number of a commit, or what could not be read to find out.
enum Since: Hashable, Sendable {
    case commit(UInt32)
    /// A folder above the file could not be read as it was before a commit.
    case gap(UInt32)
    /// The content of one of the file's versions could not be read.
    case content(ObjectID)

    var isKnown: Bool {
        if case .commit = self { true } else { false }
    }
}

/// What the log tells of one path that the newest commit has.
struct DatedPath: Hashable, Sendable {
    /// The number of the path.
    var path: UInt32
    var content: Since
    var firstSeen: Since
    /// The commit that set the declared dates and left the content as it was.
    var datesSetAlone: UInt32?
    /// Names that the file had before, newest first, each with the commit that took it away.
    var previous: [Previous] = []

    struct Previous: Hashable, Sendable {
        var path: UInt32
        var until: UInt32
    }

    /// Whether a later run can learn nothing more without a new commit.
    var isFinal: Bool { content.isKnown && firstSeen.isKnown }
}

/// Finds out since when the files of the newest commit are what they are. Each worker has one of its own.
struct FileDating: ~Copyable {
    private let log: ChangeLog
    private let index: VersionIndex
    private let policy: HistoryPolicy
    private let ignored: Set<UInt32>
    private var digests: ContentDigests
    private var renames: RenameSources
    /// The versions of the file that is dated, newest first, as far as they were needed.
    private var versions: [Version] = []
    private var previous: [DatedPath.Previous] = []
    /// The place of the oldest of the versions among those of its path.
    private var cursor = 0

    private struct Version {
        var change: Change
        var digest: ContentDigest?
    }

    init(
        _ log: ChangeLog, _ index: VersionIndex, _ policy: HistoryPolicy, ignored: Set<UInt32>,
        _ objects: consuming Objects
    ) {
        self.log = log
        self.index = index
        self.policy = policy
        self.ignored = ignored
        digests = ContentDigests(objects, policy)
        renames = RenameSources(log, index)
    }

    /// - Parameters:
    ///   - path: the number of a path that the newest commit has.
    ///   - known: what an earlier commit told of the file, where it has been there since: how it came to be stays true.
    mutating func date(_ path: Int, known: DatedPath? = nil) -> DatedPath {
        versions.removeAll(keepingCapacity: true)
        previous.removeAll()
        cursor = index[path].count - 1
        versions.append(Version(change: log.changes[Int(index[path].last ?? 0)]))
        var dated = DatedPath(path: UInt32(path), content: .gap(0), firstSeen: .gap(0))
        (dated.content, dated.datesSetAlone) = content()
        if let known {
            dated.firstSeen = known.firstSeen
            dated.previous = known.previous
            return dated
        }
        while isThere(versions.count) {}
        let oldest = versions[versions.count - 1].change
        dated.firstSeen = isUnknown(oldest) ? .gap(oldest.commit) : .commit(oldest.commit)
        dated.previous = previous
        return dated
    }

    /// What a comparison ends with where it cannot be made.
    private struct Unread: Error { var id: ObjectID }

    /// Goes back over the versions that say what the newest one says.
    private mutating func content() -> (Since, datesSetAlone: UInt32?) {
        var run = 0
        // Until the date changes for the first time, each version is compared with the one before it.
        var alone: UInt32?
        var areDatesFound = false
        while true {
            let change = versions[run].change
            if isUnknown(change) { return (.gap(change.commit), alone) }
            guard isThere(run + 1) else { break }
            if ignored.contains(change.commit), versions[run + 1].change.kind != .deleted {
                areDatesFound = true
                run += 1
                continue
            }
            do throws(Unread) {
                if try isSame(run, run + 1) {
                    if !areDatesFound, let a = versions[run].digest, let b = versions[run + 1].digest,
                        a.dates != b.dates
                    {
                        areDatesFound = true
                        if a.dates != 0 { alone = change.commit }
                    }
                    run += 1
                    continue
                }
                guard let earlier = try reversal(of: run) else { break }
                areDatesFound = true
                run = earlier
            } catch {
                return (.content(error.id), alone)
            }
        }
        return (.commit(versions[run].change.commit), alone)
    }

    /// The version that a change went back to, where what came between lasted no longer than the policy allows.
    private mutating func reversal(of run: Int) throws(Unread) -> Int? {
        let end = log.commits[Int(versions[run].change.commit)].seconds
        var place = run + 2
        while place < run + 2 + Self.longestReversal, isThere(place) {
            // The content at this place was given up by the commit after it.
            let start = log.commits[Int(versions[place - 1].change.commit)].seconds
            if end - start > policy.reversal || isUnknown(versions[place - 1].change) { return nil }
            if try isSame(run, place) { return place }
            place += 1
        }
        return nil
    }

    /// More changes within the time of a reversal than this are a conversation and no slip.
    private static let longestReversal = 64

    private mutating func isSame(_ a: Int, _ b: Int) throws(Unread) -> Bool {
        let (one, other) = (versions[a].change, versions[b].change)
        if other.kind == .lost { throw Unread(id: other.id) }
        if one.kind == .deleted || other.kind == .deleted { return false }
        if one.id == other.id {
            if versions[b].digest == nil { versions[b].digest = versions[a].digest }
            return true
        }
        guard isFile(one), isFile(other) else { return false }
        // Pictures and archives are the larger part of many repositories, and have no words to compare.
        if Normaliser.isNeverText(log.paths.slice(Int(one.path))) { return false }
        return try digest(a).isSameContent(digest(b))
    }

    private mutating func digest(_ place: Int) throws(Unread) -> ContentDigest {
        if let digest = versions[place].digest { return digest }
        let id = versions[place].change.id
        guard let digest = digests.digest(id) else { throw Unread(id: id) }
        versions[place].digest = digest
        return digest
    }

    private func isFile(_ change: Change) -> Bool { change.kind == .file || change.kind == .unknown }

    private func isUnknown(_ change: Change) -> Bool { change.kind == .unknown || change.kind == .lost }

    /// Whether there is a version at a place; fetches those up to it.
    private mutating func isThere(_ place: Int) -> Bool {
        while versions.count <= place {
            guard let older = older(than: versions[versions.count - 1].change) else { return false }
            versions.append(Version(change: older))
        }
        return true
    }

    private mutating func older(than change: Change) -> Change? {
        if isUnknown(change) { return nil }
        let path = Int(change.path)
        let places = index[path]
        let older = cursor > 0 ? log.changes[Int(places[places.startIndex + cursor - 1])] : nil
        if change.kind != .deleted, older == nil || older?.kind == .deleted,
            let source = renames.source(of: change, &digests)
        {
            previous.append(DatedPath.Previous(path: source.path, until: change.commit))
            cursor = source.cursor
            let places = index[Int(source.path)]
            return log.changes[Int(places[places.startIndex + cursor])]
        }
        cursor -= 1
        return older
    }
}
