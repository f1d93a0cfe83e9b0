package import Model
import Snippets

/// `docent: snippet` comments that no snippet follows.
package struct UnusedMark: Check {
    package static let id = "snippets.unused-mark"

    package static let formats = Set(DocumentFormat.allCases)

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let reader = MarkReader(document)
        guard !reader.comments.isEmpty else { return }
        let snippets = document.snippets
        for comment in reader.comments
        where reader.snippet(for: comment.comment, among: snippets, in: document) == nil {
            verdict.add(
                Draft(
                    at: comment.range, Self.unused, subject: document.text.string(comment.range),
                    notes: [Self.place]))
        }
    }

    private static let unused = "no snippet follows this comment"
    private static let place = Note("only blank lines and comments may stand between it and its code block")
}
