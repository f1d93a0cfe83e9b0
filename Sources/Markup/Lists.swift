import Model

// List items and footnote definitions.
extension BlockParser {
    /// A list marker at the first non-space.
    private struct Marker {
        var end: Int
        var delimiter: UInt8
        var isOrdered: Bool
        var number: Int
    }

    private func marker(_ byte: UInt8) -> Marker? {
        var place = nonspace + 1
        var number = 0
        var delimiter = byte
        let isOrdered = byte >= 0x30 && byte <= 0x39
        if isOrdered {
            number = Int(byte - 0x30)
            // At most nine digits, as the specification has it, so that no number can overflow.
            while place - nonspace < 9, bytes[place] >= 0x30, bytes[place] <= 0x39 {
                number = number * 10 + Int(bytes[place] - 0x30)
                place += 1
            }
            delimiter = bytes[place]
            guard delimiter == 0x2E || delimiter == 0x29 else { return nil }
            place += 1
        } else if byte != 0x2D && byte != 0x2A && byte != 0x2B {
            return nil
        }
        guard place >= lineEnd || bytes[place] == 0x20 || bytes[place] == 0x09 else { return nil }
        return Marker(end: min(place, lineEnd), delimiter: delimiter, isOrdered: isOrdered, number: number)
    }

    /// Begins a list item, and a list where the item belongs to none that is open.
    mutating func startItem(_ byte: UInt8, _ depth: Int, isParagraph: Bool) -> Bool {
        guard let marker = marker(byte) else { return false }
        if isParagraph {
            // Only what is plainly meant as a list interrupts a paragraph.
            if marker.isOrdered, marker.number != 1 { return false }
            if skipSpaces(marker.end, to: lineEnd) == lineEnd { return false }
        }
        let lower = nonspace
        let before = indent
        close(to: depth)
        offset = marker.end
        column = nonspaceColumn + (marker.end - lower)
        isInTab = false
        findNonspace()
        let spaces = indent
        let width: Int
        if spaces >= 5 || spaces < 1 || isBlank {
            width = marker.end - lower + 1
            if spaces > 0 { advance(columns: 1) }
        } else {
            width = marker.end - lower + spaces
            advance(columns: spaces)
        }
        findNonspace()
        openList(marker, lower: lower)
        let item = addContainer(.listItem, lower: lower, upper: marker.end, indent: before + width)
        tree.blocks[item].marker = SourceRange(lower, marker.end)
        if features.isExtended { readCheckBox(item) }
        return true
    }

    private mutating func openList(_ marker: Marker, lower: Int) {
        if let last = open.last, last.kind == .list {
            let list = Int(last.block)
            if tree.blocks[list].delimiter == marker.delimiter {
                if blankBefore, open.count - 1 >= blankDepth { tree.blocks[list].flag = true }
                return
            }
            close(to: open.count - 1)
        }
        let list = addContainer(.list, lower: lower, upper: lower)
        tree.blocks[list].delimiter = marker.delimiter
        tree.blocks[list].number = marker.number
    }

    /// `[ ]` or `[x]` at the beginning of an item.
    private mutating func readCheckBox(_ item: Int) {
        guard indent == 0, bytes[nonspace] == 0x5B, nonspace + 2 < lineEnd, bytes[nonspace + 2] == 0x5D else {
            return
        }
        let mark = bytes[nonspace + 1]
        guard mark == 0x20 || mark == 0x09 || mark | 0x20 == 0x78 else { return }
        let end = nonspace + 3
        // A box with nothing behind it is text.
        guard end < lineEnd, bytes[end] == 0x20 || bytes[end] == 0x09 else { return }
        tree.blocks[item].info = SourceRange(nonspace, end)
        tree.blocks[item].upper = end
        tree.blocks[item].flag = mark | 0x20 == 0x78
        offset = end
        column = nonspaceColumn + 3
        isInTab = false
        findNonspace()
        // What follows the box is a paragraph, however far away it stands.
        offset = nonspace
        column = nonspaceColumn
        findNonspace()
        if !isBlank {
            startParagraph()
            offset = lineEnd + 1
        }
    }

    /// `[^label]:` at the first non-space.
    mutating func startFootnote(_ byte: UInt8, _ depth: Int) -> Bool {
        guard byte == 0x5B, features.isExtended, bytes[nonspace + 1] == 0x5E else { return false }
        var place = nonspace + 2
        while place < lineEnd, bytes[place] > 0x20, bytes[place] != 0x5D { place += 1 }
        guard place > nonspace + 2, place < lineEnd, bytes[place] == 0x5D, bytes[place + 1] == 0x3A else {
            return false
        }
        let label = SourceRange(nonspace + 2, place)
        let lower = nonspace
        makeRoom(depth)
        let block = addContainer(.footnoteDefinition, lower: lower, upper: place + 2, indent: 4)
        tree.blocks[block].info = label
        tree.blocks[block].marker = SourceRange(lower, place + 2)
        column = nonspaceColumn + (place + 2 - nonspace)
        offset = place + 2
        isInTab = false
        findNonspace()
        offset = nonspace
        column = nonspaceColumn
        findNonspace()
        return true
    }
}
