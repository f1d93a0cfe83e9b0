package import Model

/// A language that snippets are written in, and how to ask whether a parser takes them.
package struct Language: Sendable {
    /// As the configuration and reports name it: `python`.
    package var id: String
    /// For people: `Python`.
    package var name: String
    /// What documents write after a fence, in small letters.
    package var labels: [String]
    package var parser: Parser
    /// Every form in which a snippet may be taken, the likeliest first. The first that the parser takes counts.
    /// None means that the snippet holds nothing of the language, such as a session of another shell.
    package var forms: @Sendable (Code) -> [Code]
    /// The ids of languages that its snippets are easily taken for; they are asked where no form was taken.
    package var lookalikes: [String]
    /// What it means that no form was taken; the fault's range is in the snippet.
    package var reading: @Sendable (Code, Fault) -> Reading

    package enum Reading: Hashable, Sendable {
        /// The snippet is wrong, as surely as this.
        case wrong(Confidence)
        /// It is output, or something else that was never meant to be parsed.
        case notCode
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
        id: String, name: String, labels: [String] = [], parser: Parser, lookalikes: [String] = [],
        forms: @escaping @Sendable (Code) -> [Code] = { [$0.as("file")] },
        reading: @escaping @Sendable (Code, Fault) -> Reading = { _, _ in .wrong(.certain) }
    ) {
        self.id = id
        self.name = name
        self.labels = [id] + labels
        self.parser = parser
        self.lookalikes = lookalikes
        self.reading = reading
        self.forms = forms
    }
}

extension Language {
    /// The programs that can parse it, the best first; none where that is done in this process.
    var programs: [String] { if case .process(let process) = parser { process.programs } else { [] } }
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
