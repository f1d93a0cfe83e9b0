package import Model
import Snippets

/// Code that fails when it is run, and code that is meant to fail and does not.
package struct FailedRun: Check {
    package static let id = "snippets.failed-run"
    package static let formats = Set(DocumentFormat.allCases)

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .answers }

    package func questions(about document: Document) -> [Question] {
        document.codeBlocks.isEmpty ? [] : [.run(document.path)]
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard case .run(let page) = facts[.run(document.path)], page.wasAsked else { return }
        let snippets = document.snippets
        for run in page.snippets where snippets.indices.contains(run.place) {
            let snippet = snippets[run.place]
            switch run.state {
            case .failed(let fault):
                let line = document.text.line(document.text.line(at: fault.range.lower))
                verdict.add(
                    Draft(
                        at: fault.range, fault.message, subject: document.text.string(line),
                        confidence: fault.confidence == .certain ? nil : fault.confidence))
            case .didNotFail(let word):
                verdict.add(Draft(at: snippet.head, Self.doesNotFail(word), subject: word))
            case .notAssessed(let reason), .noToolchain(let reason):
                verdict.addUnknown(at: snippet.head, subject: snippet.label, because: reason)
            case .passed, .failedAsSaid, .skipped: break
            }
        }
    }

    private static func doesNotFail(_ word: String) -> String {
        "this is marked `\(word)`, and does not fail when it is run"
    }
}
