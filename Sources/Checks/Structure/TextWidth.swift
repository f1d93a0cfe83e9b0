internal import Model

/// How many columns of a terminal, or of an editor with letters of one width, a text takes.
enum TextWidth {
    static func of(_ range: SourceRange, _ text: SourceText) -> Int {
        var width = 0
        for offset in range.lower..<range.upper {
            let byte = text.bytes[offset]
            if byte >= 0x80 { return ofLetters(range, text) ?? of(text.string(range)) }
            if byte >= 0x20, byte != 0x7F { width += 1 }
        }
        return width
    }

    /// The width of a text of letters of common scripts; nil where it is none.
    private static func ofLetters(_ range: SourceRange, _ text: SourceText) -> Int? {
        var width = 0
        var offset = range.lower
        while offset < range.upper {
            guard let letter = SimpleLetter(text.bytes, at: offset, before: range.upper) else { return nil }
            width += letter.width
            offset += letter.length
        }
        return width
    }

    private static func of(_ text: String) -> Int { text.reduce(0) { $0 + of($1) } }

    private static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        if isEmoji(scalars) { return 2 }
        // What cannot be seen takes no place.
        guard let base = scalars.firstIndex(where: { !isInvisible($0) && !isMark($0) }) else { return 0 }
        let behind = scalars[scalars.index(after: base)...].count { (0xFF00...0xFFEF).contains($0.value) }
        return (EastAsianWidth.isWide(scalars[base]) ? 2 : 1) + behind
    }

    /// Whether a cluster is shown as a picture: by itself, by a selector, or as one of several.
    private static func isEmoji(_ scalars: Character.UnicodeScalarView) -> Bool {
        guard let first = scalars.first, first.value >= 0x80 || scalars.count > 2,
            first.properties.isEmoji
        else { return false }
        if scalars.count == 1 { return first.properties.isEmojiPresentation }
        return scalars.dropFirst().contains { scalar in
            switch scalar.value {
            case 0xFE0F, 0x200D, 0x1F3FB...0x1F3FF, 0x1F1E6...0x1F1FF: true
            default: false
            }
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.generalCategory == .control
            || scalar.properties.generalCategory == .format
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }
}
