/// What a walk has learnt, to be kept for the next one: all changes, and the dates of the files of its newest commit.
package struct HistoryState: Sendable {
    var log: ChangeLog
    /// In the order of the paths' bytes.
    var dated: [DatedPath]
    /// Of the policy that the dates follow.
    var policy: UInt64
    /// Whether the walk went on from this very state, and found nothing new.
    package internal(set) var isAsItWas = false

    init(log: ChangeLog, dated: [DatedPath], policy: UInt64) {
        self.log = log
        self.dated = dated
        self.policy = policy
    }

    /// The commit that the walk began with.
    package var head: CommitPoint? { log.commits.last }

    /// Forgets the commits after one, and the dates of the files that they touched.
    mutating func forget(after number: Int) {
        guard number + 1 < log.commits.count else { return }
        var isTouched: Set<UInt32> = []
        for change in log.changes[Int(log.changes(of: number + 1).lowerBound)...] {
            isTouched.insert(change.path)
        }
        dated.removeAll { isTouched.contains($0.path) }
        log.cut(to: number + 1)
    }
}

extension HistoryState {
    /// The state as bytes: equal for equal states.
    package func encoded() -> [UInt8] {
        // Numbers are small; an id has 20 bytes.
        let length = 40 * log.commits.count + log.paths.bytes.count + 8 * log.paths.count
        var out = PackedWriter(capacity: length + 25 * log.changes.count + 16 * dated.count)
        out.put(Self.mark)
        out.put(fixed: policy)
        out.put(log.commits.count)
        for (number, commit) in log.commits.enumerated() {
            out.put(commit.id)
            out.put(signed: commit.seconds)
            out.put(log.changes(of: number).count)
        }
        out.put(log.paths.count)
        for number in 0..<log.paths.count { out.put(log.paths.slice(number)) }
        for change in log.changes {
            out.put(Int(change.path) << 3 | Int(change.kind.rawValue))
            out.put(change.id)
        }
        out.put(dated.count)
        for file in dated {
            out.put(Int(file.path))
            out.put(file.content)
            out.put(file.firstSeen)
            out.put(file.datesSetAlone.map { Int($0) + 1 } ?? 0)
            out.put(file.previous.count)
            for name in file.previous {
                out.put(Int(name.path))
                out.put(Int(name.until))
            }
        }
        return out.sealed()
    }

    /// Reads what `encoded` wrote; nil for anything else, as other versions of the program may write it.
    package init?(decoding bytes: [UInt8]) {
        guard var reader = PackedReader(bytes), let state = try? Self.read(&reader) else { return nil }
        self = state
    }

    private static func read(_ reader: inout PackedReader) throws(PackedReader.Damaged) -> HistoryState {
        guard try reader.bytes().elementsEqual(Self.mark) else { throw PackedReader.Damaged() }
        let policy = try reader.fixed()
        let count = try reader.count(each: 22)
        var commits: [CommitPoint] = []
        var ends: [UInt32] = []
        commits.reserveCapacity(count)
        var end = 0
        for _ in 0..<count {
            commits.append(CommitPoint(id: try reader.id(), seconds: try reader.signed()))
            end += try reader.number()
            guard end <= reader.left else { throw PackedReader.Damaged() }
            ends.append(UInt32(end))
        }
        let pathCount = try reader.count(each: 1)
        var paths = PathTable()
        for number in 0..<pathCount {
            let isNew = unsafe try reader.bytes().withUnsafeBytes { unsafe paths.intern($0) } == number
            guard isNew else { throw PackedReader.Damaged() }
        }
        let changes = try changes(&reader, ends, paths: pathCount)
        let log = ChangeLog(commits: commits, changes: changes, ends: ends, paths: paths)
        let datedCount = try reader.count(each: 5)
        var dated: [DatedPath] = []
        dated.reserveCapacity(datedCount)
        for _ in 0..<datedCount {
            var file = DatedPath(
                path: UInt32(try reader.number(below: pathCount)), content: try reader.since(below: count),
                firstSeen: try reader.since(below: count))
            let alone = try reader.number(below: count + 1)
            file.datesSetAlone = alone == 0 ? nil : UInt32(alone - 1)
            for _ in 0..<(try reader.count(each: 2)) {
                let path = UInt32(try reader.number(below: pathCount))
                file.previous.append(.init(path: path, until: UInt32(try reader.number(below: count))))
            }
            dated.append(file)
        }
        guard reader.left == 0 else { throw PackedReader.Damaged() }
        return HistoryState(log: log, dated: dated, policy: policy)
    }

    private static func changes(
        _ reader: inout PackedReader, _ ends: [UInt32], paths: Int
    ) throws(PackedReader.Damaged) -> [Change] {
        var changes: [Change] = []
        changes.reserveCapacity(Int(ends.last ?? 0))
        var place = 0
        for (commit, end) in ends.enumerated() {
            while place < end {
                let word = try reader.number()
                guard word >> 3 < paths, let kind = Change.Kind(rawValue: UInt8(word & 7)) else {
                    throw PackedReader.Damaged()
                }
                changes.append(
                    Change(id: try reader.id(), commit: UInt32(commit), path: UInt32(word >> 3), kind: kind))
                place += 1
            }
        }
        return changes
    }

    /// Changes whenever the form of the bytes does, or what a date means.
    private static let mark = Array("docent history 1".utf8)
}
