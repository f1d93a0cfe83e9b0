import Model

/// Finds where expressions in braces and tags of JSX end.
enum JSX {
    /// A tag and its parts.
    struct TagParts {
        var range: SourceRange
        /// Empty for a fragment, `<>`.
        var name: SourceRange
        /// Between the name and the end of the tag.
        var attributes: SourceRange
        var isClosing: Bool
        var isSelfClosing: Bool
    }

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

    /// The tag that begins at an offset.
    static func tag(at place: Int, to end: Int, in bytes: Bytes) -> TagParts? {
        let isClosing = bytes[place + 1] == 0x2F
        let lower = isClosing ? place + 2 : place + 1
        var next = lower
        while next < end, isInName(bytes[next]) { next += 1 }
        let name = SourceRange(lower, next)
        guard name.isEmpty || ASCII.isLetter(bytes[lower]) || bytes[lower] == 0x5F || bytes[lower] == 0x24
        else {
            return nil
        }
        if name.isEmpty, next >= end || bytes[next] != 0x3E { return nil }
        let first = next
        while next < end {
            switch bytes[next] {
            case 0x3E:
                let isSelfClosing = bytes[next - 1] == 0x2F && next - 1 >= first
                var upper = isSelfClosing ? next - 1 : next
                while upper > first, ASCII.isWhiteSpace(bytes[upper - 1]) { upper -= 1 }
                var lower = first
                while lower < upper, ASCII.isWhiteSpace(bytes[lower]) { lower += 1 }
                return TagParts(
                    range: SourceRange(place, next + 1), name: name, attributes: SourceRange(lower, upper),
                    isClosing: isClosing, isSelfClosing: isSelfClosing)
            case 0x3C: return nil
            case 0x22, 0x27:
                let close = bytes.first(bytes[next], from: next + 1, to: end)
                guard close < end else { return nil }
                next = close + 1
            case 0x7B:
                guard let close = expressionEnd(next, to: end, in: bytes) else { return nil }
                next = close
            default:
                if isClosing, !ASCII.isWhiteSpace(bytes[next]) { return nil }
                let isAllowed =
                    isInName(bytes[next]) || ASCII.isWhiteSpace(bytes[next]) || bytes[next] == 0x3D
                    || bytes[next] == 0x2F || bytes[next] == 0x40
                guard isAllowed else { return nil }
                next += 1
            }
        }
        return nil
    }
}
