/// Reads JSON (RFC 8259) into values that know their lines; leniently also comments, last commas and elisions.
package struct JSONReader {
    package indirect enum Kind: Hashable, Sendable {
        case object(Members)
        case array([Value])
        case text(String)
        /// As it is written.
        case number(String)
        /// `true`, `false` or `null`
        case word(String)
        /// `...`: anything.
        case elision
    }

    package struct Members: Hashable, Sendable {
        package var members: [Member] = []
        /// Whether more members may be there.
        package var isOpen = false

        package subscript(key: String) -> Value? { members.last { $0.key == key }?.value }
    }

    package struct Member: Hashable, Sendable {
        package var key: String
        package var value: Value
    }

    package struct Value: Hashable, Sendable {
        package var kind: Kind
        /// Counted from 0.
        package var line: Int

        package var text: String? { if case .text(let text) = kind { text } else { nil } }
        package var number: Int? { if case .number(let text) = kind { Int(text) } else { nil } }
        package var elements: [Value] { if case .array(let values) = kind { values } else { [] } }
        package subscript(key: String) -> Value? {
            if case .object(let members) = kind { members[key] } else { nil }
        }

        var summary: String {
            switch kind {
            case .object: "{...}"
            case .array: "[...]"
            case .text(let text): "\"\(text.count > 40 ? text.prefix(40) + "…" : text[...])\""
            case .number(let text), .word(let text): text
            case .elision: "..."
            }
        }
    }

    private let bytes: [UInt8]
    private let isLenient: Bool
    private var place = 0
    private var depth = 0
    /// Where reading has come to, counted from 0.
    package private(set) var line = 0

    package init(_ text: String, isLenient: Bool = false) {
        bytes = Array(text.utf8)
        self.isLenient = isLenient
    }

    /// The one value of the text; nil where it is not JSON.
    package mutating func read() -> Value? {
        guard let value = value() else { return nil }
        skipSpace()
        return place == bytes.count ? value : nil
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = next {
            switch byte {
            case 0x0A:
                line += 1
                place += 1
            case 0x20, 0x09, 0x0D: place += 1
            case UInt8(ascii: "/") where isLenient && bytes[place...].starts(with: "//".utf8):
                while let byte = next, byte != 0x0A { place += 1 }
            case UInt8(ascii: "/") where isLenient && bytes[place...].starts(with: "/*".utf8):
                while place < bytes.count, !bytes[place...].starts(with: "*/".utf8) {
                    if bytes[place] == 0x0A { line += 1 }
                    place += 1
                }
                place = min(bytes.count, place + 2)
            default: return
            }
        }
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        place += 1
        return true
    }

    private mutating func takesElision() -> Bool {
        skipSpace()
        guard isLenient else { return false }
        for mark in ["...", "…"] where bytes[place...].starts(with: mark.utf8) {
            place += mark.utf8.count
            return true
        }
        return false
    }

    private mutating func value() -> Value? {
        skipSpace()
        let start = line
        depth += 1
        defer { depth -= 1 }
        guard depth < 500, let byte = next else { return nil }
        if takesElision() { return Value(kind: .elision, line: start) }
        switch byte {
        case UInt8(ascii: "{"): return members().map { Value(kind: .object($0), line: start) }
        case UInt8(ascii: "["): return elements().map { Value(kind: .array($0), line: start) }
        case UInt8(ascii: "\""): return text().map { Value(kind: .text($0), line: start) }
        default: return word().map { Value(kind: $0, line: start) }
        }
    }

    private mutating func members() -> Members? {
        place += 1
        var members = Members()
        while !takes(UInt8(ascii: "}")) {
            if takesElision() {
                members.isOpen = true
            } else {
                skipSpace()
                guard next == UInt8(ascii: "\""), let key = text(), takes(UInt8(ascii: ":")),
                    let value = value()
                else { return nil }
                members.members.append(Member(key: key, value: value))
            }
            guard takes(UInt8(ascii: ",")) else {
                if takes(UInt8(ascii: "}")) { return members }
                // An elision needs no commas around it.
                if members.isOpen || (isLenient && isAtElision) { continue }
                return nil
            }
            skipSpace()
            if !isLenient, next == UInt8(ascii: "}") { return nil }
        }
        return members
    }

    private var isAtElision: Bool {
        bytes[place...].starts(with: "...".utf8) || bytes[place...].starts(with: "…".utf8)
    }

    private mutating func elements() -> [Value]? {
        place += 1
        var elements: [Value] = []
        while !takes(UInt8(ascii: "]")) {
            guard let value = value() else { return nil }
            elements.append(value)
            guard takes(UInt8(ascii: ",")) else {
                if takes(UInt8(ascii: "]")) { return elements }
                if case .elision = value.kind { continue }
                if isLenient, isAtElision { continue }
                return nil
            }
            skipSpace()
            if !isLenient, next == UInt8(ascii: "]") { return nil }
        }
        return elements
    }

    private mutating func text() -> String? {
        place += 1
        var out: [UInt8] = []
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escape = next else { return nil }
                place += 1
                guard let bytes = unescaped(escape) else { return nil }
                out += bytes
            case 0x00..<0x20: return nil
            default: out.append(byte)
            }
        }
        return nil
    }

    private mutating func unescaped(_ escape: UInt8) -> [UInt8]? {
        switch escape {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [escape]
        case UInt8(ascii: "u"):
            guard var code = hexadecimal() else { return nil }
            if (0xD800..<0xDC00).contains(code), bytes[place...].starts(with: "\\u".utf8) {
                place += 2
                guard let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else { return nil }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            return Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
        default: return nil
        }
    }

    private mutating func hexadecimal() -> UInt32? {
        guard place + 4 <= bytes.count else { return nil }
        let digits = bytes[place..<place + 4]
        place += 4
        guard digits.allSatisfy({ $0 < 0x80 && Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private mutating func word() -> Kind? {
        let start = place
        while let byte = next,
            byte >= 0x80 || Character(Unicode.Scalar(byte)).isLetter
                || Character(Unicode.Scalar(byte)).isNumber || "+-.".utf8.contains(byte)
        {
            // The dots of an elision behind a number are none of its own.
            if isLenient, place > start, isAtElision { break }
            place += 1
        }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        if ["true", "false", "null"].contains(word) { return .word(word) }
        guard let first = word.first, first == "-" || first.isNumber, Double(word) != nil else { return nil }
        return .number(word)
    }
}
