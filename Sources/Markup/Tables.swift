import Model

// Tables: a header row, a delimiter row with as many columns, and rows.
extension BlockParser {
    /// Turns the last line of the open paragraph into the header of a table if this line is its delimiter row.
    mutating func startTable() -> Bool {
        guard features.isExtended, indent < codeIndent else { return false }
        let byte = bytes[nonspace]
        guard byte == 0x7C || byte == 0x3A || byte == 0x2D else { return false }
        var row = TableRow(bytes, nonspace, lineEnd, features)
        guard let columns = row.delimiterCount(), columns > 0, tree.blocks[leaf].lower >= 0 else {
            return false
        }
        var header = TableRow(bytes, lastLine.lower, lastLine.upper, features)
        guard header.count() == columns else { return false }
        let paragraph = leaf
        let lower = tree.blocks[paragraph].lower
        var table = paragraph
        if lastLine.lower > lower {
            var upper = lastLine.lower
            while upper > lower, ASCII.isWhiteSpace(bytes[upper - 1]) { upper -= 1 }
            tree.blocks[paragraph].upper = upper
            // The gap before the header is no part of the paragraph any more.
            if let gap = tree.gaps.last, gap.upper == lastLine.lower { tree.gaps.removeLast() }
            let header = lastLine
            close(to: open.count)
            table = addBlock(.table, lower: header.lower, upper: header.upper)
            lastLine = header
        } else {
            tree.blocks[paragraph].kind = .table
        }
        setLeaf(table)
        append(row: lastLine)
        let delimiterRow = SourceRange(nonspace, trimmedEnd(nonspace, lineEnd))
        append(row: delimiterRow)
        tree.blocks[table].marker = delimiterRow
        return true
    }

    /// Adds the line to the open table as a row.
    mutating func continueTable() -> Bool {
        guard indent < codeIndent else { return false }
        var row = TableRow(bytes, nonspace, lineEnd, features)
        guard row.next() != nil else { return false }
        append(row: SourceRange(nonspace, lineEnd))
        return true
    }

    private mutating func append(row: SourceRange) {
        tree.lines.append(
            Line(
                lower: UInt32(truncatingIfNeeded: row.lower), upper: UInt32(truncatingIfNeeded: row.upper),
                padding: 0))
    }
}

/// Cuts one line into the cells of a table row.
struct TableRow {
    private let bytes: Bytes
    private var place: Int
    private let end: Int
    private let keepsCode: Bool
    let range: SourceRange

    init(_ bytes: Bytes, _ lower: Int, _ upper: Int, _ features: Features) {
        self.bytes = bytes
        keepsCode = features.keepsPipesInCode
        var place = lower
        var end = upper
        while end > place, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
        range = SourceRange(place, end)
        if place < end, bytes[place] == 0x7C { place += 1 }
        self.place = place
        self.end = end
    }

    /// The next cell with the white space around it, and without its pipes.
    mutating func next() -> SourceRange? {
        guard place < end else { return nil }
        let lower = place
        while place < end, bytes[place] != 0x7C {
            if keepsCode, bytes[place] == 0x60 {
                place = endOfCode(at: place)
                continue
            }
            let isEscape = bytes[place] == 0x5C && place + 1 < end && ASCII.isPunctuation(bytes[place + 1])
            place += isEscape ? 2 : 1
        }
        let upper = place
        if place < end { place += 1 }
        return SourceRange(lower, upper)
    }

    /// Where the code span ends that begins at a backtick; where its backticks end if they open none.
    private func endOfCode(at start: Int) -> Int {
        let open = endOfBackticks(at: start)
        var next = open
        while next < end {
            guard bytes[next] == 0x60 else {
                next += 1
                continue
            }
            let close = endOfBackticks(at: next)
            if close - next == open - start { return close }
            next = close
        }
        return open
    }

    private func endOfBackticks(at start: Int) -> Int {
        var place = start
        while place < end, bytes[place] == 0x60 { place += 1 }
        return place
    }

    mutating func count() -> Int {
        var count = 0
        while next() != nil { count += 1 }
        return count
    }

    /// The number of columns, if every cell is dashes with a colon at either end or none.
    mutating func delimiterCount() -> Int? {
        var count = 0
        while let cell = next() {
            guard Self.alignment(cell, in: bytes) != nil else { return nil }
            count += 1
        }
        return count
    }

    static func alignment(_ cell: SourceRange, in bytes: Bytes) -> Table.Alignment? {
        var lower = cell.lower
        var upper = cell.upper
        while lower < upper, bytes[lower] == 0x20 || bytes[lower] == 0x09 { lower += 1 }
        while upper > lower, bytes[upper - 1] == 0x20 || bytes[upper - 1] == 0x09 { upper -= 1 }
        let left = lower < upper && bytes[lower] == 0x3A
        if left { lower += 1 }
        let right = lower < upper && bytes[upper - 1] == 0x3A
        if right { upper -= 1 }
        guard lower < upper else { return nil }
        for place in lower..<upper where bytes[place] != 0x2D { return nil }
        if left { return right ? .center : .left }
        return right ? .right : Table.Alignment.none
    }
}
