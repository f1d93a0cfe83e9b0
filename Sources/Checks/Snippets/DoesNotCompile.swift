package import Model
import Snippets

/// Code that its compiler refuses, and code that is meant to be refused and is not.
package struct DoesNotCompile: Check {
    package static let id = "snippets.does-not-compile"
    package static let formats = Set(DocumentFormat.allCases)

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .answers }

    package func questions(about document: Document) -> [Question] {
        document.codeBlocks.isEmpty ? [] : [.compile(document.path)]
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard case .compile(let page) = facts[.compile(document.path)], page.wasAsked else { return }
        let snippets = document.snippets
        for compile in page.snippets where snippets.indices.contains(compile.place) {
            let snippet = snippets[compile.place]
            switch compile.state {
            case .failed(let faults):
                guard let first = faults.first else { continue }
                var draft = draft(first, Self.refused(first), document)
                draft.notes += faults.dropFirst().prefix(Self.mostNotes).map {
                    Note($0.message, at: $0.range)
                }
                if faults.count - 1 > Self.mostNotes { draft.notes.append(Note(Self.more(faults.count - 1))) }
                verdict.add(draft)
            case .failedOtherwise(let word, let said, let fault):
                verdict.add(draft(fault, Self.otherwise(word, said, fault), document))
            case .didNotFail(let word):
                verdict.add(Draft(at: snippet.head, Self.compiles(word), subject: word))
            case .notAssessed(let reason), .noToolchain(let reason):
                verdict.addUnknown(at: snippet.head, subject: snippet.label, because: reason)
            case .passed, .failedAsSaid, .skipped: break
            }
        }
    }

    private func draft(_ fault: CompileFault, _ message: String, _ document: Document) -> Draft {
        let line = document.text.line(document.text.line(at: fault.range.lower))
        return Draft(
            at: fault.range, message, subject: document.text.string(line),
            notes: fault.origin.map { [Note(SyntaxError.elsewhere($0.path, $0.line, $0.column))] } ?? [],
            confidence: fault.confidence == .certain ? nil : fault.confidence)
    }

    private static let mostNotes = 3

    private static func refused(_ fault: CompileFault) -> String {
        "this \(fault.language) does not compile: \(fault.message)" + (fault.code.map { " (\($0))" } ?? "")
    }

    private static func more(_ count: Int) -> String { "\(count) further errors in this snippet" }

    private static func compiles(_ word: String) -> String {
        "this is marked `\(word)`, and compiles"
    }

    private static func otherwise(_ word: String, _ said: [String], _ fault: CompileFault) -> String {
        "this is marked `\(([word] + said).joined(separator: ","))`, and fails otherwise: \(fault.message)"
            + (fault.code.map { " (\($0))" } ?? "")
    }
}
