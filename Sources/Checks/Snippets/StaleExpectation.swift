package import Model
import Snippets

/// Snippets that are marked as wrong, and that a parser takes, where nothing more is asked of them.
package struct StaleExpectation: Check {
    package static let id = "snippets.stale-expectation"
    package static let formats = Set(DocumentFormat.allCases)

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .answers }

    package func questions(about document: Document) -> [Question] {
        // Only comments say that nothing but syntax is looked at.
        if document.comments.isEmpty { return [] }
        let snippets = document.snippets.filter(\.mustFailSyntax)
        return snippets.compactMap { $0.syntaxQuestion.map { .syntax($0) } }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        if document.comments.isEmpty { return }
        for snippet in document.snippets where snippet.mustFailSyntax {
            guard let question = snippet.syntaxQuestion,
                case .syntax(.passed) = facts[.syntax(question)]
            else { continue }
            let word = snippet.mark.failure?.word ?? ""
            verdict.add(Draft(at: snippet.head, Self.stale(word), subject: word, notes: [Self.remedy]))
        }
    }

    private static func stale(_ word: String) -> String {
        "this should fail, as `\(word)` says, and its syntax is right"
    }
    private static let remedy = Note("take the mark away, or ask for more than its syntax with `level`")
}
