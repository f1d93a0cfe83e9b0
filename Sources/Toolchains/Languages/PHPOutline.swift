import Model

/// Where the parts of a fragment of PHP are, strings and comments respected.
struct PHPOutline {
    /// Where what follows `use` and `namespace` begins.
    private(set) var tail: Int
    /// Whether a statement ends behind there, outside of all brackets.
    private(set) var hasEnd = false
    /// Whether `=>` stands behind there, outside of all brackets.
    private(set) var hasArrow = false
    /// Comments and dots that stand where a value should: `if (/* … */)`, `= /* … */;`, `[...]`.
    private(set) var elisions: [SourceRange] = []
    /// The last byte that is no comment.
    private(set) var last: UInt8 = 0

    init(_ bytes: [UInt8]) {
        tail = bytes.count
        var index = 0
        var depth = 0
        /// Where the statement began; nil between two.
        var start: Int?
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x20 || byte == 0x09 || byte == 0x0A {
                index += 1
                continue
            }
            if let end = Self.endOfComment(bytes, index) {
                if byte == UInt8(ascii: "/"), Self.isPlaceOfValue(bytes, last, end) {
                    elisions.append(SourceRange(index, end))
                }
                index = end
                continue
            }
            if byte == UInt8(ascii: "."), bytes[index...].starts(with: "...".utf8) {
                let end = index + 3
                if Self.isPlaceOfValue(bytes, last, end) { elisions.append(SourceRange(index, end)) }
                last = byte
                index = end
                continue
            }
            if start == nil { start = index }
            if tail == bytes.count, start == index, !Self.isImport(bytes[index...]) { tail = index }
            last = byte
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                index = Self.endOfString(bytes, index)
                continue
            case UInt8(ascii: "<") where bytes[index...].starts(with: "<<<".utf8):
                index = Self.endOfHeredoc(bytes, index)
                continue
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ";") where depth <= 0:
                if tail < bytes.count { hasEnd = true }
                start = nil
            case UInt8(ascii: "=") where depth <= 0 && bytes[index...].starts(with: "=>".utf8):
                if tail < bytes.count { hasArrow = true }
            default: break
            }
            index += 1
        }
    }

    /// Whether something that can be followed by a value stands before a place, and the end of one behind it.
    private static func isPlaceOfValue(_ bytes: [UInt8], _ before: UInt8, _ end: Int) -> Bool {
        guard "(=>,[".utf8.contains(before), let next = bytes[end...].first(where: { $0 != 0x20 }) else {
            return false
        }
        return ");,]".utf8.contains(next) || before == UInt8(ascii: "=") && next == 0x0A
    }

    private static func isImport(_ rest: ArraySlice<UInt8>) -> Bool {
        ["use ", "namespace ", "declare("].contains { rest.starts(with: $0.utf8) }
    }

    private static func endOfComment(_ bytes: [UInt8], _ start: Int) -> Int? {
        let rest = bytes[start...]
        if rest.starts(with: "/*".utf8) {
            var index = start + 2
            while index + 1 < bytes.count,
                bytes[index] != UInt8(ascii: "*") || bytes[index + 1] != UInt8(ascii: "/")
            {
                index += 1
            }
            return min(index + 2, bytes.count)
        }
        let isLine =
            rest.starts(with: "//".utf8) || rest.first == UInt8(ascii: "#") && !rest.starts(with: "#[".utf8)
        return isLine ? rest.firstIndex(of: 0x0A) ?? bytes.count : nil
    }

    private static func endOfString(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != bytes[start] {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }

    /// Behind the word that ends `<<<WORD`, wherever it begins a line.
    private static func endOfHeredoc(_ bytes: [UInt8], _ start: Int) -> Int {
        let head = bytes[(start + 3)...].prefix { $0 != 0x0A }
        let word = head.filter { $0 != 0x20 && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
        guard !word.isEmpty else { return start + 3 }
        var line = head.endIndex
        while line < bytes.count {
            let rest = bytes[(line + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
            if rest.starts(with: word) { return rest.startIndex + word.count }
            line = rest.firstIndex(of: 0x0A) ?? bytes.count
        }
        return bytes.count
    }
}
