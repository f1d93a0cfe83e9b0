import Model

/// The part of a line that fits between the gutter and the edge of the terminal, cut around what it is
/// about.
struct LineWindow {
    private let content: Content
    private let cutsBefore: Bool
    private let cutsAfter: Bool
    /// Whether all of what the line is about lies in the window.
    let showsFocus: Bool

    private enum Content {
        /// Printable ASCII: each byte is one column, shown as it is.
        case plain([UInt8], SourceRange)
        case cells([UInt8], ArraySlice<Cell>)
    }

    init(_ text: SourceText, line: Int, focus: SourceRange, available: Int) {
        // Of a line of a megabyte only the neighbourhood of the range is read: at first as much as nearly always
        // fills the window, and more where what is shown might be another then.
        let whole = text.line(line)
        var seen = whole
        var cells: [Cell] = []
        var cut = Cut.none
        var isPlain = false
        for reach in [available * 2, available * 8] {
            seen = Self.neighbourhood(of: focus, in: text, whole, reach)
            isPlain = VisibleText.isPlain(text.bytes, seen)
            if isPlain {
                cut = Cut(plain: seen, focus: focus, available: available, isWhole: seen == whole)
            } else {
                cells = VisibleText.cells(of: text.bytes, in: seen)
                cut = Cut(cells, focus: focus, available: available, isWhole: seen == whole)
            }
            let isCutWithin = cut.shown.lower > 0 && cut.shown.upper < (isPlain ? seen.count : cells.count)
            if seen == whole || isCutWithin && cut.total > available { break }
        }
        if isPlain {
            content = .plain(
                text.bytes, SourceRange(seen.lower + cut.shown.lower, seen.lower + cut.shown.upper))
        } else {
            content = .cells(text.bytes, cells[cut.shown.lower..<cut.shown.upper])
        }
        showsFocus = cut.showsFocus
        cutsBefore = cut.shown.lower > 0 || seen.lower > whole.lower
        cutsAfter = cut.shown.upper < (isPlain ? seen.count : cells.count) || seen.upper < whole.upper
    }

    /// The bytes of a line around the beginning of a range, whole scalars.
    private static func neighbourhood(
        of focus: SourceRange, in text: SourceText, _ line: SourceRange, _ reach: Int
    ) -> SourceRange {
        var lower = max(line.lower, focus.lower - reach)
        while lower > line.lower, text.bytes[lower] & 0xC0 == 0x80 { lower -= 1 }
        var upper = min(line.upper, min(focus.upper, focus.lower + reach) + reach)
        while upper < line.upper, text.bytes[upper] & 0xC0 == 0x80 { upper += 1 }
        return SourceRange(lower, upper)
    }

    /// Appends the line as it is printed, a space before it, without white space at its end: nothing for an
    /// empty line.
    func append(to out: inout [UInt8]) {
        let start = out.count
        out.append(0x20)
        if cutsBefore { out.append(contentsOf: "…".utf8) }
        switch content {
        case .plain(let bytes, let range): out.append(contentsOf: bytes[range.lower..<range.upper])
        case .cells(let bytes, let cells): for cell in cells { VisibleText.append(cell, of: bytes, to: &out) }
        }
        if cutsAfter { out.append(contentsOf: "…".utf8) }
        while out.count > start, out.last == 0x20 { out.removeLast() }
    }

    /// Where a range of the file stands in the line as it is printed; at least one column.
    func columns(of range: SourceRange) -> (indent: Int, count: Int) {
        var indent = cutsBefore ? 1 : 0
        var count = 0
        switch content {
        case .plain(_, let shown):
            let lower = min(max(range.lower, shown.lower), shown.upper)
            indent += lower - shown.lower
            count = min(range.upper, shown.upper) - lower
        case .cells(_, let cells):
            for cell in cells {
                if cell.source.upper <= range.lower {
                    indent += cell.width
                } else if cell.source.lower < range.upper {
                    count += cell.width
                }
            }
        }
        return (indent, max(1, count))
    }
}

/// Which cells of a line are shown.
private struct Cut {
    /// From the first cell to before the last, counted in cells.
    var shown: SourceRange
    var showsFocus: Bool
    /// The columns of all cells.
    var total: Int

    static let none = Cut(shown: SourceRange(0, 0), showsFocus: true, total: 0)

    private init(shown: SourceRange, showsFocus: Bool, total: Int) {
        self.shown = shown
        self.showsFocus = showsFocus
        self.total = total
    }

    init(_ cells: [Cell], focus: SourceRange, available: Int, isWhole: Bool) {
        let total = cells.reduce(0) { $0 + $1.width }
        let first = cells.firstIndex { $0.source.upper > focus.lower } ?? cells.endIndex
        self.init(
            count: cells.count, total: total, first: first, available: available, isWhole: isWhole,
            width: { cells[$0].width }, isInFocus: { cells[$0].source.lower < focus.upper })
    }

    /// Cuts a line each byte of which is a cell of one column.
    init(plain seen: SourceRange, focus: SourceRange, available: Int, isWhole: Bool) {
        self.init(
            count: seen.count, total: seen.count, first: min(max(0, focus.lower - seen.lower), seen.count),
            available: available, isWhole: isWhole, width: { _ in 1 },
            isInFocus: { seen.lower + $0 < focus.upper })
    }

    private init(
        count: Int, total: Int, first: Int, available: Int, isWhole: Bool, width: (Int) -> Int,
        isInFocus: (Int) -> Bool
    ) {
        self.total = total
        if isWhole, total <= available {
            shown = SourceRange(0, count)
            showsFocus = true
            return
        }
        let room = available - 2
        var start = first
        var end = first
        var used = 0
        while end < count, end == start || isInFocus(end), used + width(end) <= room {
            used += width(end)
            end += 1
        }
        showsFocus = end == count || !isInFocus(end)
        // Context on both sides in turn, so that the range stands in the middle where it can.
        var grows = true
        while grows {
            grows = false
            if start > 0, used + width(start - 1) <= room {
                start -= 1
                used += width(start)
                grows = true
            }
            if end < count, used + width(end) <= room {
                used += width(end)
                end += 1
                grows = true
            }
        }
        shown = SourceRange(start, end)
    }
}
