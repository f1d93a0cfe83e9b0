import Model

/// A character reference of HTML: `&name;`, `&#10;` or `&#xA;`.
struct CharacterReference {
    let text: String
    let end: Int

    /// Reads the reference whose `&` stands at an offset.
    init?(at place: Int, to end: Int, in bytes: Bytes) {
        var next = place + 1
        guard next < end else { return nil }
        if bytes[next] == 0x23 {
            next += 1
            let isHexadecimal = bytes[next] | 0x20 == 0x78
            if isHexadecimal { next += 1 }
            let lower = next
            var value: UInt32 = 0
            while next < end, next - lower < 8, let digit = Self.digit(bytes[next], isHexadecimal) {
                value = min(value, 0x110000) * (isHexadecimal ? 16 : 10) + digit
                next += 1
            }
            let limit = isHexadecimal ? 6 : 7
            guard next > lower, next - lower <= limit, next < end, bytes[next] == 0x3B else { return nil }
            let scalar = value == 0 ? nil : Unicode.Scalar(value)
            text = String(Character(scalar ?? "\u{FFFD}"))
            self.end = next + 1
            return
        }
        let lower = next
        while next < end, ASCII.isAlphanumeric(bytes[next]), next - lower < 40 { next += 1 }
        guard next > lower, next < end, bytes[next] == 0x3B,
            let value = PackedTable.value(of: (lower, next), in: bytes, from: CharacterNames.table)
        else { return nil }
        var out = ""
        for part in value.split(separator: 0x2B) {
            var code: UInt32 = 0
            for byte in part { code = code * 16 + (Self.digit(byte, true) ?? 0) }
            if let scalar = Unicode.Scalar(code) { out.unicodeScalars.append(scalar) }
        }
        text = out
        self.end = next + 1
    }

    private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        if ASCII.isDigit(byte) { return UInt32(byte - 0x30) }
        let letter = byte | 0x20
        guard isHexadecimal, letter >= 0x61, letter <= 0x66 else { return nil }
        return UInt32(letter - 0x61 + 10)
    }
}

extension Bytes {
    /// A range with its backslash escapes and character references resolved; nil where it has none.
    func unescaped(_ lower: Int, _ upper: Int, hasEscapes: Bool = true) -> [UInt8]? {
        let hasEscape = hasEscapes && first(0x5C, from: lower, to: upper) < upper
        guard hasEscape || first(0x26, from: lower, to: upper) < upper else { return nil }
        var out: [UInt8] = []
        var place = lower
        var isChanged = false
        while place < upper {
            let byte = self[place]
            if byte == 0x5C, hasEscapes, place + 1 < upper, ASCII.isPunctuation(self[place + 1]) {
                out.append(self[place + 1])
                place += 2
                isChanged = true
            } else if byte == 0x26, let reference = CharacterReference(at: place, to: upper, in: self) {
                out.append(contentsOf: reference.text.utf8)
                place = reference.end
                isChanged = true
            } else {
                out.append(byte)
                place += 1
            }
        }
        return isChanged ? out : nil
    }

    /// As `unescaped`, as text.
    func decoded(_ lower: Int, _ upper: Int, hasEscapes: Bool = true) -> String? {
        unescaped(lower, upper, hasEscapes: hasEscapes).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension Emitter {
    /// Where in `strings` a destination stands with escapes and references resolved; -1 where it has none.
    mutating func decoded(_ range: SourceRange) -> Int {
        guard let text = bytes.decoded(range.lower, range.upper) else { return -1 }
        content.strings.append(text)
        return content.strings.count - 1
    }
}
