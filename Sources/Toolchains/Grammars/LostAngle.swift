import Model

/// Where the angle bracket belonged that a tag has lost.
///
/// Without its `>` a tag takes what follows for attributes, and without its `<` it is text until its end tag closes
/// nothing: the place that shows it may be far below.
struct LostAngle {
    let bytes: [UInt8]

    /// Where a tag should end that begins at `start` and meets what cannot stand in it at `end`.
    func end(from start: Int, to end: Int) -> SourceRange {
        var place = start
        var last = start
        while place < end {
            let line = place..<(bytes[place..<end].firstIndex(of: 0x0A) ?? end)
            let words = bytes[line].split { $0 <= 0x20 }
            let isText =
                words.count > 1 && !bytes[line].contains(UInt8(ascii: "=")) || !isAttribute(words.first)
            if place > start, isText {
                // On a blank line the bracket stood alone.
                if words.isEmpty, line.upperBound < end {
                    return SourceRange(line.lowerBound, line.lowerBound + 1)
                }
                break
            }
            if let word = words.last { last = word.endIndex - 1 }
            place = line.upperBound + 1
        }
        return SourceRange(last, last + 1)
    }

    /// Where the tag begins of which a `>` in text, which begins at `start`, is the end: the first word of the text, if
    /// there is nothing else than a name and attributes; else the first word of the line.
    func beginning(from start: Int, to angle: Int) -> SourceRange? {
        let lower = bytes[start..<angle].firstIndex { $0 > 0x20 } ?? angle
        if let name = name(lower, angle), bytes[name.upper..<angle].contains(UInt8(ascii: "=")),
            !bytes[name.lower..<angle].split(separator: 0x0A, omittingEmptySubsequences: false)
                .contains(where: { line in line.allSatisfy { $0 <= 0x20 } && !line.isEmpty || line.isEmpty })
        {
            return name
        }
        let line = bytes[start..<angle].lastIndex(of: 0x0A).map { $0 + 1 } ?? start
        return bytes[line..<angle].firstIndex { $0 > 0x20 }.flatMap { name($0, angle) }
    }

    private func name(_ lower: Int, _ end: Int) -> SourceRange? {
        let name = bytes[lower..<end].prefix { Code.isWord($0) || "-.:".utf8.contains($0) }
        return name.isEmpty ? nil : SourceRange(lower, name.endIndex)
    }

    private func isAttribute(_ word: ArraySlice<UInt8>?) -> Bool {
        guard let first = word?.first else { return false }
        return Code.isWord(first) || ":@#[*(v".utf8.contains(first)
    }
}
