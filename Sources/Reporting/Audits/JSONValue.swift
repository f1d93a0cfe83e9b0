/// A value of JSON (RFC 8259), as far as a report holds any: no fractions.
enum JSONValue: Hashable {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([JSONValue])
    /// Of two equal keys the last counts.
    case table([String: JSONValue])

    subscript(_ key: String) -> JSONValue? { if case .table(let table) = self { table[key] } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var list: [JSONValue]? { if case .list(let list) = self { list } else { nil } }
    var texts: [String]? { list?.compactMap(\.text) }

    /// Nil where the bytes are no JSON, or have a fraction, or are nested more than 64 deep.
    init?(_ bytes: [UInt8]) {
        var reader = JSONBytes(bytes: bytes)
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skip()
        guard reader.isAtEnd else { return nil }
        self = value
    }
}

/// Reads JSON.
private struct JSONBytes {
    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func skip() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skip()
        guard next == byte else { return false }
        place += 1
        return true
    }

    mutating func value(depth: Int) -> JSONValue? {
        skip()
        guard depth < 64, let byte = next else { return nil }
        switch byte {
        case UInt8(ascii: "{"): return table(depth)
        case UInt8(ascii: "["): return list(depth)
        case UInt8(ascii: "\""): return text().map { .text($0) }
        default:
            let start = place
            while let byte = next, byte > 0x20, byte != 0x2C, byte != 0x5D, byte != 0x7D { place += 1 }
            switch String(decoding: bytes[start..<place], as: UTF8.self) {
            case "null": return .null
            case "true": return .flag(true)
            case "false": return .flag(false)
            case let word: return Int(word).map { .number($0) }
            }
        }
    }

    private mutating func table(_ depth: Int) -> JSONValue? {
        place += 1
        var table: [String: JSONValue] = [:]
        if take(UInt8(ascii: "}")) { return .table(table) }
        repeat {
            skip()
            guard next == UInt8(ascii: "\""), let key = text(), take(UInt8(ascii: ":")),
                let value = value(depth: depth + 1)
            else { return nil }
            table[key] = value
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? .table(table) : nil
    }

    private mutating func list(_ depth: Int) -> JSONValue? {
        place += 1
        var list: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .list(list) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            list.append(value)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? .list(list) : nil
    }

    private mutating func text() -> String? {
        place += 1
        var out: [UInt8] = []
        while let byte = next {
            place += 1
            switch byte {
            case 0x22: return String(decoding: out, as: UTF8.self)
            case 0x5C:
                guard let escaped = next else { return nil }
                place += 1
                switch escaped {
                case UInt8(ascii: "n"): out.append(0x0A)
                case UInt8(ascii: "t"): out.append(0x09)
                case UInt8(ascii: "r"): out.append(0x0D)
                case UInt8(ascii: "b"): out.append(0x08)
                case UInt8(ascii: "f"): out.append(0x0C)
                case UInt8(ascii: "u"):
                    guard let scalar = scalar() else { return nil }
                    out += Array(String(Character(scalar)).utf8)
                case 0x22, 0x5C, 0x2F: out.append(escaped)
                default: return nil
                }
            default: out.append(byte)
            }
        }
        return nil
    }

    /// What `\u` stands for, with the second half of a pair; a half alone becomes U+FFFD.
    private mutating func scalar() -> Unicode.Scalar? {
        guard let high = unit() else { return nil }
        if (0xD800..<0xDC00).contains(high), next == 0x5C, place + 1 < bytes.count,
            bytes[place + 1] == UInt8(ascii: "u")
        {
            place += 2
            guard let low = unit() else { return nil }
            guard (0xDC00..<0xE000).contains(low) else { return "\u{FFFD}" }
            return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        }
        return Unicode.Scalar(high) ?? "\u{FFFD}"
    }

    private mutating func unit() -> UInt32? {
        guard place + 4 <= bytes.count,
            let number = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        else { return nil }
        place += 4
        return number
    }
}
