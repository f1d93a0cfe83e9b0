import Subprocess
import Synchronization

/// What a command has printed so far, and why it was ended.
final class Ear: Sendable {
    private struct State {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var isTooLong = false
        var ending: SandboxOutcome.Ending?
    }

    private let limit: Int
    /// The first line on the standard error of a command that has begun.
    private let token: [UInt8]
    private let state = Mutex(State())

    init(limit: Int, token: String) {
        self.limit = limit
        self.token = Array("\(token)\n".utf8)
    }

    /// Takes what was printed; false where it is too much.
    @Sendable func hearOutput(_ bytes: [UInt8]) -> Bool { hear(bytes, \.output, limit) }

    /// Takes what was printed to the standard error; false where it is too much.
    @Sendable func hearErrors(_ bytes: [UInt8]) -> Bool { hear(bytes, \.errors, limit + token.count) }

    private func hear(_ bytes: [UInt8], _ stream: WritableKeyPath<State, [UInt8]>, _ limit: Int) -> Bool {
        state.withLock { state in
            let left = limit - state[keyPath: stream].count
            state[keyPath: stream] += bytes.prefix(max(0, left))
            guard bytes.count > left else { return true }
            state.isTooLong = true
            state.ending = state.ending ?? .outputLimit
            return false
        }
    }

    /// Notes why the command is ended; the first reason counts.
    func end(_ ending: SandboxOutcome.Ending) {
        state.withLock { $0.ending = $0.ending ?? ending }
    }

    func outcome(_ status: TerminationStatus?, after duration: Duration) -> SandboxOutcome {
        state.withLock { state in
            let hasBegun = state.errors.starts(with: token)
            var ending = state.ending ?? Self.ending(status)
            if !hasBegun, state.ending == nil {
                let words = String(decoding: state.errors, as: UTF8.self).split(separator: "\n")
                ending = .notStarted(words.first.map(String.init) ?? "it could not be started")
            }
            return SandboxOutcome(
                ending, output: state.output,
                errors: hasBegun ? Array(state.errors.dropFirst(token.count)) : state.errors,
                wasTruncated: state.isTooLong, duration: duration)
        }
    }

    private static func ending(_ status: TerminationStatus?) -> SandboxOutcome.Ending {
        switch status {
        case .exited(let code)? where (129...159).contains(code): .signalled(Int32(code) - 128)
        case .exited(let code)?: .exited(Int32(code))
        case .signaled(let signal)?: .signalled(Int32(signal))
        case nil: .notStarted("it could not be started")
        }
    }
}
