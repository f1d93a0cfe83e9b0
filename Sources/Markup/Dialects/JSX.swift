import Model

/// Finds where expressions in braces end.
enum JSX {
    static func isInName(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte >= 0x80
            || byte == 0x2D || byte == 0x2E || byte == 0x3A || byte == 0x5F || byte == 0x24
    }

    /// The place after the brace that closes the one at an offset: strings, templates and comments inside
    /// are passed over.
    static func expressionEnd(_ place: Int, to end: Int, in bytes: Bytes) -> Int? {
        var depth = 0
        var place = place
        while place < end {
            switch bytes[place] {
            case 0x7B: depth += 1
            case 0x7D:
                depth -= 1
                if depth == 0 { return place + 1 }
            case 0x22, 0x27, 0x60:
                // An apostrophe in words between tags is no string: one that does not end is passed over.
                if let close = stringEnd(place, to: end, in: bytes) { place = close - 1 }
            case 0x2F where bytes[place + 1] == 0x2A:
                let close = HTMLScanner(bytes: bytes, end: end).after("*/", endingWith: 0x2F, from: place + 2)
                guard let close else { return nil }
                place = close - 1
            default: break
            }
            place += 1
        }
        return nil
    }

    private static func stringEnd(_ place: Int, to end: Int, in bytes: Bytes) -> Int? {
        let quote = bytes[place]
        var next = place + 1
        while next < end {
            let byte = bytes[next]
            if byte == quote { return next + 1 }
            if byte == 0x0A, quote != 0x60 { return nil }
            next += byte == 0x5C ? 2 : 1
        }
        return nil
    }

    /// The place after the brace that closes a JSON object.
    static func objectEnd(_ place: Int, to end: Int, in bytes: Bytes) -> Int? {
        var depth = 0
        var place = place
        while place < end {
            switch bytes[place] {
            case 0x7B: depth += 1
            case 0x7D:
                depth -= 1
                if depth == 0 { return place + 1 }
            case 0x22:
                guard let close = stringEnd(place, to: end, in: bytes) else { return nil }
                place = close - 1
            default: break
            }
            place += 1
        }
        return nil
    }
}
