package import Model
package import YAML

/// Reads JSON, also with comments and commas too many, into values that know their places.
package struct JSONValues {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private struct Mistake: Error {}

    /// Nil where it is no JSON.
    package static func read(_ text: SourceText) -> YAMLNode? { read(text.bytes) }

    /// - Parameter range: where the value stands; the places count from the beginning of the bytes.
    static func read(_ bytes: [UInt8], in range: SourceRange? = nil) -> YAMLNode? {
        let range = range ?? SourceRange(0, bytes.count)
        var reader = JSONValues(bytes: range.upper == bytes.count ? bytes : Array(bytes[..<range.upper]))
        reader.position = range.lower
        if bytes[range.lower...].starts(with: [0xEF, 0xBB, 0xBF]) { reader.position += 3 }
        guard let value = try? reader.value() else { return nil }
        reader.skip()
        return reader.position == reader.bytes.count ? value : nil
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func value() throws(Mistake) -> YAMLNode {
        skip()
        let start = position
        guard let byte else { throw Mistake() }
        let content: YAMLNode.Content
        switch byte {
        case UInt8(ascii: "{"):
            var pairs: [YAMLNode.Pair] = []
            try enter()
            while try !isClosed(UInt8(ascii: "}"), isFirst: pairs.isEmpty) {
                let place = position
                let key = try text()
                let range = SourceRange(place, position)
                skip()
                guard self.byte == UInt8(ascii: ":") else { throw Mistake() }
                position += 1
                pairs.append(YAMLNode.Pair(key: key, keyRange: range, value: try value()))
            }
            content = .table(pairs)
        case UInt8(ascii: "["):
            var items: [YAMLNode] = []
            try enter()
            while try !isClosed(UInt8(ascii: "]"), isFirst: items.isEmpty) { items.append(try value()) }
            content = .list(items)
        case UInt8(ascii: "\""): content = .scalar(try text(), isPlain: false)
        default:
            while let byte = self.byte, Self.isWord(byte) { position += 1 }
            guard position > start else { throw Mistake() }
            let word = String(decoding: bytes[start..<position], as: UTF8.self)
            content = word == "null" ? .nothing : .scalar(word, isPlain: true)
        }
        return YAMLNode(content: content, range: SourceRange(start, position))
    }

    private mutating func enter() throws(Mistake) {
        guard depth < 200 else { throw Mistake() }
        depth += 1
        position += 1
    }

    /// Goes past the comma before a further value, or past the closing bracket.
    private mutating func isClosed(_ close: UInt8, isFirst: Bool) throws(Mistake) -> Bool {
        skip()
        if !isFirst, byte != close {
            guard byte == UInt8(ascii: ",") else { throw Mistake() }
            position += 1
            skip()
        }
        guard byte == close else { return false }
        position += 1
        depth -= 1
        return true
    }

    private mutating func text() throws(Mistake) -> String {
        guard byte == UInt8(ascii: "\"") else { throw Mistake() }
        position += 1
        let start = position
        var hasEscapes = false
        while let byte, byte != UInt8(ascii: "\"") {
            guard byte != 0x0A else { throw Mistake() }
            hasEscapes = hasEscapes || byte == UInt8(ascii: "\\")
            position += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        guard byte != nil else { throw Mistake() }
        position += 1
        let inner = bytes[start..<position - 1]
        return hasEscapes ? Self.unescaped(inner) : String(decoding: inner, as: UTF8.self)
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        var units: [UInt16] = []
        var rest = String(decoding: bytes, as: UTF8.self).utf16[...]
        while let unit = rest.popFirst() {
            guard unit == 0x5C, let escape = rest.popFirst() else {
                units.append(unit)
                continue
            }
            switch escape {
            case 0x62: units.append(8)
            case 0x66: units.append(12)
            case 0x6E: units.append(10)
            case 0x72: units.append(13)
            case 0x74: units.append(9)
            case 0x75:
                let digits = rest.prefix(4)
                units.append(UInt16(String(digits) ?? "", radix: 16) ?? 0xFFFD)
                rest = rest.dropFirst(4)
            default: units.append(escape)
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    private mutating func skip() {
        while let byte {
            if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
                position += 1
            } else if byte == UInt8(ascii: "/"), bytes[position...].starts(with: "//".utf8) {
                while let byte = self.byte, byte != 0x0A { position += 1 }
            } else if byte == UInt8(ascii: "/"), bytes[position...].starts(with: "/*".utf8) {
                position += 2
                while position < bytes.count, !bytes[position...].starts(with: "*/".utf8) { position += 1 }
                position = min(position + 2, bytes.count)
            } else {
                return
            }
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || Version.isLetter(byte) || [0x2B, 0x2D, 0x2E].contains(byte)
    }
}
