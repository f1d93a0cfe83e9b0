import Model

/// Checks that bytes are UTF-8.
enum Encoding {
    /// One problem for every run of bytes that are no UTF-8.
    static func problems(in bytes: Bytes) -> [Problem] {
        var problems: [Problem] = []
        var place = bytes.firstNonASCII(from: 0)
        while place < bytes.count {
            let length = scalarLength(at: place, in: bytes)
            if length > 0 {
                place += length
            } else {
                let lower = place
                while place < bytes.count, bytes[place] >= 0x80, scalarLength(at: place, in: bytes) == 0 {
                    place += 1
                }
                problems.append(Problem(kind: .invalidUTF8, range: SourceRange(lower, place)))
            }
            if bytes[place] < 0x80 { place = bytes.firstNonASCII(from: place) }
        }
        return problems
    }

    /// The length of the scalar that begins at an offset; 0 where none does.
    private static func scalarLength(at place: Int, in bytes: Bytes) -> Int {
        let first = bytes[place]
        let length: Int
        // The second byte excludes overlong forms, surrogates and what lies beyond U+10FFFF.
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0:
            length = 3
            second = 0xA0...0xBF
        case 0xED:
            length = 3
            second = 0x80...0x9F
        case 0xE1...0xEF: length = 3
        case 0xF0:
            length = 4
            second = 0x90...0xBF
        case 0xF1...0xF3: length = 4
        case 0xF4:
            length = 4
            second = 0x80...0x8F
        default: return 0
        }
        guard second.contains(bytes[place + 1]) else { return 0 }
        for index in 2..<max(length, 2) where bytes[place + index] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
