import Model

// Addresses that are links without any markup.
extension Emitter {
    /// Whether a bare address may begin here; none does within brackets that may become a link's text.
    private var allowsBareAddress: Bool { features.isExtended && inlines.brackets.isEmpty }

    /// `http://`, `https://` and `ftp://`, found by their colon.
    mutating func readScheme(_ place: Int, _ range: SourceRange) -> Int {
        guard bytes[place + 1] == 0x2F, bytes[place + 2] == 0x2F, place + 3 < range.upper, allowsBareAddress
        else { return place + 1 }
        let bound = max(range.lower, inlines.tokens.last?.upper ?? 0)
        var lower = place
        while lower > bound, place - lower < 6, ASCII.isLetter(bytes[lower - 1]) { lower -= 1 }
        let isKnown: Bool
        switch place - lower {
        case 3: isKnown = bytes.matches("ftp", at: lower, ignoringCase: true)
        case 4: isKnown = bytes.matches("http", at: lower, ignoringCase: true)
        case 5: isKnown = bytes.matches("https", at: lower, ignoringCase: true)
        default: isKnown = false
        }
        guard isKnown, let domain = domainEnd(place + 3, range.upper, mayBeShort: true) else {
            return place + 1
        }
        return finishAddress(lower, domain, range) ?? place + 1
    }

    mutating func readWWW(_ place: Int, _ range: SourceRange) -> Int {
        guard bytes[place + 1] == 0x77, bytes.matches("www.", at: place), place + 4 < range.upper,
            allowsBareAddress
        else { return place + 1 }
        if place > range.lower {
            let before = bytes[place - 1]
            let isAllowed =
                ASCII.isWhiteSpace(before) || before == 0x2A || before == 0x5F || before == 0x7E
                || before == 0x28
            guard isAllowed else { return place + 1 }
        }
        guard let domain = domainEnd(place, range.upper, mayBeShort: false) else { return place + 1 }
        return finishAddress(place, domain, range, longerThan: 4) ?? place + 1
    }

    private mutating func finishAddress(
        _ lower: Int, _ domain: Int, _ range: SourceRange, longerThan prefix: Int = 0
    ) -> Int? {
        var end = domain
        while end < range.upper, !ASCII.isWhiteSpace(bytes[end]), bytes[end] != 0x3C { end += 1 }
        end = trimmedAddress(lower, end)
        guard end - lower > prefix else { return nil }
        var token = Token(.leaf, .link, lower, end)
        token.closers = 1
        inlines.tokens.append(token)
        return end
    }

    /// The end of a host name, as cmark-gfm sees it: no underscore in its last two parts.
    private func domainEnd(_ lower: Int, _ end: Int, mayBeShort: Bool) -> Int? {
        var place = lower
        var periods = 0
        var underscores = (last: 0, before: 0)
        while place < end {
            let byte = bytes[place]
            if byte == 0x5F {
                underscores.last += 1
            } else if byte == 0x2E {
                guard place > lower else { return nil }
                underscores = (0, underscores.last)
                periods += 1
            } else if byte != 0x2D, CharacterClass.after(place, to: end, in: bytes) != .other,
                byte < 0x80 || !isSymbol(place, end)
            {
                break
            }
            place += 1
            while place < end, bytes[place] & 0xC0 == 0x80 { place += 1 }
        }
        guard place > lower else { return nil }
        // A very long name is taken as it is, so that no input makes this slow.
        if underscores.last + underscores.before > 0, periods <= 10 { return nil }
        return mayBeShort || periods > 0 ? place : nil
    }

    /// Whether a symbol beyond ASCII stands at an offset: unlike punctuation it may be part of a host's name.
    private func isSymbol(_ place: Int, _ end: Int) -> Bool {
        switch bytes.string(place, min(end, place + 4)).unicodeScalars.first?.properties.generalCategory {
        case .otherSymbol, .mathSymbol, .currencySymbol, .modifierSymbol: true
        default: false
        }
    }

    /// The end of an address without the punctuation behind it.
    private func trimmedAddress(_ lower: Int, _ upper: Int) -> Int {
        var end = upper
        var opening = 0
        var closing = 0
        for place in lower..<upper {
            if bytes[place] == 0x28 { opening += 1 }
            if bytes[place] == 0x29 { closing += 1 }
        }
        while end > lower {
            switch bytes[end - 1] {
            case 0x29:
                // Brackets that were opened within the address belong to it.
                if closing <= opening { return end }
                closing -= 1
                end -= 1
            case 0x3F, 0x21, 0x2E, 0x2C, 0x3A, 0x2A, 0x5F, 0x7E, 0x27, 0x22:
                end -= 1
            case 0x3B:
                // What looks like a character reference is none of it.
                var name = end - 2
                while name > lower, ASCII.isLetter(bytes[name]) { name -= 1 }
                end = name < end - 2 && bytes[name] == 0x26 ? name : end - 1
            default: return end
            }
        }
        return end
    }

    // MARK: Mail addresses

    /// Writes text with the mail addresses in it as links.
    mutating func writeTextWithAddresses(_ lower: Int, _ upper: Int) {
        var text = lower
        var place = lower
        while true {
            let at = bytes.first(0x40, from: place, to: upper)
            guard at < upper else { break }
            var start = at
            while start > max(text, place), isInMailName(bytes[start - 1]) { start -= 1 }
            let hasName = start < at
            var mayHaveResource = false
            if bytes[start - 1] == 0x3A, start > text {
                if start - 7 >= text, bytes.matches("mailto:", at: start - 7, ignoringCase: true) {
                    start -= 7
                } else if start - 5 >= text, bytes.matches("xmpp:", at: start - 5, ignoringCase: true) {
                    start -= 5
                    mayHaveResource = true
                }
            }
            guard hasName, let end = mailEnd(at, upper, mayHaveResource: mayHaveResource) else {
                place = at + 1
                continue
            }
            let before = SourceRange(text, start)
            if !before.isEmpty { addNode(.text, before, content: before) }
            let address = SourceRange(start, end)
            writeAddress(address, address, style: .bare)
            text = end
            place = end
        }
        let rest = SourceRange(text, upper)
        if !rest.isEmpty { addNode(.text, rest, content: rest) }
    }

    private func isInMailName(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == 0x2E || byte == 0x2B || byte == 0x2D || byte == 0x5F
    }

    /// The end of a mail address whose `@` stands at an offset; a resource after it (`/phone`) is XMPP's.
    private func mailEnd(_ at: Int, _ upper: Int, mayHaveResource: Bool) -> Int? {
        var end = at + 1
        var periods = 0
        while end < upper {
            let byte = bytes[end]
            if byte == 0x2E, end + 1 < upper, ASCII.isAlphanumeric(bytes[end + 1]) {
                periods += 1
            } else if byte == 0x40 {
                return nil
            } else if !ASCII.isAlphanumeric(byte), byte != 0x2D, byte != 0x5F,
                byte != 0x2F || !mayHaveResource
            {
                break
            }
            end += 1
        }
        guard periods > 0, ASCII.isLetter(bytes[end - 1]) else { return nil }
        return end
    }
}
