import Model

// HTML blocks: the seven ways in which one begins, and how each ends.
extension BlockParser {
    mutating func startHTML(_ depth: Int, mayContinue: Bool) -> Bool {
        guard features.hasHTML else { return false }
        let condition = htmlCondition(mayContinue: mayContinue)
        guard condition > 0 else { return false }
        makeRoom(depth)
        let block = addBlock(.htmlBlock, lower: nonspace, upper: nonspace)
        setLeaf(block)
        tree.blocks[block].level = UInt8(condition)
        appendLine()
        if condition < 6, endsHTML(condition) { closeLeaf() }
        return true
    }

    mutating func continueHTML() -> Bool {
        let condition = Int(tree.blocks[leaf].level)
        if isBlank, condition >= 6 { return false }
        appendLine()
        bytes.blank(lineStart, min(offset, lineEnd))
        if condition < 6, endsHTML(condition) { closeLeaf() }
        if isBlank {
            let outside = quotesMatched > 0 ? quotes[quotesMatched - 1] + 1 : 0
            blankDepth = blankBefore ? min(blankDepth, outside) : outside
        }
        blankBefore = isBlank
        return true
    }

    private func htmlCondition(mayContinue: Bool) -> Int {
        let next = bytes[nonspace + 1]
        if next == 0x21 {
            if bytes.matches("<!--", at: nonspace) { return 2 }
            if bytes.matches("<![CDATA[", at: nonspace) { return 5 }
            return ASCII.isLetter(bytes[nonspace + 2]) ? 4 : 0
        }
        if next == 0x3F { return 3 }
        let lower = next == 0x2F ? nonspace + 2 : nonspace + 1
        guard ASCII.isLetter(bytes[lower]) else { return 0 }
        var end = lower
        while end < lineEnd, ASCII.isAlphanumeric(bytes[end]) { end += 1 }
        let after = end < lineEnd ? bytes[end] : 0x0A
        let isDelimited = after == 0x20 || after == 0x09 || after == 0x0A || after == 0x3E
        if next != 0x2F, isDelimited, HTMLNames.isVerbatim(lower, end, in: bytes) { return 1 }
        let isSelfClosed = after == 0x2F && bytes[end + 1] == 0x3E
        if isDelimited || isSelfClosed, HTMLNames.isBlock(lower, end, in: bytes) { return 6 }
        if mayContinue { return 0 }
        if let tag = HTMLScanner(bytes: bytes, end: lineEnd).tag(at: nonspace),
            skipSpaces(tag, to: lineEnd) == lineEnd
        {
            return 7
        }
        return 0
    }

    /// Whether the line holds what ends the block.
    private func endsHTML(_ condition: Int) -> Bool {
        switch condition {
        case 1:
            var place = offset
            while true {
                place = bytes.first(0x3C, from: place, to: lineEnd)
                guard place < lineEnd else { return false }
                if bytes[place + 1] == 0x2F {
                    var end = place + 2
                    while end < lineEnd, ASCII.isLetter(bytes[end]) { end += 1 }
                    if bytes[end] == 0x3E, end < lineEnd, HTMLNames.isVerbatim(place + 2, end, in: bytes) {
                        return true
                    }
                }
                place += 1
            }
        case 2: return find("-->")
        case 3: return find("?>")
        case 4: return bytes.first(0x3E, from: nonspace, to: lineEnd) < lineEnd
        default: return find("]]>")
        }
    }

    private func find(_ text: StaticString) -> Bool {
        let last = text.utf8CodeUnitCount - 1
        var place = nonspace
        while true {
            place = bytes.first(0x3E, from: place, to: lineEnd)
            guard place < lineEnd else { return false }
            if place - last >= nonspace, bytes.matches(text, at: place - last) { return true }
            place += 1
        }
    }
}

/// The names of tags that the specification knows.
enum HTMLNames {
    private static let verbatim: [StaticString] = ["pre", "script", "style", "textarea"]
    private static let block: [StaticString] = [
        "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col",
        "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
        "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr",
        "html", "iframe", "legend", "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol",
        "optgroup", "option", "p", "param", "search", "section", "summary", "table", "tbody", "td", "tfoot",
        "th", "thead", "title", "tr", "track", "ul",
    ]

    /// Whether the range is the name of an element whose content is no markup.
    static func isVerbatim(_ lower: Int, _ upper: Int, in bytes: Bytes) -> Bool {
        contains(verbatim, lower, upper, bytes)
    }

    /// Whether the range is the name of an element that begins a block even within a paragraph.
    static func isBlock(_ lower: Int, _ upper: Int, in bytes: Bytes) -> Bool {
        contains(block, lower, upper, bytes)
    }

    private static func contains(_ names: [StaticString], _ lower: Int, _ upper: Int, _ bytes: Bytes) -> Bool
    {
        for name in names
        where name.utf8CodeUnitCount == upper - lower && bytes.matches(name, at: lower, ignoringCase: true) {
            return true
        }
        return false
    }
}

/// Classes of ASCII characters.
enum ASCII {
    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inline(__always)
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

    /// Space, tab, line feed, line tabulation, form feed, carriage return.
    @inline(__always)
    static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

    @inline(__always)
    static func isPunctuation(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !isAlphanumeric(byte)
    }
}
