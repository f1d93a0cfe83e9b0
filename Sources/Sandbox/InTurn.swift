/// Does pieces of work, as many at a time as there are workers, the next as soon as one is done.
///
/// - Returns: what came of them, in their order.
package func inTurn<Work: Sendable, Result: Sendable>(
    _ works: [Work], workers: Int, _ body: @escaping @Sendable (Work) async -> Result
) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
        var waiting = works.indices[...]
        var results = [Result?](repeating: nil, count: works.count)
        func begin() {
            guard let place = waiting.popFirst() else { return }
            group.addTask { (place, await body(works[place])) }
        }
        for _ in 0..<max(1, workers) { begin() }
        while let (place, result) = await group.next() {
            results[place] = result
            begin()
        }
        return results.compactMap(\.self)
    }
}

extension Array {
    /// The elements in parts of a size, the last with the rest.
    package func inParts(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
