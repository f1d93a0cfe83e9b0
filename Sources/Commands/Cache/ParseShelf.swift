import Model
import Sandbox
import Toolchains

/// What parsers said of snippets, kept from one run to the next.
///
/// A parser is known by its program as it lies on the disk and by what it is told; what either is not known of is asked again.
final class ParseShelf: ParseMemory {
    private let answers: AnswerFile

    /// The one of this process, in the user's own folder; nil where there is no place for it.
    static let standard: ParseShelf? = RunCache.standard.map { ParseShelf(in: $0.folder, of: $0.program) }

    init(in folder: CacheFolder, of program: [UInt8]) {
        answers = AnswerFile("snippets/parsed", in: folder, of: program)
    }

    func replies(to snippets: [[[UInt8]]], of parser: ParserSign) -> [Reply?] {
        let sign = Self.bytes(of: parser)
        return snippets.map { forms in
            answers.answer(to: key(forms, sign)) { reader throws(ByteReader.Damaged) in
                try Self.reply(&reader, forms)
            }
        }
    }

    func keep(_ replies: [(snippet: [[UInt8]], reply: Reply)], of parser: ParserSign) {
        let sign = Self.bytes(of: parser)
        for (forms, reply) in replies {
            answers.keep(for: key(forms, sign)) { Self.put(reply, &$0) }
        }
        answers.save()
    }

    private static func bytes(of parser: ParserSign) -> [UInt8] {
        var out = ByteWriter()
        out.put(parser.words) { $0.put($1) }
        out.put(parser.programs) { out, path in
            out.put(Programs.evidence(of: path)) { $0.put($1) }
        }
        return out.bytes
    }

    private func key(_ forms: [[UInt8]], _ sign: [UInt8]) -> ContentHash {
        answers.key { out in
            out.put(sign)
            out.put(forms) { $0.put($1) }
        }
    }

    // MARK: Bytes

    private static func put(_ reply: Reply, _ out: inout ByteWriter) {
        switch reply {
        case .taken(let form):
            out.put(0)
            out.put(form)
        case .refused(let faults, let byGrammar):
            out.put(byGrammar ? 2 : 1)
            out.put(faults) { out, fault in
                out.put(fault.range.lower)
                out.put(fault.range.upper)
                out.put(fault.message)
            }
        case .unknown(let reason), .silent(let reason):
            out.put(3)
            out.put(reason)
        }
    }

    private static func reply(
        _ reader: inout ByteReader, _ forms: [[UInt8]]
    ) throws(ByteReader.Damaged) -> Reply {
        switch try reader.integer() {
        case 0:
            let form = try reader.integer()
            guard forms.indices.contains(form) else { throw ByteReader.Damaged() }
            return .taken(form)
        case 3: return .unknown(try reader.text())
        case let kind:
            let faults = try reader.list { reader throws(ByteReader.Damaged) in
                let (lower, upper) = (try reader.integer(), try reader.integer())
                guard lower >= 0, lower <= upper else { throw ByteReader.Damaged() }
                return Fault(at: SourceRange(lower, upper), try reader.text())
            }
            guard faults.count == forms.count else { throw ByteReader.Damaged() }
            return .refused(faults, byGrammar: kind == 2)
        }
    }
}
