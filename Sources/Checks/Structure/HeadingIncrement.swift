package import Model

/// Headings that stand more than one level below the heading before them.
package struct HeadingIncrement: Check {
    package static let id = "structure.heading-increment"
    package static let fixChanges = FixChanges.blocks

    package static let parameters = [
        Parameter(
            "compatible", .flag, standard: .flag(false),
            summary: "Whether all Markdown headings of a page are one row, and no HTML, as in markdownlint."),
        FrontMatterTitle.parameter(standard: ""),
    ]

    private let isCompatible: Bool
    private let frontMatterTitle: FrontMatterTitle

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        isCompatible = parameters.flag("compatible")
        frontMatterTitle = try FrontMatterTitle(parameters)
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let title = frontMatterTitle.line(in: document).map {
            Outline.Entry(level: 1, range: $0, heading: nil)
        }
        if isCompatible {
            judge(Outline.headings(of: document), behind: title, of: document, into: &verdict)
            return
        }
        for row in Outline.rows(of: document) {
            // What stands in a quotation does not stand under the page's title.
            let isOfPage = row.block == NodeID(0)
            judge(row.entries, behind: isOfPage ? title : nil, of: document, into: &verdict)
        }
    }

    private func judge(
        _ row: [Outline.Entry], behind title: Outline.Entry?, of document: Document,
        into verdict: inout Verdict
    ) {
        var last = title
        for entry in row {
            defer { last = entry }
            guard let last, let heading = entry.heading, entry.level > last.level + 1 else { continue }
            let text = document.plainText(of: heading.node)
            var draft = Draft(
                at: document[heading.node].range, Self.skips(from: last.level, to: entry.level),
                subject: text,
                notes: [Note(Self.before(last.level), at: last.range)])
            if heading.style != .setext {
                let marker = String(repeating: "#", count: last.level + 1)
                var edits = [Edit(heading.marker, marker)]
                if !heading.closingMarker.isEmpty { edits.append(Edit(heading.closingMarker, marker)) }
                draft.fixes.append(
                    Fix(title: "make it level \(last.level + 1)", safety: .unsafe, edits: edits))
            }
            verdict.add(draft)
        }
    }

    private static func skips(from last: Int, to level: Int) -> String {
        "a heading of level \(level) follows one of level \(last)"
    }
    private static func before(_ level: Int) -> String { "the heading of level \(level) before it" }
}
