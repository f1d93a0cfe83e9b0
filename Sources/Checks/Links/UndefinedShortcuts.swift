internal import Model

/// `[label]` alone without a definition: text for a reader, and perhaps for its author too.
enum UndefinedShortcuts {
    static func all(in document: Document) -> [UndefinedReference] {
        var found: [UndefinedReference] = []
        for kind in [NodeKind.paragraph, .heading, .tableCell] {
            for block in document.ids(of: kind) { add(in: block, document, &found) }
        }
        // The box of a task is a label for who does not know tasks.
        for item in document.content.listItems where item.task == .done {
            let label = SourceRange(item.checkBox.lower + 1, item.checkBox.upper - 1)
            found.append(
                UndefinedReference(
                    node: item.node, style: .shortcut, isImage: false, range: item.checkBox, label: label))
        }
        return found.sorted { $0.range < $1.range }
    }

    private static func add(in block: NodeID, _ document: Document, _ found: inout [UndefinedReference]) {
        let bytes = document.text.bytes
        /// Where the last opening bracket stands that nothing has closed.
        var opening: Int?
        var index = Int(block.index) + 1
        let end = Int(document[block].end)
        while index < end {
            let node = document.nodes[index]
            index += 1
            if node.kind == .link || node.kind == .image {
                opening = nil
                continue
            }
            guard node.kind == .text else { continue }
            for place in node.range.lower..<node.range.upper {
                if bytes[place] == UInt8(ascii: "[") {
                    opening = place
                } else if bytes[place] == UInt8(ascii: "]"), let lower = opening {
                    opening = nil
                    let label = SourceRange(lower + 1, place)
                    guard !isPartOfReference(SourceRange(lower, place + 1), document) else { continue }
                    let isImage = lower > node.range.lower && bytes[lower - 1] == UInt8(ascii: "!")
                    found.append(
                        UndefinedReference(
                            node: block, style: .shortcut, isImage: isImage,
                            range: SourceRange(isImage ? lower - 1 : lower, place + 1), label: label))
                }
            }
        }
    }

    /// Whether brackets belong to `[text][label]` or `[label][]`, which are no shortcuts.
    private static func isPartOfReference(_ range: SourceRange, _ document: Document) -> Bool {
        let references = document.content.undefinedReferences
        var low = 0
        var high = references.count
        while low < high {
            let middle = (low + high) / 2
            if references[middle].range.upper < range.upper { low = middle + 1 } else { high = middle }
        }
        return low < references.count && references[low].range.contains(range)
            && (references[low].range.upper == range.upper
                || references[low].range.upper == range.upper + 2
                || references[low].label.lower == range.upper + 1)
    }
}
