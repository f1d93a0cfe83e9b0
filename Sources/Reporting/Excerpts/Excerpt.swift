import Model

/// Lines of a file with marks under them.
///
/// ```text
///   |
/// 2 | # Set up
///   | -------- the first heading is here
/// ...
/// 9 | # Set up
///   | ^^^^^^^^
/// ```
struct Excerpt {
    /// A range to be underlined, and what is said of it.
    struct Mark {
        var range: SourceRange
        var isPrimary: Bool
        var label: String
    }

    /// A row without its gutter.
    enum Row: Equatable {
        case empty
        case gap
        case source(line: Int, text: String)
        case marks(indent: Int, count: Int, isPrimary: Bool, label: String)
    }

    /// In the order in which they are printed, lines counted from 0.
    private(set) var rows: [Row] = []
    /// The digits of the greatest line number.
    private(set) var gutter = 1

    /// A mark's part in one line.
    private struct Part {
        var line: Int
        var range: SourceRange
        var mark: Mark
        var isLast: Bool
    }

    /// - Parameter width: the columns of the terminal, gutter included.
    init(of text: SourceText, marks: [Mark], width: Int) {
        guard text.count > 0 else { return }
        let parts = marks.flatMap { Self.parts(of: $0, in: text) }.sorted { $0.line < $1.line }
        guard let deepest = parts.last?.line else { return }
        gutter = String(deepest + 1).utf8.count
        let available = max(20, width - gutter - 3)
        rows = [.empty]
        var index = 0
        var previous: Int?
        while index < parts.count {
            let line = parts[index].line
            if let previous, line > previous + 1 { rows.append(.gap) }
            var end = index
            while end < parts.count, parts[end].line == line { end += 1 }
            appendRows(of: Array(parts[index..<end]), of: text, available: available)
            previous = line
            index = end
        }
    }

    /// At most four lines of a mark: all, or the first two and the last.
    private static func parts(of mark: Mark, in text: SourceText) -> [Part] {
        let lower = min(max(0, mark.range.lower), text.count)
        let upper = min(max(lower, mark.range.upper), text.count)
        let first = text.line(at: lower)
        // A range that ends with a line ending does not reach into the next line.
        let last = upper > lower ? text.line(at: upper - 1) : first
        let lines = last - first < 4 ? Array(first...last) : [first, first + 1, last]
        return lines.map { line in
            let whole = text.line(line)
            var range = SourceRange(min(lower, whole.upper), min(upper, whole.upper))
            if line > first {
                range.lower = whole.lower
                while range.lower < range.upper, isBlank(text.bytes[range.lower]) { range.lower += 1 }
            }
            if first < last {
                while range.upper > range.lower, isBlank(text.bytes[range.upper - 1]) { range.upper -= 1 }
            }
            return Part(line: line, range: range, mark: mark, isLast: line == last)
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// One line and the marks under it. Where a long line cannot show all of its marks at once, it is shown
    /// once for each.
    private mutating func appendRows(of parts: [Part], of text: SourceText, available: Int) {
        var all = parts[0].range
        for part in parts {
            all = SourceRange(min(all.lower, part.range.lower), max(all.upper, part.range.upper))
        }
        let whole = LineWindow(text, line: parts[0].line, focus: all, available: available)
        let groups = parts.count == 1 || whole.showsFocus ? [parts] : parts.map { [$0] }
        for group in groups {
            let window =
                groups.count == 1
                ? whole : LineWindow(text, line: group[0].line, focus: group[0].range, available: available)
            rows.append(.source(line: group[0].line, text: window.text))
            for part in group.filter(\.mark.isPrimary) + group.filter({ !$0.mark.isPrimary }) {
                let (indent, count) = window.columns(of: part.range)
                rows.append(
                    .marks(
                        indent: indent, count: count, isPrimary: part.mark.isPrimary,
                        label: part.isLast ? part.mark.label : ""))
            }
        }
    }
}

/// The part of a line that fits between the gutter and the edge of the terminal, cut around what it is
/// about.
struct LineWindow {
    private var cells: [Cell]
    private let cutsBefore: Bool
    private let cutsAfter: Bool
    /// Whether all of what the line is about lies in the window.
    let showsFocus: Bool

    init(_ text: SourceText, line: Int, focus: SourceRange, available: Int) {
        let whole = text.line(line)
        // Of a line of a megabyte only the neighbourhood of the range is read.
        let reach = available * 8
        var lower = max(whole.lower, focus.lower - reach)
        while lower > whole.lower, text.bytes[lower] & 0xC0 == 0x80 { lower -= 1 }
        var upper = min(whole.upper, min(focus.upper, focus.lower + reach) + reach)
        while upper < whole.upper, text.bytes[upper] & 0xC0 == 0x80 { upper += 1 }
        let cells = VisibleText.cells(of: text.bytes, in: SourceRange(lower, upper))
        let total = cells.reduce(0) { $0 + $1.width }
        if total <= available, lower == whole.lower, upper == whole.upper {
            (self.cells, cutsBefore, cutsAfter, showsFocus) = (cells, false, false, true)
            return
        }
        let room = available - 2
        let first = cells.firstIndex { $0.source.upper > focus.lower } ?? cells.endIndex
        var start = first
        var end = first
        var width = 0
        while end < cells.count, end == start || cells[end].source.lower < focus.upper,
            width + cells[end].width <= room
        {
            width += cells[end].width
            end += 1
        }
        showsFocus = end == cells.count || cells[end].source.lower >= focus.upper
        // Context on both sides in turn, so that the range stands in the middle where it can.
        var grows = true
        while grows {
            grows = false
            if start > 0, width + cells[start - 1].width <= room {
                start -= 1
                width += cells[start].width
                grows = true
            }
            if end < cells.count, width + cells[end].width <= room {
                width += cells[end].width
                end += 1
                grows = true
            }
        }
        self.cells = Array(cells[start..<end])
        cutsBefore = start > 0 || lower > whole.lower
        cutsAfter = end < cells.count || upper < whole.upper
    }

    /// The line as it is printed, without white space at its end.
    var text: String {
        var text = cutsBefore ? "…" : ""
        for cell in cells { text += cell.text }
        if cutsAfter { text += "…" }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Where a range of the file stands in `text`; at least one column.
    func columns(of range: SourceRange) -> (indent: Int, count: Int) {
        var indent = cutsBefore ? 1 : 0
        var count = 0
        for cell in cells {
            if cell.source.upper <= range.lower {
                indent += cell.width
            } else if cell.source.lower < range.upper {
                count += cell.width
            }
        }
        return (indent, max(1, count))
    }
}
