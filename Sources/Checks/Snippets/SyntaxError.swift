package import Model
import Snippets

/// Code that no parser of its language takes, in any form that a snippet may have.
package struct SyntaxError: Check {
    package static let id = "snippets.syntax-error"

    package static let formats = Set(DocumentFormat.allCases)

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .answers }

    package func questions(about document: Document) -> [Question] {
        document.snippets.compactMap { $0.syntaxQuestion.map { .syntax($0) } }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let isProposal = document.isProposal
        for snippet in document.snippets {
            guard let question = snippet.syntaxQuestion else { continue }
            switch facts[.syntax(question)] {
            case .syntax(.failed(var fault)):
                if snippet.mark.failure?.stage == .compile { continue }
                if isProposal {
                    guard snippet.hasLoneBracket else {
                        verdict.addUnknown(
                            at: snippet.head, subject: snippet.label, because: Snippet.isProposed)
                        continue
                    }
                    fault.confidence = .possible
                }
                verdict.add(draft(fault, snippet, document))
            case .syntax(.noToolchain(let reason)), .syntax(.noInclude(let reason)), .unknown(let reason):
                verdict.addUnknown(at: snippet.head, subject: snippet.label, because: reason)
            default: break
            }
        }
    }

    private func draft(_ fault: SyntaxFault, _ snippet: Snippet, _ document: Document) -> Draft {
        let range = snippet.source(of: fault.range)
        let line = document.text.line(document.text.line(at: range.lower))
        var notes: [Note] = []
        if let other = fault.otherLanguage { notes.append(Note(Self.otherwise(other))) }
        if let origin = fault.origin {
            notes.append(Note(Self.elsewhere(origin.path, origin.line, origin.column)))
        }
        return Draft(
            at: range, Self.refused(fault.language, fault.message), subject: document.text.string(line),
            notes: notes, confidence: fault.confidence == .certain ? nil : fault.confidence,
            severity: fault.isGuess ? .warning : nil)
    }

    private static func refused(_ language: String, _ message: String) -> String {
        "this is not \(language): \(message)"
    }

    static func elsewhere(_ path: String, _ line: Int, _ column: Int) -> String {
        "the code is taken in from \(path):\(line):\(column)"
    }

    private static func otherwise(_ language: String) -> String {
        "the code is \(language); name that after the fence"
    }
}
