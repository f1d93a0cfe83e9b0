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
        guard snapshot.stillHolds(programs, where: isSettled) else { return nil }
        if snapshot.isFixed { return (self, false) }
        var renewed = self
        var isChanged = false
        if !snapshot.stillHolds(sightings, where: isSettled) {
            guard let listing = try? snapshot.listing(), Self.hash(of: listing, seed: seed) == self.listing
            else { return nil }
            renewed.sightings = listing.sightings
            isChanged = true
        }
        let size = 512
        let count = (files.count + size - 1) / size
        let parts = await spread(over: count, workers: workers) { part in
            self.files(part * size..<min((part + 1) * size, self.files.count), over: snapshot)
        }
        renewed.files = []
        for part in parts {
            guard let part else { return nil }
            renewed.files += part.files
            if part.isChanged { isChanged = true }
        }
        if isChanged { renewed.start = now }
        return (renewed, isChanged)
    }

    private func isSettled(_ identity: FileIdentity) -> Bool { Self.isSettled(identity, at: start) }

    /// Some of the files as they are now; nil where one has another content.
    private func files(
        _ range: Range<Int>, over snapshot: Snapshot
    ) -> (files: [Readings.File], isChanged: Bool)? {
        guard let glance = Glance(snapshot) else { return nil }
        var fresh = Array(files[range])
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
