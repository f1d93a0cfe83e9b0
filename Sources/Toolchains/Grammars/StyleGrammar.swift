import Model

/// Reads style sheets without keeping them: whether blocks, brackets and strings are closed, and whether what stands
/// in blocks are declarations and rules.
///
/// CSS itself takes anything and leaves out what it does not understand; this is what its specification calls parse
/// errors, and a semicolon that is missing between two declarations.
struct StyleGrammar {
    /// Whether it is SCSS or Less: comments to the end of the line, variables, calls of mixins, and whatever else
    /// they put in the places of selectors and values.
    var isExtended = false

    func fault(in bytes: [UInt8]) -> Fault? {
        var reader = StyleReader(bytes: bytes, isExtended: isExtended)
        do {
            try reader.readSheet()
            return nil
        } catch {
            return error
        }
    }
}

extension Fault: Error {}

private struct StyleReader {
    let bytes: [UInt8]
    let isExtended: Bool
    private var index = 0

    init(bytes: [UInt8], isExtended: Bool) {
        self.bytes = bytes
        self.isExtended = isExtended
    }

    mutating func readSheet() throws(Fault) {
        while true {
            try skipSpace()
            guard let byte = peek else { return }
            if byte == UInt8(ascii: "}") { throw fault(StyleReader.stray(byte)) }
            if bytes[index...].starts(with: "<!--".utf8) || bytes[index...].starts(with: "-->".utf8) {
                index += byte == UInt8(ascii: "<") ? 4 : 3
                continue
            }
            if byte == UInt8(ascii: "@") {
                try readAtRule(isInBlock: false)
            } else {
                try readItem(isInBlock: false)
            }
        }
    }

    /// Reads the inside of a block and its end.
    private mutating func readBlock() throws(Fault) {
        var openings = [index]
        index += 1
        while let opening = openings.last {
            try skipSpace()
            guard let byte = peek else { throw fault(at: opening, Self.neverClosed("{")) }
            switch byte {
            case UInt8(ascii: "}"):
                index += 1
                openings.removeLast()
            case UInt8(ascii: ";"): index += 1
            case UInt8(ascii: "@"):
                if try readAtRulePrelude(isInBlock: true) { openings.append(index - 1) }
            default:
                if try readItemHead(isInBlock: true) { openings.append(index - 1) }
            }
        }
    }

    private mutating func readAtRule(isInBlock: Bool) throws(Fault) {
        if try readAtRulePrelude(isInBlock: isInBlock) {
            index -= 1
            try readBlock()
        }
    }

    private mutating func readItem(isInBlock: Bool) throws(Fault) {
        if try readItemHead(isInBlock: isInBlock) {
            index -= 1
            try readBlock()
        }
    }

    /// Reads an at-rule up to its semicolon, or through the brace that opens its block.
    private mutating func readAtRulePrelude(isInBlock: Bool) throws(Fault) -> Bool {
        let start = index
        index += 1
        if !isExtended, peek.map(Self.isName) != true { throw fault(at: start, Self.noName) }
        switch try readUntilEnd() {
        case UInt8(ascii: "{"):
            index += 1
            return true
        case UInt8(ascii: ";"):
            index += 1
            return false
        case UInt8(ascii: "}") where isInBlock: return false
        case nil: return false
        default: throw fault(Self.stray(bytes[index]))
        }
    }

    /// Reads a declaration with its end, or the selector of a rule through the brace that opens its block.
    private mutating func readItemHead(isInBlock: Bool) throws(Fault) -> Bool {
        let start = index
        let end = try readUntilEnd()
        let head = SourceRange(start, index)
        if end == UInt8(ascii: "{") {
            if Self.isCustomProperty(bytes[start...]) {
                try readCustomValue()
                return false
            }
            if !isExtended { try judgeSelector(head) }
            index += 1
            return true
        }
        if isExtended {
            if end == UInt8(ascii: "}"), !isInBlock { throw fault(Self.stray(UInt8(ascii: "}"))) }
            if end == nil, !bytes[start..<index].contains(UInt8(ascii: ":")) { throw fault(Self.noBlock) }
        } else {
            guard isInBlock else { throw fault(Self.noBlock) }
            try judgeDeclaration(head)
        }
        if end == UInt8(ascii: ";") { index += 1 }
        return false
    }

