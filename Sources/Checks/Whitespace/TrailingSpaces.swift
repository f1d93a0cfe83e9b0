package import Model

/// White space at the end of lines, but for what makes a line break.
package struct TrailingSpaces: Check {
    package static let id = "whitespace.trailing-spaces"
    package static let parameters = [
        Parameter(
            "br_spaces", .number(0...100), standard: .number(2),
            summary: "How many spaces at the end of a line make a line break; below 2 none do."),
        Parameter(
            "code_blocks", .flag, standard: .flag(false),
            summary: "Whether lines of code blocks are looked at."),
        Parameter(
            "list_item_empty_lines", .flag, standard: .flag(false),
            summary: "Whether empty lines within list items may have spaces."),
        Parameter(
            "strict", .flag, standard: .flag(false),
            summary: "Whether spaces that could make a line break are named where they make none."),
    ]

    private let breakSpaces: Int
    private let includesCode: Bool
    private let allowsInListItems: Bool
    private let isStrict: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        let spaces = parameters.number("br_spaces")
        breakSpaces = spaces < 2 ? 0 : spaces
        includesCode = parameters.flag("code_blocks")
        allowsInListItems = parameters.flag("list_item_empty_lines")
        isStrict = parameters.flag("strict")
    }

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let map = facts.lines else { return }
        let text = document.text
        let excepted = allowsInListItems ? Self.linesInLists(document, map) : []
        let breaking = isStrict ? Self.breakingLines(document) : []
        let breaks = Set(document.places(of: .hardBreak).map { document.nodes[Int($0)].range.lower })
        for line in map.firstLine..<map.count {
            let range = text.bareLine(line)
            // A space, a tab and the like, or the last byte of a wider space.
            guard range.upper > range.lower,
                text.bytes[range.upper - 1] <= 0x20 || text.bytes[range.upper - 1] >= 0x80
            else { continue }
            let start = text.trailingSpace(of: range)
            guard start < range.upper else { continue }
            let traits = map[line]
            if !includesCode, isCode(line, map, document) { continue }
            if allowsInListItems, excepted[line] { continue }
            let count = text.utf16Count(SourceRange(start, range.upper))
            if count == breakSpaces, !isStrict || breaking[line] { continue }
            if traits.contains(.comment), map.isInComment(start) { continue }
            let place = SourceRange(start, range.upper)
            verdict.add(
                Draft(
                    at: place, breakSpaces == 0 ? Self.spaces : Self.spaces(count, expected: breakSpaces),
                    subject: text.subject(range),
                    fixes: fixes(place, isBreak: breaks.contains(start))))
        }
    }

    /// Taking all away, and where that would take a line break away, too, what keeps it.
    private func fixes(_ place: SourceRange, isBreak: Bool) -> [Fix] {
        let removal = Fix(title: Self.remove, safety: .safe, edits: [Edit(place, "")])
        guard isBreak else { return [removal] }
        let kept = breakSpaces == 0 ? "\\" : String(repeating: " ", count: breakSpaces)
        let title = breakSpaces == 0 ? Self.writeBackslash : Self.leave(breakSpaces)
        return [removal, Fix(title: title, safety: .safe, edits: [Edit(place, kept)])]
    }

    /// Whether a line is code; the fences of a code block are not.
    private func isCode(_ line: Int, _ map: LineMap, _ document: Document) -> Bool {
        let traits = map[line]
        if traits.contains(.indentedCode) { return true }
        return traits.contains(.fencedCode) && !traits.contains(.fence)
    }

    /// For every line whether spaces may end it because it is in a list item; those below the last paragraph of
    /// their item are not in it.
    private static func linesInLists(_ document: Document, _ map: LineMap) -> [Bool] {
        var lines = [Bool](repeating: false, count: map.count)
        for list in document.ids(of: .list) {
            let all = document.lines(of: list)
            for line in all { lines[line] = true }
            let items = Array(document.children(of: list))
            for (place, item) in items.enumerated() {
                let end =
                    place + 1 < items.count
                    ? document.lines(of: items[place + 1]).lowerBound : all.upperBound + 1
                var last = document.lines(of: item).lowerBound
                for child in document.children(of: item)
                where [.paragraph, .definition, .table].contains(document[child].kind) {
                    last = document.lines(of: child).upperBound
                }
                for line in last + 1..<max(last + 1, end)
                where map[line].contains(.blank) || !map[line].contains(.separator) {
                    let byte = document.text.bytes[Int(document.text.lineStarts[line])]
                    if byte == 0x20 || byte == 0x09 { lines[line] = false }
                }
            }
        }
        return lines
    }

    /// For every line whether spaces at its end make a line break: another line of its paragraph follows, and
    /// it does not end within code.
    private static func breakingLines(_ document: Document) -> [Bool] {
        var lines = [Bool](repeating: false, count: document.text.lineCount)
        for paragraph in document.ids(of: .paragraph) {
            let all = document.lines(of: paragraph)
            for line in all where line < all.upperBound { lines[line] = true }
        }
        for code in document.ids(of: .codeSpan) {
            let all = document.lines(of: code)
            for line in all where line < all.upperBound { lines[line] = false }
        }
        return lines
    }

    private static let spaces = "white space at the end of the line"
    private static func spaces(_ count: Int, expected: Int) -> String {
        count == expected
            ? "spaces at the end of the line that make no line break"
            : "\(count) white space character\(count == 1 ? "" : "s") at the end of the line; "
                + "a line break takes \(expected)"
    }
    private static let remove = "remove them"
    private static let writeBackslash = "or keep the line break with a backslash"
    private static func leave(_ count: Int) -> String { "or keep the line break with \(count) spaces" }
}
