import Synchronization

/// Does a piece of work for every index below `count` and gives the results in the order of the indices.
///
/// As many child tasks as workers fetch the indices in chunks, so that a great many small pieces cost no
/// more than their own work. Where the task is cancelled, the rest of the pieces is left out.
package func spread<State, Result: Sendable>(
    over count: Int, workers: Int, state makeState: @escaping @Sendable () -> State,
    _ work: @escaping @Sendable (inout State, Int) -> Result
) async -> [Result] {
    let workers = max(1, min(workers, count))
    let queue = ChunkQueue(count: count, chunk: max(1, min(64, count / (workers * 8))))
    @Sendable func drain() -> [Chunk<Result>] {
        var state = makeState()
        var chunks: [Chunk<Result>] = []
        while let range = queue.next() {
            var results: [Result] = []
            results.reserveCapacity(range.count)
            for index in range where !Task.isCancelled { results.append(work(&state, index)) }
            chunks.append(Chunk(start: range.lowerBound, results: results))
        }
        return chunks
    }
    var chunks: [Chunk<Result>] = []
    if workers == 1 {
        chunks = drain()
    } else {
        chunks = await withTaskGroup(of: [Chunk<Result>].self) { group in
            for _ in 0..<workers { group.addTask { drain() } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        chunks.sort { $0.start < $1.start }
    }
    return chunks.flatMap(\.results)
}

/// Does a piece of work that needs nothing of its worker's own for every index below `count`.
package func spread<Result: Sendable>(
    over count: Int, workers: Int, _ work: @escaping @Sendable (Int) -> Result
) async -> [Result] {
    await spread(over: count, workers: workers, state: noState) { _, index in work(index) }
}

@Sendable private func noState() {}

private struct Chunk<Result: Sendable>: Sendable {
    var start: Int
    var results: [Result]
}

/// Hands out ranges of indices to whoever comes first.
private final class ChunkQueue: Sendable {
    private let position = Atomic(0)
    private let count: Int
    private let chunk: Int

    init(count: Int, chunk: Int) {
        self.count = count
        self.chunk = chunk
    }

    func next() -> Range<Int>? {
        guard !Task.isCancelled else { return nil }
        let start = position.add(chunk, ordering: .relaxed).oldValue
        return start < count ? start..<min(count, start + chunk) : nil
    }
}
