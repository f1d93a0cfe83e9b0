/// Where the characters of a text stand that are seldom meant: found once, in one pass over the bytes, for all
/// checks that look at them.
package struct RareCharacters: Sendable {
    /// C0 characters but tab, line feed, form feed and carriage return; DEL; C1 characters.
    package private(set) var controls: [Int] = []
    /// Characters without a shape: zero-width ones, direction marks, soft hyphens, variation selectors, fillers,
    /// tags, line and paragraph separators, byte order marks but the one a file may begin with.
    package private(set) var invisibles: [Int] = []
    /// No-break, figure and ideographic spaces.
    package private(set) var spaces: [Int] = []
    /// U+FFFD.
    package private(set) var replacements: [Int] = []
    /// `Â` to `ô` before another character beyond ASCII: where UTF-8 that was read as another encoding may begin.
    package private(set) var doubled: [Int] = []

    package init(of text: SourceText) {
        let bytes = text.bytes
        var offset = 0
        while offset < bytes.count {
            offset = Self.nextCandidate(bytes, from: offset)
            guard offset < bytes.count else { break }
            offset += take(bytes, at: offset)
        }
    }

    /// Sorts the character in that begins at an offset, and gives its length.
    private mutating func take(_ bytes: [UInt8], at offset: Int) -> Int {
        let byte = bytes[offset]
        if byte < 0x80 {
            controls.append(offset)
            return 1
        }
        guard byte >= 0xC2, offset + 1 < bytes.count else { return 1 }
        let second = bytes[offset + 1]
        if byte < 0xE0 {
            takePair(byte, second, bytes, at: offset)
            return 2
        }
        guard offset + 2 < bytes.count else { return 1 }
        let third = bytes[offset + 2]
        switch (byte, second, third) {
        case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xA8...0xAE), (0xE2, 0x81, 0xA0...0xAF),
            (0xE1, 0x85, 0x9F...0xA0), (0xE1, 0xA0, 0x8B...0x8F), (0xE3, 0x85, 0xA4),
            (0xEF, 0xB8, 0x80...0x8F), (0xEF, 0xBE, 0xA0), (0xEF, 0xBF, 0xB9...0xBC),
            (0xF3, 0xA0, 0x80...0x81):
            invisibles.append(offset)
        case (0xEF, 0xBB, 0xBF) where offset > 0: invisibles.append(offset)
        case (0xE2, 0x80, 0xAF), (0xE2, 0x80, 0x87), (0xE3, 0x80, 0x80): spaces.append(offset)
        case (0xEF, 0xBF, 0xBD): replacements.append(offset)
        default: break
        }
        return byte < 0xF0 ? 3 : 4
    }

    private mutating func takePair(_ byte: UInt8, _ second: UInt8, _ bytes: [UInt8], at offset: Int) {
        switch (byte, second) {
        case (0xC2, 0x80...0x9F): controls.append(offset)
        case (0xC2, 0xA0): spaces.append(offset)
        case (0xC2, 0xAD), (0xCD, 0x8F), (0xD8, 0x9C): invisibles.append(offset)
        case (0xC3, 0x82...0xB4) where offset + 2 < bytes.count && bytes[offset + 2] >= 0x80:
            doubled.append(offset)
        default: break
        }
    }

    /// The next byte that is a control character or begins a character beyond ASCII; the end where there is none.
    private static func nextCandidate(_ bytes: [UInt8], from start: Int) -> Int {
        unsafe bytes.withUnsafeBytes { buffer in
            var offset = start
            while offset < buffer.count {
                if offset + 8 <= buffer.count {
                    // Eight bytes at once: one of them is 0x80 or above, below 0x20, or 0x7F.
                    let word = unsafe buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    let low = (word &- 0x2020_2020_2020_2020) & ~word
                    let delete = (word ^ 0x7F7F_7F7F_7F7F_7F7F) &- 0x0101_0101_0101_0101
                    if (word | low | delete & ~word) & 0x8080_8080_8080_8080 == 0 {
                        offset += 8
                        continue
                    }
                }
                for _ in 0..<min(8, buffer.count - offset) {
                    let byte = unsafe buffer[offset]
                    if byte >= 0x7F || byte < 0x20 && !(0x09...0x0D).contains(byte) || byte == 0x0B {
                        return offset
                    }
                    offset += 1
                }
            }
            return offset
        }
    }
}
