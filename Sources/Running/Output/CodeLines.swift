package import Model

/// The lines of a snippet's code, and where they stand in the document.
package struct CodeLines: Sendable {
    package let snippet: Snippet
    private let text: SourceText
    /// In the code, without their endings.
    package let ranges: [SourceRange]
    package let lines: [String]

    package init(_ snippet: Snippet, in text: SourceText) {
        self.snippet = snippet
        self.text = text
        var ranges: [SourceRange] = []
        var start = 0
        for (place, byte) in snippet.code.enumerated() where byte == 0x0A {
            ranges.append(SourceRange(start, place))
            start = place + 1
        }
        if start < snippet.code.count { ranges.append(SourceRange(start, snippet.code.count)) }
        self.ranges = ranges
        lines = ranges.map { String(decoding: snippet.code[$0.lower..<$0.upper], as: UTF8.self) }
    }

    /// The code of some lines.
    package func code(_ lines: Range<Int>) -> String {
        self.lines[lines].map { $0 + "\n" }.joined()
    }

    /// The range of a line in the document; of the last line where there is none of that number.
    package func source(ofLine line: Int) -> SourceRange {
        guard !ranges.isEmpty else { return snippet.head }
        let range = ranges[max(0, min(line, ranges.count - 1))]
        return range.isEmpty
            ? SourceRange(at: snippet.map.source(of: range).lower) : snippet.map.source(of: range)
    }

    /// Some lines as output.
    ///
    /// - Parameter marks: how many bytes of each line are a mark before the output.
    package func written(_ chosen: Range<Int>, after marks: [Int] = []) -> WrittenOutput {
        let first = chosen.isEmpty ? nil : chosen.lowerBound
        let mark = marks.first ?? 0
        var written = WrittenOutput(
            prefix: prefix(ofLine: first ?? max(0, min(chosen.lowerBound, ranges.count) - 1), mark: mark),
            lineEnding: lineEnding(ofLine: first ?? 0), start: start(ofLine: chosen.lowerBound))
        for (place, line) in chosen.enumerated() {
            let mark = min(place < marks.count ? marks[place] : 0, ranges[line].count)
            let range = SourceRange(ranges[line].lower + mark, ranges[line].upper)
            if !range.isEmpty, !snippet.map.isExact(range) { written.isExact = false }
            let source = snippet.map.source(of: range)
            written.append(
                range.isEmpty ? SourceRange(at: source.lower) : source,
                String(decoding: snippet.code[range.lower..<range.upper], as: UTF8.self))
        }
        written.fence = fence
        return written
    }

    private var fence: String {
        let head = text.string(snippet.head)
        guard let mark = head.first, mark == "`" || mark == "~" else { return "" }
        return String(head.prefix { $0 == mark })
    }

    /// What stands before the text of a line in the document: prefixes of containers, and a mark.
    private func prefix(ofLine line: Int, mark: Int) -> String {
        guard line < ranges.count else { return containerPrefix(at: snippet.head.lower) }
        let range = ranges[line]
        let container = containerPrefix(at: snippet.map.source(of: range).lower)
        let code = snippet.code[range.lower..<min(range.upper, range.lower + mark)]
        return container + String(decoding: code, as: UTF8.self)
    }

    /// The bullet of a list item is white space on the lines that follow it.
    private func containerPrefix(at place: Int) -> String {
        let line = text.line(text.line(at: place))
        let before = text.string(SourceRange(line.lower, max(line.lower, place)))
        return String(before.map { $0 == ">" || $0 == "\t" ? $0 : " " })
    }

    private func lineEnding(ofLine line: Int) -> String {
        let number = text.line(at: snippet.head.lower)
        let (inner, whole) = (text.line(number), text.fullLine(number))
        let ending = text.string(SourceRange(inner.upper, whole.upper))
        return ending.isEmpty ? "\n" : ending
    }

    /// Where a line begins in the document, or would begin.
    private func start(ofLine line: Int) -> Int {
        if line > 0, line <= ranges.count {
            let last = snippet.map.source(of: ranges[line - 1])
            return text.fullLine(text.line(at: last.lower)).upper
        }
        return text.fullLine(text.line(at: snippet.head.lower)).upper
    }
}
