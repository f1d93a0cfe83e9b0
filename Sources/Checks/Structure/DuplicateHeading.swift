package import Model

/// Headings that stand under the same heading and have the same text.
package struct DuplicateHeading: Check {
    package static let id = "structure.duplicate-heading"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for row in Outline.rows(of: document) { judge(row, of: document, into: &verdict) }
    }

    private func judge(_ row: [Outline.Entry], of document: Document, into verdict: inout Verdict) {
        // The headings that are open at a place, and under each the texts seen so far.
        var open: [(level: Int, seen: [String: SourceRange])] = [(0, [:])]
        for entry in row {
            while let last = open.last, last.level >= entry.level, open.count > 1 { open.removeLast() }
            if let heading = entry.heading {
                let text = document.plainText(of: heading.node)
                let key = "\(entry.level) \(text)"
                if let first = open[open.count - 1].seen[key] {
                    if heading.explicitID.isEmpty, !text.isEmpty {
                        verdict.add(
                            Draft(
                                at: document[heading.node].content, Self.repeats(text), subject: text,
                                notes: [Note(Self.first, at: first)]))
                    }
                } else {
                    open[open.count - 1].seen[key] = document[heading.node].content
                }
            }
            open.append((entry.level, [:]))
        }
    }

    private static func repeats(_ text: String) -> String {
        "another heading of this section is `\(text)` too"
    }
    private static let first = "the first one"
}
