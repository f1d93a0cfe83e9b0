/// What a walk has added to a state that was read from bytes, to be kept behind them: to write all of it again would take
/// longer than the walk.
struct HistoryAddition: Sendable {
    /// How many commits, changes and paths were known before.
    var commits: Int
    var changes: Int
    var paths: Int
    /// The files that were dated anew, in the order of their paths' bytes.
    var files: [DatedPath]
}

/// How the bytes are made up that a state was read from.
struct KeptHistory: Sendable {
    /// The hash of the last record; an addition names the one that it goes on from.
    var seal: UInt64
    /// The length of the first record, which is a whole state, in bytes.
    var wholeLength: Int
    /// Of all records.
    var length: Int
    /// Whether something comes after the records that is none of them: who wrote it was stopped, or was not alone.
    var isTorn = false
}

extension HistoryState {
    /// What makes the bytes that this state goes on from those of this state, where it is added at their end.
    ///
    /// - Returns: nil where `encoded` has to be written in their place.
    package func addition() -> [UInt8]? {
        guard let added, let kept, !kept.isTorn else { return nil }
        var out = PackedWriter(capacity: 4096)
        out.put(fixed: kept.seal)
        put(from: added, into: &out)
        let bytes = out.sealed()
        return kept.length - kept.wholeLength + bytes.count > kept.wholeLength / 2 ? nil : bytes
    }

    /// How many bytes there were that this state goes on from.
    package var keptLength: Int? { kept?.length }

    /// Reads additions, up to the first one that is none.
    mutating func readAdditions(of bytes: [UInt8], after first: PackedReader) {
        var kept = KeptHistory(seal: first.seal, wholeLength: first.next, length: first.next)
        while kept.length < bytes.count {
            guard var reader = PackedReader(bytes, from: kept.length),
                (try? add(&reader, after: kept.seal)) != nil
            else {
                kept.isTorn = true
                break
            }
            kept.seal = reader.seal
            kept.length = reader.next
        }
        self.kept = kept
    }

    private mutating func add(_ reader: inout PackedReader, after seal: UInt64) throws(PackedReader.Damaged) {
        guard try reader.fixed() == seal else { throw PackedReader.Damaged() }
        let firstNew = log.changes.count
        let part = try Self.part(&reader, after: log)
        let commitCount = log.commits.count + part.commits.count
        let files = try Self.files(&reader, paths: log.paths.count + part.paths.count, commits: commitCount)
        guard reader.left == 0 else { throw PackedReader.Damaged() }
        log.append(part.commits, part.changes, part.ends, paths: part.paths)
        DatedPath.replace(by: files, in: &dated, log, firstNew: firstNew)
    }
}

extension DatedPath {
    /// Puts files that were dated anew in the place of those that commits touched, and of those that could not be dated
    /// before; both lists are in the order of the paths.
    static func replace(
        by fresh: [DatedPath], in files: inout [DatedPath], _ log: ChangeLog, firstNew: Int
    ) {
        let isTouched = log.isTouched(from: firstNew)
        files.removeAll { isTouched[Int($0.path)] || !$0.isFinal }
        // From the end, where there is room.
        var next = files.count
        files += fresh
        var place = files.count
        for file in fresh.reversed() {
            place -= 1
            while next > 0, log.paths.precedes(Int(file.path), Int(files[next - 1].path)) {
                next -= 1
                files.swapAt(place, next)
                place -= 1
            }
            files[place] = file
        }
    }
}
