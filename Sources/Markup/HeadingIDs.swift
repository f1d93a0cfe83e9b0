import Model

// Ids that an author gives a heading: `{#id}` behind its text.
extension BlockParser {
    /// Sets the text of a heading, an explicit id behind it left out.
    mutating func setHeadingText(_ block: Int, _ range: SourceRange) {
        tree.blocks[block].content = range
        guard features.isExtended, range.count > 3, bytes[range.upper - 1] == 0x7D else { return }
        var open = range.upper - 1
        while open > range.lower, bytes[open] != 0x7B {
            if bytes[open] == 0x0A || bytes[open] == 0x0D { return }
            open -= 1
        }
        guard bytes[open] == 0x7B, let id = headingID(SourceRange(open + 1, range.upper - 1)) else { return }
        tree.blocks[block].info = id
        tree.blocks[block].content = SourceRange(range.lower, trimmedEnd(range.lower, open))
    }

    /// The id between the braces behind a heading.
    private func headingID(_ range: SourceRange) -> SourceRange? {
        if let id = commentID(range) { return id }
        if features.dialect == .gfm {
            // mdBook takes spaces around it.
            let lower = skipSpaces(range.lower, to: range.upper)
            let id = SourceRange(min(lower + 1, range.upper), trimmedEnd(lower, range.upper))
            guard bytes[lower] == 0x23, !id.isEmpty else { return nil }
            for place in id.lower..<id.upper where !isInID(bytes[place]) { return nil }
            return id
        }
        var place = range.lower
        while place < range.upper {
            let isFirst = place == range.lower || bytes[place - 1] == 0x20 || bytes[place - 1] == 0x3A
            if isFirst, bytes[place] == 0x23 { return id(from: place + 1, to: range.upper) }
            // Python-Markdown's longer form.
            if isFirst, features.dialect == .mkdocs, bytes.matches("id=", at: place) {
                let isQuoted = bytes[place + 3] == 0x22 || bytes[place + 3] == 0x27
                return id(from: place + (isQuoted ? 4 : 3), to: range.upper)
            }
            place += 1
        }
        return nil
    }

    private func id(from start: Int, to limit: Int) -> SourceRange? {
        var end = start
        while end < limit, isInID(bytes[end]) { end += 1 }
        return end > start ? SourceRange(start, end) : nil
    }

    /// `{/* #id */}` or `{/*id*/}`, which MDX reads as a comment: sites write it in plain Markdown files too.
    private func commentID(_ range: SourceRange) -> SourceRange? {
        guard range.count > 4, bytes.matches("/*", at: range.lower), bytes.matches("*/", at: range.upper - 2)
        else { return nil }
        var lower = skipSpaces(range.lower + 2, to: range.upper - 2)
        let upper = trimmedEnd(lower, range.upper - 2)
        if bytes[lower] == 0x23 { lower += 1 }
        guard lower < upper else { return nil }
        for place in lower..<upper where !isInID(bytes[place]) { return nil }
        return SourceRange(lower, upper)
    }

    private func isInID(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0x7B && byte != 0x7D && byte != 0x22 && byte != 0x27
    }
}
