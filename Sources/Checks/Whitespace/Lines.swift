internal import Model

extension SourceText {
    /// The range of a line without its line ending, and without a byte order mark at the file's beginning.
    func bareLine(_ index: Int) -> SourceRange {
        var range = line(index)
        if index == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { range.lower = min(3, range.upper) }
        return range
    }

    /// Where the white space at the end of a range begins; the end of the range where it ends with none.
    func trailingSpace(of range: SourceRange) -> Int {
        var end = range.upper
        while end > range.lower {
            var start = end - 1
            while start > range.lower, end - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
            let length = LineMap.whiteSpaceLength(bytes, at: start, before: range.upper)
            guard length > 0, start + length == end else { break }
            end = start
        }
        return end
    }

    /// Where the first character of a range that is no white space stands; its end where there is none.
    func leadingSpace(of range: SourceRange) -> Int {
        var offset = range.lower
        while offset < range.upper {
            let length = LineMap.whiteSpaceLength(bytes, at: offset, before: range.upper)
            guard length > 0 else { break }
            offset += length
        }
        return offset
    }

    /// Where the run of spaces and tabs that begins at an offset ends.
    func endOfSpaces(from offset: Int, before end: Int) -> Int {
        var offset = offset
        while offset < end, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
        return offset
    }

    /// The length of a range in UTF-16 code units, the unit of most editors.
    func utf16Count(_ range: SourceRange) -> Int { bytes.utf16Count(range) }

    /// The offset of the character that a number of UTF-16 code units into a range leads to.
    func offset(ofUTF16 count: Int, in range: SourceRange) -> Int {
        var left = count
        var offset = range.lower
        while offset < range.upper {
            let byte = bytes[offset]
            if byte & 0xC0 != 0x80 {
                if left <= 0 { return offset }
                left -= byte >= 0xF0 ? 2 : 1
            }
            offset += 1
        }
        return offset
    }

    /// The text of a range without white space around it: what a finding about a line is about.
    func trimmed(_ range: SourceRange) -> String { string(trimmedRange(range)) }

    /// A range without the white space at its ends as what a finding is about.
    func subject(_ range: SourceRange) -> Draft.Subject { .source(trimmedRange(range)) }

    private func trimmedRange(_ range: SourceRange) -> SourceRange {
        let start = leadingSpace(of: range)
        return SourceRange(start, max(start, trailingSpace(of: range)))
    }

    /// The line ending that the file uses, by its first line.
    var lineEnding: String {
        guard lineStarts.count > 1 else { return "\n" }
        return string(SourceRange(line(0).upper, fullLine(0).upper))
    }
}

extension Document {
    /// The lines that a node stands on, counted from 0.
    func lines(of id: NodeID) -> ClosedRange<Int> { lines(of: self[id].range) }

    /// The lines that a range stands on, counted from 0. A line whose beginning ends the range is not among them.
    func lines(of range: SourceRange) -> ClosedRange<Int> {
        let first = text.line(at: range.lower)
        return first...max(first, text.line(at: max(range.lower, range.upper - 1)))
    }
}
