import Model
import Running

/// What compilers said of code, and the compilers that were found, kept from one run to the next.
final class CompileShelf: CompileMemory, ProjectShelf {
    private let answers: AnswerFile

    /// The one of this process, in the user's own folder; nil where there is no place for it.
    static let standard: CompileShelf? = RunCache.standard.map { CompileShelf(in: $0.folder, of: $0.program) }

    init(in folder: CacheFolder, of program: [UInt8]) {
        answers = AnswerFile("snippets/compiled", in: folder, of: program)
    }

    func words(for question: CompileQuestion) -> [CompilerWord]? {
        answers.answer(to: key(question)) { reader throws(ByteReader.Damaged) in
            try reader.list { reader throws(ByteReader.Damaged) in try Self.word(&reader) }
        }
    }

    func keep(_ words: [CompilerWord], for question: CompileQuestion) {
        answers.keep(for: key(question)) { out in
            out.put(words) { out, word in
                for number in [
                    word.unit ?? -1, word.line, word.column,
                    Self.columnUnits.firstIndex(of: word.columnUnit) ?? 0,
                ] {
                    out.put(number)
                }
                out.put(word.message)
                out.put(word.code)
            }
        }
    }

    func toolchain(for evidence: [String]) -> Toolchain? {
        answers.answer(to: key(evidence)) { reader throws(ByteReader.Damaged) in try Self.toolchain(&reader) }
    }

    func keep(_ toolchain: Toolchain, for evidence: [String]) {
        answers.keep(for: key(evidence)) { Self.put(toolchain, &$0) }
    }

    func saveNowAndThen() { answers.saveNowAndThen() }

    func save() { answers.save() }

    // MARK: Projects

    /// The folder that is made for a project. Of those that were used longest ago, some are taken away.
    func folder(for bytes: [UInt8]) -> String? {
        let name = "projects/\(answers.key { $0.put(bytes) }.digits)"
        // The seed decides the name, so it has to be there the next time.
        answers.keepSeed()
        answers.folder.makeFolder(name)
        answers.folder.keepNewest(upTo: Self.mostBytes, in: "projects", besides: name)
        return answers.folder.path + "/" + name
    }

    /// What the projects of other runs may take on the disk together.
    private static let mostBytes = 2_000_000_000

    // MARK: Keys

    private func key(_ question: CompileQuestion) -> ContentHash {
        answers.key { out in
            out.put("words")
            out.put(question.subject)
            out.put(question.code)
            out.put(question.edition)
            out.put(question.flags) { $0.put($1) }
            out.put(question.project)
            Self.put(question.toolchain, &out)
        }
    }

    private func key(_ evidence: [String]) -> ContentHash {
        answers.key { out in
            out.put("toolchain")
            out.put(evidence) { $0.put($1) }
        }
    }

    // MARK: Bytes

    private static func put(_ toolchain: Toolchain, _ out: inout ByteWriter) {
        out.put(toolchain.program)
        out.put(toolchain.version)
        out.put(toolchain.readable) { $0.put($1) }
        out.put(toolchain.environment.sorted { $0.key < $1.key }) {
            $0.put($1.key)
            $0.put($1.value)
        }
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
