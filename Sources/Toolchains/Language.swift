package import Model

/// A language that snippets are written in, and how to ask whether a parser takes them.
package struct Language: Sendable {
    /// As the configuration and reports name it: `python`.
    package var id: String
    /// For people: `Python`.
    package var name: String
    /// What documents write after a fence, in small letters.
    package var labels: [String]
    /// Who can parse it, the best first: the first that is installed is asked.
    package var parsers: [Parser]
    /// The grammar of tree-sitter that stands in where none of the parsers is installed, or the one that is there is
    /// too old for a snippet.
    package var grammar: Grammar?
    /// Every form in which a snippet may be taken, the likeliest first. The first that the parser takes counts.
    /// None means that the snippet holds nothing of the language, such as a session of another shell.
    package var forms: @Sendable (Code) -> [Code]
    /// The ids of languages that its snippets are easily taken for; they are asked where no form was taken.
    package var lookalikes: [String]
    /// What it means that no form was taken; the fault's range is in the snippet.
    package var reading: @Sendable (Code, Fault) -> Reading
    /// What can be told from brackets and quotes alone; nil where nobody has to.
    package var outline: BracketOutline?
    /// Finds from indentation where a bracket is missing; nil where indentation says nothing.
    var layout: BracketOutline?
    /// Whether a snippet that is said to be in another language has a look of this one. Where parsers take nearly
    /// everything, that they take something says nothing.
    package var sign: @Sendable (Code) -> Bool = { _ in true }
    /// How to tell brackets from strings and comments, where a snippet may show alternatives one below the other; nil
    /// where blank lines part nothing.
    var partLexis: Lexis?
    /// Looks for more in code that a parser takes; nil where nothing is wrong.
    package var inspection: (@Sendable (Code) -> SyntaxFinding?)?

    package enum Reading: Hashable, Sendable {
        /// The snippet is wrong, as surely as this.
        case wrong(Confidence)
        /// It is wrong, and says so to programs; as what it was taken then.
        case asSaid(String)
        /// It is output, or something else that was never meant to be parsed.
        case notCode
        /// The parser is older than the code; a clause that goes after "because".
        case tooNew(String)
    }

    package enum Parser: Sendable {
        /// Nil where the code is fine.
        case inProcess(@Sendable ([UInt8]) -> Fault?)
        case process(ParserProcess)
        case files(FileParser)
        /// No parser reads it, because there is nothing to parse: plain text, output.
        case notCode
    }

    package init(
        id: String, name: String, labels: [String] = [], parser: Parser, otherParsers: [Parser] = [],
        grammar: Grammar? = nil, lookalikes: [String] = [], outline: BracketOutline? = nil,
        forms: @escaping @Sendable (Code) -> [Code] = { [$0.as("file")] },
        reading: @escaping @Sendable (Code, Fault) -> Reading = { _, _ in .wrong(.certain) }
    ) {
        self.id = id
        self.name = name
        self.labels = [id] + labels
        parsers = [parser] + otherParsers
        self.grammar = grammar
        self.lookalikes = lookalikes
        self.outline = outline
        layout = outline
        partLexis = outline?.lexis
        self.reading = reading
        self.forms = forms
    }
}

extension Language {
    /// The language, which others are taken for only where a snippet shows why.
    func recognised(by sign: @escaping @Sendable (Code) -> Bool) -> Language {
        var language = self
        language.sign = sign
        return language
    }

    /// The language, whose snippets may show alternatives between blank lines.
    func parted(by lexis: Lexis) -> Language {
        var language = self
        language.partLexis = lexis
        return language
    }

    /// The language, whose lines are indented as its brackets are nested.
    func laidOut(by lexis: Lexis) -> Language {
        var language = self
        language.layout = BracketOutline(lexis: lexis)
        return language
    }

    /// The language, with a look at code that its parser takes.
    func inspecting(_ inspection: @escaping @Sendable (Code) -> SyntaxFinding?) -> Language {
        var language = self
        language.inspection = inspection
        return language
    }

    /// Whether only a grammar of tree-sitter reads it.
    var isReadByGrammar: Bool {
        parsers.allSatisfy { if case .process(let process) = $0 { process.isGrammar } else { false } }
    }

    /// Whether a parser in this process takes the code; nil where no such parser is there.
    func takes(_ code: Code) -> Bool? {
        guard case .inProcess(let parse)? = parsers.first else { return nil }
        return forms(code).contains { parse($0.bytes) == nil }
    }

    var isNotCode: Bool { if case .notCode? = parsers.first { true } else { false } }

    /// The programs that can parse it, the best first; none where that is done in this process.
    var programs: [String] { parsers.flatMap(\.programs) + (grammar?.process.programs ?? []) }
}

extension Language.Parser {
    var programs: [String] {
        switch self {
        case .inProcess, .notCode: []
        case .process(let process): process.programs + process.others
        case .files(let parser): parser.programs
        }
    }

    /// Whether one of its programs is there, and all that this one needs.
    var isInstalled: Bool {
        switch self {
        case .inProcess, .notCode: true
        case .process(let process):
            process.programs.contains { Programs.path($0) != nil }
                && process.others.allSatisfy { Programs.path($0) != nil }
        case .files(let parser): parser.programs.contains { Programs.path($0) != nil }
        }
    }
}

/// A grammar of tree-sitter, which guesses where a compiler would stop.
package struct Grammar: Sendable {
    /// The module for Python that holds it.
    package var module: String
    /// The function of the module that gives the language.
    package var function: String

    package init(_ module: String, _ function: String = "language") {
        self.module = module
        self.function = function
    }

    /// The environment of Python that holds the grammars, below a folder for the data of programs.
    package static let python = "docent/grammars/bin/python3"

    var process: ParserProcess {
        var process = ParserProcess(
            [Self.python], ["-I", "-c", script(PackageResources.grammar_py), module, function])
        process.isGrammar = true
        return process
    }

    /// As a parser of its own, where a language has no better one.
    var parser: Language.Parser { .process(process) }
}

/// Something wrong in code that the parser takes.
package struct SyntaxFinding: Hashable, Sendable {
    package var fault: Fault
    package var confidence: Confidence

    package init(_ fault: Fault, _ confidence: Confidence) {
        self.fault = fault
        self.confidence = confidence
    }
}

/// Where a parser stopped.
package struct Fault: Hashable, Sendable {
    /// In the code that the parser was given.
    package var range: SourceRange
    /// The parser's own words, in one line.
    package var message: String

    package init(at range: SourceRange, _ message: String) {
        self.range = range
        self.message = message
    }
}
