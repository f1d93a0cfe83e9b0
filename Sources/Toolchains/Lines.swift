package import Model

/// Makes offsets of the lines and columns that parsers speak of.
package enum Lines {
    /// The place of a line and column, as the range of the character there.
    ///
    /// - Parameters:
    ///   - line: counted from 1; 0 and what lies behind the last line stand for the end of the code.
    ///   - column: counted from 1, in Unicode scalars; 0 stands for the first one that is no white space.
    package static func range(line: Int, column: Int, in code: [UInt8]) -> SourceRange {
        var start = 0
        var current = 1
        while current < line, let end = code[start...].firstIndex(of: 0x0A) {
            start = end + 1
            current += 1
        }
        if line < 1 || current < line || start >= code.count { return end(of: code) }
        var offset = start
        let end = code[start...].firstIndex(of: 0x0A) ?? code.count
        if column < 1 {
            while offset < end, code[offset] == 0x20 || code[offset] == 0x09 { offset += 1 }
        } else {
            for _ in 1..<column where offset < end { offset += width(code, offset, end) }
        }
        return SourceRange(offset, min(offset + width(code, offset, end), max(end, offset)))
    }

    /// The place of a line and a byte in it, both counted from 1, as the range of the character there.
    package static func range(line: Int, byte: Int, in code: [UInt8]) -> SourceRange {
        let start = range(line: line, column: 1, in: code)
        guard !start.isEmpty || start.lower < code.count else { return start }
        let end = code[start.lower...].firstIndex(of: 0x0A) ?? code.count
        let offset = min(start.lower + max(0, byte - 1), end)
        return SourceRange(offset, min(offset + width(code, offset, end), max(end, offset)))
    }

    /// The last line that holds anything, behind its last character.
    static func end(of code: [UInt8]) -> SourceRange {
        var upper = code.count
        while upper > 0, [0x0A, 0x20, 0x09].contains(code[upper - 1]) { upper -= 1 }
        return SourceRange(at: upper)
    }

    private static func width(_ code: [UInt8], _ offset: Int, _ end: Int) -> Int {
        guard offset < end else { return 0 }
        var next = offset + 1
        while next < end, code[next] & 0xC0 == 0x80 { next += 1 }
        return next - offset
    }
}
