/// What a walk has learnt, to be kept for the next one: all changes, and the dates of the files of its newest commit.
package struct HistoryState: Sendable {
    var log: ChangeLog
    /// In the order of the paths' bytes.
    var dated: [DatedPath]
    /// Of the policy that the dates follow.
    var policy: UInt64
    /// Whether the walk went on from this very state, and found nothing new.
    package internal(set) var isAsItWas = false
    /// The bytes that it was read from, or that it goes on from.
    var kept: KeptHistory?
    /// What makes it differ from what these say; nil where more than an addition does.
    var added: HistoryAddition?

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
        let isTouched = log.isTouched(from: log.changes(of: number + 1).lowerBound)
        dated.removeAll { isTouched[Int($0.path)] }
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
        put(from: HistoryAddition(commits: 0, changes: 0, paths: 0, files: dated), into: &out)
        return out.sealed()
    }

    /// Writes what came after so many commits, and files.
    func put(from start: HistoryAddition, into out: inout PackedWriter) {
        out.put(log.commits.count - start.commits)
        for number in start.commits..<log.commits.count {
            out.put(log.commits[number].id)
            out.put(signed: log.commits[number].seconds)
            out.put(log.changes(of: number).count)
        }
        out.put(log.paths.count - start.paths)
        for number in start.paths..<log.paths.count { out.put(log.paths.slice(number)) }
        for change in log.changes[start.changes...] {
            out.put(Int(change.path) << 3 | Int(change.kind.rawValue))
            out.put(change.id)
        }
        out.put(start.files.count)
        for file in start.files {
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
    }

    /// Reads what `encoded` wrote, with the additions behind it; nil for anything else, as other versions of the program
    /// may write it.
    package init?(decoding bytes: [UInt8]) {
        guard var reader = PackedReader(bytes), let state = try? Self.read(&reader) else { return nil }
        self = state
        readAdditions(of: bytes, after: reader)
    }

    private static func read(_ reader: inout PackedReader) throws(PackedReader.Damaged) -> HistoryState {
        guard try reader.bytes().elementsEqual(Self.mark) else { throw PackedReader.Damaged() }
        let policy = try reader.fixed()
        let part = try part(&reader, after: ChangeLog())
        let files = try files(&reader, paths: part.paths.count, commits: part.commits.count)
        guard reader.left == 0 else { throw PackedReader.Damaged() }
        let log = ChangeLog(commits: part.commits, changes: part.changes, ends: part.ends, paths: part.paths)
        return HistoryState(log: log, dated: files, policy: policy)
    }

    /// Reads what commits did that come after those of a log.
    static func part(
        _ reader: inout PackedReader, after log: ChangeLog
    ) throws(PackedReader.Damaged) -> (
        commits: [CommitPoint], changes: [Change], ends: [UInt32], paths: PathTable
    ) {
        let count = try reader.count(each: 22)
        var commits: [CommitPoint] = []
        var ends: [UInt32] = []
        // With room for those to come.
        commits.reserveCapacity(count + count / 16)
        ends.reserveCapacity(count + count / 16)
        var end = log.changes.count
        for _ in 0..<count {
            commits.append(CommitPoint(id: try reader.id(), seconds: try reader.signed()))
            end += try reader.number()
            guard end - log.changes.count <= reader.left else { throw PackedReader.Damaged() }
            ends.append(UInt32(end))
        }
        let pathCount = try reader.count(each: 1)
        var paths = PathTable()
        // Few are longer on average.
        paths.reserve(pathCount, bytes: min(reader.left, 72 * pathCount))
        for number in 0..<pathCount {
            let path = try reader.bytes()
            let isNew = unsafe path.withUnsafeBytes { path in
                unsafe log.paths.number(of: path) == nil && paths.intern(path) == number
            }
            guard isNew else { throw PackedReader.Damaged() }
        }
        let changes = try changes(&reader, ends, after: log, paths: log.paths.count + pathCount)
        return (commits, changes, ends, paths)
    }

    static func files(
        _ reader: inout PackedReader, paths: Int, commits: Int
    ) throws(PackedReader.Damaged) -> [DatedPath] {
        let count = try reader.count(each: 5)
        var dated: [DatedPath] = []
        dated.reserveCapacity(count + count / 16)
        for _ in 0..<count {
            var file = DatedPath(
                path: UInt32(try reader.number(below: paths)), content: try reader.since(below: commits),
                firstSeen: try reader.since(below: commits))
            let alone = try reader.number(below: commits + 1)
            file.datesSetAlone = alone == 0 ? nil : UInt32(alone - 1)
            for _ in 0..<(try reader.count(each: 2)) {
                let path = UInt32(try reader.number(below: paths))
                file.previous.append(.init(path: path, until: UInt32(try reader.number(below: commits))))
            }
            dated.append(file)
        }
        return dated
    }

    private static func changes(
        _ reader: inout PackedReader, _ ends: [UInt32], after log: ChangeLog, paths: Int
    ) throws(PackedReader.Damaged) -> [Change] {
        var changes: [Change] = []
        var place = log.changes.count
        let count = Int(ends.last ?? 0) - place
        changes.reserveCapacity(count + count / 16)
        for (commit, end) in zip(log.commits.count..., ends) {
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
    private static let mark = Array("docent history 2".utf8)
}
