import Model
import Synchronization

/// Answers of programs, kept from one run to the next in one file: by a hash of all that decides them.
///
/// The file is written whole or not at all, and ends with a hash of itself. Of two runs at the same time the later one
/// takes along what the other has written before. It is read when something is asked for.
final class AnswerFile: Sendable {
    let folder: CacheFolder

    private struct Entry: Sendable {
        /// The number of the run that used it last.
        var used: UInt64
        var bytes: ArraySlice<UInt8>
    }

    private struct State: Sendable {
        /// What hashes are made with, so that nobody can tell beforehand which questions have one.
        var seed = UInt64.random(in: .min ... .max)
        var run: UInt64 = 1
        var entries: [ContentHash: Entry] = [:]
        var isChanged = false
        var saved = ContinuousClock.now
    }

    private let name: String
    /// What tells this build of the program from all others: another would perhaps ask otherwise.
    private let program: [UInt8]
    private let state = Mutex<State?>(nil)
    /// Held while the file is written, so that what was known earlier never comes after what was known later.
    private let writing = Mutex(())

    /// - Parameter name: of the file in the folder.
    init(_ name: String, in folder: CacheFolder, of program: [UInt8]) {
        self.name = name
        self.folder = folder
        self.program = program
    }

    /// The hash of a question.
    func key(_ put: (inout ByteWriter) -> Void) -> ContentHash {
        var out = ByteWriter()
        put(&out)
        let seed = withState { $0.seed }
        return ContentHash(of: out.bytes, seed: seed)
    }

    /// The answer that was kept; nil where there is none.
    func answer<Answer>(
        to key: ContentHash, _ read: (inout ByteReader) throws(ByteReader.Damaged) -> Answer
    ) -> Answer? {
        let bytes = withState { state -> ArraySlice<UInt8>? in
            state.entries[key]?.used = state.run
            return state.entries[key]?.bytes
        }
        guard let bytes else { return nil }
        var reader = ByteReader(bytes)
        return try? read(&reader)
    }

    func keep(for key: ContentHash, _ put: (inout ByteWriter) -> Void) {
        var out = ByteWriter()
        put(&out)
        let bytes = out.bytes[...]
        withState { state in
            state.entries[key] = Entry(used: state.run, bytes: bytes)
            state.isChanged = true
        }
    }

    /// Tells that something outside depends on how hashes are made.
    func keepSeed() { withState { $0.isChanged = true } }

    /// Saves what is new, unless that was done a moment ago.
    func saveNowAndThen() {
        let isDue = withState { ContinuousClock.now - $0.saved >= Self.interval }
        if isDue { save() }
    }

    /// Saves what is new.
    func save() { writing.withLock { _ in write() } }

    private func write() {
        let state = self.state.withLock { state -> State? in
            defer {
                state?.isChanged = false
                state?.saved = .now
            }
            return state
        }
        guard var whole = state, whole.isChanged else { return }
        // What has been written in the meantime stays, if it was made with the same seed.
        if let other = read(), other.seed == whole.seed {
            whole.entries.merge(other.entries) { own, _ in own }
        }
        folder.write(name, bytes(of: whole))
    }

    private func withState<Result>(_ body: (inout State) -> Result) -> Result {
        state.withLock { state in
            var known = state ?? begun()
            // It must not be held twice while it is changed.
            state = nil
            defer { state = known }
            return body(&known)
        }
    }

    private func begun() -> State {
        var state = read() ?? State()
        state.run += 1
        return state
    }

    private static let interval = Duration.seconds(5)

    // MARK: Bytes

    private static let mostEntries = 100_000
    /// Beyond this a file takes longer to read than some programs to start.
    private static let mostBytes = 32 << 20

    private func bytes(of state: State) -> [UInt8] {
        var out = ByteWriter()
        out.put(program)
        out.put(state.seed)
        out.put(state.run)
        // Those that were used last stay.
        let entries = state.entries.sorted {
            ($1.value.used, $0.key.high, $0.key.low) < ($0.value.used, $1.key.high, $1.key.low)
        }
        var size = 0
        let kept = entries.prefix(Self.mostEntries).prefix {
            size += $0.value.bytes.count
            return size <= Self.mostBytes
        }
        out.put(Array(kept)) { out, entry in
            out.put(entry.key)
            out.put(entry.value.used)
            out.put(entry.value.bytes)
        }
        return out.sealed
    }

    private func read() -> State? {
        guard let bytes = folder.read(name) else { return nil }
        return try? state(bytes)
    }

    private func state(_ bytes: [UInt8]) throws(ByteReader.Damaged) -> State {
        var reader = try ByteReader(sealed: bytes)
        try reader.expect(program)
        var state = State()
        state.seed = try reader.number()
        state.run = try reader.number()
        let entries = try reader.list { reader throws(ByteReader.Damaged) in
            (try reader.hash(), Entry(used: try reader.number(), bytes: try reader.slice()))
        }
        state.entries = Dictionary(entries) { first, _ in first }
        return state
    }
}
