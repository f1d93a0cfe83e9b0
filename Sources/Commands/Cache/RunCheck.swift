import Repositories

extension RunRecord {
    /// The record, if a run now would show the same; with what the file system says now, where that is
    /// something else.
    ///
    /// What the file system says of a file is believed; where it says something new, the file is read, and its
    /// content decides.
    ///
    /// - Parameter now: where the clock stood before anything was looked at.
    func renewed(
        over snapshot: Snapshot, at now: Int64, workers: Int
    ) async -> (record: RunRecord, isChanged: Bool)? {
        guard snapshot.stillHolds(programs[...], where: isSettled) else { return nil }
        if snapshot.isFixed { return (self, false) }
        let count = sights.count + parts.count
        // Not by `spread`, which is generic: for a run that only looks, what that costs is a good part of all.
        let looks = await withTaskGroup(of: [(place: Int, look: Look)].self) { group in
            for worker in 0..<max(1, workers) {
                group.addTask {
                    stride(from: worker, to: count, by: max(1, workers)).map {
                        ($0, look($0, over: snapshot))
                    }
                }
            }
            var looks = [Look](repeating: .sightings(hold: false), count: count)
            for await done in group {
                for (place, look) in done { looks[place] = look }
            }
            return looks
        }
        return renewed(over: snapshot, at: now, by: looks)
    }

    /// The same on one thread.
    func renewed(over snapshot: Snapshot, at now: Int64) -> (record: RunRecord, isChanged: Bool)? {
        guard snapshot.stillHolds(programs[...], where: isSettled) else { return nil }
        if snapshot.isFixed { return (self, false) }
        let looks = (0..<sights.count + parts.count).map { look($0, over: snapshot) }
        return renewed(over: snapshot, at: now, by: looks)
    }

    /// How many things a run looks at that wants to show it again.
    var looks: Int { sightings.count + files.count }

    private func renewed(
        over snapshot: Snapshot, at now: Int64, by looks: [Look]
    ) -> (record: RunRecord, isChanged: Bool)? {
        var renewed = self
        var isChanged = false
        renewed.files = []
        renewed.files.reserveCapacity(files.count)
        var holdsAll = true
        for look in looks {
            switch look {
            case .sightings(let hold): holdsAll = holdsAll && hold
            case .files(nil): return nil
            case .files(let part?):
                renewed.files += part.files
                if part.isChanged { isChanged = true }
            }
        }
        if !holdsAll {
            guard let listing = try? snapshot.listing(), Self.hash(of: listing, seed: seed) == self.listing
            else { return nil }
            renewed.sightings = listing.sightings
            isChanged = true
        }
        if isChanged { renewed.start = now }
        return (renewed, isChanged)
    }

    /// What was seen of a part of what the record knows.
    private enum Look: Sendable {
        case sightings(hold: Bool)
        case files((files: ArraySlice<Readings.File>, isChanged: Bool)?)
    }

    private func look(_ place: Int, over snapshot: Snapshot) -> Look {
        place < sights.count
            ? .sightings(hold: snapshot.stillHolds(sightings[sights[place]], where: isSettled))
            : .files(files(parts[place - sights.count], over: snapshot))
    }

    private var sights: [Range<Int>] { Self.parts(of: sightings.count) }
    private var parts: [Range<Int>] { Self.parts(of: files.count) }

    private static func parts(of count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: 256).map { $0..<min($0 + 256, count) }
    }

    private func isSettled(_ identity: FileIdentity) -> Bool { Self.isSettled(identity, at: start) }

    /// Some of the files as they are now; nil where one has another content.
    private func files(
        _ range: Range<Int>, over snapshot: Snapshot
    ) -> (files: ArraySlice<Readings.File>, isChanged: Bool)? {
        guard let glance = Glance(snapshot) else { return nil }
        var fresh = files[range]
        var isChanged = false
        for place in fresh.indices {
            let file = fresh[place]
            if isSettled(file.identity), glance.identity(of: file.path) == file.identity { continue }
            let path = String(decoding: file.path, as: UTF8.self)
            guard var reader = try? snapshot.reader(), case .bytes(let bytes) = reader.read(file: path),
                let identity = reader.identity, ContentHash(of: bytes, seed: seed) == file.content
            else { return nil }
            fresh[place].identity = identity
            isChanged = true
        }
        return (fresh, isChanged)
    }
}
