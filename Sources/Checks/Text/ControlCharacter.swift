package import Model

/// Control characters, which come from terminals, printers and broken conversions and mean nothing on a page.
package struct ControlCharacter: Check {
    package static let id = "text.control-character"
    package static let fixChanges = FixChanges.text

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .characters }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let characters = facts.characters, !characters.controls.isEmpty else { return }
        let garbled = Mojibake.runs(in: document.text, characters)
        var end = 0
        for offset in characters.controls where offset >= end {
            if garbled.cover(offset) { continue }
            guard let first = CharacterPlace(at: offset, in: document.text) else { continue }
            let range = Self.extent(of: first, in: document.text, characters)
            end = range.upper
            let isSequence = first.scalar == "\u{1B}" && range.count > 1
            var draft = Draft(
                at: range, isSequence ? Self.sequence : Self.control(first.code, Self.name(first.scalar)),
                subject: first.code)
            // Between words a vertical tab or a line break of another system stands for white space.
            let isBreak = [0x0B, 0x85].contains(first.scalar.value) && !first.isBesideSpace
            let isSafe = !isSequence && !isBreak && !document.isCode(at: offset)
            draft.fixes.append(
                Fix(
                    title: isBreak ? Self.replace : Self.remove, safety: isSafe ? .safe : .unsafe,
                    edits: [Edit(range, isBreak ? " " : "")]))
            verdict.add(draft)
        }
    }

    /// The character with those equal to it that follow, or the whole sequence that it begins.
    private static func extent(
        of place: CharacterPlace, in text: SourceText, _ characters: RareCharacters
    ) -> SourceRange {
        var range = place.range
        let bytes = text.bytes
        if place.scalar == "\u{1B}", place.after == "[" {
            var end = range.upper + 1
            while end < bytes.count, (0x20...0x3F).contains(bytes[end]) { end += 1 }
            if end < bytes.count, (0x40...0x7E).contains(bytes[end]) { range.upper = end + 1 }
            return range
        }
        let unit = bytes[range.lower..<range.upper]
        while bytes[range.upper...].starts(with: unit) { range.upper += unit.count }
        return range
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x00: " (null)"
        case 0x08: " (backspace)"
        case 0x0B: " (vertical tab)"
        case 0x1B: " (escape)"
        case 0x7F: " (delete)"
        case 0x85: " (next line)"
        default: ""
        }
    }

    private static func control(_ code: String, _ name: String) -> String {
        "`\(code)`\(name) is a control character, which means nothing on a page"
    }
    private static let sequence = "this sequence is a command to a terminal, which means nothing on a page"
    private static let remove = "remove it"
    private static let replace = "replace with a space"
}
