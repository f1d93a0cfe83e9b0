import Repositories
import Sandbox
import Synchronization

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
    ) -> (record: RunRecord, isChanged: Bool)? {
        guard let glance = Glance(snapshot), glance.stillHolds(programs[...], where: isSettled)
        else { return nil }
        if snapshot.isFixed { return (self, false) }
        let looking = Looking(self, snapshot, glance)
        // Not tasks, nor a queue: to set them up takes as long as all looks at a middling repository.
        Threads.run(min(workers, looking.count / 2)) { looking.look() }
        let seen = looking.result
        if seen.isOutdated { return nil }
        var renewed = self
        for (place, identity) in seen.fresh { renewed.files[place].identity = identity }
        if !seen.holdsListing {
            guard let listing = try? snapshot.listing(), Self.hash(of: listing, seed: seed) == self.listing
            else { return nil }
            renewed.sightings = listing.sightings
        }
        let isChanged = !seen.holdsListing || !seen.fresh.isEmpty
        if isChanged { renewed.start = now }
        return (renewed, isChanged)
    }

    private func isSettled(_ identity: FileIdentity) -> Bool { Self.isSettled(identity, at: start) }

    /// The looks at all that a record knows, in parts, which any number of threads take one after the other.
    private final class Looking: Sendable {
        /// What has been seen that is not as it was.
        struct Seen: Sendable {
            /// Whether everything that the listing was made from is as it was.
            var holdsListing = true
            /// The files of which the file system says something new, and what it says.
            var fresh: [(place: Int, identity: FileIdentity)] = []
            /// Whether a file has another content.
            var isOutdated = false
        }

        /// How many parts there are.
        let count: Int
        private let record: RunRecord
        private let snapshot: Snapshot
        private let glance: Glance
        private let next = Atomic(0)
        private let seen = Mutex(Seen())

        init(_ record: RunRecord, _ snapshot: Snapshot, _ glance: consuming Glance) {
            self.record = record
            self.snapshot = snapshot
            self.glance = glance
            count = Self.parts(of: record.sightings.count) + Self.parts(of: record.files.count)
        }

        var result: Seen { seen.withLock { $0 } }

        /// Looks at one part after the other that nobody has looked at, until there is none.
        func look() {
            let sights = Self.parts(of: record.sightings.count)
            while case let place = next.add(1, ordering: .relaxed).oldValue, place < count {
                if place < sights {
                    let part = record.sightings[Self.part(place, of: record.sightings.count)]
                    if glance.stillHolds(part, where: record.isSettled) { continue }
                    seen.withLock { $0.holdsListing = false }
                } else {
                    for file in Self.part(place - sights, of: record.files.count) { look(at: file) }
                }
            }
        }

        private func look(at place: Int) {
            let file = record.files[place]
            if record.isSettled(file.identity), glance.identity(of: file.path) == file.identity { return }
            let path = String(decoding: file.path, as: UTF8.self)
            if var reader = try? snapshot.reader(), case .bytes(let bytes) = reader.read(file: path),
                let identity = reader.identity, ContentHash(of: bytes, seed: record.seed) == file.content
            {
                seen.withLock { $0.fresh.append((place, identity)) }
            } else {
                seen.withLock { $0.isOutdated = true }
            }
        }

        private static let lengthOfPart = 128

        private static func parts(of count: Int) -> Int { (count + lengthOfPart - 1) / lengthOfPart }

        private static func part(_ place: Int, of count: Int) -> Range<Int> {
            place * lengthOfPart..<min((place + 1) * lengthOfPart, count)
        }
    }
}
