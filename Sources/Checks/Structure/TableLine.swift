internal import Model

/// One line of a table as it is written: its pipes, and what stands between them.
struct TableLine {
    /// From its first character to its last, white space at the end included.
    let range: SourceRange
    /// Where the pipes stand that part cells.
    let pipes: [Int]
    let hasLeadingPipe: Bool
    let hasTrailingPipe: Bool

    /// - Parameters:
    ///   - row: the line without white space around it.
    ///   - keepsCode: whether a `|` within a code span parts no cells, as in Python-Markdown.
    init(_ row: SourceRange, in text: SourceText, keepsCode: Bool = false) {
        let bytes = text.bytes
        var pipes: [Int] = []
        var place = row.lower
        while place < row.upper {
            if keepsCode, bytes[place] == UInt8(ascii: "`") {
                place = Self.endOfCode(at: place, before: row.upper, bytes)
                continue
            }
            if bytes[place] == UInt8(ascii: "|") { pipes.append(place) }
            let isEscape = bytes[place] == UInt8(ascii: "\\") && place + 1 < row.upper
            place += isEscape && ASCII.isPunctuation(bytes[place + 1]) ? 2 : 1
        }
        let end = text.line(text.line(at: row.lower)).upper
        range = SourceRange(row.lower, text.endOfSpaces(from: row.upper, before: end))
        self.pipes = pipes
        hasLeadingPipe = pipes.first == row.lower
        hasTrailingPipe = pipes.last == row.upper - 1
    }

    /// Where the code span ends that begins at a backtick; where its backticks end if they open none.
    private static func endOfCode(at start: Int, before end: Int, _ bytes: [UInt8]) -> Int {
        let isTick = { bytes[$0] == UInt8(ascii: "`") }
        let open = (start..<end).first { !isTick($0) } ?? end
        var next = open
        while let lower = (next..<end).first(where: isTick) {
            let upper = (lower..<end).first { !isTick($0) } ?? end
            if upper - lower == open - start { return upper }
            next = upper
        }
        return open
    }

    /// The lines of a table, from its header on. `:::` right below it, which some dialects end a directive with,
    /// is none of them.
    static func all(of table: Table, in document: Document) -> [TableLine] {
        let keepsCode = document.dialect == .mkdocs
        var lines: [TableLine] = []
        for row in document.children(of: table.node) where document[row].kind == .tableRow {
            lines.append(TableLine(document[row].range, in: document.text, keepsCode: keepsCode))
            if lines.count == 1 {
                lines.append(TableLine(table.delimiterRow, in: document.text))
            }
        }
        let colon = UInt8(ascii: ":")
        while let last = lines.last, lines.count > 2,
            document.text.slice(last.range).starts(with: ":::".utf8),
            document.text.slice(last.range).allSatisfy({ $0 == colon || $0 == 0x20 || $0 == 0x09 })
        {
            lines.removeLast()
        }
        return lines
    }

    var cellCount: Int {
        max(1, pipes.count + 1 - (hasLeadingPipe ? 1 : 0) - (hasTrailingPipe ? 1 : 0))
    }

    /// Where a cell begins: at the pipe before it, if there is one.
    func start(ofCell index: Int) -> Int {
        let pipe = hasLeadingPipe ? index : index - 1
        return pipes.indices.contains(pipe) ? pipes[pipe] : range.lower
    }

    /// The first and the last character.
    var first: SourceRange { SourceRange(range.lower, min(range.lower + 1, range.upper)) }
    func last(in text: SourceText) -> SourceRange {
        var start = max(range.lower, range.upper - 1)
        while start > range.lower, text.bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return SourceRange(start, range.upper)
    }
}
