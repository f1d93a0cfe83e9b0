package import Model

/// `(text)[address]`: a link with its brackets and parentheses the wrong way round.
package struct ReversedLink: Check {
    package static let id = "links.reversed-link"
    package static let fixChanges = FixChanges.blocks

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let map = facts.lines else { return }
        let text = document.text
        var code: [SourceRange]?
        for line in Self.lines(of: text)
        where line >= map.firstLine && map[line].isDisjoint(with: [.code, .math]) {
            let range = text.bareLine(line)
            for match in matches(in: text.bytes, range) {
                if map.isInComment(match.whole.lower) || text.isInFormula(match.whole) { continue }
                // Most pages have no such place, so that the code spans are asked for only here.
                let spans = code ?? Self.code(in: document)
                code = spans
                if Self.touches(spans, match.whole) { continue }
                let mended = "[\(text.string(match.text))](\(text.string(match.address)))"
                verdict.add(
                    Draft(
                        at: match.whole, Self.reversed, subject: text.string(match.whole),
                        fixes: [
                            Fix(
                                title: Self.swap(mended), safety: .safe,
                                edits: [Edit(match.whole, mended)])
                        ]))
            }
        }
    }

    /// The lines on which `)[` stands: on most pages none.
    private static func lines(of text: SourceText) -> [Int] {
        var lines: [Int] = []
        var offset = 1
        while let bracket = text.bytes.firstOffset(of: UInt8(ascii: "["), from: offset) {
            offset = bracket + 1
            guard text.bytes[bracket - 1] == UInt8(ascii: ")") else { continue }
            let line = text.line(at: bracket)
            if lines.last != line { lines.append(line) }
        }
        return lines
    }

    private struct Match {
        var whole: SourceRange
        var text: SourceRange
        var address: SourceRange
    }

    private func matches(in bytes: [UInt8], _ line: SourceRange) -> [Match] {
        var matches: [Match] = []
        // Where the next one may begin.
        var floor = line.lower
        var lastOpening = -1
        var offset = line.lower
        while offset < line.upper {
            defer { offset += 1 }
            switch bytes[offset] {
            case UInt8(ascii: "("): lastOpening = offset
            case UInt8(ascii: ")"):
                let opening = lastOpening
                lastOpening = -1
                guard opening >= floor, offset - opening > 1, offset + 2 < line.upper,
                    bytes[offset + 1] == UInt8(ascii: "["),
                    let end = addressEnd(in: bytes, from: offset + 2, to: line.upper),
                    opening == line.lower || (opening > floor && bytes[opening - 1] != UInt8(ascii: "\\"))
                else { continue }
                floor = end + 1
                if bytes[offset - 1] == UInt8(ascii: "\\") || bytes[end - 1] == UInt8(ascii: "\\") {
                    continue
                }
                matches.append(
                    Match(
                        whole: SourceRange(opening, end + 1), text: SourceRange(opening + 1, offset),
                        address: SourceRange(offset + 2, end)))
            default: break
            }
        }
        return matches
    }

    /// Where the bracket behind an address stands; nil where it is a footnote, or `[text](address)` follows.
    private func addressEnd(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
        if bytes[start] == UInt8(ascii: "]") || bytes[start] == UInt8(ascii: "^") { return nil }
        guard let close = bytes[start..<end].firstIndex(of: UInt8(ascii: "]")) else { return nil }
        return close + 1 < end && bytes[close + 1] == UInt8(ascii: "(") ? nil : close
    }

    private static func code(in document: Document) -> [SourceRange] {
        (document.ids(of: .codeSpan).map { document[$0].range }
            + document.ids(of: .math).map { document[$0].range })
            .sorted()
    }

    /// Whether one of the spans overlaps a range or ends right before it.
    private static func touches(_ spans: [SourceRange], _ range: SourceRange) -> Bool {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].upper < range.lower { low = middle + 1 } else { high = middle }
        }
        return low < spans.count && spans[low].lower < range.upper
    }

    private static let reversed = "the brackets and parentheses of this link are the wrong way round"
    private static func swap(_ mended: String) -> String { "replace with `\(mended)`" }
}
