package import Model

/// Headings that stand under the same heading and have the same text.
package struct DuplicateHeading: Check {
    package static let id = "structure.duplicate-heading"

    package static let parameters = [
        Parameter(
            "siblings_only", .flag, standard: .flag(true),
            summary: "Whether only headings under the same heading must differ."),
        Parameter(
            "compatible", .flag, standard: .flag(false),
            summary: "Whether to compare the sources of all headings of a page, as markdownlint does."),
    ]

    private let siblingsOnly: Bool
    private let isCompatible: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        siblingsOnly = parameters.flag("siblings_only")
        isCompatible = parameters.flag("compatible")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        if isCompatible {
            judgeSources(document, &verdict)
            return
        }
        for row in Outline.rows(of: document) { judge(row.entries, of: document, into: &verdict) }
    }

    private func judge(_ row: [Outline.Entry], of document: Document, into verdict: inout Verdict) {
        // The headings that are open at a place, and under each the texts seen so far.
        var open: [(level: Int, seen: [String: SourceRange])] = [(0, [:])]
        for entry in row {
            while siblingsOnly, let last = open.last, last.level >= entry.level, open.count > 1 {
                open.removeLast()
            }
            if let heading = entry.heading {
                let text = document.plainText(of: heading.node)
                let key = siblingsOnly ? "\(entry.level) \(text)" : text
                if let first = open[open.count - 1].seen[key] {
                    if heading.explicitID.isEmpty, !text.isEmpty {
                        verdict.add(draft(heading, text, first, document))
                    }
                } else {
                    open[open.count - 1].seen[key] = document[heading.node].content
                }
            }
            if siblingsOnly { open.append((entry.level, [:])) }
        }
    }

    /// Compares the headings as they are written; one that goes down a level begins anew there.
    private func judgeSources(_ document: Document, _ verdict: inout Verdict) {
        var seen = [[String: SourceRange]](repeating: [:], count: 7)
        var level = 1
        for heading in document.headings {
            if siblingsOnly {
                while level < heading.level {
                    level += 1
                    seen[level] = [:]
                }
                while level > heading.level {
                    seen[level] = [:]
                    level -= 1
                }
            }
            let text = document.source(of: heading, withID: true)
            if let first = seen[level][text] {
                verdict.add(draft(heading, document.plainText(of: heading.node), first, document))
            } else {
                seen[level][text] = document[heading.node].content
            }
        }
    }

    private func draft(
        _ heading: Heading, _ text: String, _ first: SourceRange, _ document: Document
    ) -> Draft {
        Draft(
            at: document[heading.node].content, siblingsOnly ? Self.repeats(text) : Self.repeatsOnPage(text),
            subject: text, notes: [Note(Self.first, at: first)])
    }

    private static func repeats(_ text: String) -> String {
        "another heading of this section is `\(text)` too"
    }
    private static func repeatsOnPage(_ text: String) -> String {
        "another heading of this page is `\(text)` too"
    }
    private static let first = "the first one"
}
