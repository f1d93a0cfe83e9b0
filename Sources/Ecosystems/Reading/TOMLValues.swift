package import Model
package import YAML

/// Reads TOML into values that know their places.
///
/// It takes more than TOML allows, since it must not judge a file but learn from it: a key that is there twice, a
/// table that is opened again.
package struct TOMLValues {
    private let bytes: [UInt8]
    private var position = 0
    private var root = Table()

    private struct Mistake: Error {}

    /// A table while it is built; arrays of tables are kept open, because later headers go on with their last one.
    private final class Table {
        var keys: [(name: String, range: SourceRange)] = []
        var values: [String: Value] = [:]
        var range = SourceRange(at: 0)
    }
    private enum Value {
        case node(YAMLNode)
        case table(Table)
        case tables([Table])
    }

    /// Nil where it is no TOML.
    package static func read(_ text: SourceText) -> YAMLNode? { read(text.bytes) }

    static func read(_ bytes: [UInt8], in range: SourceRange? = nil) -> YAMLNode? {
        let range = range ?? SourceRange(0, bytes.count)
        var reader = TOMLValues(bytes: range.upper == bytes.count ? bytes : Array(bytes[..<range.upper]))
        reader.position = range.lower
        if bytes[range.lower...].starts(with: [0xEF, 0xBB, 0xBF]) { reader.position += 3 }
        do { try reader.read() } catch { return nil }
        return Self.node(reader.root)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private static func node(_ table: Table) -> YAMLNode {
        var range = table.range
        let pairs = table.keys.compactMap { key -> YAMLNode.Pair? in
            guard let value = table.values[key.name] else { return nil }
            let node =
                switch value {
                case .node(let node): node
                case .table(let table): Self.node(table)
                case .tables(let tables):
                    YAMLNode(
                        content: .list(tables.map(Self.node)),
                        range: SourceRange(
                            tables.first?.range.lower ?? 0, tables.last?.range.upper ?? 0))
                }
            range.upper = max(range.upper, node.range.upper)
            return YAMLNode.Pair(key: key.name, keyRange: key.range, value: node)
        }
        return YAMLNode(content: .table(pairs), range: range)
    }

    private mutating func read() throws(Mistake) {
        var current = root
        while true {
            skipLines()
            guard let byte else { return }
            if byte == UInt8(ascii: "[") {
                let start = position
                let isArray = bytes[position...].starts(with: "[[".utf8)
                position += isArray ? 2 : 1
                let path = try keys()
                guard bytes[position...].starts(with: isArray ? "]]".utf8 : "]".utf8) else {
                    throw Mistake()
                }
                position += isArray ? 2 : 1
                current = try open(path, isArray: isArray)
                if current.range.isEmpty { current.range = SourceRange(start, position) }
            } else {
                try pair(into: current)
            }
            skipSpace()
            guard self.byte == nil || self.byte == 0x0A || self.byte == 0x0D || self.byte == UInt8(ascii: "#")
            else { throw Mistake() }
        }
    }

    private func open(_ path: [(name: String, range: SourceRange)], isArray: Bool) throws(Mistake) -> Table {
        guard path.count < 50 else { throw Mistake() }
        var table = root
        for (place, key) in path.enumerated() {
            let isLast = place == path.count - 1
            switch table.values[key.name] {
            case .table(let inner)?: table = inner
            case .tables(let tables)?:
                if isLast, isArray {
                    let inner = Table()
                    table.values[key.name] = .tables(tables + [inner])
                    table = inner
                } else if let last = tables.last {
                    table = last
                }
            case .node?: throw Mistake()
            case nil:
                let inner = Table()
                table.keys.append(key)
                table.values[key.name] = isLast && isArray ? .tables([inner]) : .table(inner)
                table = inner
            }
        }
        return table
    }

    private mutating func pair(into table: Table) throws(Mistake) {
        let path = try keys()
        guard byte == UInt8(ascii: "=") else { throw Mistake() }
        position += 1
        skipSpace()
        let node = try value(depth: 0)
        var table = table
        table.range.upper = max(table.range.upper, position)
        guard path.count < 50 else { throw Mistake() }
        for key in path.dropLast() {
            if case .table(let inner)? = table.values[key.name] {
                table = inner
            } else {
                let inner = Table()
                inner.range = SourceRange(key.range.lower, position)
                if table.values[key.name] == nil { table.keys.append(key) }
                table.values[key.name] = .table(inner)
                table = inner
            }
            table.range.upper = max(table.range.upper, position)
        }
        guard let key = path.last else { throw Mistake() }
        if table.values[key.name] == nil { table.keys.append(key) }
        table.values[key.name] = .node(node)
    }

    private mutating func keys() throws(Mistake) -> [(name: String, range: SourceRange)] {
        var keys: [(String, SourceRange)] = []
        while true {
            skipSpace()
            let start = position
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let name = try string()
                keys.append((name, SourceRange(start, position)))
            } else {
                while let byte, Self.isBare(byte) { position += 1 }
                guard position > start else { throw Mistake() }
                keys.append(
                    (String(decoding: bytes[start..<position], as: UTF8.self), SourceRange(start, position)))
            }
            skipSpace()
            guard byte == UInt8(ascii: ".") else { return keys }
            position += 1
        }
    }

    private mutating func value(depth: Int) throws(Mistake) -> YAMLNode {
        guard let byte, depth < 100 else { throw Mistake() }
        let start = position
        let content: YAMLNode.Content
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): content = .scalar(try string(), isPlain: false)
        case UInt8(ascii: "["):
            position += 1
            var items: [YAMLNode] = []
            while true {
                skipLines()
                if self.byte == UInt8(ascii: "]") { break }
                items.append(try value(depth: depth + 1))
                skipLines()
                if self.byte == UInt8(ascii: ",") { position += 1 } else { break }
            }
            skipLines()
            guard self.byte == UInt8(ascii: "]") else { throw Mistake() }
            position += 1
            content = .list(items)
        case UInt8(ascii: "{"):
            position += 1
            let table = Table()
            while true {
                skipLines()
                if self.byte == UInt8(ascii: "}") { break }
                try pair(into: table)
                skipLines()
                if self.byte == UInt8(ascii: ",") { position += 1 } else { break }
            }
            skipLines()
            guard self.byte == UInt8(ascii: "}") else { throw Mistake() }
            position += 1
            content = Self.node(table).content
        default:
            while let byte = self.byte, Self.isBare(byte) || "+.:".utf8.contains(byte) { position += 1 }
            guard position > start else { throw Mistake() }
            content = .scalar(String(decoding: bytes[start..<position], as: UTF8.self), isPlain: true)
        }
        return YAMLNode(content: content, range: SourceRange(start, position))
    }

    private mutating func string() throws(Mistake) -> String {
        guard let quote = byte else { throw Mistake() }
        let isLong = bytes[position...].starts(with: [quote, quote, quote])
        position += isLong ? 3 : 1
        if isLong, byte == 0x0A { position += 1 }
        var out: [UInt8] = []
        while let byte {
            if byte == quote {
                if !isLong {
                    position += 1
                    return String(decoding: out, as: UTF8.self)
                }
                let run = bytes[position...].prefix { $0 == quote }.count
                if run >= 3 {
                    out += Array(repeating: quote, count: min(run, 5) - 3)
                    position += min(run, 5)
                    return String(decoding: out, as: UTF8.self)
                }
                out += Array(repeating: quote, count: run)
                position += run
            } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                position += 1
                escape(into: &out)
            } else if byte == 0x0A, !isLong {
                throw Mistake()
            } else {
                out.append(byte)
                position += 1
            }
        }
        throw Mistake()
    }

    private mutating func escape(into out: inout [UInt8]) {
        guard let byte else { return }
        position += 1
        let digits = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][byte] ?? 0
        if digits > 0 {
            let text = String(decoding: bytes[position...].prefix(digits), as: UTF8.self)
            position = min(position + digits, bytes.count)
            let scalar = UInt32(text, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
            out += Array(String(Character(scalar)).utf8)
            return
        }
        switch byte {
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "e"): out.append(0x1B)
        case 0x0A, 0x0D, 0x20, 0x09:
            while let byte = self.byte, [0x0A, 0x0D, 0x20, 0x09].contains(byte) { position += 1 }
        default: out.append(byte)
        }
    }

    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte, byte == 0x20 || byte == 0x09 { position += 1 }
    }

    private mutating func skipLines() {
        while let byte {
            if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
                position += 1
            } else if byte == UInt8(ascii: "#") {
                while let byte = self.byte, byte != 0x0A { position += 1 }
            } else {
                return
            }
        }
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || Version.isLetter(byte) || byte == 0x5F || byte == UInt8(ascii: "-")
    }
}
