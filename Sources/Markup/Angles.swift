import Model

// What begins with `<` within a text: addresses and raw HTML.
extension Emitter {
    mutating func readAngle(_ place: Int, _ end: Int) -> Int {
        if let upper = angleAddressEnd(place, end) {
            var token = Token(.leaf, .link, place, upper)
            token.contentLower = place + 1
            token.contentUpper = upper - 1
            inlines.tokens.append(token)
            return upper
        }
        if features.isMDX { return readJSX(place, end) }
        guard let upper = rawHTMLEnd(place, end) else { return place + 1 }
        inlines.tokens.append(Token(.leaf, .htmlInline, place, upper))
        return upper
    }

    /// The end of `<scheme:…>` or `<name@host>`.
    private func angleAddressEnd(_ place: Int, _ end: Int) -> Int? {
        var next = place + 1
        while next < end, isInScheme(bytes[next]) { next += 1 }
        let length = next - place - 1
        // In MDX `<a:b>` is an element.
        if features.isMDX, !bytes.matches("://", at: next), !bytes.matches("<mailto:", at: place) {
            return nil
        }
        if bytes[next] == 0x3A, length >= 2, length <= 32, ASCII.isLetter(bytes[place + 1]), next < end {
            while next < end {
                let byte = bytes[next]
                if byte == 0x3E { return next + 1 }
                if byte <= 0x20 || byte == 0x3C || byte == 0x7F { return nil }
                next += 1
            }
            return nil
        }
        return mailEnd(place, end)
    }

    private func isInScheme(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == 0x2B || byte == 0x2E || byte == 0x2D
    }

    private func mailEnd(_ place: Int, _ end: Int) -> Int? {
        var next = place + 1
        while next < end, isInMailName(bytes[next]) { next += 1 }
        guard next > place + 1, next < end, bytes[next] == 0x40 else { return nil }
        while next < end {
            let lower = next + 1
            next = lower
            while next < end, ASCII.isAlphanumeric(bytes[next]) || bytes[next] == 0x2D { next += 1 }
            let length = next - lower
            guard length >= 1, length <= 63, bytes[lower] != 0x2D, bytes[next - 1] != 0x2D, next < end else {
                return nil
            }
            if bytes[next] == 0x3E { return next + 1 }
            guard bytes[next] == 0x2E else { return nil }
        }
        return nil
    }

    private func isInMailName(_ byte: UInt8) -> Bool {
        if ASCII.isAlphanumeric(byte) { return true }
        switch byte {
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x2F, 0x3D, 0x3F, 0x5E...0x60, 0x7B...0x7E:
            return true
        default: return false
        }
    }

    /// The end of a tag, comment, instruction, declaration or CDATA section.
    mutating func rawHTMLEnd(_ place: Int, _ end: Int) -> Int? {
        let scanner = HTMLScanner(bytes: bytes, end: end)
        switch bytes[place + 1] {
        case 0x21:
            if bytes.matches("<!--", at: place), place + 4 <= end {
                if bytes[place + 4] == 0x3E, place + 4 < end { return place + 5 }
                if bytes[place + 4] == 0x2D, bytes[place + 5] == 0x3E, place + 5 < end { return place + 6 }
                return search("-->", from: place + 4, scanner, .comment)
            }
            if bytes.matches("<![CDATA[", at: place) {
                return search("]]>", from: place + 9, scanner, .section)
            }
            guard ASCII.isLetter(bytes[place + 2]) else { return nil }
            return search(">", from: place + 3, scanner, .declaration)
        case 0x3F: return search("?>", from: place + 2, scanner, .instruction)
        default: return scanner.tag(at: place)
        }
    }

    /// Searches for an end, unless it is known to be missing from the rest of the text.
    private mutating func search(
        _ text: StaticString, from lower: Int, _ scanner: HTMLScanner, _ kind: MissingEnds
    ) -> Int? {
        guard !inlines.missing.contains(kind) else { return nil }
        if let found = scanner.after(text, from: lower) { return found }
        inlines.missing.insert(kind)
        return nil
    }
}

/// The constructs whose end was searched for in vain.
struct MissingEnds: OptionSet {
    let rawValue: UInt8
    static let comment = MissingEnds(rawValue: 1)
    static let section = MissingEnds(rawValue: 2)
    static let declaration = MissingEnds(rawValue: 4)
    static let instruction = MissingEnds(rawValue: 8)
    static let element = MissingEnds(rawValue: 16)
}
