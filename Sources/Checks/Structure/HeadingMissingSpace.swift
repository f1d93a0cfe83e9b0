package import Model

/// Lines that look like a heading and are none, because no space follows the `#` characters.
package struct HeadingMissingSpace: Check {
    package static let id = "structure.heading-missing-space"
    package static let fixChanges = FixChanges.blocks

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let map = facts.lines else { return }
        let text = document.text
        for line in map.firstLine..<map.count {
            let range = text.bareLine(line)
            guard range.upper > range.lower, text.bytes[range.lower] == UInt8(ascii: "#"),
                map[line].isDisjoint(with: [.fencedCode, .indentedCode, .html])
            else { continue }
            var end = range.lower
            while end < range.upper, text.bytes[end] == UInt8(ascii: "#") { end += 1 }
            guard end < range.upper, text.bytes[end] != 0x20, text.bytes[end] != 0x09,
                !(end == range.lower + 1 && isKeycap(at: end, text)), !map.isInComment(range.lower)
            else { continue }
            let last = text.trailingSpace(of: range)
            // A line with `#` at both ends is a closed heading.
            guard last > end, text.bytes[last - 1] != UInt8(ascii: "#") else { continue }
            var next = end + 1
            while next < range.upper, text.bytes[next] & 0xC0 == 0x80 { next += 1 }
            let isCertain = end > range.lower + 1 || !isNumberOrTag(text.bytes[end])
            verdict.add(
                Draft(
                    at: SourceRange(range.lower, next), Self.missing,
                    subject: text.subject(range),
                    fixes: [
                        Fix(
                            title: Self.add, safety: isCertain ? .safe : .unsafe,
                            edits: [Edit(SourceRange(at: end), " ")])
                    ]))
        }
    }

    /// Whether a single `#` before a byte can be meant as it is: `#3 is faster`, `#swift`.
    private func isNumberOrTag(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    /// Whether the `#` before an offset is an emoji: a variation selector and a keycap follow.
    private func isKeycap(at offset: Int, _ text: SourceText) -> Bool {
        text.bytes[offset...].starts(with: [0xEF, 0xB8, 0x8F, 0xE2, 0x83, 0xA3])
    }

    private static let missing = "no space behind the `#` characters: this is no heading"
    private static let add = "add a space"
}
