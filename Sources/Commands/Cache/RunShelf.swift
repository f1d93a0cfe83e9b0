import Model
import Running

/// What came of running sessions, kept from one run to the next.
final class RunShelf: RunMemory {
    private let answers: AnswerFile

    /// The one of this process, in the user's own folder; nil where there is no place for it.
    static let standard: RunShelf? = RunCache.standard.map { RunShelf(in: $0.folder, of: $0.program) }

    init(in folder: CacheFolder, of program: [UInt8]) {
        answers = AnswerFile("snippets/run", in: folder, of: program)
    }

    func replies(to question: RunQuestion) -> [SessionReply]? {
        answers.answer(to: key(question)) { reader throws(ByteReader.Damaged) in
            try reader.list { reader throws(ByteReader.Damaged) in try Self.reply(&reader) }
        }
    }

    func keep(_ replies: [SessionReply], for question: RunQuestion) {
        answers.keep(for: key(question)) { $0.put(replies, Self.put) }
    }

    func save() { answers.save() }

    private func key(_ question: RunQuestion) -> ContentHash {
        answers.key { out in
            out.put(question.evidence) { $0.put($1) }
            out.put(question.words) { $0.put($1) }
        }
    }

    // MARK: Bytes

    private static func put(_ out: inout ByteWriter, _ reply: SessionReply) {
        for number in [reply.address.session, reply.address.step, reply.address.part] { out.put(number) }
        out.put(reply.output)
        out.put(reply.errors)
        out.put(reply.prints) { out, print in
            out.put(print.inner)
            out.put(print.outer)
            out.put(print.text)
        }
        out.put(reply.values.sorted { $0.key < $1.key }) { out, value in
            out.put(value.key)
            out.put(value.value)
        }
        put(&out, reply.status)
        switch reply.ending {
        case .finished: out.put(0)
        case .failed(let failure):
            out.put(1)
            out.put(failure.kinds) { $0.put($1) }
            out.put(failure.text)
            put(&out, failure.line)
            out.put(failure.near)
        case .timedOut: out.put(2)
        case .exited(let status):
            out.put(3)
            out.put(status)
        case .signalled(let signal):
            out.put(4)
            out.put(signal)
        }
    }

    private static func put(_ out: inout ByteWriter, _ number: Int?) {
        out.put(number == nil ? 0 : 1)
        out.put(number ?? 0)
    }

    private static func reply(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> SessionReply {
        let address = SessionReply.Address(
            session: try reader.integer(), step: try reader.integer(), part: try reader.integer())
        var reply = SessionReply(address: address)
        reply.output = try reader.text()
        reply.errors = try reader.text()
        reply.prints = try reader.list { reader throws(ByteReader.Damaged) in
            SessionReply.Print(
                inner: try reader.integer(), outer: try reader.integer(), text: try reader.text())
        }
        let values = try reader.list { reader throws(ByteReader.Damaged) in
            (try reader.integer(), try reader.text())
        }
        reply.values = Dictionary(values) { first, _ in first }
        reply.status = try optionalInteger(&reader)
        switch try reader.integer() {
        case 0: reply.ending = .finished
        case 1:
            let kinds = try reader.list { reader throws(ByteReader.Damaged) in try reader.text() }
            reply.ending = .failed(
                SessionReply.Failure(
                    kinds: kinds, text: try reader.text(), line: try optionalInteger(&reader),
                    near: try optionalText(&reader)))
        case 2: reply.ending = .timedOut
        case 3: reply.ending = .exited(try reader.integer())
        case 4: reply.ending = .signalled(try reader.integer())
        default: throw ByteReader.Damaged()
        }
        return reply
    }

    private static func optionalInteger(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> Int? {
        let isThere = try reader.integer() == 1
        let number = try reader.integer()
        return isThere ? number : nil
    }

    private static func optionalText(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> String? {
        let isThere = try reader.integer() == 1
        let text = try reader.text()
        return isThere ? text : nil
    }
}
