package import Model
import Snippets

/// Output on a page that is not what its code prints.
package struct WrongOutput: Check {
    package static let id = "snippets.wrong-output"
    package static let formats = Set(DocumentFormat.allCases)
    package static let fixChanges = FixChanges.text

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .answers }

    package func questions(about document: Document) -> [Question] {
        document.codeBlocks.isEmpty ? [] : [.run(document.path)]
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard case .run(let page) = facts[.run(document.path)] else { return }
        for run in page.snippets {
            for mismatch in run.mismatches { verdict.add(draft(mismatch, document)) }
        }
    }

    private func draft(_ mismatch: OutputMismatch, _ document: Document) -> Draft {
        let message: String
        if let reason = mismatch.reason {
            message = reason
        } else if mismatch.isMore {
            message = Self.more(mismatch.printed ?? "")
        } else if let printed = mismatch.printed {
            message = Self.other(printed)
        } else {
            message = Self.missing
        }
        var fixes: [Fix] = []
        if let edit = mismatch.edit { fixes.append(Fix(title: Self.rewrite, safety: .unsafe, edits: [edit])) }
        let subject = document.text.string(document.text.line(document.text.line(at: mismatch.range.lower)))
        return Draft(
            at: mismatch.range, message, subject: subject, fixes: fixes,
            confidence: mismatch.confidence == .certain ? nil : mismatch.confidence)
    }

    private static func other(_ line: String) -> String { "the code prints `\(shortened(line))` here" }
    private static func more(_ line: String) -> String { "the code prints more: `\(shortened(line))`" }
    private static func shortened(_ line: String) -> String {
        line.count > 100 ? line.prefix(100) + "…" : line
    }
    private static let missing = "the code does not print this"
    private static let rewrite = "write what is printed"
}
