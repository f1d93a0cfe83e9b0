/// The first parents of a commit, newest first, up to one that is known already.
struct CommitChain: Sendable {
    private(set) var points: [CommitPoint] = []
    /// The commit that comes after the last of them, where the history goes on.
    private(set) var next: ObjectID?
    /// Whether the next commit cannot be read; else it is a known one.
    private(set) var isBroken = false

    /// - Parameters:
    ///   - graph: what is noted of commits, which saves to read them.
    ///   - isKnown: whether the history of a commit is known already.
    ///   - found: takes the folder of each commit as soon as it is known.
    init(
        from head: ObjectID, in objects: borrowing Objects, _ graph: CommitGraph?,
        isKnown: (ObjectID) -> Bool, found tell: (ObjectID) -> Void
    ) throws(RepositoryError) {
        next = head
        while let id = next, !isKnown(id) {
            if let graph, let place = graph.place(of: id) {
                guard follow(graph, from: place, isKnown, tell) else {
                    throw Self.unreadable(head, "the commit-graph in the repository leads in a circle")
                }
                return
            }
            guard let found = objects.commitHeader(id) else {
                if points.isEmpty {
                    throw Self.unreadable(head, "it is missing from the repository, or damaged")
                }
                isBroken = true
                return
            }
            points.append(CommitPoint(id: id, seconds: found.seconds))
            tell(found.tree)
            next = found.parent
            if points.count > Self.longest {
                throw Self.unreadable(head, "it has more than \(Self.longest) commits")
            }
        }
    }

    /// Goes on in the graph: who is in it has its parents in it.
    ///
    /// - Returns: false where there are more steps than commits.
    private mutating func follow(
        _ graph: CommitGraph, from start: Int, _ isKnown: (ObjectID) -> Bool, _ tell: (ObjectID) -> Void
    ) -> Bool {
        var place = start
        for _ in 0..<graph.count {
            let id = graph.id(at: place)
            next = id
            if isKnown(id) { return true }
            let found = graph.header(at: place)
            points.append(CommitPoint(id: id, seconds: found.seconds))
            tell(found.tree)
            guard let parent = found.parent else {
                next = nil
                return true
            }
            place = parent
        }
        return false
    }

    private static func unreadable(_ head: ObjectID, _ message: String) -> RepositoryError {
        RepositoryError(
            .damaged, code: -1, operation: "cannot read the history of commit \(head.short)",
            message: message)
    }

    /// No history is known to be longer; one that leads back to itself cannot be made, but for a broken hash.
    private static let longest = 20_000_000
}

/// What the walk needs to know of a commit.
struct CommitHeader {
    var tree: ObjectID
    /// The first parent.
    var parent: ObjectID?
    /// When it was committed, in seconds after 1970-01-01 UTC; 0 where the commit does not say.
    var seconds: Int64

    /// Reads the lines before the message; nil where they name no tree.
    init?(_ bytes: UnsafeRawBufferPointer) {
        var tree: ObjectID?
        seconds = 0
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, unsafe bytes[end] != 0x0A { end += 1 }
            if end == start { break }
            let line = unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            if tree == nil, let id = unsafe Self.id(line, after: "tree ") {
                tree = id
            } else if parent == nil, let id = unsafe Self.id(line, after: "parent ") {
                parent = id
            } else if unsafe Self.begins(line, "committer ") {
                seconds = unsafe Self.time(line)
                break
            }
            start = end + 1
        }
        guard let tree else { return nil }
        self.tree = tree
    }

    private static func begins(_ line: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
        guard line.count >= word.utf8CodeUnitCount else { return false }
        for index in 0..<word.utf8CodeUnitCount where unsafe line[index] != word.utf8Start[index] {
            return false
        }
        return true
    }

    private static func id(_ line: UnsafeRawBufferPointer, after word: StaticString) -> ObjectID? {
        let start = word.utf8CodeUnitCount
        guard line.count == start + 40, unsafe begins(line, word) else { return nil }
        return unsafe ObjectID(hex: UnsafeRawBufferPointer(rebasing: line[start...]))
    }

    /// The number before the time zone: `committer A <a@example.com> 1700000000 +0100`.
    private static func time(_ line: UnsafeRawBufferPointer) -> Int64 {
        var place = line.count
        while place > 0, unsafe line[place - 1] != 0x3E { place -= 1 }
        while place < line.count, unsafe line[place] == 0x20 { place += 1 }
        let isNegative = unsafe place < line.count && line[place] == 0x2D
        if isNegative { place += 1 }
        var seconds: Int64 = 0
        while place < line.count, case let digit = unsafe line[place], (0x30...0x39).contains(digit) {
            // No calendar reaches further.
            seconds = min(seconds * 10 + Int64(digit - 0x30), 1 << 50)
            place += 1
        }
        return isNegative ? -seconds : seconds
    }
}
