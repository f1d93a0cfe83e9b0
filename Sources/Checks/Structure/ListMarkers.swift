internal import Model

// What checks of lists share: the items of one list, their markers, and how far they are indented.
extension Document {
    /// The items of a list, in order.
    func items(of list: List) -> [ListItem] {
        children(of: list.node).compactMap { id in
            let node = self[id]
            guard node.kind == .listItem, node.payload >= 0 else { return nil }
            return content.listItems[Int(node.payload)]
        }
    }

    /// A marker with the white space that parts it from its text: none where no text follows, and one space
    /// where so much follows that it indents code.
    func prefix(of item: ListItem) -> SourceRange {
        let line = text.line(text.line(at: item.marker.lower))
        let end = text.endOfSpaces(from: item.marker.upper, before: line.upper)
        if end == line.upper { return item.marker }
        let width =
            text.width(SourceRange(line.lower, end))
            - text.width(SourceRange(line.lower, item.marker.upper))
        return SourceRange(item.marker.lower, width > 4 ? item.marker.upper + 1 : end)
    }

    /// From the beginning of an item's line to its text.
    func beginning(of item: ListItem) -> SourceRange {
        SourceRange(text.bareLine(text.line(at: item.marker.lower)).lower, prefix(of: item).upper)
    }

    /// How many characters stand before an item's marker on its line.
    func indent(of item: ListItem) -> Int {
        let line = text.bareLine(text.line(at: item.marker.lower))
        return text.utf16Count(SourceRange(line.lower, item.marker.lower))
    }

    /// Makes white space longer or shorter at an offset; nil where something else would be taken away.
    func indentation(at offset: Int, from actual: Int, to wanted: Int) -> Fix? {
        let change = wanted - actual
        if change > 0 {
            return Fix(
                title: "add \(spaces(change))", safety: .safe,
                edits: [Edit(SourceRange(at: offset), String(repeating: " ", count: change))])
        }
        guard offset - change <= text.count else { return nil }
        let range = SourceRange(offset, offset - change)
        guard text.slice(range).allSatisfy({ $0 == 0x20 }) else { return nil }
        return Fix(title: "remove \(spaces(-change))", safety: .safe, edits: [Edit(range, "")])
    }
}

extension SourceText {
    /// Whether a range is white space with a tab in it.
    func hasTabs(_ range: SourceRange) -> Bool {
        let space = slice(range)
        return space.contains(0x09) && space.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// The columns that a range from the beginning of a line takes, with tabs to the next multiple of four.
    fileprivate func width(_ range: SourceRange) -> Int {
        var column = 0
        for offset in range.lower..<range.upper { column += bytes[offset] == 0x09 ? 4 - column % 4 : 1 }
        return column
    }
}

/// A number of spaces, in words.
func spaces(_ count: Int) -> String { count == 1 ? "1 space" : "\(count) spaces" }
