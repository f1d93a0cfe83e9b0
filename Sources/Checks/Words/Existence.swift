package import Model
internal import Text

/// Words and patterns that should not stand in running text.
package struct Existence: Check {
    package static let id = "words.existence"
    package static let parameters =
        [
            Parameter(
                "words", .texts, standard: .list([]), summary: "Words and phrases, as they stand in the text."
            ),
            Parameter(
                "patterns", .texts, standard: .list([]), summary: "Regular expressions in PCRE2's manner."),
            Parameter(
                "exceptions", .texts, standard: .list([]),
                summary: "Regular expressions; what lies within a match of one of them is not reported."),
            Parameter(
                "ignore-case", .flag, standard: .flag(true),
                summary: "Whether capitals and small letters are the same."),
            Parameter(
                "message", .text, standard: .text("`{match}` should not stand here"),
                summary: "What is said of a match; `{match}` stands for its text."),
        ] + PageChoice.parameters

    private let patterns: [Pattern]
    private let exceptions: [Pattern]
    private let message: String
    private let pages: PageChoice

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        let options: Pattern.Options = parameters.flag("ignore-case") ? [.ignoringCase] : []
        let words = parameters.texts("words")
        var patterns = try parameters.patterns("patterns", options)
        if !words.isEmpty {
            patterns.append(try parameters.pattern("words", Pattern.source(ofAny: words), options))
        }
        self.patterns = patterns
        exceptions = try parameters.patterns("exceptions", options)
        message = parameters.text("message")
        pages = PageChoice(parameters)
    }

    package var needs: Needs { .prose }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let prose = facts.prose else { return }
        let found = verdict.matches(of: patterns, in: prose)
        guard !found.isEmpty, pages.includes(document, prose) else { return }
        let excepted = verdict.matches(of: exceptions, in: prose)
        for match in found where !excepted.contains(where: { $0.range.contains(match.range) }) {
            let text = prose.oneLine(match.range)
            verdict.add(
                Draft(
                    at: prose.map.source(of: match.range), message.replacing("{match}", with: text),
                    subject: text.lowercased()))
        }
    }
}
