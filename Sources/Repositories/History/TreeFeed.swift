internal import Synchronization

/// Folders of commits that follow each other, newest first, handed to those who compare them as soon as they are known:
/// who the parent of a commit is only the commit tells, so that the chain of all cannot be read by many at once.
final class TreeFeed: Sendable {
    /// Some commits that are compared together, each with the one after it.
    struct Stretch: Sendable {
        /// The place of the first, counted from the newest of all that are walked.
        var first: Int
        var trees: [ObjectID]
        /// What the last of them is compared with.
        var end: End
    }

    enum End: Sendable {
        /// The folder of the commit before.
        case older(ObjectID)
        /// There was none.
        case beginning
        /// What was before cannot be read.
        case unreadable
    }

    private struct State {
        var first = 0
        var trees: [ObjectID] = []
        var ready: [Stretch] = []
        var isFinished = false
        var waiting: [CheckedContinuation<Stretch?, Never>] = []
    }

    private let length: Int
    private let state = Mutex(State())

    /// - Parameter length: of a stretch, in commits.
    init(length: Int) { self.length = length }

    /// Adds the folder of the next commit.
    func add(_ tree: ObjectID) {
        let ready = state.withLock { state -> (Stretch, CheckedContinuation<Stretch?, Never>)? in
            guard state.trees.count == length else {
                state.trees.append(tree)
                return nil
            }
            let stretch = Stretch(first: state.first, trees: state.trees, end: .older(tree))
            state.first += length
            state.trees = [tree]
            if let next = state.waiting.popLast() { return (stretch, next) }
            state.ready.append(stretch)
            return nil
        }
        if let (stretch, waiting) = ready { waiting.resume(returning: stretch) }
    }

    /// Tells that no further commit follows.
    func finish(_ end: End) {
        let waiting = state.withLock { state in
            if !state.trees.isEmpty {
                state.ready.append(Stretch(first: state.first, trees: state.trees, end: end))
            }
            state.isFinished = true
            defer { state.waiting = [] }
            return state.waiting.map { ($0, state.ready.popLast()) }
        }
        for (waiting, stretch) in waiting { waiting.resume(returning: stretch) }
    }

    /// A stretch that nobody has taken; nil where none is to come.
    func next() async -> Stretch? {
        await withCheckedContinuation { asking in
            let answer = state.withLock { state -> Stretch?? in
                if !state.ready.isEmpty { return .some(state.ready.removeFirst()) }
                if state.isFinished { return .some(nil) }
                state.waiting.append(asking)
                return nil
            }
            if let answer { asking.resume(returning: answer) }
        }
    }
}
