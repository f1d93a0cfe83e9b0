import Model

/// Finds where tags, comments, declarations, instructions and CDATA sections end.
struct HTMLScanner {
    let bytes: Bytes
    /// Nothing at or after this offset is looked at.
    let end: Int

    func skipWhiteSpace(_ place: Int) -> Int {
        var place = place
        while place < end, ASCII.isWhiteSpace(bytes[place]) { place += 1 }
        return place
    }

    /// The end of the open or closing tag that begins at an offset, as strict as the CommonMark specification.
    func tag(at place: Int) -> Int? {
        var place = place + 1
        let isClosing = bytes[place] == 0x2F
        if isClosing { place += 1 }
        guard place < end, ASCII.isLetter(bytes[place]) else { return nil }
        while place < end, ASCII.isAlphanumeric(bytes[place]) || bytes[place] == 0x2D { place += 1 }
        if isClosing {
            place = skipWhiteSpace(place)
            return place < end && bytes[place] == 0x3E ? place + 1 : nil
        }
        while place < end {
            let next = skipWhiteSpace(place)
            guard next < end else { return nil }
            switch bytes[next] {
            case 0x3E: return next + 1
            case 0x2F: return next + 1 < end && bytes[next + 1] == 0x3E ? next + 2 : nil
            default:
                guard next > place, let after = attribute(at: next) else { return nil }
                place = after
            }
        }
        return nil
    }

    /// The end of the attribute that begins at an offset.
    private func attribute(at place: Int) -> Int? {
        var place = place
        guard ASCII.isLetter(bytes[place]) || bytes[place] == 0x5F || bytes[place] == 0x3A else { return nil }
        while place < end, Self.isInName(bytes[place]) { place += 1 }
        let sign = skipWhiteSpace(place)
        guard sign < end, bytes[sign] == 0x3D else { return place }
        let value = skipWhiteSpace(sign + 1)
        guard value < end else { return nil }
        let quote = bytes[value]
        if quote == 0x22 || quote == 0x27 {
            let close = bytes.first(quote, from: value + 1, to: end)
            return close < end ? close + 1 : nil
        }
        place = value
        while place < end, Self.isInValue(bytes[place]) { place += 1 }
        return place > value ? place : nil
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == 0x5F || byte == 0x3A || byte == 0x2E || byte == 0x2D
    }

    private static func isInValue(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x27, 0x3D, 0x3C, 0x3E, 0x60: false
        default: !ASCII.isWhiteSpace(byte)
        }
    }

    /// The place after the next occurrence of a text that ends with `last`; nil where it does not occur.
    func after(_ text: StaticString, endingWith last: UInt8 = 0x3E, from lower: Int) -> Int? {
        let length = text.utf8CodeUnitCount
        var place = lower + length - 1
        while place < end {
            place = bytes.first(last, from: place, to: end)
            guard place < end else { return nil }
            if bytes.matches(text, at: place - length + 1) { return place + 1 }
            place += 1
        }
        return nil
    }
}
