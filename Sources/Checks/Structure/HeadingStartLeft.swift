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
            let line = document.text.line(at: start)
            let margin = Int(map.contentStarts[line])
            let space =
                margin < start
                ? SourceRange(margin, start) : spaceBeforeContainers(of: heading, on: line, document)
            guard !space.isEmpty else { continue }
            // Behind a prefix that a dialect adds there is no telling.
            guard document.text.slice(space).allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { continue }
            verdict.add(
                Draft(
                    at: space, Self.indented(space.count), subject: document.plainText(of: heading.node),
                    fixes: [Fix(title: Self.remove, safety: .safe, edits: [Edit(space, "")])]))
        }
    }

    /// The white space before the marker of the outermost quotation or list item that a heading stands in.
    private func spaceBeforeContainers(of heading: Heading, on line: Int, _ document: Document) -> SourceRange
    {
        let text = document.text
        let whole = text.line(line)
        let space = SourceRange(whole.lower, text.endOfSpaces(from: whole.lower, before: whole.upper))
        guard !space.isEmpty else { return space }
        var outermost: NodeID?
        var current = document.parent(of: heading.node)
        while let id = current, document[id].kind != .document {
            if document[id].kind != .list { outermost = id }
            current = document.parent(of: id)
        }
        guard let outermost else { return SourceRange(at: whole.lower) }
        switch document[outermost].kind {
        case .blockQuote: return space
        // On a later line the white space is the item's indentation.
        case .listItem where document[outermost].range.lower == space.upper: return space
        default: return SourceRange(at: whole.lower)
        }
    }

    private static func indented(_ count: Int) -> String {
        "\(count) space\(count == 1 ? "" : "s") before this heading"
    }
    private static let remove = "remove the space"
}
