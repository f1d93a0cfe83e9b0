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
        /// Letters of common scripts, shown as they are; the range of bytes that is shown, and their widths.
        case letters([UInt8], SourceRange, ArraySlice<LetterRun.Letter>)
        case cells([UInt8], ArraySlice<Cell>)
    }

    /// - Parameter letters: room that is used again from line to line.
    init(_ text: SourceText, line: Int, focus: SourceRange, available: Int, _ letters: inout LetterRun) {
        // Of a line of a megabyte only the neighbourhood of the range is read: at first as much as nearly always
        // fills the window, and more where what is shown might be another then.
        let whole = text.line(line)
        var seen = whole
        var cut = Cut.none
        var count = 0
        var content = Content.plain([], SourceRange(at: 0))
        for reach in [available * 2, available * 8] {
            seen = Self.neighbourhood(of: focus, in: text, whole, reach)
            let isWhole = seen == whole
            if VisibleText.isPlain(text.bytes, seen) {
                count = seen.count
                cut = Cut(plain: seen, focus: focus, available: available, isWhole: isWhole)
                content = .plain(
                    text.bytes, SourceRange(seen.lower + cut.shown.lower, seen.lower + cut.shown.upper))
            } else if letters.read(text.bytes, seen) {
                count = letters.count
                cut = Cut(letters, seen, focus: focus, available: available, isWhole: isWhole)
                let range = SourceRange(
                    seen.lower + letters.bytes(before: cut.shown.lower),
                    seen.lower + letters.bytes(before: cut.shown.upper))
                content = .letters(text.bytes, range, letters[cut.shown])
            } else {
                let cells = VisibleText.cells(of: text.bytes, in: seen)
                count = cells.count
                cut = Cut(cells, focus: focus, available: available, isWhole: isWhole)
                content = .cells(text.bytes, cells[cut.shown.lower..<cut.shown.upper])
            }
            let isCutWithin = cut.shown.lower > 0 && cut.shown.upper < count
            if isWhole || isCutWithin && cut.total > available { break }
        }
        self.content = content
        showsFocus = cut.showsFocus
        cutsBefore = cut.shown.lower > 0 || seen.lower > whole.lower
        cutsAfter = cut.shown.upper < count || seen.upper < whole.upper
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
        case .plain(let bytes, let range), .letters(let bytes, let range, _):
            out.append(contentsOf: bytes[range.lower..<range.upper])
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
        case .letters(_, let shown, let letters):
            var offset = shown.lower
            for letter in letters {
                let lower = offset
                offset += letter.length
                if offset <= range.lower {
                    indent += letter.width
                } else if lower < range.upper {
                    count += letter.width
                } else {
                    break
                }
            }
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
        let focusEnd = cells[first...].firstIndex { $0.source.lower >= focus.upper } ?? cells.endIndex
        self.init(
            count: cells.count, total: total, first: first, focusEnd: focusEnd, available: available,
            isWhole: isWhole, width: { cells[$0].width })
    }

    init(_ letters: LetterRun, _ seen: SourceRange, focus: SourceRange, available: Int, isWhole: Bool) {
        let (first, focusEnd) = letters.places(
            of: SourceRange(focus.lower - seen.lower, focus.upper - seen.lower))
        self.init(
            count: letters.count, total: letters.width, first: first, focusEnd: focusEnd,
            available: available, isWhole: isWhole, width: { letters.width(at: $0) })
    }

    /// Cuts a line each byte of which is a cell of one column.
    init(plain seen: SourceRange, focus: SourceRange, available: Int, isWhole: Bool) {
        let count = seen.count
        total = count
        guard !isWhole || count > available else {
            (shown, showsFocus) = (SourceRange(0, count), true)
            return
        }
        let first = min(max(0, focus.lower - seen.lower), count)
        let focusEnd = min(max(first, focus.upper - seen.lower), count)
        let room = available - 2
        let inside = min(count - first, room, max(1, focusEnd - first))
        let end = first + inside
        showsFocus = end == count || end >= focusEnd
        // Context on both sides in turn, the side before first, and what one has not the other gets.
        let rest = room - inside
        let before = min(first, max((rest + 1) / 2, rest - (count - end)))
        shown = SourceRange(first - before, end + min(count - end, rest - before))
    }

    /// - Parameters:
    ///   - count: the number of cells.
    ///   - total: their columns.
    ///   - first: the first cell that the line is about.
    ///   - focusEnd: the first cell behind it that the line is not about.
    ///   - width: the columns of a cell.
    private init(
        count: Int, total: Int, first: Int, focusEnd: Int, available: Int, isWhole: Bool,
        width: (Int) -> Int
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
        while end < count, end == start || end < focusEnd, used + width(end) <= room {
            used += width(end)
            end += 1
        }
        showsFocus = end == count || end >= focusEnd
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
