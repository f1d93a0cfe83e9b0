/// What a parser says of one snippet in all its forms.
package enum Reply: Hashable, Sendable {
    /// The form that it takes.
    case taken(Int)
    /// One fault for each form.
    ///
    /// - Parameter byGrammar: whether only a stand-in has said so.
    case refused([Fault], byGrammar: Bool = false)
    /// It cannot tell; the reason, as a clause that goes after "because".
    case unknown(String)
    /// It did not answer, and may do so the next time; the reason.
    case silent(String)
}

/// What parsers said before, so that nothing is parsed twice.
package protocol ParseMemory: Sendable {
    /// What a parser said of snippets, each in its forms; nil where it was not asked.
    func replies(to snippets: [[[UInt8]]], of parser: ParserSign) -> [Reply?]
    /// Keeps what a parser has said, for the next run too.
    func keep(_ replies: [(snippet: [[UInt8]], reply: Reply)], of parser: ParserSign)
}

/// What decides the answers of a parser beside the code.
package struct ParserSign: Hashable, Sendable {
    /// What it is told: arguments and scripts.
    package var words: [String]
    /// The paths of its program and of others that it needs.
    package var programs: [String]

    package init(words: [String], programs: [String]) {
        self.words = words
        self.programs = programs
    }
}

extension Language.Parser {
    /// Nil where it is a part of this program, or is not there.
    var sign: ParserSign? {
        switch self {
        case .inProcess, .notCode: return nil
        case .process(let process):
            guard let program = process.programs.lazy.compactMap(Programs.path).first else { return nil }
            var words = process.arguments
            if let file = process.file { words += [file.name, script(file.bytes)] }
            return ParserSign(
                words: words, programs: [program] + process.others.compactMap(Programs.path))
        case .files(let parser):
            guard let program = parser.programs.lazy.compactMap(Programs.path).first else { return nil }
            return ParserSign(words: parser.arguments + [parser.ending], programs: [program])
        }
    }
}
