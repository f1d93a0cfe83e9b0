import YAML

/// A value of JSON (RFC 8259), or of YAML as far as JSON has the same.
package indirect enum JSONValue: Hashable, Sendable {
    case null
    case flag(Bool)
    /// As it is written.
    case number(String)
    case text(String)
    case list([JSONValue])
    /// In the order of the file.
    case object([Member])

    package struct Member: Hashable, Sendable {
        package var key: String
        package var value: JSONValue
    }

    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    package var text: String? { if case .text(let text) = self { text } else { nil } }
    package var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
    package var items: [JSONValue] { if case .list(let items) = self { items } else { [] } }
    package var members: [Member] { if case .object(let members) = self { members } else { [] } }

    /// Reads a whole text; nil where it is no JSON, or nested deeper than 512 times.
    package init?(_ bytes: [UInt8]) {
        var reader = JSONReader(bytes)
        guard let value = reader.whole() else { return nil }
        self = value
    }

    init(_ node: YAMLNode) {
        switch node.content {
        case .nothing: self = .null
        case .scalar(let text, let isPlain):
            if isPlain, text == "true" || text == "false" {
                self = .flag(text == "true")
            } else if isPlain, text == "null" || text == "~" {
                self = .null
            } else if isPlain, Double(text) != nil {
                self = .number(text)
            } else {
                self = .text(text)
            }
        case .list(let items): self = .list(items.map { JSONValue($0) })
        case .table(let pairs): self = .object(pairs.map { Member(key: $0.key, value: JSONValue($0.value)) })
        }
    }
}

/// Reads JSON from bytes, and values of a large list one at a time.
struct JSONReader {
    private let bytes: [UInt8]
    private var place: Int
    private static let deepest = 512

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func whole() -> JSONValue? {
        guard let value = value(0) else { return nil }
        skipSpace()
        return place == bytes.count ? value : nil
    }

    /// Goes through the members of the outermost object; those that are wanted are read, the rest is passed over.
    ///
    /// - Parameters:
    ///   - lists: members whose lists are told one item at a time.
    ///   - found: the key and the value, or an item of it.
    /// - Returns: false where the text is no object, or broken.
    mutating func members(
        itemsOf lists: Set<String>, _ found: (String, JSONValue) -> Void
    ) -> Bool {
        skipSpace()
        guard take(UInt8(ascii: "{")) else { return false }
        skipSpace()
        if take(UInt8(ascii: "}")) { return true }
        while true {
            skipSpace()
            guard let key = string() else { return false }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { return false }
            skipSpace()
            if lists.contains(key), take(UInt8(ascii: "[")) {
                skipSpace()
                if !take(UInt8(ascii: "]")) {
                    while true {
                        guard let item = value(2) else { return false }
                        found(key, item)
                        skipSpace()
                        if take(UInt8(ascii: "]")) { break }
                        guard take(UInt8(ascii: ",")) else { return false }
                    }
                }
            } else {
                guard let value = value(1) else { return false }
                found(key, value)
            }
            skipSpace()
            if take(UInt8(ascii: "}")) { return true }
            guard take(UInt8(ascii: ",")) else { return false }
        }
    }

    private mutating func value(_ depth: Int) -> JSONValue? {
        skipSpace()
        guard depth < Self.deepest, place < bytes.count else { return nil }
        switch bytes[place] {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return list(depth)
        case UInt8(ascii: "\""): return string().map { .text($0) }
        case UInt8(ascii: "t"): return word("true") ? .flag(true) : nil
        case UInt8(ascii: "f"): return word("false") ? .flag(false) : nil
        case UInt8(ascii: "n"): return word("null") ? .null : nil
        default:
            let start = place
            while place < bytes.count, "+-.0123456789eE".utf8.contains(bytes[place]) { place += 1 }
            let text = String(decoding: bytes[start..<place], as: UTF8.self)
            return Double(text) == nil ? nil : .number(text)
        }
    }

    private mutating func object(_ depth: Int) -> JSONValue? {
        place += 1
        var members: [JSONValue.Member] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object([]) }
        while true {
            skipSpace()
            guard let key = string() else { return nil }
            skipSpace()
            guard take(UInt8(ascii: ":")), let value = value(depth + 1) else { return nil }
            members.append(JSONValue.Member(key: key, value: value))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
    }

    private mutating func list(_ depth: Int) -> JSONValue? {
        place += 1
        var items: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .list([]) }
        while true {
            guard let item = value(depth + 1) else { return nil }
            items.append(item)
            skipSpace()
            if take(UInt8(ascii: "]")) { return .list(items) }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
    }

    private mutating func string() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != UInt8(ascii: "\\") {
            if bytes[place] < 0x20 { return nil }
            place += 1
        }
        guard place < bytes.count else { return nil }
        if bytes[place] == UInt8(ascii: "\"") {
            place += 1
            return String(decoding: bytes[start..<(place - 1)], as: UTF8.self)
        }
        var out = Array(bytes[start..<place])
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"): guard escape(into: &out) else { return nil }
            case 0..<0x20: return nil
            default: out.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(into out: inout [UInt8]) -> Bool {
        guard place < bytes.count else { return false }
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "u"):
            guard var code = unit() else { return false }
            if (0xD800..<0xDC00).contains(code), bytes[place...].starts(with: "\\u".utf8) {
                place += 2
                guard let low = unit() else { return false }
                code = 0x10000 + (code - 0xD800) << 10 + (low &- 0xDC00) & 0x3FF
            }
            out += String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8
        default: return false
        }
        return true
    }

    private mutating func unit() -> UInt32? {
        guard place + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[place..<(place + 4)], as: UTF8.self), radix: 16)
        else { return nil }
        place += 4
        return code
    }

    private mutating func word(_ word: String) -> Bool {
        guard bytes[place...].starts(with: word.utf8) else { return false }
        place += word.utf8.count
        return true
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() {
        while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
    }
}
