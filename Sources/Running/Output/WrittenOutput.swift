package import Model

/// Output as it stands in a document, line by line, and how to write other lines in its place.
package struct WrittenOutput: Sendable {
    /// The text of each line in the document, without what stands before it.
    package private(set) var ranges: [SourceRange]
    package private(set) var lines: [String]
    /// What stands before every line: the prefixes of containers, and the mark of a comment.
    package var prefix: String
    package var lineEnding: String
    /// Where the first line goes when there is none.
    package var start: Int
    /// Whether lines can be written there: each stands in the document byte for byte.
    package var isExact = true
    /// Whether there is no room for a second line.
    package var isOneLine = false
    /// What must not come at the beginning of a line, because it would end the block.
    package var fence = ""

    package init(prefix: String, lineEnding: String, start: Int) {
        ranges = []
        lines = []
        self.prefix = prefix
        self.lineEnding = lineEnding
        self.start = start
    }

    package mutating func append(_ range: SourceRange, _ text: String) {
        ranges.append(range)
        lines.append(text)
    }

    /// Leaves out the quotation marks at both ends of every line.
    package mutating func unquote() {
        for index in lines.indices where lines[index].count > 1 {
            lines[index] = String(lines[index].dropFirst().dropLast())
            ranges[index] = SourceRange(ranges[index].lower + 1, ranges[index].upper - 1)
        }
        isOneLine = true
    }

    package var text: OutputText { OutputText(lines: lines) }

    /// The range of the line that a difference is at, and of the last one where it is behind all.
    package func place(of line: Int) -> SourceRange? {
        ranges.isEmpty ? nil : ranges[min(line + text.skipped, ranges.count - 1)]
    }

    /// The edit that writes other lines in the place of some; nil where they cannot stand there.
    ///
    /// - Parameter replaced: lines of `text`, counted without the empty ones before the first.
    package func edit(_ replaced: Range<Int>, by new: [String]) -> Edit? {
        guard isExact, new.allSatisfy(canStand) else { return nil }
        if isOneLine, new.count != 1 || replaced.count != 1 { return nil }
        let skipped = text.skipped
        let (lower, upper) = (replaced.lowerBound + skipped, min(replaced.upperBound + skipped, ranges.count))
        if lower < upper, !new.isEmpty {
            let range = SourceRange(ranges[lower].lower, ranges[upper - 1].upper)
            return Edit(range, joined(new))
        }
        if lower < upper {
            // The lines go with what stands before them and with their endings.
            let start = ranges[lower].lower - prefix.utf8.count
            let end = upper < ranges.count ? ranges[upper].lower - prefix.utf8.count : nil
            return Edit(
                SourceRange(max(0, start), end ?? ranges[upper - 1].upper + lineEnding.utf8.count), "")
        }
        guard !new.isEmpty else { return nil }
        if lower > 0, lower <= ranges.count {
            return Edit(SourceRange(at: ranges[lower - 1].upper), lineEnding + prefixed(new[0]) + rest(new))
        }
        if let first = ranges.first {
            return Edit(SourceRange(at: first.lower), joined(new) + lineEnding + prefix)
        }
        return Edit(SourceRange(at: start), prefixed(new[0]) + rest(new) + lineEnding)
    }

    private func joined(_ new: [String]) -> String { new[0] + rest(new) }

    private func rest(_ new: [String]) -> String {
        new.dropFirst().map { lineEnding + prefixed($0) }.joined()
    }

    private func prefixed(_ line: String) -> String {
        guard line.isEmpty else { return prefix + line }
        var blank = prefix[...]
        while blank.last == " " || blank.last == "\t" { blank = blank.dropLast() }
        return String(blank)
    }

    private func canStand(_ line: String) -> Bool {
        let isText = line.unicodeScalars.allSatisfy { ($0.value >= 0x20 || $0 == "\t") && $0 != "\u{FFFD}" }
        guard isText, let mark = fence.first else { return isText }
        let head = line.drop(while: \.isWhitespace).prefix { $0 == mark }
        return head.count < fence.count
    }
}
