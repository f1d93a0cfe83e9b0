import Synchronization
import Testing

@testable import Engine

@Suite("Work is spread over workers")
struct SpreadTests {
    @Test("results come in the order of the indices", arguments: [0, 1, 7, 64, 10_000], [1, 2, 8])
    func order(count: Int, workers: Int) async {
        let results = await spread(over: count, workers: workers) { $0 * 2 }
        #expect(results == (0..<count).map { $0 * 2 })
    }

    @Test("every worker has a state of its own")
    func states() async {
        let made = Mutex(0)
        let count: @Sendable () -> Void = { made.withLock { $0 += 1 } }
        let results = await spread(over: 500, workers: 4, state: count, { _, index in index })
        #expect(results.count == 500)
        #expect((1...4).contains(made.withLock { $0 }))
    }

    @Test("a cancelled task leaves the rest out")
    func cancellation() async {
        let started = Mutex(0)
        let task = Task {
            await spread(over: 100_000, workers: 2) { index in
                let place = started.withLock { count in
                    count += 1
                    return count
                }
                if place == 10 { unsafe withUnsafeCurrentTask { task in unsafe task?.cancel() } }
                return index
            }
        }
        #expect(await task.value.count < 100_000)
    }
}
