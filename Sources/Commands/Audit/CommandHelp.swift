import Audit
import Fleet
import Model
import Repositories

/// What the `--help` of a product prints, now and before: its fleet entry names the file that holds it (`help:`).
struct CommandHelp: Sendable {
    /// The repository of the product.
    var product: String
    /// What the command is called.
    var program: String
    private var flags: Set<String>
    /// Earlier texts, newest first, each with the commit that replaced it.
    private var earlier: [(flags: Set<String>, until: CommitPoint)]

    /// Nil where the product names no such file, or it cannot be read.
    init?(_ repository: OpenedRepository, _ past: Past) {
        guard let path = repository.member.help, case .bytes(let bytes) = repository.read(path) else {
            return nil
        }
        product = repository.name
        program = repository.member.package ?? repository.name
        flags = Self.flags(in: bytes)
        earlier = []
        guard var reader = try? repository.snapshot.reader() else { return }
        let versions = past.versions(of: path)
        for (newer, older) in zip(versions, versions.dropFirst()) {
            guard let id = older.objectID, case .bytes(let bytes) = reader.read(object: id) else { continue }
            earlier.append((Self.flags(in: bytes), newer.commit))
        }
    }

    /// What there is to say of a flag.
    enum Word: Sendable {
        case holds
        /// The commit with which it went.
        case gone(CommitPoint)
        /// It never was there: it may be another command's.
        case unknown
    }

    func word(on flag: String) -> Word {
        if flags.contains(flag) { return .holds }
        return earlier.first { $0.flags.contains(flag) }.map { .gone($0.until) } ?? .unknown
    }

    private static func flags(in bytes: [UInt8]) -> Set<String> {
        var flags: Set<String> = []
        for word in bytes.split(whereSeparator: { $0 <= 0x20 || "[](){}<>|,=\"'`:;".utf8.contains($0) }) {
            if let flag = flag(String(decoding: word, as: UTF8.self)) { flags.insert(flag) }
        }
        return flags
    }

    /// `--name` of a word, without a value; nil where it is no long flag.
    static func flag(_ word: String) -> String? {
        guard word.hasPrefix("--") else { return nil }
        let name = word.prefix { $0 != "=" }
        guard name.count > 3, name.dropFirst(2).first?.isLetter == true,
            name.dropFirst(2).allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        else { return nil }
        return String(name)
    }
}

extension PageFacts {
    /// A flag that the page shows of a command.
    struct ShownFlag: Hashable, Sendable {
        var program: String
        var flag: String
        /// Counted from 1.
        var line: Int
    }

    /// The flags of some commands, in code blocks and code spans.
    static func flags(of programs: Set<String>, in document: Document) -> [ShownFlag] {
        guard !programs.isEmpty else { return [] }
        var found: [ShownFlag] = []
        func read(_ text: String, _ offset: Int) {
            var words = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
            if let prompt = words.first, ["$", ">", "%", "#", "sudo"].contains(prompt) {
                words.removeFirst()
            }
            guard let program = words.first.map({ $0.split(separator: "/").last.map(String.init) ?? $0 }),
                programs.contains(program)
            else { return }
            for word in words.dropFirst() {
                // What follows belongs to another command.
                if ["|", "&&", ";", "||", "--"].contains(word) { break }
                if let flag = CommandHelp.flag(word) {
                    found.append(
                        ShownFlag(program: program, flag: flag, line: document.text.line(at: offset) + 1))
                }
            }
        }
        for block in document.codeBlocks {
            for segment in document.content.segments[block.lines] {
                read(document.text.string(segment.range).filter { !$0.isNewline }, segment.range.lower)
            }
        }
        for id in document.ids(of: .codeSpan) {
            read(document.text.string(document[id].content), document[id].range.lower)
        }
        return found
    }
}

extension PageJudgement {
    /// Flags of a product's command that it had once and has no more.
    mutating func judgeFlags(_ document: Document, _ helps: [CommandHelp]) {
        let programs = Set(helps.map(\.program))
        guard !programs.isEmpty, !PastSpeech.isRecord(path) else { return }
        for shown in PageFacts.flags(of: programs, in: document) {
            for help in helps where help.program == shown.program {
                switch help.word(on: shown.flag) {
                case .holds: count(.flags, holds: 1)
                case .unknown: count(.flags, unknown: [Self.neverThere: 1])
                case .gone(let commit):
                    count(.flags, fails: 1)
                    add(
                        .flagGone, line: shown.line, subject: "\(help.program) \(shown.flag)",
                        message: "`\(help.program)` has no flag `\(shown.flag)` any more",
                        cause: AuditFinding.Cause(
                            what: "`\(help.program) \(shown.flag)` removed", origin: help.product,
                            reference: commit.id.short, day: commit.day))
                }
            }
        }
    }

    private static let neverThere = "no help text of the product ever named the flag"
}
