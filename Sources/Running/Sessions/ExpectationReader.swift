import Model
import Toolchains

/// Finds what a page says that its code prints.
struct ExpectationReader {
    private let document: Document
    private let snippets: [Snippet]
    private let pairing: OutputPairing
    /// The filters that the configuration has, by name.
    private let filters: [String: OutputFilter]

    init(
        _ document: Document, _ snippets: [Snippet], filters: [String: OutputFilter] = [:],
        isCode: (Snippet) -> Bool
    ) {
        self.filters = filters
        self.document = document
        self.snippets = snippets
        pairing = OutputPairing(document, snippets, isCode: isCode)
    }

    /// The snippets that are output of others.
    var outputs: Set<Int> { Set(pairing.pairs.map(\.output)) }

    /// The parts of a snippet, each with what is said of it.
    func parts(of place: Int, _ lines: CodeLines, _ language: RunLanguage) -> [Session.Part] {
        if language.id == RunLanguage.python.id, Doctest.isSession(lines.lines) { return examples(lines) }
        if language.id == RunLanguage.shell.id, TerminalSession.isSession(lines.lines) {
            return commands(lines)
        }
        let snippet = snippets[place]
        var expectations = pairing.pairs.filter { $0.code == place }.map(expectation)
        if snippet.mark.comparison != OutputComparison.none {
            expectations += inline(lines, language.comment)
        }
        return [
            Session.Part(
                code: lines.code(0..<lines.lines.count), line: 0, isTyped: false, expectations: expectations)
        ]
    }

    private func expectation(_ pair: OutputPairing.Pair) -> Expectation {
        let output = snippets[pair.output]
        let lines = CodeLines(output, in: document.text)
        return Expectation(
            pair.isErrors ? .errors : .output, lines.written(0..<lines.lines.count),
            matcher(output.mark, snippets[pair.code].mark, label: output.label), head: output.head,
            isGuess: pair.isGuess)
    }

    /// How the author wants output to be compared: in the mark of the output, or in that of the code.
    private func matcher(
        _ mark: SnippetMark, _ other: SnippetMark? = nil, label: String = ""
    ) -> OutputMatcher {
        var matcher = OutputMatcher()
        switch mark.comparison ?? other?.comparison {
        case .exact?: matcher.marks = []
        case .ellipsis?: matcher.marks = [.elisions, .dots, .captures]
        case .unordered?: matcher.mode = .unordered
        case .json?: matcher.mode = .json
        case OutputComparison.none?: break
        case nil: if label.lowercased() == "json" { matcher.mode = .json }
        }
        matcher.filters = (mark.filters + (other?.filters ?? [])).compactMap {
            try? LineFilter($0, own: filters)
        }
        return matcher
    }

    private func examples(_ lines: CodeLines) -> [Session.Part] {
        Doctest(lines.lines).examples.filter { !$0.options.contains("SKIP") }.map { example in
            // Sphinx ignores it where nobody says otherwise (`doctest_default_flags`).
            let ignores =
                example.options.contains("IGNORE_EXCEPTION_DETAIL")
                || SphinxDirective(lines.snippet) == .session
            var matcher = Doctest.matcher(example.options)
            matcher.filters = self.matcher(lines.snippet.mark).filters
            // There no module has a name.
            if SphinxDirective(lines.snippet) == .session, let filter = Self.withoutMain {
                matcher.filters.append(filter)
            }
            let marks = example.want.map { min(example.indent, lines.lines[$0].utf8.count) }
            var written = lines.written(example.want, after: marks)
            if example.want.isEmpty { written.prefix += String(repeating: " ", count: example.indent) }
            var expectation = Expectation(
                .example(ignoresDetail: ignores), written, matcher,
                head: lines.source(ofLine: example.source.lowerBound))
            if example.all != example.want { expectation.longer = lines.written(example.all) }
            // A comment in the place of an answer is for the reader, and so are words behind dots.
            let isRemark =
                !example.want.isEmpty
                && (lines.lines[example.want].allSatisfy { $0.drop { $0 == " " }.hasPrefix("#") }
                    || PythonSession.isTalk(lines.lines[example.want.lowerBound]))
            return Session.Part(
                code: example.code, line: example.source.lowerBound, isTyped: true,
                expectations: isRemark ? [] : [expectation])
        }
    }

    private static let withoutMain = try? LineFilter(.pattern(#"__main__\."#, replacement: ""))

    private func commands(_ lines: CodeLines) -> [Session.Part] {
        TerminalSession(lines.lines).commands.map { command in
            Session.Part(
                code: command.code, line: command.source.lowerBound, isTyped: true,
                expectations: [
                    Expectation(
                        .terminal(status: command.status), lines.written(command.shown),
                        matcher(lines.snippet.mark),
                        head: lines.source(ofLine: command.source.lowerBound))
                ])
        }
    }

    private func inline(_ lines: CodeLines, _ comment: String) -> [Expectation] {
        InlineOutput(lines.lines, comment: comment).claims.map { claim in
            var written = lines.written(claim.lines, after: claim.marks)
            let subject: Expectation.Subject
            switch claim.kind {
            case .printed(let range): subject = .printed(by: range)
            case .value(let line): subject = .value(ofLine: line)
            }
            if claim.isQuoted { written.unquote() }
            return Expectation(
                subject, written, matcher(lines.snippet.mark),
                head: lines.source(ofLine: claim.lines.lowerBound), isGuess: claim.isGuess,
                saysValue: claim.saysValue)
        }
    }
}
