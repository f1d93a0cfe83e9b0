/// Finds commits by their ids.
///
/// Ids are spread evenly as they are, so that none is hashed once more.
struct CommitNumbers {
    private let commits: [CommitPoint]
    /// Numbers of commits, plus one; 0 for an empty slot. The size is a power of two.
    private var slots: [UInt32]

    init(_ commits: [CommitPoint]) {
        self.commits = commits
        var size = 64
        while size < 2 * commits.count { size *= 2 }
        slots = Array(repeating: 0, count: size)
        for (number, commit) in commits.enumerated() {
            var slot = Self.slot(commit.id, size)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    subscript(id: ObjectID) -> Int? {
        var slot = Self.slot(id, slots.count)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if commits[number].id == id { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private static func slot(_ id: ObjectID, _ size: Int) -> Int {
        Int(truncatingIfNeeded: id.start) & (size - 1)
    }
}
