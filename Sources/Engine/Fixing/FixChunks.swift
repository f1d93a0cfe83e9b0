/// Splits fixes that together do harm until those that do it are found.
///
/// What is undecided is tried as a whole first by rule and then by halves.
struct FixChunks {
    struct Item {
        /// Its place in the caller's list.
        var index: Int
        var rule: String
    }

    private struct Chunk {
        var items: [Item]
        /// Whether it is known to be bad together with what was accepted.
        var isBad: Bool
    }

    /// What is to be tried, the last first.
    private var pending: [Chunk]
    /// The places of first halves whose second half is bad if they are good.
    private var firstHalves: [Int] = []
    /// The fixes that do no harm.
    private(set) var accepted: [Int] = []

    /// - Parameter items: fixes that are known to do harm when all are made.
    init(_ items: [Item]) {
        let sorted = items.sorted { $0.rule != $1.rule ? $0.rule < $1.rule : $0.index < $1.index }
        pending = [Chunk(items: sorted, isBad: true)]
    }

    /// All that is not decided yet.
    var undecided: [Int] { pending.flatMap { $0.items.map(\.index) } }

    /// What is tried next, beside what was accepted; chunks that are known to be bad are halved first.
    mutating func next() -> [Int]? {
        while let chunk = pending.last {
            if !chunk.isBad { return chunk.items.map(\.index) }
            pending.removeLast()
            guard chunk.items.count > 1 else { continue }
            let middle = Self.middle(of: chunk.items)
            pending.append(Chunk(items: Array(chunk.items[middle...]), isBad: false))
            pending.append(Chunk(items: Array(chunk.items[..<middle]), isBad: false))
            firstHalves.append(pending.count - 1)
        }
        return nil
    }

    /// Says what came of the chunk that `next` gave.
    mutating func decide(isGood: Bool) {
        let place = pending.count - 1
        let isFirst = firstHalves.last == place
        if isFirst { firstHalves.removeLast() }
        if isGood {
            accepted += pending.removeLast().items.map(\.index)
            // Both halves were bad together.
            if isFirst { pending[place - 1].isBad = true }
        } else {
            pending[place].isBad = true
        }
    }

    /// Fixes of one rule stay together as long as there are others.
    private static func middle(of items: [Item]) -> Int {
        let half = items.count / 2
        let rule = items[half].rule
        let start = items.firstIndex { $0.rule == rule } ?? half
        let end = (items.lastIndex { $0.rule == rule } ?? half) + 1
        if start > 0, half - start <= end - half || end == items.count { return start }
        return end < items.count ? end : half
    }
}
