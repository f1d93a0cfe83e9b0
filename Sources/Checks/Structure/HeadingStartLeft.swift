package import Model

/// Headings with spaces before them.
package struct HeadingStartLeft: Check {
    package static let id = "structure.heading-start-left"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let map = facts.lines else { return }
        for heading in document.headings {
            let start = document[heading.node].range.lower
            let margin = Int(map.contentStarts[document.text.line(at: start)])
            guard margin < start else { continue }
            let space = SourceRange(margin, start)
            // Behind a prefix that a dialect adds there is no telling.
            guard document.text.slice(space).allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { continue }
            verdict.add(
                Draft(
                    at: space, Self.indented(space.count), subject: document.plainText(of: heading.node),
                    fixes: [Fix(title: Self.remove, safety: .safe, edits: [Edit(space, "")])]))
        }
    }

    private static func indented(_ count: Int) -> String {
        "\(count) space\(count == 1 ? "" : "s") before this heading"
    }
    private static let remove = "remove the space"
}
