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
    enum Row {
        case empty
        case gap
        case source(line: Int, LineWindow)
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
        var parts: [Part] = []
        for mark in marks { Self.append(mark, in: text, to: &parts) }
        if parts.count > 1 { parts.sort { $0.line < $1.line } }
        guard let deepest = parts.last?.line else { return }
        gutter = Digits.count(deepest + 1)
        let available = Self.available(width, gutter)
        rows = [.empty]
        var index = 0
        var previous: Int?
        while index < parts.count {
            let line = parts[index].line
            if let previous, line > previous + 1 { rows.append(.gap) }
            var end = index
            while end < parts.count, parts[end].line == line { end += 1 }
            appendRows(of: parts[index..<end], of: text, available: available)
            previous = line
            index = end
        }
    }

    /// The columns for a line of a file.
    ///
    /// - Parameters:
    ///   - width: the columns of the terminal.
    ///   - gutter: the digits of the greatest line number.
    static func available(_ width: Int, _ gutter: Int) -> Int { max(20, width - gutter - 3) }

    /// At most four lines of a mark: all, or the first two and the last.
    private static func append(_ mark: Mark, in text: SourceText, to parts: inout [Part]) {
        let lower = min(max(0, mark.range.lower), text.count)
        let upper = min(max(lower, mark.range.upper), text.count)
        let first = text.line(at: lower)
        // A range that ends with a line ending does not reach into the next line.
        let last = upper > lower ? text.line(at: upper - 1) : first
        for line in first...last where last - first < 4 || line < first + 2 || line == last {
            let whole = text.line(line)
            var range = SourceRange(min(lower, whole.upper), min(upper, whole.upper))
            if line > first {
                range.lower = whole.lower
                while range.lower < range.upper, isBlank(text.bytes[range.lower]) { range.lower += 1 }
            }
            if first < last {
                while range.upper > range.lower, isBlank(text.bytes[range.upper - 1]) { range.upper -= 1 }
            }
            parts.append(Part(line: line, range: range, mark: mark, isLast: line == last))
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// One line and the marks under it. Where a long line cannot show all of its marks at once, it is shown
    /// once for each.
    private mutating func appendRows(of parts: ArraySlice<Part>, of text: SourceText, available: Int) {
        guard let first = parts.first else { return }
        var all = first.range
        for part in parts {
            all = SourceRange(min(all.lower, part.range.lower), max(all.upper, part.range.upper))
        }
        var letters = LetterRun()
        let whole = LineWindow(text, line: first.line, focus: all, available: available, &letters)
        if parts.count == 1 || whole.showsFocus {
            rows.append(.source(line: first.line, whole))
            for part in parts where part.mark.isPrimary { append(part, in: whole) }
            for part in parts where !part.mark.isPrimary { append(part, in: whole) }
            return
        }
        for part in parts {
            let window = LineWindow(
                text, line: part.line, focus: part.range, available: available, &letters)
            rows.append(.source(line: part.line, window))
            append(part, in: window)
        }
    }

    private mutating func append(_ part: Part, in window: LineWindow) {
        let (indent, count) = window.columns(of: part.range)
        rows.append(
            .marks(
                indent: indent, count: count, isPrimary: part.mark.isPrimary,
                label: part.isLast ? part.mark.label : ""))
    }
}
