import Model
import Running
import Synchronization

/// What compilers said of code, kept from one run to the next in one file.
///
/// The file is written whole or not at all, and ends with a hash of itself. Of two runs at the same time the later one
/// takes along what the other has written before.
final class CompileShelf: CompileMemory, ProjectShelf {
    struct Entry: Sendable {
        var words: [CompilerWord]
        /// The number of the run that used it last.
        var used: UInt64
    }

    private struct State {
        var seed = UInt64.random(in: .min ... .max)
        var run: UInt64 = 1
        var entries: [ContentHash: Entry] = [:]
        var toolchains: [ContentHash: Toolchain] = [:]
        var isChanged = false
        var saved = ContinuousClock.now
    }

    private let folder: CacheFolder
    /// What tells this build of the program from all others.
    private let program: [UInt8]
    private let state: Mutex<State>

    static var standard: CompileShelf? {
        RunCache.standard.map { CompileShelf(in: $0.folder, of: $0.program) }
    }

    init(in folder: CacheFolder, of program: [UInt8]) {
        self.folder = folder
        self.program = program
        var read = Self.read(folder, program) ?? State()
        read.run += 1
        state = Mutex(read)
    }

    func words(for question: CompileQuestion) -> [CompilerWord]? {
        state.withLock { state in
            let key = Self.key(question, state.seed)
            guard let entry = state.entries[key] else { return nil }
            state.entries[key]?.used = state.run
            return entry.words
        }
    }

    func keep(_ words: [CompilerWord], for question: CompileQuestion) {
        state.withLock { state in
            state.entries[Self.key(question, state.seed)] = Entry(words: words, used: state.run)
            state.isChanged = true
        }
    }

    func toolchain(for evidence: [String]) -> Toolchain? {
        state.withLock { $0.toolchains[Self.key(evidence, $0.seed)] }
    }

    func keep(_ toolchain: Toolchain, for evidence: [String]) {
        state.withLock { state in
            state.toolchains[Self.key(evidence, state.seed)] = toolchain
            state.isChanged = true
        }
    }

    func saveNowAndThen() {
        let isDue = state.withLock { ContinuousClock.now - $0.saved >= Self.interval }
        if isDue { save() }
    }

    private static let interval = Duration.seconds(5)

    func save() {
        let state = self.state.withLock { state in
            defer {
                state.isChanged = false
                state.saved = .now
            }
            return state
        }
        guard state.isChanged else { return }
        var whole = state
        // What has been written in the meantime stays, if it was made with the same seed.
        if let other = Self.read(folder, program), other.seed == state.seed {
            whole.entries.merge(other.entries) { own, _ in own }
            whole.toolchains.merge(other.toolchains) { own, _ in own }
        }
        folder.write(Self.name, Self.bytes(of: whole, program))
    }

    // MARK: Projects

    /// The folder that is made for a project. Of those that were used longest ago, some are taken away.
    func folder(for bytes: [UInt8]) -> String? {
        let seed = state.withLock { state in
            // The seed decides the name, so it has to be there the next time.
            state.isChanged = true
            return state.seed
        }
        let name = "projects/\(ContentHash(of: bytes + program, seed: seed).digits)"
        folder.makeFolder(name)
        folder.keepNewest(upTo: Self.mostBytes, in: "projects", besides: name)
        return folder.path + "/" + name
    }

    /// What the projects of other runs may take on the disk together.
    private static let mostBytes = 2_000_000_000

    // MARK: Keys

    private static func key(_ question: CompileQuestion, _ seed: UInt64) -> ContentHash {
        var out = ByteWriter()
        out.put(question.subject)
        out.put(question.code)
        out.put(question.edition)
        out.put(question.flags) { $0.put($1) }
        out.put(question.project)
        put(question.toolchain, &out)
        return ContentHash(of: out.bytes, seed: seed)
    }

