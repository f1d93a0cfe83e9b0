import Model
import Synchronization

/// The line on standard error that says how far a run is, when it takes more than half a second.
final class Progress: Sendable {
    private struct State {
        var lastShown: ContinuousClock.Instant
        var isShown = false
    }

    private let verb: String
    private let state: Mutex<State>

    init(_ verb: String) {
        self.verb = verb
        // The first line comes half a second after the start; further ones ten times a second.
        state = Mutex(State(lastShown: .now + .milliseconds(400)))
    }

    /// Shows how far the run is, unless that was done a moment ago.
    func update(_ done: Int, of total: Int) {
        // Looking at the clock for every one of many small documents would be seen in the run time.
        guard done & 15 == 0 else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            guard now - state.lastShown > .milliseconds(100) else { return }
            state.lastShown = now
            state.isShown = true
            Console.showProgress("\(verb) \(done) of \(total)")
        }
    }

    /// Takes the line away.
    func end() {
        state.withLock { if $0.isShown { Console.showProgress("") } }
    }
}
