import Model

// `$…$` as GitHub reads it, and not as money.
extension Emitter {
    mutating func readMath(_ place: Int, _ range: SourceRange) -> Int {
        let end = range.upper
        let width = bytes[place + 1] == 0x24 && place + 1 < end ? 2 : 1
        let lower = place + width
        guard features.isExtended, lower < end, bytes[lower] != 0x24 else { return skipDollars(place, end) }
        if width == 1, bytes[lower] == 0x60 { return readCodeMath(place, end) }
        let before = place > range.lower ? bytes[place - 1] : 0x20
        if ASCII.isAlphanumeric(before) || before >= 0x80 || before == 0x24 { return lower }
        if width == 1, ASCII.isWhiteSpace(bytes[lower]) { return lower }
        guard let close = mathEnd(lower, end, width: width) else { return lower }
        var token = Token(.leaf, .math, place, close + width)
        token.contentLower = lower
        token.contentUpper = close
        inlines.tokens.append(token)
        return close + width
    }

    private func skipDollars(_ place: Int, _ end: Int) -> Int {
        var place = place
        while place < end, bytes[place] == 0x24 { place += 1 }
        return place
    }

    /// `` $`…`$ ``
    private mutating func readCodeMath(_ place: Int, _ end: Int) -> Int {
        let close = bytes.first(0x60, from: place + 2, to: end)
        guard close > place + 2, close + 1 < end, bytes[close + 1] == 0x24 else { return place + 1 }
        var token = Token(.leaf, .math, place, close + 2)
        token.contentLower = place + 2
        token.contentUpper = close
        inlines.tokens.append(token)
        return close + 2
    }

    /// Where the closing marker stands, if what lies between is a formula. It ends on the same line.
    private func mathEnd(_ lower: Int, _ end: Int, width: Int) -> Int? {
        var place = lower
        var hasSpace = false
        var hasOperator = false
        while place < end {
            let byte = bytes[place]
            switch byte {
            case 0x0A, 0x0D, 0x60: return nil
            case 0x20, 0x09: hasSpace = true
            case 0x5C:
                hasOperator = true
                place += 1
            case 0x5E, 0x5F, 0x3D, 0x2B, 0x2A, 0x3C, 0x3E, 0x7B: hasOperator = true
            case 0x24:
                if width == 2 { return bytes[place + 1] == 0x24 && place + 1 < end ? place : nil }
                let after = place + 1 < end ? bytes[place + 1] : 0x20
                // `$5 and $10`: the second sign opens an amount, it closes nothing.
                if ASCII.isWhiteSpace(bytes[place - 1]) || ASCII.isAlphanumeric(after) || after == 0x24 {
                    return nil
                }
                // `between $5 and 10$`: words, not a formula.
                return ASCII.isDigit(bytes[lower]) && hasSpace && !hasOperator ? nil : place
            default: break
            }
            place += 1
        }
        return nil
    }
}