    /// The rest of the value of a custom property, which may hold blocks.
    private mutating func readCustomValue() throws(Fault) {
        while peek == UInt8(ascii: "{") {
            try readBrackets()
            _ = try readUntilEnd()
        }
        if peek == UInt8(ascii: ";") { index += 1 }
    }

    private func judgeSelector(_ head: SourceRange) throws(Fault) {
        var depth = 0
        for place in head.lower..<head.upper {
            switch bytes[place] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ":") where depth == 0 && place + 1 < head.upper && bytes[place + 1] == 0x20:
                throw fault(at: nameBefore(place, in: head), Self.noSemicolonOrBrace)
            case UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "!"), UInt8(ascii: "?"),
                UInt8(ascii: "$"),
                UInt8(ascii: "<"):
                if depth == 0, !isInComment(place, head) { throw fault(at: place, Self.noSelector) }
            default: break
            }
        }
        if head.isEmpty { throw fault(Self.noSelector) }
    }

    private func judgeDeclaration(_ head: SourceRange) throws(Fault) {
        var place = head.lower
        if "*_".utf8.contains(bytes[place]) { place += 1 }
        let name = bytes[place..<head.upper].prefix(while: Self.isName)
        let first = name.first ?? 0
        if name.isEmpty || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
            throw fault(at: head.lower, Self.noProperty)
        }
        place = name.endIndex
        while place < head.upper {
            if bytes[place] <= 0x20 {
                place += 1
            } else if bytes[place...].starts(with: "/*".utf8) {
                place = endOfComment(place) ?? head.upper
            } else {
                break
            }
        }
        guard place < head.upper, bytes[place] == UInt8(ascii: ":") else {
            throw fault(at: min(place, head.upper), Self.noColon)
        }
        if name.starts(with: "--".utf8) { return }
        try judgeValue(SourceRange(place + 1, head.upper))
    }

    private func judgeValue(_ value: SourceRange) throws(Fault) {
        var depth = 0
        var place = value.lower
        var isFilled = false
        while place < value.upper {
            let byte = bytes[place]
            if bytes[place...].starts(with: "/*".utf8) {
                place = endOfComment(place) ?? value.upper
                continue
            }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                place = endOfString(place) ?? value.upper
                isFilled = true
                continue
            }
            if byte > 0x20 { isFilled = true }
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ":") where depth == 0:
                let name = nameBefore(place, in: value)
                // Filters of old browsers have colons in their values.
                if !bytes[name...].starts(with: "progid".utf8) { throw fault(at: name, Self.noSemicolon) }
            default: break
            }
            place += 1
        }
        if !isFilled { throw fault(at: value.lower - 1, Self.noValue) }
    }

    /// Goes to the next `{`, `}` or `;` outside of brackets, strings and comments; nil at the end.
    private mutating func readUntilEnd() throws(Fault) -> UInt8? {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"): return byte
            case UInt8(ascii: "#") where isExtended && next == UInt8(ascii: "{"),
                UInt8(ascii: "@") where isExtended && next == UInt8(ascii: "{"):
                index += 1
                try readBrackets()
            case UInt8(ascii: "("), UInt8(ascii: "["): try readBrackets()
            default: try readToken()
            }
        }
        return nil
    }

    /// Goes from an opening bracket behind its closing one.
    private mutating func readBrackets() throws(Fault) {
        var openings: [Int] = []
        repeat {
            guard let byte = peek else {
                throw fault(
                    at: openings[openings.count - 1], Self.neverClosed(bytes[openings[openings.count - 1]]))
            }
            switch byte {
            case UInt8(ascii: "("):
                openings.append(index)
                if isAddress { try readAddress() } else { index += 1 }
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                openings.append(index)
                index += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard let opening = openings.popLast(), Self.closing(bytes[opening]) == byte else {
                    throw fault(Self.stray(byte))
                }
                index += 1
            case UInt8(ascii: ";")
            where bytes[openings[openings.count - 1]] != UInt8(ascii: "{") && !isExtended:
                let opening = openings[openings.count - 1]
                throw fault(at: opening, Self.neverClosed(bytes[opening]))
            default: try readToken()
            }
        } while !openings.isEmpty
    }

    /// Whether an address without quotes stands behind the bracket.
    private var isAddress: Bool {
        guard index >= 3, bytes[..<index].suffix(3).elementsEqual("url".utf8),
            index == 3 || !Self.isName(bytes[index - 4])
        else { return false }
        let first = bytes[(index + 1)...].first { $0 > 0x20 }
        return first.map { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") } ?? false
    }

    private mutating func readAddress() throws(Fault) {
        let start = index
        while let byte = peek, byte != UInt8(ascii: ")") {
            if byte == 0x0A { throw fault(at: start, Self.neverClosed("(")) }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { throw fault(Self.strayQuote) }
            index += byte == UInt8(ascii: "\\") ? 2 : 1
        }
    }

    /// Goes behind a string, a comment, an escape or a byte.
    private mutating func readToken() throws(Fault) {
        let byte = bytes[index]
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            guard let end = endOfString(index) else { throw fault(Self.noQuote) }
            index = end
        } else if bytes[index...].starts(with: "/*".utf8) {
            guard let end = endOfComment(index) else { throw fault(Self.endlessComment) }
            index = end
        } else if isExtended, bytes[index...].starts(with: "//".utf8) {
            index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
        } else if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") {
            throw fault(Self.stray(byte))
        } else {
            index = min(index + (byte == UInt8(ascii: "\\") ? 2 : 1), bytes.count)
        }
    }

    private mutating func skipSpace() throws(Fault) {
        while let byte = peek {
            if byte <= 0x20 {
                index += 1
            } else if bytes[index...].starts(with: "/*".utf8)
                || isExtended && bytes[index...].starts(with: "//".utf8)
            {
                try readToken()
            } else {
                return
            }
        }
    }

    // MARK: Looking at it

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }
    private var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }

    private func endOfString(_ start: Int) -> Int? {
        var place = start + 1
        while place < bytes.count, bytes[place] != 0x0A {
            if bytes[place] == bytes[start] { return place + 1 }
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private func endOfComment(_ start: Int) -> Int? {
        var place = start + 2
        while place + 1 < bytes.count {
            if bytes[place] == UInt8(ascii: "*"), bytes[place + 1] == UInt8(ascii: "/") { return place + 2 }
            place += 1
        }
        return nil
    }

    private func isInComment(_ place: Int, _ range: SourceRange) -> Bool {
        var at = range.lower
        while at < place {
            guard bytes[at...].starts(with: "/*".utf8) else {
                at += 1
                continue
            }
            at = endOfComment(at) ?? range.upper
        }
        return at > place
    }

    private func nameBefore(_ place: Int, in range: SourceRange) -> Int {
        var start = place
        while start > range.lower, bytes[start - 1] == 0x20 { start -= 1 }
        while start > range.lower, Self.isName(bytes[start - 1]) { start -= 1 }
        return start
    }

    private static func isCustomProperty(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.starts(with: "--".utf8) else { return false }
        return bytes.drop(while: isName).first { $0 > 0x20 } == UInt8(ascii: ":")
    }

    private static func isName(_ byte: UInt8) -> Bool {
        Code.isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "\\")
    }

    private static func closing(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "["): UInt8(ascii: "]")
        default: UInt8(ascii: "}")
        }
    }

    private func fault(_ message: String) -> Fault { fault(at: index, message) }

    private func fault(at place: Int, _ message: String) -> Fault {
        let end = place < bytes.count ? place + 1 : place
        return Fault(at: place < bytes.count ? SourceRange(place, end) : Lines.end(of: bytes), message)
    }

    private static func stray(_ byte: UInt8) -> String {
        "`\(String(decoding: [byte], as: UTF8.self))` closes nothing"
    }
    private static func neverClosed(_ bracket: String) -> String { "`\(bracket)` is never closed" }
    private static func neverClosed(_ byte: UInt8) -> String {
        neverClosed(String(decoding: [byte], as: UTF8.self))
    }
    private static let noName = "a name should follow `@`"
    private static let noBlock = "`{` should follow the selector"
    private static let noSelector = "a selector should come here"
    private static let noProperty = "the name of a property should come here"
    private static let noColon = "`:` should follow the property"
    private static let noValue = "a value should follow"
    private static let noSemicolon = "`;` is missing before this"
    private static let noSemicolonOrBrace = "`;` or `}` is missing, or this is no selector"
    private static let noQuote = "the string does not end in its line"
    private static let strayQuote = "an address has quotes around it or none"
    private static let endlessComment = "the comment never ends"
}
