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
        guard programs.stillHold(where: isSettled), others.allSatisfy(\.holds) else { return nil }
        if snapshot.isFixed { return (self, false) }
        guard let glance = Glance(snapshot) else { return nil }
        let holdsOutside = outside.stillHold(where: isSettled)
        let looking = Looking(self, snapshot, glance)
        // Not tasks, nor a queue: to set them up takes as long as all looks at a middling repository.
        Threads.run(min(workers, places.count / Looking.worthThread)) { looking.look() }
        let seen = looking.result
        if seen.isOutdated { return nil }
        let holdsListing = holdsOutside && seen.holdsListing
        if holdsListing, seen.fresh.isEmpty { return (self, false) }
        var renewed = self
        renewed.start = now
        let fresh = Dictionary(seen.fresh) { _, last in last }
        var places = self.places.all
        for place in places.indices where places[place].content != nil {
            if let identity = fresh[places[place].path] { places[place].identity = identity }
        }
        if holdsListing {
            renewed.places = Places(of: places)
        } else {
            guard let listing = try? snapshot.listing(), Self.hash(of: listing, seed: seed) == self.listing
            else { return nil }
            let files = places.filter { $0.content != nil }
            (renewed.outside, renewed.places) = Self.seen(for: listing, files)
        }
        return (renewed, true)
    }

    private func isSettled(_ identity: FileIdentity) -> Bool { Self.isSettled(identity, at: start) }

    /// The looks at all places that a record knows, group by group, which any number of threads take one after the other.
    private final class Looking: Sendable {
        /// What has been seen that is not as it was.
        struct Seen: Sendable {
            /// Whether everything that the listing was made from is as it was.
            var holdsListing = true
            /// The files of which the file system says something new, and what it says.
            var fresh: [(path: ArraySlice<UInt8>, identity: FileIdentity)] = []
            /// Whether a file has another content.
            var isOutdated = false
        }

        /// So many places are looked at before another thread would have begun.
        static let worthThread = 2048

        private let record: RunRecord
        private let snapshot: Snapshot
        private let glance: Glance
        private let next = Atomic(0)
        private let seen = Mutex(Seen())

        init(_ record: RunRecord, _ snapshot: Snapshot, _ glance: consuming Glance) {
            self.record = record
            self.snapshot = snapshot
            self.glance = glance
        }

        var result: Seen { seen.withLock { $0 } }

        /// Looks at one group after the other that nobody has looked at, until there is none.
        func look() {
            while case let group = next.add(1, ordering: .relaxed).oldValue, group < record.places.groupCount
            {
                record.places.look(at: group, with: glance, where: record.isSettled, changed: take)
            }
        }

        private func take(_ place: Places.Place) {
            guard let content = place.content else {
                seen.withLock { $0.holdsListing = false }
                return
            }
            let path = String(decoding: place.path, as: UTF8.self)
            if var reader = try? snapshot.reader(), case .bytes(let bytes) = reader.read(file: path),
                let identity = reader.identity, ContentHash(of: bytes, seed: record.seed) == content
            {
                seen.withLock { $0.fresh.append((place.path, identity)) }
            } else {
                seen.withLock { $0.isOutdated = true }
            }
        }
    }
}