    private static func key(_ evidence: [String], _ seed: UInt64) -> ContentHash {
        var out = ByteWriter()
        out.put(evidence) { $0.put($1) }
        return ContentHash(of: out.bytes, seed: seed)
    }

    // MARK: Bytes

    private static let name = "snippets/compiled"
    private static let mostEntries = 50_000

    private static func put(_ toolchain: Toolchain, _ out: inout ByteWriter) {
        out.put(toolchain.program)
        out.put(toolchain.version)
        out.put(toolchain.readable) { $0.put($1) }
        out.put(toolchain.environment.sorted { $0.key < $1.key }) {
            $0.put($1.key)
            $0.put($1.value)
        }
    }

    private static func bytes(of state: State, _ program: [UInt8]) -> [UInt8] {
        var out = ByteWriter()
        out.put(program)
        out.put(state.seed)
        out.put(state.run)
        // Those that were used last stay.
        let entries = state.entries.sorted {
            ($1.value.used, $0.key.high, $0.key.low) < ($0.value.used, $1.key.high, $1.key.low)
        }
        out.put(Array(entries.prefix(mostEntries))) { out, entry in
            out.put(entry.key)
            out.put(entry.value.used)
            out.put(entry.value.words) { out, word in
                for number in [
                    word.unit ?? -1, word.line, word.column, columnUnits.firstIndex(of: word.columnUnit) ?? 0,
                ] {
                    out.put(number)
                }
                out.put(word.message)
                out.put(word.code)
            }
        }
        let toolchains = state.toolchains.sorted { ($0.key.high, $0.key.low) < ($1.key.high, $1.key.low) }
        out.put(Array(toolchains.suffix(100))) { out, entry in
            out.put(entry.key)
            put(entry.value, &out)
        }
        return out.sealed
    }

    private static func read(_ folder: CacheFolder, _ program: [UInt8]) -> State? {
        guard let bytes = folder.read(name) else { return nil }
        return try? state(bytes, program)
    }

    private static func state(
        _ bytes: [UInt8], _ program: [UInt8]
    ) throws(ByteReader.Damaged) -> State {
        var reader = try ByteReader(sealed: bytes)
        try reader.expect(program)
        var state = State()
        state.seed = try reader.number()
        state.run = try reader.number()
        let entries = try reader.list { reader throws(ByteReader.Damaged) in
            let key = try reader.hash()
            let used = try reader.number()
            let words = try reader.list { reader throws(ByteReader.Damaged) in try word(&reader) }
            return (key, Entry(words: words, used: used))
        }
        state.entries = Dictionary(entries) { first, _ in first }
        let toolchains = try reader.list { reader throws(ByteReader.Damaged) in
            (try reader.hash(), try toolchain(&reader))
        }
        state.toolchains = Dictionary(toolchains) { first, _ in first }
        return state
    }

    private static func word(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> CompilerWord {
        let unit = try reader.integer()
        let line = try reader.integer()
        let column = try reader.integer()
        let columnUnit = try reader.integer()
        guard columnUnits.indices.contains(columnUnit) else { throw ByteReader.Damaged() }
        let message = try reader.text()
        let hasCode = try reader.integer() == 1
        let code = try reader.text()
        return CompilerWord(
            unit: unit < 0 ? nil : unit, line: line, column: column, columnUnit: columnUnits[columnUnit],
            message: message, code: hasCode ? code : nil)
    }

    private static func toolchain(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> Toolchain {
        let program = try reader.text()
        let version = try reader.text()
        let readable = try reader.list { reader throws(ByteReader.Damaged) in try reader.text() }
        let pairs = try reader.list { reader throws(ByteReader.Damaged) in
            (try reader.text(), try reader.text())
        }
        return Toolchain(
            program: program, readable: readable, environment: Dictionary(pairs) { first, _ in first },
            version: version)
    }

    private static let columnUnits: [CompilerWord.ColumnUnit] = [.bytes, .scalars, .utf16]
}
