package import Model

/// Markers of emphasis with a space on their inner side, so that they mark nothing: `* text*`.
package struct SpaceInEmphasis: Check {
    package static let id = "whitespace.space-in-emphasis"
    package static let fixChanges = FixChanges.blocks

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    /// Where markers of one form wait for a second: within one node only.
    private struct Place: Hashable {
        var node: Int32
        var marker: UInt8
        var length: Int
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let bytes = document.text.bytes
        var waiting: [Place: SourceRange] = [:]
        for index in document.places(of: .text) {
            let node = document.nodes[Int(index)]
            var offset = node.range.lower
            while let start = bytes.firstOffset(
                of: UInt8(ascii: "*"), or: UInt8(ascii: "_"), from: offset, to: node.range.upper)
            {
                let byte = bytes[start]
                offset = start
                while offset < node.range.upper, bytes[offset] == byte { offset += 1 }
                let marker = SourceRange(start, offset)
                guard marker.count <= 3, let parent = Self.parent(of: node, document),
                    !document.nodes[Int(parent)].kind.isInline || marker == node.range
                else { continue }
                let place = Place(node: parent, marker: byte, length: marker.count)
                guard let opening = waiting.removeValue(forKey: place) else {
                    waiting[place] = marker
                    continue
                }
                judge(opening, marker, document.text, &verdict)
            }
        }
    }

    /// The node that the text of a marker stands in; nil where it is an address.
    ///
    /// Within emphasis and links a marker is looked at only where it is all of a text.
    private static func parent(of node: Node, _ document: Document) -> Int32? {
        var parent = node.parent
        // Not everybody reads `~~` as markup.
        while parent >= 0, document.nodes[Int(parent)].kind == .strikethrough {
            parent = document.nodes[Int(parent)].parent
        }
        guard parent >= 0, document.nodes[Int(parent)].kind == .link else { return parent }
        let style = document.links[Int(document.nodes[Int(parent)].payload)].style
        return style == .bare || style == .angle ? nil : parent
    }

    private func judge(
        _ opening: SourceRange, _ closing: SourceRange, _ text: SourceText, _ verdict: inout Verdict
    ) {
        let first = text.line(text.line(at: opening.lower))
        let behind = text.leadingSpace(of: SourceRange(opening.upper, first.upper))
        if behind > opening.upper, behind < first.upper, !text.isInFormula(opening) {
            add(SourceRange(opening.upper, behind), Self.behind(text.string(opening)), text, &verdict)
        }
        let last = text.bareLine(text.line(at: closing.lower))
        let before = text.trailingSpace(of: SourceRange(last.lower, closing.lower))
        if before > last.lower, before < closing.lower, !text.isInFormula(closing) {
            add(SourceRange(before, closing.lower), Self.before(text.string(closing)), text, &verdict)
        }
    }

    private func add(
        _ range: SourceRange, _ message: String, _ text: SourceText, _ verdict: inout Verdict
    ) {
        let line = text.trimmed(text.line(text.line(at: range.lower)))
        verdict.add(
            Draft(
                at: range, message, subject: line,
                // The asterisks of `2 * 3 * 4` mark nothing, and should not.
                fixes: [Fix(title: Self.remove, safety: .unsafe, edits: [Edit(range, "")])]))
    }

    private static func behind(_ marker: String) -> String {
        "white space behind `\(marker)`, which does not begin emphasis then"
    }
    private static func before(_ marker: String) -> String {
        "white space before `\(marker)`, which does not end emphasis then"
    }
    private static let remove = "remove the white space"
}
