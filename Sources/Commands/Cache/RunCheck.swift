import Engine
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
        var renewed = self
        var isChanged = false
        let sights = Self.parts(of: sightings.count)
        let parts = Self.parts(of: files.count)
        let looks = await spread(over: sights.count + parts.count, workers: workers) { place -> Look in
            place < sights.count
                ? .sightings(hold: snapshot.stillHolds(self.sightings[sights[place]], where: self.isSettled))
                : .files(self.files(parts[place - sights.count], over: snapshot))
        }
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
