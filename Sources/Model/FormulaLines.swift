/// Lines between two fences of `$$`, blank lines among them: a formula for who reads `$$` as code fences are read.
enum FormulaLines {
    /// - Parameter isCode: whether a line is code or the like, in which nothing begins or ends.
    static func find(in text: SourceText, from first: Int, isCode: (Int) -> Bool) -> [ClosedRange<Int>] {
        var found: [ClosedRange<Int>] = []
        var opening: (line: Int, length: Int)?
        for line in first..<max(first, text.lineCount) {
            let range = text.line(line)
            guard let signs = signs(text.bytes, range), !isCode(line) else { continue }
            let isBare = signs.upper == end(of: range, text.bytes)
            if let fence = opening {
                guard isBare, signs.count >= fence.length else { continue }
                found.append(fence.line...line)
                opening = nil
            } else if !text.bytes[signs.upper..<range.upper].contains(UInt8(ascii: "$")) {
                opening = (line, signs.count)
            }
        }
        return found
    }

    /// The signs with which a line begins; nil where they are fewer than two, or stand far to the right.
    private static func signs(_ bytes: [UInt8], _ range: SourceRange) -> SourceRange? {
        var place = range.lower
        while place < range.upper, place - range.lower < 4, bytes[place] == 0x20 { place += 1 }
        guard place + 1 < range.upper, bytes[place] == UInt8(ascii: "$"),
            bytes[place + 1] == UInt8(ascii: "$")
        else { return nil }
        let start = place
        while place < range.upper, bytes[place] == UInt8(ascii: "$") { place += 1 }
        return SourceRange(start, place)
    }

    private static func end(of range: SourceRange, _ bytes: [UInt8]) -> Int {
        var end = range.upper
        while end > range.lower, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return end
    }
}
