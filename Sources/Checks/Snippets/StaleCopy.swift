package import Model
import Snippets

/// Snippets that say what they are a copy of, and are not equal to it any more.
package struct StaleCopy: Check {
    package static let id = "snippets.stale-copy"
    package static let formats = Set(DocumentFormat.allCases)
    package static let fixChanges = FixChanges.blocks

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .answers }

    package func questions(about document: Document) -> [Question] {
        // Only comments say what a snippet is a copy of.
        if document.comments.isEmpty { return [] }
        return document.snippets.compactMap { $0.original(on: document.path).map { .inclusion($0) } }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        if document.comments.isEmpty { return }
        for snippet in document.snippets {
            guard let original = snippet.original(on: document.path),
                case .inclusion(.found(let path, let code)) = facts[.inclusion(original)],
                let copy = SnippetCopy(snippet, in: document, of: code)
            else { continue }
            let fixes = copy.edit.map { [Fix(title: Self.title, safety: .safe, edits: [$0])] }
            verdict.add(
                Draft(
                    at: copy.difference, Self.stale(path, snippet.mark.copy?.part),
                    subject: path + (snippet.mark.copy?.part.map { "#" + $0 } ?? ""), fixes: fixes ?? []))
        }
    }

    private static func stale(_ path: String, _ part: String?) -> String {
        "this is not what `\(path)`\(part.map { " has in `\($0)`" } ?? " has") now"
    }
    private static let title = "copy it again"
}
