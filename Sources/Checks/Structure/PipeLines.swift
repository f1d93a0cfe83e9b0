internal import Model

/// The lines of a paragraph, as the rows of a table that they may have been meant for.
struct PipeLines {
    let lines: [SourceRange]
    private let text: SourceText

    init(_ paragraph: NodeID, _ document: Document) {
        text = document.text
        let node = document[paragraph].range
        var lines: [SourceRange] = []
        for number in document.lines(of: paragraph) {
            let line = document.text.line(number)
            var start = max(line.lower, node.lower)
            if number > document.text.line(at: node.lower) {
                start = document.endOfGap(at: line.lower, before: line.upper)
            }
            start = document.text.endOfSpaces(from: start, before: line.upper)
            var end = min(line.upper, node.upper)
            while end > start, text.bytes[end - 1] == 0x20 || text.bytes[end - 1] == 0x09 { end -= 1 }
            lines.append(SourceRange(start, max(start, end)))
        }
        self.lines = lines
    }

    /// Whether a line begins and ends with a pipe that is not escaped.
    func isFramed(_ line: Int) -> Bool {
        let range = lines[line]
        return range.count > 2 && text.bytes[range.lower] == Self.pipe
            && text.bytes[range.upper - 1] == Self.pipe
            && text.bytes[range.upper - 2] != UInt8(ascii: "\\")
    }

    func hasPipe(_ line: Int) -> Bool { text.slice(lines[line]).contains(Self.pipe) }

    /// Whether a line is only pipes, dashes, colons and spaces, with two dashes and a pipe at least.
    func isDelimiterLike(_ line: Int) -> Bool {
        guard let first = text.slice(lines[line]).first, "|:-".utf8.contains(first) else { return false }
        var dashes = 0
        var pipes = 0
        for byte in text.slice(lines[line]) {
            switch byte {
            case UInt8(ascii: "-"): dashes += 1
            case Self.pipe: pipes += 1
            case UInt8(ascii: ":"), 0x20, 0x09: break
            default: return false
            }
        }
        return dashes > 1 && pipes > 0
    }

    /// Whether each cell of a line is dashes with a colon at either end or none.
    func isDelimiter(_ line: Int) -> Bool {
        var row = text.slice(lines[line])
        if row.first == Self.pipe { row.removeFirst() }
        if row.last == Self.pipe { row.removeLast() }
        return row.split(separator: Self.pipe, omittingEmptySubsequences: false).allSatisfy { cell in
            var cell = cell.drop { $0 == 0x20 || $0 == 0x09 }
            while cell.last == 0x20 || cell.last == 0x09 { cell.removeLast() }
            if cell.first == UInt8(ascii: ":") { cell.removeFirst() }
            if cell.last == UInt8(ascii: ":") { cell.removeLast() }
            return !cell.isEmpty && cell.allSatisfy { $0 == UInt8(ascii: "-") }
        }
    }

    func cellCount(_ line: Int, _ document: Document) -> Int {
        TableLine(lines[line], in: text, keepsCode: document.dialect == .mkdocs).cellCount
    }

    private static let pipe = UInt8(ascii: "|")
}

extension Document {
    /// Where the text of a line within a paragraph begins: after the prefixes of its containers.
    func endOfGap(at start: Int, before end: Int) -> Int {
        var low = 0
        var high = content.gaps.count
        while low < high {
            let middle = (low + high) / 2
            if content.gaps[middle].upper <= start { low = middle + 1 } else { high = middle }
        }
        guard low < content.gaps.count, content.gaps[low].lower <= start else { return start }
        return min(content.gaps[low].upper, end)
    }
}
