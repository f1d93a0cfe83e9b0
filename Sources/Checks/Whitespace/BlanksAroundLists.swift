package import Model

/// Lists without blank lines around them; a list within a list needs none.
package struct BlanksAroundLists: Check {
    package static let id = "whitespace.blanks-around-lists"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let blanks = BlankLines(document, facts) else { return }
        var end = 0
        for list in document.ids(of: .list) {
            // What stands in a list that was judged comes before its end.
            guard list.index >= end, document.ancestor(of: list, .list) == nil else { continue }
            end = Int(document[list].end)
            let first = document.lines(of: list).lowerBound
            let last = document.lastLine(of: list)
            if !blanks.map.isSeparator(first - 1) {
                let place = blanks.document[list].range.lower
                let edit = blanks.insertion(before: first, like: first)
                verdict.add(
                    Draft(
                        at: SourceRange(
                            place,
                            max(place, blanks.document.text.trailingSpace(of: document.text.line(first)))),
                        Self.above, subject: document.text.subject(document.text.line(first)),
                        fixes: [blanks.fix(edit)]))
            }
            if !blanks.map.isSeparator(last + 1) {
                var draft = Draft(
                    at: blanks.content(ofLine: last), Self.below,
                    subject: document.text.subject(document.text.line(last)))
                // With quote markers, a blank line would be code as well.
                if !(blanks.map[last].contains(.quote) && document.endsWithOpenFence(list)) {
                    draft.fixes = [blanks.fix(blanks.insertion(before: last + 1, like: last))]
                }
                verdict.add(draft)
            }
        }
    }

    private static let above = "no blank line above this list"
    private static let below = "no blank line below this list"
}

extension Document {
    /// Whether a container ends within code that no fence closes.
    fileprivate func endsWithOpenFence(_ id: NodeID) -> Bool {
        let last = nodes[Int(self[id].end) - 1]
        guard last.kind == .codeBlock, last.payload >= 0 else { return false }
        let block = content.codeBlocks[Int(last.payload)]
        return block.isFenced && block.closingFence.isEmpty
    }

    /// The last line with something of a block on it; quote markers at its end do not count.
    func lastLine(of id: NodeID) -> Int {
        var last = lines(of: id).lowerBound
        var index = Int(id.index) + 1
        while index < Int(self[id].end) {
            let node = nodes[index]
            if node.kind == .listItem, node.payload >= 0 {
                last = max(last, lines(of: content.listItems[Int(node.payload)].marker).upperBound)
            }
            if node.kind.isContainer {
                index += 1
            } else {
                last = max(last, lines(of: node.range).upperBound)
                index = max(index + 1, Int(node.end))
            }
        }
        return last
    }
}
