internal import Model

/// Reads a stretch of characters back into the bytes that they were taken for, and those as UTF-8.
enum GarbledRun {
    /// The stretch that begins at an offset, and what it was; nil where it may be meant as it is written.
    static func read(_ bytes: [UInt8], at start: Int) -> (range: SourceRange, meant: String)? {
        let before = start > 0 ? bytes[start - 1] : 0x20
        guard let first = decoded(bytes, at: start, before: before, after: nil) else { return nil }
        let after = first.end < bytes.count ? bytes[first.end] : 0x20
        var meant = first.meant
        // It may have happened twice.
        let again = Array(meant.utf8)
        if let second = decoded(again, at: 0, before: before, after: after), second.end == again.count {
            meant = second.meant
        }
        return (SourceRange(start, first.end), meant)
    }

    /// - Parameter after: the byte behind the stretch, where it is not the next one.
    private static func decoded(
        _ bytes: [UInt8], at start: Int, before: UInt8, after: UInt8?
    ) -> (meant: String, end: Int)? {
        var offset = start
        var sequences: [Sequence] = []
        while sequences.count < 4096, let sequence = sequence(bytes, at: offset) {
            sequences.append(sequence)
            offset = sequence.end
        }
        let next = after ?? (offset < bytes.count ? bytes[offset] : 0x20)
        guard !sequences.isEmpty, isCertain(sequences, before: before, after: next) else { return nil }
        var meant = ""
        for sequence in sequences { meant.unicodeScalars.append(sequence.scalar) }
        return (meant, offset)
    }

    /// Characters that stand for the bytes of one character in UTF-8.
    private struct Sequence {
        var lead: UInt8
        /// The bytes after the lead.
        var rest: [UInt8]
        var scalar: Unicode.Scalar
        /// Where it ends in the file.
        var end: Int
    }

    private static func sequence(_ bytes: [UInt8], at start: Int) -> Sequence? {
        guard let first = CharacterPlace.decode(bytes, at: start), let lead = byte(first.scalar),
            (0xC2...0xF4).contains(lead)
        else { return nil }
        let count = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
        var offset = start + first.length
        var meant = [lead]
        for _ in 0..<count {
            guard let next = CharacterPlace.decode(bytes, at: offset), let value = byte(next.scalar),
                value & 0xC0 == 0x80
            else { return nil }
            meant.append(value)
            offset += next.length
        }
        guard let decoded = CharacterPlace.decode(meant, at: 0), isShortest(decoded.scalar, meant.count)
        else {
            return nil
        }
        return Sequence(lead: lead, rest: Array(meant.dropFirst()), scalar: decoded.scalar, end: offset)
    }

    private static func isShortest(_ scalar: Unicode.Scalar, _ count: Int) -> Bool {
        String(scalar).utf8.count == count
    }

    /// Whether nobody can have meant these characters as they are.
    private static func isCertain(_ sequences: [Sequence], before: UInt8, after: UInt8) -> Bool {
        let first = sequences[0]
        switch first.lead {
        case 0xC2, 0xC3:
            // `Ã` or `Â` ends a word in capitals now and then, and a mark or closing punctuation may follow.
            let isInCapitals = (0x41...0x5A).contains(before)
            if sequences.count > 1 { return !isInCapitals || sequences.count > 2 }
            return !isInCapitals && !isClosing(first.rest[0])
        case 0xC4...0xDF:
            if sequences.count > 2 { return true }
            guard first.lead <= 0xC5, sequences.count == 1 else { return false }
            return !isClosing(first.rest[0]) && first.rest[0] != 0xA0 && (isSmall(before) || isSmall(after))
        case 0xE2:
            return sequences.count > 1 || !first.rest.allSatisfy(isClosing)
        case 0xEF where first.scalar == "\u{FEFF}" || first.scalar == "\u{FE0F}": return true
        case 0xF0: return true
        default: return sequences.count > 1
        }
    }

    private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

    /// Whether the character that Windows-1252 has for a byte is one that follows a word: `…`, quotation marks,
    /// dashes, a bullet, a trade mark or `›`.
    private static func isClosing(_ byte: UInt8) -> Bool {
        byte == 0x85 || (0x91...0x97).contains(byte) || byte == 0x99 || byte == 0x9B
    }

    /// The byte that Windows-1252 has for a character, or Latin-1 where that has none.
    private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        if (0x80...0xFF).contains(scalar.value) { return UInt8(truncatingIfNeeded: scalar.value) }
        guard let place = windows.firstIndex(of: scalar.value) else { return nil }
        return UInt8(truncatingIfNeeded: 0x80 + place)
    }

    /// What Windows-1252 has for the bytes from 0x80 to 0x9F; those it leaves out stand for themselves.
    private static let windows: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
        0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
