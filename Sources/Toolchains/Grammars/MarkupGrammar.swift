import Model

/// Reads XML and HTML without keeping it: whether tags are whole and nested, and whether strings and comments end.
///
/// Of XML it asks that it is well-formed, but not that it has one root and knows its entities and prefixes. Of HTML it
/// asks for the end tags that may not be left out, and takes what templates put in.
struct MarkupGrammar {
    var isXML: Bool

    func fault(in bytes: [UInt8]) -> Fault? {
        var reader = MarkupReader(bytes: bytes, isXML: isXML)
        do {
            try reader.read()
            return nil
        } catch {
            return error
        }
    }
}

private struct MarkupReader {
    let bytes: [UInt8]
    let isXML: Bool
    private var index = 0
    private var open: [(name: String, range: SourceRange)] = []
    private var hasMarkup = false
    /// What may be start tags without their `<`.
    private var suspects: [(name: String, range: SourceRange)] = []
    /// Where the last tag ends, if one of its values has no quotes.
    private var bareEnd: Int?

    init(bytes: [UInt8], isXML: Bool) {
        self.bytes = bytes
        self.isXML = isXML
    }

    mutating func read() throws(Fault) {
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "<") {
                try readText()
            } else if starts("<!--") {
                try readComment()
            } else if starts("<![CDATA[") {
                try skip(to: "]]>", Self.endless("CDATA section"))
            } else if starts("<!") {
                try readDeclaration()
            } else if isXML, starts("<?xml"), index + 5 < bytes.count, bytes[index + 5] <= 0x20 {
                try readHead()
            } else if starts("<?") {
                try skip(to: "?>", Self.endless("processing instruction"))
            } else if starts("</") {
                try readEndTag()
            } else if index + 1 < bytes.count, Self.beginsName(bytes[index + 1]) {
                try readStartTag()
            } else if isXML {
                throw fault(SourceRange(index, index + 1), Self.noName)
            } else {
                index += 1
            }
        }
        if let last = open.last(where: { isXML || !Self.optional.contains($0.name) }) {
            throw fault(last.range, Self.neverClosed(last.name))
        }
        if !hasMarkup { throw fault(SourceRange(at: 0), Self.noMarkup) }
    }

    // MARK: Parts

    private mutating func readText() throws(Fault) {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
            if bytes[index] == UInt8(ascii: ">") { try judgeTextBeforeAngle(from: start) }
            if isXML, bytes[index] == UInt8(ascii: "&") { try judgeReference(index) }
            if !isXML, let quote = TemplateTag(bytes, at: index)?.openQuote {
                throw fault(SourceRange(quote, quote + 1), Self.noQuoteInTemplate)
            }
            index += 1
        }
    }

    /// Whether what stands before `>` is a tag that has lost its `<`.
    private mutating func judgeTextBeforeAngle(from start: Int) throws(Fault) {
        // `<a b=c > d">`: what was to be the value ends here.
        if !isXML, start == bareEnd, index > start, "\"'".utf8.contains(bytes[index - 1]),
            bytes[start..<index].count(where: { $0 == bytes[index - 1] }) == 1
        {
            throw fault(SourceRange(index - 1, index), Self.noQuote)
        }
        var end = index
        while end > start, bytes[end - 1] == UInt8(ascii: "/") || bytes[end - 1] <= 0x20 { end -= 1 }
        var lower = end
        while lower > start, Self.isName(bytes[lower - 1]) { lower -= 1 }
        let word = lowered(bytes[lower..<end])
        let before = lower > start ? bytes[lower - 1] : 0x20
        let isEndTag =
            end == index && before == UInt8(ascii: "/") && (word == open.last?.name || lower == start + 1)
        let isStartTag =
            end > start && bytes[index - 1] == UInt8(ascii: "/")
            || before <= 0x20 && !isXML && (Self.voids.contains(word) || Self.optional.contains(word))
        let isInstruction = isXML && bytes[max(start, end - 1)..<end].first == UInt8(ascii: "?")
        let isDeclaration =
            String(decoding: bytes[start..<index].drop { $0 <= 0x20 }.prefix(8), as: UTF8.self).lowercased()
            == "!doctype"
        let tag = LostAngle(bytes: bytes).beginning(from: start, to: index)
        if isInstruction || isDeclaration || isEndTag {
            throw fault(SourceRange(isEndTag ? lower : start, index + 1), Self.noAngle)
        }
        if isStartTag || endsWithAttribute(from: start, end) {
            throw fault(SourceRange(tag.map { min($0.lower, lower) } ?? lower, index + 1), Self.noAngle)
        }
        if let tag { suspects.append((lowered(bytes[tag.lower..<tag.upper]), tag)) }
    }

    /// Whether text ends with `name="…"`.
    private func endsWithAttribute(from start: Int, _ end: Int) -> Bool {
        guard end > start + 3, bytes[end - 1] == UInt8(ascii: "\"") || bytes[end - 1] == UInt8(ascii: "'"),
            let opening = bytes[start..<(end - 1)].lastIndex(of: bytes[end - 1]), opening > start + 1
        else { return false }
        return bytes[opening - 1] == UInt8(ascii: "=") && Self.isName(bytes[opening - 2])
    }

    private func judgeReference(_ place: Int) throws(Fault) {
        let name = bytes[(place + 1)...].prefix { Self.isName($0) || $0 == UInt8(ascii: "#") }
        guard !name.isEmpty, name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ";") else {
            throw fault(SourceRange(place, place + 1), Self.ampersand)
        }
    }

    private mutating func readComment() throws(Fault) {
        let start = index
        try skip(to: "-->", Self.endless("comment"))
        guard isXML else { return }
        let inner = bytes[(start + 4)..<(index - 3)]
        if let dashes = inner.indices.first(where: {
            bytes[$0...].starts(with: "--".utf8) && $0 + 1 < index - 3
        }) {
            throw fault(SourceRange(dashes, dashes + 2), Self.dashes)
        }
    }

    private mutating func readDeclaration() throws(Fault) {
        let start = index
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">") where depth <= 0:
                index += 1
                hasMarkup = true
                return
            default: break
            }
            index += 1
        }
        throw fault(SourceRange(start, start + 2), Self.endless("declaration"))
    }

    /// Reads `<?xml version="1.0"?>`, whose attributes are written as those of tags are.
    private mutating func readHead() throws(Fault) {
        let start = index
        try skip(to: "?>", Self.endless("declaration"))
        let end = index - 2
        index = start + 5
        for quote in "\"'".utf8 where !bytes[index..<end].count(where: { $0 == quote }).isMultiple(of: 2) {
            let place = bytes[index..<end].firstIndex(of: quote) ?? index
            throw fault(SourceRange(place, place + 1), Self.noQuote)
        }
        while true {
            let hasSpace = skipSpace()
            if index >= end { break }
            if !hasSpace { throw fault(SourceRange(index, index + 1), Self.noSpace) }
            guard Self.beginsName(bytes[index]) else {
                throw fault(SourceRange(index, index + 1), Self.noAttribute)
            }
            _ = try readAttribute("xml")
        }
        index = end + 2
    }

    private mutating func readEndTag() throws(Fault) {
        let start = index
        index += 2
        let name = readName()
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        let range = SourceRange(start, index)
        guard !name.isEmpty else { throw fault(SourceRange(start, start + 2), Self.noName) }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else {
            throw fault(range, Self.noEnd(name))
        }
        index += 1
        let whole = SourceRange(start, index)
        hasMarkup = true
        if !isXML, Self.voids.contains(name) { throw fault(whole, Self.voidEnd(name)) }
        let skipped = open.reversed().prefix { $0.name != name && !isXML && Self.optional.contains($0.name) }
            .count
        let place = open.count - skipped - 1
        if place >= 0, open[place].name == name {
            open.removeLast(skipped + 1)
        } else if let suspect = suspects.last(where: { $0.name == name }),
            open.last(where: { $0.name == name }).map({ $0.range.lower < suspect.range.lower }) ?? true
        {
            throw fault(suspect.range, Self.noAngle)
        } else if let last = open.last(where: { isXML || !Self.optional.contains($0.name) }) {
            let isOpen = open.contains { $0.name == name }
            throw fault(
                isOpen ? last.range : whole, isOpen ? Self.neverClosed(last.name) : Self.closesNothing(name))
        } else {
            throw fault(whole, Self.closesNothing(name))
        }
    }

    private mutating func readStartTag() throws(Fault) {
        let start = index
        index += 1
        let name = readName()
        var names: Set<String> = []
        var hasBareValue = false
        hasMarkup = true
        while true {
            let hasSpace = skipSpace()
            guard index < bytes.count, bytes[index] != UInt8(ascii: "<") else {
                throw fault(LostAngle(bytes: bytes).end(from: start, to: index), Self.noEnd(name))
            }
            switch bytes[index] {
            case UInt8(ascii: ">"):
                index += 1
                if hasBareValue { bareEnd = index }
                if isXML || !Self.voids.contains(name) { open.append((name, SourceRange(start, index))) }
                if !isXML, Self.raw.contains(name) { try readRaw(name) }
                return
            case UInt8(ascii: "/"):
                index += 1
                guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else {
                    throw fault(SourceRange(index - 1, index), Self.slash)
                }
                index += 1
                return
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="):
                throw fault(SourceRange(index, index + 1), Self.noAttribute)
            default:
                if !hasSpace { throw fault(SourceRange(index, index + 1), Self.noSpace) }
                let attribute = try readAttribute(name)
                if bytes[index - 1] != UInt8(ascii: "\""), bytes[index - 1] != UInt8(ascii: "'"),
                    bytes[attribute.range.upper..<index].contains(UInt8(ascii: "="))
                {
                    hasBareValue = true
                }
                guard names.insert(attribute.name).inserted else {
                    throw fault(attribute.range, Self.twice(attribute.name))
                }
            }
        }
    }

    private mutating func readAttribute(_ tag: String) throws(Fault) -> (name: String, range: SourceRange) {
        let start = index
        while index < bytes.count, bytes[index] > 0x20, !"\"'<>/=".utf8.contains(bytes[index]) { index += 1 }
        let range = SourceRange(start, index)
        if isXML, !Self.beginsName(bytes[start]) { throw fault(range, Self.noAttribute) }
        let name = lowered(bytes[start..<index])
        let end = index
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
            index = end
            if isXML { throw fault(range, Self.noValue(name)) }
            return (name, range)
        }
        index += 1
        skipSpace()
        guard index < bytes.count else { throw fault(range, Self.noValue(name)) }
        if bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
            try readQuoted(name)
        } else {
            if isXML { throw fault(SourceRange(index, index + 1), Self.noQuotes(name)) }
            let value = index
            while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ">") {
                if "\"'<`".utf8.contains(bytes[index]) {
                    throw fault(SourceRange(index, index + 1), Self.noQuotes(name))
                }
                index += 1
            }
            if index == value { throw fault(range, Self.noValue(name)) }
        }
        return (name, range)
    }

    private mutating func readQuoted(_ name: String) throws(Fault) {
        let start = index
        let quote = bytes[index]
        index += 1
        while index < bytes.count, bytes[index] != quote {
            if isXML, bytes[index] == UInt8(ascii: "<") {
                // With another quote behind it the value does end.
                let isMeant = bytes[index...].prefix { $0 != 0x0A }.contains(quote)
                throw isMeant
                    ? fault(SourceRange(index, index + 1), Self.angleInValue)
                    : fault(SourceRange(start, start + 1), Self.noQuote)
            }
            if isXML, bytes[index] == UInt8(ascii: "&") { try judgeReference(index) }
            index += 1
        }
        guard index < bytes.count else { throw fault(SourceRange(start, start + 1), Self.noQuote) }
        index += 1
    }

    /// Goes to the end tag of an element whose text is no markup.
    private mutating func readRaw(_ name: String) throws(Fault) {
        let end = Array("/\(name)>".utf8)
        var lost: Int?
        while index < bytes.count {
            if starts("</"), lowered(bytes[(index + 2)...].prefix(name.utf8.count)) == name { return }
            if bytes[index] == end[0], bytes[index...].starts(with: end), bytes[index - 1] <= 0x20 {
                lost = lost ?? index
            }
            index += 1
        }
        if let lost { throw fault(SourceRange(lost, lost + 1), Self.noAngle) }
    }

    // MARK: Bytes

    private func starts(_ word: String) -> Bool { bytes[index...].starts(with: word.utf8) }

    private mutating func skip(to end: String, _ message: String) throws(Fault) {
        let start = index
        index += 2
        while index < bytes.count, !starts(end) { index += 1 }
        guard index < bytes.count else { throw fault(SourceRange(start, start + 2), message) }
        index += end.utf8.count
        hasMarkup = true
    }

    @discardableResult
    private mutating func skipSpace() -> Bool {
        let start = index
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        return index > start
    }

    private mutating func readName() -> String {
        let name = bytes[index...].prefix(while: Self.isName)
        index = name.endIndex
        return lowered(name)
    }

    private func lowered(_ name: ArraySlice<UInt8>) -> String {
        let text = String(decoding: name, as: UTF8.self)
        return isXML ? text : text.lowercased()
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
        Code.isWord(byte) && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: ":")
    }

    private static func isName(_ byte: UInt8) -> Bool {
        Code.isWord(byte) || "-:.".utf8.contains(byte)
    }

    private static let voids: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track",
        "wbr",
    ]
    private static let raw: Set<String> = ["script", "style", "textarea", "title"]
    /// Elements whose end tags may be left out.
    private static let optional: Set<String> = [
        "html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead",
        "tbody",
        "tfoot", "colgroup", "caption", "rt", "rp",
    ]

    // MARK: What it says

    private func fault(_ range: SourceRange, _ message: String) -> Fault {
        let upper = min(range.upper, bytes.count)
        return Fault(at: SourceRange(min(range.lower, upper), upper), message)
    }

    private static func endless(_ what: String) -> String { "the \(what) never ends" }
    private static func neverClosed(_ name: String) -> String { "`<\(name)>` is never closed" }
    private static func closesNothing(_ name: String) -> String { "`</\(name)>` closes nothing" }
    private static func voidEnd(_ name: String) -> String { "`<\(name)>` has no end tag" }
    private static func noEnd(_ name: String) -> String { "the tag `\(name)` does not end" }
    private static func noValue(_ name: String) -> String { "the attribute `\(name)` has no value" }
    private static func noQuotes(_ name: String) -> String { "the value of `\(name)` needs quotes" }
    private static func twice(_ name: String) -> String { "the tag has `\(name)` twice" }
    private static let noName = "the name of a tag should follow"
    private static let noMarkup = "there is no tag"
    private static let noAngle = "`<` is missing before this tag"
    private static let angleInValue = "`<` in a value should be `&lt;`"
    private static let noQuote = "the value does not end: a quote is missing"
    private static let noQuoteInTemplate = "the string of this template tag does not end: a quote is missing"
    private static let noAttribute = "the name of an attribute should come here"
    private static let noSpace = "a space is missing between attributes"
    private static let slash = "`>` should follow `/`"
    private static let ampersand = "`&` should be `&amp;`"
    private static let dashes = "a comment must not hold `--`"
}
