package import Model

/// Headings with `#` characters at both ends and no space between them and the text.
package struct ClosedHeadingMissingSpace: Check {
    package static let id = "structure.closed-heading-missing-space"
    package static let fixChanges = FixChanges.blocks

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let map = facts.lines else { return }
        let text = document.text
        for line in map.firstLine..<map.count {
            let range = text.bareLine(line)
            guard range.upper > range.lower, text.bytes[range.lower] == UInt8(ascii: "#"),
                map[line].isDisjoint(with: [.fencedCode, .indentedCode, .html]),
                let parts = Parts(of: range, text), parts.isTight, !map.isInComment(range.lower)
            else { continue }
            let place =
                parts.content.lower == parts.opening.upper
                ? SourceRange(parts.opening.lower, text.scalar(at: parts.opening.upper).upper)
                : SourceRange(text.scalar(endingAt: parts.closing.lower).lower, parts.closing.upper)
            let escape = parts.escape.isEmpty ? "" : text.string(parts.escape) + " "
            let mended =
                text.string(parts.opening) + " " + text.string(parts.content) + " " + escape
                + text.string(parts.closing)
            verdict.add(
                Draft(
                    at: place, Self.missing, subject: text.subject(range),
                    fixes: [Fix(title: Self.add, safety: .safe, edits: [Edit(range, mended)])]))
        }
    }

    private static let missing = "no space between the `#` characters and the text of this heading"
    private static let add = "add spaces"
}

/// A line that is `#` characters, text without any, and `#` characters again.
private struct Parts {
    var opening: SourceRange
    var content: SourceRange
    /// `\#` before the closing characters, which keeps them from being read as such.
    var escape: SourceRange
    var closing: SourceRange

    init?(of line: SourceRange, _ text: SourceText) {
        let bytes = text.bytes
        let hash = UInt8(ascii: "#")
        let backslash = UInt8(ascii: "\\")
        var offset = line.lower
        while offset < line.upper, bytes[offset] == hash { offset += 1 }
        opening = SourceRange(line.lower, offset)
        let start = text.endOfSpaces(from: offset, before: line.upper)
        offset = start
        while offset < line.upper, bytes[offset] != hash { offset += 1 }
        guard offset > start, offset < line.upper else { return nil }
        let end = text.trailingSpace(of: line)
        var closingStart = offset
        escape = SourceRange(at: offset)
        if bytes[offset - 1] == backslash {
            guard offset - 1 > start else { return nil }
            escape = SourceRange(offset - 1, offset + 1)
            closingStart = offset + 1
        }
        closing = SourceRange(closingStart, max(closingStart, end))
        guard !closing.isEmpty, bytes[closing.lower..<closing.upper].allSatisfy({ $0 == hash }) else {
            return nil
        }
        var contentEnd = escape.lower
        while contentEnd > start, bytes[contentEnd - 1] == 0x20 || bytes[contentEnd - 1] == 0x09 {
            contentEnd -= 1
        }
        content = SourceRange(start, contentEnd)
        guard !content.isEmpty, bytes[contentEnd - 1] != backslash else { return nil }
    }

    /// Whether a space is missing on one of the sides.
    var isTight: Bool {
        content.lower == opening.upper || content.upper == escape.lower || !escape.isEmpty
    }
}

extension SourceText {
    /// The character that begins at an offset.
    fileprivate func scalar(at offset: Int) -> SourceRange {
        var end = offset + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return SourceRange(offset, min(end, bytes.count))
    }

    /// The character that ends at an offset.
    fileprivate func scalar(endingAt offset: Int) -> SourceRange {
        var start = max(0, offset - 1)
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return SourceRange(start, offset)
    }
}
