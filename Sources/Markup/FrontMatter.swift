import Model

// YAML, TOML or JSON before the first line of prose.
extension BlockParser {
    /// Reads front matter at the beginning of the file.
    ///
    /// - Returns: where the Markdown begins.
    mutating func readFrontMatter(at start: Int) -> Int {
        let count = bytes.count
        if bytes[start] == 0x7B { return readJSON(at: start) }
        let isYAML = bytes.matches("---", at: start)
        guard isYAML || bytes.matches("+++", at: start) else { return start }
        let opening = lineEnd(from: start)
        guard skipSpaces(start + 3, to: opening) == opening, opening < count else { return start }
        let inner = afterLine(opening)
        var place = inner
        var starts: [UInt32] = [UInt32(truncatingIfNeeded: inner)]
        while place < count {
            let end = lineEnd(from: place)
            let isFence =
                bytes.matches(isYAML ? "---" : "+++", at: place) || bytes.matches("...", at: place)
            if isFence, skipSpaces(place + 3, to: end) == end {
                let range = SourceRange(start, place + 3)
                tree.frontMatter = FrontMatter(
                    format: isYAML ? .yaml : .toml, range: range, content: SourceRange(inner, place))
                tree.lineStarts += starts
                return finishFrontMatter(end)
            }
            // A blank first line makes it a thematic break.
            if place == inner, skipSpaces(place, to: end) == end { return start }
            place = end < count ? afterLine(end) : count
            starts.append(UInt32(truncatingIfNeeded: place))
        }
        // Without an end it is front matter only if it looks like some.
        let first = lineEnd(from: inner)
        let sign: UInt8 = isYAML ? 0x3A : 0x3D
        if bytes.first(sign, from: inner, to: first) < first, ASCII.isLetter(bytes[inner]) {
            tree.problems.append(
                Problem(kind: .unclosedFrontMatter, range: SourceRange(start, start + 3)))
        }
        return start
    }

    private mutating func finishFrontMatter(_ end: Int) -> Int {
        guard end < bytes.count else { return bytes.count }
        let next = afterLine(end)
        tree.lineStarts.append(UInt32(truncatingIfNeeded: next))
        return next
    }

    private func lineEnd(from place: Int) -> Int {
        var place = place
        while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
        return place
    }

    /// A JSON object alone at the beginning of the file, as Hugo has it.
    private mutating func readJSON(at start: Int) -> Int {
        var next = start + 1
        while next < bytes.count, ASCII.isWhiteSpace(bytes[next]) { next += 1 }
        guard bytes[next] == 0x22 || bytes[next] == 0x7D else { return start }
        guard let end = JSX.objectEnd(start, to: bytes.count, in: bytes) else { return start }
        let line = lineEnd(from: end)
        guard skipSpaces(end, to: line) == line else { return start }
        var place = start
        while true {
            place = lineEnd(from: place)
            guard place < end else { break }
            place = afterLine(place)
            tree.lineStarts.append(UInt32(truncatingIfNeeded: place))
        }
        let range = SourceRange(start, end)
        tree.frontMatter = FrontMatter(format: .json, range: range, content: range)
        return finishFrontMatter(line)
    }
}
