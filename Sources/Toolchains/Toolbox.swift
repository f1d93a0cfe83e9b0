import Model

/// Hands code to parsers, in this process or in processes of their own.
package struct Toolbox: Sendable {
    /// How many processes may work at the same time.
    var workers: Int
    /// How long one may think about one snippet.
    var patience: Duration
    /// What was said before; nil where nothing is kept.
    var memory: (any ParseMemory)?

    package init(
        workers: Int = 2, patience: Duration = .seconds(60), memory: (any ParseMemory)? = nil
    ) {
        self.workers = workers
        self.patience = patience
        self.memory = memory
    }

    /// Whether a program is installed.
    package static func isThere(_ program: String) -> Bool { Programs.path(program) != nil }

    /// Asks the parser of a language about snippets, each in its forms; replies are in the same order.
    func parse(_ snippets: [[[UInt8]]], _ language: Language) async -> [Reply] {
        let parser = language.parsers.first { $0.isInstalled }
        var replies: [Reply]
        if let parser {
            replies = await parse(snippets, parser)
        } else {
            replies = snippets.map { _ in .unknown(language.isMissing) }
        }
        guard let grammar = language.grammar, grammar.parser.isInstalled else { return replies }
        let unknown = replies.indices.filter { if case .unknown = replies[$0] { true } else { false } }
        guard !unknown.isEmpty else { return replies }
        // Where a parser is there and does not know a snippet, the stand-in cannot say that it is wrong, but for a
        // bracket or a quote that has no partner.
        let isAlone = unknown.count == replies.count && replies.allSatisfy { $0 == replies[0] }
        let others = await parse(unknown.map { snippets[$0] }, grammar.parser)
        for (index, reply) in zip(unknown, others) {
            switch reply {
            case .taken: replies[index] = reply
            case .refused(let faults, _)
            where isAlone || language.outline?.fault(in: Code(snippets[index][0])) != nil:
                replies[index] = .refused(faults, byGrammar: true)
            default: break
            }
        }
        return replies
    }

    /// What a parser says of snippets, or has said of them before.
    private func parse(_ snippets: [[[UInt8]]], _ parser: Language.Parser) async -> [Reply] {
        guard let memory, let sign = parser.sign else { return await ask(parser, snippets).map(\.told) }
        var replies = memory.replies(to: snippets, of: sign)
        let open = replies.indices.filter { replies[$0] == nil }
        if !open.isEmpty {
            let heard = await ask(parser, open.map { snippets[$0] })
            for (index, reply) in zip(open, heard) { replies[index] = reply.told }
            memory.keep(
                zip(open, heard).filter { !$1.isSilence }.map { (snippet: snippets[$0], reply: $1) }, of: sign
            )
        }
        return replies.map { $0 ?? .unknown("the parser stopped") }
    }

    private func ask(_ parser: Language.Parser, _ snippets: [[[UInt8]]]) async -> [Reply] {
        switch parser {
        case .notCode: return snippets.map { _ in .taken(0) }
        case .inProcess(let parse):
            return snippets.map { forms in
                var faults: [Fault] = []
                for (index, form) in forms.enumerated() {
                    guard let fault = parse(form) else { return .taken(index) }
                    faults.append(fault)
                }
                return .refused(faults)
            }
        case .files(let parser):
            return await parser.parse(snippets, workers: workers, patience: patience)
        case .process(let process):
            // A process costs its start; a few hundred snippets are worth a second one.
            let parts = max(1, min(workers, snippets.count / 200))
            let size = (snippets.count + parts - 1) / max(1, parts)
            return await withTaskGroup(of: (Int, [Reply]).self) { group in
                for part in 0..<parts {
                    let slice = Array(
                        snippets[min(part * size, snippets.count)..<min((part + 1) * size, snippets.count)])
                    group.addTask { (part, await process.parse(slice, patience: patience)) }
                }
                return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.flatMap(\.1)
            }
        }
    }
}

extension Reply {
    fileprivate var isSilence: Bool { if case .silent = self { true } else { false } }

    /// As it is told: why somebody cannot say something is all the same to those who asked.
    fileprivate var told: Reply { if case .silent(let reason) = self { .unknown(reason) } else { self } }
}

extension Language {
    /// Why nobody can be asked, as a clause that goes after "because".
    fileprivate var isMissing: String {
        let programs = parsers.flatMap(\.programs).filter { $0 != Grammar.python }.prefix(2).map { "`\($0)`" }
        let isAlone = grammar == nil && !parsers.contains { $0.programs.contains(Grammar.python) }
        if programs.isEmpty { return "tree-sitter's grammars are not installed" }
        if isAlone { return "\(programs.joined(separator: " or ")) is not installed" }
        return "neither \(programs.joined(separator: " nor ")) nor tree-sitter's grammars are installed"
    }
}
