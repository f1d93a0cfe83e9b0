package import Model

/// Fenced code blocks without blank lines around them.
package struct BlanksAroundFences: Check {
    package static let id = "whitespace.blanks-around-fences"
    package static let parameters = [
        Parameter(
            "list_items", .flag, standard: .flag(true),
            summary: "Whether code blocks in list items are looked at.")
    ]

    private let includesListItems: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        includesListItems = parameters.flag("list_items")
    }

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let blanks = BlankLines(document, facts) else { return }
        for block in document.codeBlocks where block.isFenced {
            if !includesListItems, document.ancestor(of: block.node, .list) != nil { continue }
            let lines = lines(of: block, document)
            let subject = document.text.trimmed(SourceRange(block.openingFence.lower, block.info.upper))
            if !blanks.map.isSeparator(lines.lowerBound - 1) {
                let edit = insertion(before: lines.lowerBound, like: block.openingFence, blanks)
                verdict.add(
                    Draft(at: block.openingFence, Self.above, subject: subject, fixes: [blanks.fix(edit)]))
            }
            if blanks.countBelow(lines.upperBound, upTo: 1) == 0, !blanks.map.isSeparator(lines.upperBound) {
                var draft = Draft(
                    at: block.closingFence.isEmpty
                        ? blanks.content(ofLine: lines.upperBound) : block.closingFence,
                    Self.below, subject: subject)
                if !block.closingFence.isEmpty {
                    let edit = insertion(before: lines.upperBound + 1, like: block.closingFence, blanks)
                    draft.fixes.append(blanks.fix(edit))
                }
                verdict.add(draft)
            }
        }
    }

    /// The lines of a code block. One that the next container ends and no fence goes on to that container's line.
    private func lines(of block: CodeBlock, _ document: Document) -> ClosedRange<Int> {
        let lines = document.lines(of: block.node)
        let next = Int(document[block.node].end)
        guard block.closingFence.isEmpty, next < document.nodes.count,
            document.nodes[next].kind == .listItem || document.nodes[next].kind == .list
                || document.nodes[next].kind == .blockQuote,
            document.text.line(at: Int(document.nodes[next].lower)) == lines.upperBound + 1
        else { return lines }
        return lines.lowerBound...lines.upperBound + 1
    }

    private func insertion(before line: Int, like fence: SourceRange, _ blanks: BlankLines) -> Edit {
        blanks.insertion(before: line, like: blanks.document.text.line(at: fence.lower))
    }

    private static let above = "no blank line above this code block"
    private static let below = "no blank line below this code block"
}
