import Model

/// Reads JSON with comments and trailing commas.
struct JSONC {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    /// - Throws: the first mistake, with its place.
    static func read(_ bytes: [UInt8]) throws(MarkdownlintMistake) -> MarkdownlintValue {
        var reader = JSONC(bytes: bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
        let value = try reader.value()
        try reader.skip()
        guard reader.position == bytes.count else { throw reader.mistake(.textAfterEnd) }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func value() throws(MarkdownlintMistake) -> MarkdownlintValue {
        try skip()
        guard let byte else { throw mistake(.noValue) }
        let start = position
        let content: MarkdownlintValue.Content
        switch byte {
        case UInt8(ascii: "{"):
            content = .table(try nested { reader throws(MarkdownlintMistake) in try reader.table() })
        case UInt8(ascii: "["):
            content = .list(try nested { reader throws(MarkdownlintMistake) in try reader.list() })
        case UInt8(ascii: "\""): content = .text(try text())
        default: content = try word()
        }
        return MarkdownlintValue(content, SourceRange(start, position))
    }

    /// Reads what is between brackets; so deep that no configuration is, it is a mistake.
    private mutating func nested<Result>(
        _ read: (inout JSONC) throws(MarkdownlintMistake) -> Result
    ) throws(MarkdownlintMistake) -> Result {
        guard depth < 100 else { throw mistake(.tooDeep) }
        depth += 1
        position += 1
        let result = try read(&self)
        depth -= 1
        return result
    }

    private mutating func table() throws(MarkdownlintMistake) -> [MarkdownlintValue.Entry] {
        var entries: [MarkdownlintValue.Entry] = []
        while try !ends(with: UInt8(ascii: "}"), isFirst: entries.isEmpty) {
            guard byte == UInt8(ascii: "\"") else { throw mistake(.noKey) }
            let start = position
            let key = try text()
            let range = SourceRange(start, position)
            try skip()
            guard byte == UInt8(ascii: ":") else { throw mistake(.noColon) }
            position += 1
            entries.set(MarkdownlintValue.Entry(key: key, keyRange: range, value: try value()))
        }
        return entries
    }

    private mutating func list() throws(MarkdownlintMistake) -> [MarkdownlintValue] {
        var values: [MarkdownlintValue] = []
        while try !ends(with: UInt8(ascii: "]"), isFirst: values.isEmpty) { values.append(try value()) }
        return values
    }

    /// Goes past the comma before a further element, or past the closing bracket.
    private mutating func ends(with close: UInt8, isFirst: Bool) throws(MarkdownlintMistake) -> Bool {
        try skip()
        if !isFirst, byte == UInt8(ascii: ",") {
            position += 1
            try skip()
        } else if !isFirst, byte != close {
            throw mistake(.noComma(Character(UnicodeScalar(close))))
        }
        guard byte != nil else { throw mistake(.noEnd(Character(UnicodeScalar(close)))) }
        guard byte == close else { return false }
        position += 1
        return true
    }

    private mutating func text() throws(MarkdownlintMistake) -> String {
        let start = position
        position += 1
        var out: [UInt8] = []
        while let byte, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw mistake(.openText, SourceRange(start, position)) }
            position += 1
            if byte == UInt8(ascii: "\\") {
                out.append(contentsOf: String(try escape()).utf8)
            } else {
                out.append(byte)
            }
        }
        guard byte != nil else { throw mistake(.openText, SourceRange(start, position)) }
        position += 1
        return String(decoding: out, as: UTF8.self)
    }

    private mutating func escape() throws(MarkdownlintMistake) -> Character {
        let start = position - 1
        guard let byte else { throw mistake(.openText, SourceRange(start, position)) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Character(UnicodeScalar(byte))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard let first = unit() else { break }
            if let scalar = UnicodeScalar(first) { return Character(scalar) }
            // A character beyond U+FFFF is written as two units.
            if (0xD800..<0xDC00).contains(first), self.byte == UInt8(ascii: "\\") {
                position += 1
                if self.byte == UInt8(ascii: "u") {
                    position += 1
                    if let second = unit(), (0xDC00..<0xE000).contains(second),
                        let scalar = UnicodeScalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
                    {
                        return Character(scalar)
                    }
                }
            }
        default: break
        }
        throw mistake(.badEscape, SourceRange(start, min(position, bytes.count)))
    }

    private mutating func unit() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        let digits = bytes[position..<position + 4]
        guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
        position += 4
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private mutating func word() throws(MarkdownlintMistake) -> MarkdownlintValue.Content {
        let start = position
        while let byte, Self.isWord(byte) { position += 1 }
        let range = SourceRange(start, max(position, min(start + 1, bytes.count)))
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        switch word {
        case "true": return .flag(true)
        case "false": return .flag(false)
        case "null": return .nothing
        case "": throw mistake(.noValue, range)
        default:
            if let number = Int(word), !word.hasPrefix("+") { return .number(number) }
            guard let number = Double(word), word.first == "-" || word.first?.isNumber == true,
                number.isFinite
            else { throw mistake(.badWord(word), range) }
            return Int(exactly: number).map { .number($0) } ?? .fraction(word)
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "'"):
            true
        default: byte >= 0x80
        }
    }

    /// Goes past white space and comments.
    private mutating func skip() throws(MarkdownlintMistake) {
        while let byte {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                position += 1
            } else if byte == UInt8(ascii: "/"), position + 1 < bytes.count,
                bytes[position + 1] == UInt8(ascii: "/")
            {
                while let byte = self.byte, byte != 0x0A, byte != 0x0D { position += 1 }
            } else if byte == UInt8(ascii: "/"), position + 1 < bytes.count,
                bytes[position + 1] == UInt8(ascii: "*")
            {
                let start = position
                position += 2
                while !isEndOfComment {
                    guard position < bytes.count else {
                        throw mistake(.openComment, SourceRange(start, start + 2))
                    }
                    position += 1
                }
                position += 2
            } else {
                return
            }
        }
    }

    private var isEndOfComment: Bool {
        position + 1 < bytes.count && bytes[position] == UInt8(ascii: "*")
            && bytes[position + 1] == UInt8(ascii: "/")
    }

    private func mistake(_ sentence: String, _ range: SourceRange? = nil) -> MarkdownlintMistake {
        MarkdownlintMistake(
            at: range ?? SourceRange(position, min(position + 1, bytes.count)), sentence)
    }
}

extension String {
    fileprivate static let textAfterEnd = "there is text after the end of the configuration"
    fileprivate static let noValue = "a value is missing"
    fileprivate static let noKey = "a key in double quotes is missing"
    fileprivate static let noColon = "there is no colon after the key"
    fileprivate static func noComma(_ close: Character) -> String { "a comma or `\(close)` is missing" }
    fileprivate static func noEnd(_ close: Character) -> String { "the file ends before `\(close)`" }
    fileprivate static let openText = "a text in double quotes does not end on its line"
    fileprivate static let openComment = "a comment does not end"
    fileprivate static let badEscape = "there is no such escape"
    fileprivate static func badWord(_ word: String) -> String { "`\(word)` is no value of JSON" }
    fileprivate static let tooDeep = "lists and tables are nested too deep"
}
