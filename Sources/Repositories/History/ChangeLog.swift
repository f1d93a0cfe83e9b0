/// What stands at a path after a commit.
struct Change: Hashable, Sendable {
    enum Kind: UInt8, Sendable {
        case deleted, file, symlink, submodule
        /// What was there before the commit is not known, because a folder above cannot be read.
        case unknown
        /// What is there after the commit is not known either.
        case lost
    }

    /// What holds the content; for `deleted` what held it before.
    var id: ObjectID
    /// The number of the commit, counted from the oldest.
    var commit: UInt32
    /// The number of the path.
    var path: UInt32
    var kind: Kind
}

/// All that the commits of a first-parent history did, oldest first.
struct ChangeLog: Sendable {
    private(set) var commits: [CommitPoint] = []
    /// In the order of the commits, in each of them in the order of the paths.
    private(set) var changes: [Change] = []
    /// Where the changes of each commit end.
    private(set) var ends: [UInt32] = []
    private(set) var paths = PathTable()

    init() {}

    init(commits: [CommitPoint], changes: [Change], ends: [UInt32], paths: PathTable) {
        self.commits = commits
        self.changes = changes
        self.ends = ends
        self.paths = paths
    }

    /// Whether something could not be read.
    var hasGaps: Bool { changes.contains { $0.kind == .unknown || $0.kind == .lost } }

    func changes(of commit: Int) -> Range<Int> {
        (commit == 0 ? 0 : Int(ends[commit - 1]))..<Int(ends[commit])
    }

    /// For each path whether one of the changes from a place on is about it.
    func isTouched(from place: Int) -> [Bool] {
        var isTouched = [Bool](repeating: false, count: paths.count)
        for change in changes[place...] { isTouched[Int(change.path)] = true }
        return isTouched
    }

    /// Adds what newer commits did.
    ///
    /// - Parameters:
    ///   - points: newest first.
    ///   - parts: the changes of these commits, newest first.
    mutating func append(_ points: ArraySlice<CommitPoint>, _ parts: [ChangeBatch]) {
        let first = commits.count
        let total = parts.reduce(0) { $0 + $1.count }
        commits.reserveCapacity(first + points.count)
        changes.reserveCapacity(changes.count + total)
        commits += points.reversed()
        var end = changes.count
        ends.reserveCapacity(commits.count)
        for part in parts.reversed() {
            for (place, range) in part.ranges.enumerated().reversed() {
                let commit = UInt32(commits.count - 1 - (part.first + place))
                for index in range {
                    let path = unsafe part.withPath(index) { unsafe paths.intern($0) }
                    changes.append(
                        Change(id: part.ids[index], commit: commit, path: path, kind: part.kinds[index]))
                }
                end += range.count
                ends.append(UInt32(end))
            }
        }
    }

    /// Adds what newer commits did, oldest first.
    ///
    /// - Parameters:
    ///   - newPaths: those that none of the changes so far has, in the order of their numbers.
    ///   - newEnds: where the changes of each commit end, counted from the first of all.
    mutating func append(
        _ newCommits: [CommitPoint], _ newChanges: [Change], _ newEnds: [UInt32], paths newPaths: PathTable
    ) {
        commits += newCommits
        changes += newChanges
        ends += newEnds
        for number in 0..<newPaths.count {
            _ = unsafe newPaths.slice(number).withUnsafeBytes { unsafe paths.intern($0) }
        }
    }

    /// Forgets all but the oldest commits.
    mutating func cut(to count: Int) {
        guard count < commits.count else { return }
        commits.removeSubrange(count...)
        ends.removeSubrange(count...)
        changes.removeSubrange(Int(ends.last ?? 0)...)
        // Paths are numbered as they appear, so that those of the rest come first.
        paths.cut(to: Int(changes.reduce(0) { max($0, $1.path + 1) }))
    }

    /// Where each path's changes are, oldest first.
    func index() -> VersionIndex { VersionIndex(self) }
}

/// For each path the places of its changes in the log, oldest first.
struct VersionIndex: Sendable {
    private let starts: [UInt32]
    private let places: [UInt32]

    init(_ log: ChangeLog) {
        var starts = [UInt32](repeating: 0, count: log.paths.count + 2)
        for change in log.changes { starts[Int(change.path) + 2] += 1 }
        for path in starts.indices.dropFirst() { starts[path] += starts[path - 1] }
        var places = [UInt32](repeating: 0, count: log.changes.count)
        for (place, change) in log.changes.enumerated() {
            let slot = Int(change.path) + 1
            places[Int(starts[slot])] = UInt32(place)
            starts[slot] += 1
        }
        self.starts = starts
        self.places = places
    }

    /// Places in the log's `changes`.
    subscript(path: Int) -> ArraySlice<UInt32> { places[Int(starts[path])..<Int(starts[path + 1])] }
}

/// What some commits that follow each other did, newest first.
struct ChangeBatch: Sendable {
    /// The place of the newest of the commits, counted from the newest of all that are walked.
    var first: Int
    /// The changes of each commit.
    var ranges: [Range<Int>] = []
    var ids: [ObjectID] = []
    var kinds: [Change.Kind] = []
    private var pathBytes: [UInt8] = []
    private var pathEnds: [Int] = []

    init(first: Int) { self.first = first }

    var count: Int { ids.count }

    /// The bytes of all paths together.
    var pathLength: Int { pathBytes.count }

    mutating func add(_ folder: [UInt8], _ name: UnsafeRawBufferPointer, _ id: ObjectID, _ kind: Change.Kind)
    {
        pathBytes += folder
        unsafe pathBytes.append(contentsOf: name)
        pathEnds.append(pathBytes.count)
        ids.append(id)
        kinds.append(kind)
    }

    func withPath<Value>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        let start = index == 0 ? 0 : pathEnds[index - 1]
        return unsafe pathBytes[start..<pathEnds[index]].withUnsafeBytes { unsafe body($0) }
    }
}
