import Model

extension Language {
    /// TOML 1.0 and 1.1, by a parser of our own: its grammar, without the ban on keys that come twice, because
    /// documents show alternatives in one block.
    package static let toml = Language(
        id: "toml", name: "TOML", labels: ["cargo.toml", "pyproject.toml"],
        parser: .inProcess { TOMLSyntax(bytes: $0).fault }, lookalikes: ["json", "yaml", "rust", "shell"]
    ) { code in
        let relaxed = code.withoutTOMLElisions.withoutTOMLPlaceholders
        return relaxed.adaptations.isEmpty ? [code] : [code, relaxed]
    }
}

/// Reads TOML without keeping it: only whether it is right, and where not.
struct TOMLSyntax {
    private let bytes: [UInt8]
    private var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Where the text is no TOML; nil where it is.
    var fault: Fault? {
        var reader = self
        do {
            try reader.read()
            return nil
        } catch {
            return error.fault
        }
    }

    private struct Stop: Error { var fault: Fault }

    private mutating func read() throws(Stop) {
        while offset < bytes.count {
            skipSpace()
            switch peek {
            case nil, 0x0A, Self.hash: break
            case UInt8(ascii: "["): try readHeader()
            default: try readPair()
            }
            skipSpace()
            try readComment()
            guard offset < bytes.count else { return }
            guard peek == 0x0A else { throw stop("a line holds one pair or table; this is more") }
            offset += 1
        }
    }

    private mutating func readHeader() throws(Stop) {
        let isArray = bytes[offset...].starts(with: "[[".utf8)
        offset += isArray ? 2 : 1
        try readKey()
        for _ in 0..<(isArray ? 2 : 1) {
            guard peek == UInt8(ascii: "]") else { throw stop("`]` should come here") }
            offset += 1
        }
    }

    private mutating func readPair() throws(Stop) {
        try readKey()
        guard peek == UInt8(ascii: "=") else { throw stop("`=` should follow the key") }
        offset += 1
        skipSpace()
        try readValue()
    }

    /// A key with its dots, and the space around it.
    private mutating func readKey() throws(Stop) {
        while true {
            skipSpace()
            switch peek {
            case UInt8(ascii: "\""): try readString()
            case UInt8(ascii: "'"): try readString()
            default:
                let start = offset
                while let byte = peek, Self.isBare(byte) { offset += 1 }
                if offset == start { throw stop("a key should come here") }
            }
            skipSpace()
            guard peek == UInt8(ascii: ".") else { return }
            offset += 1
        }
    }

    // MARK: Values

    /// A value; arrays and inline tables without recursion, because text may nest them without end.
    private mutating func readValue() throws(Stop) {
        /// The brackets that are open, and where.
        var open: [Int] = []
        values: while true {
            guard let byte = peek else { throw stop("the text ends where a value should come") }
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
                open.append(offset)
                offset += 1
            } else {
                try readScalar(byte)
            }
            var isFilled = bytes[offset - 1] != byte || open.last != offset - 1
            while let start = open.last {
                let isTable = bytes[start] == UInt8(ascii: "{")
                let close = isTable ? UInt8(ascii: "}") : UInt8(ascii: "]")
                try skipLines()
                guard let byte = peek else {
                    offset = start
                    throw stop("this `\(isTable ? "{" : "[")` is never closed")
                }
                if byte == close {
                    offset += 1
                    open.removeLast()
                    isFilled = true
                    continue
                }
                if isFilled {
                    guard byte == UInt8(ascii: ",") else {
                        throw stop("`,` or `\(isTable ? "}" : "]")` should come here")
                    }
                    offset += 1
                    try skipLines()
                    if peek == close {
                        offset += 1
                        open.removeLast()
                        continue
                    }
                }
                if isTable {
                    try readKey()
                    guard peek == UInt8(ascii: "=") else { throw stop("`=` should follow the key") }
                    offset += 1
                    skipSpace()
                }
                continue values
            }
            return
        }
    }

    private mutating func readScalar(_ byte: UInt8) throws(Stop) {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            return try readString(manyLines: true)
        }
        let start = offset
        while let byte = peek, Self.isBare(byte) || "+.:".utf8.contains(byte) { offset += 1 }
        // A space may stand between a date and a time.
        if offset - start == 10, bytes[start + 4] == UInt8(ascii: "-"), offset + 3 < bytes.count,
            bytes[offset] == 0x20, Self.isDigit(bytes[offset + 1]), Self.isDigit(bytes[offset + 2]),
            bytes[offset + 3] == UInt8(ascii: ":")
        {
            offset += 1
            while let byte = peek, Self.isBare(byte) || "+.:".utf8.contains(byte) { offset += 1 }
        }
        let word = String(decoding: bytes[start..<offset], as: UTF8.self)
        if TOMLScalar(word).isValid { return }
        let end = offset
        offset = start
        if end == start { throw stop("a value should come here") }
        throw Stop(
            fault: Fault(
                at: SourceRange(start, end), "this is no value; a string stands between quotation marks"))
    }

    /// A string; over many lines only as a value.
    private mutating func readString(manyLines: Bool = false) throws(Stop) {
        let start = offset
        let quote = bytes[offset]
        let isLiteral = quote == UInt8(ascii: "'")
        var isLong = false
        if manyLines, bytes[offset...].starts(with: [quote, quote, quote]) {
            isLong = true
            offset += 3
        } else {
            offset += 1
        }
        while let byte = peek {
            if byte == quote {
                let run = bytes[offset...].prefix { $0 == quote }.count
                if !isLong {
                    offset += 1
                    return
                }
                // Up to two may stand before the three that end it.
                if run >= 3 {
                    offset += min(run, 5)
                    return
                }
                offset += run
            } else if byte == UInt8(ascii: "\\"), !isLiteral {
                try readEscape(isLong: isLong)
            } else if byte == 0x0A, !isLong {
                offset = start
                throw stop("this string has no end on its line")
            } else if byte < 0x20, byte != 0x09, byte != 0x0A {
                throw stop("a control character must be escaped")
            } else {
                offset += 1
            }
        }
        offset = start
        throw stop("this string has no end")
    }

    private mutating func readEscape(isLong: Bool) throws(Stop) {
        let start = offset
        offset += 1
        guard let byte = peek else { return }
        offset += 1
        let digits =
            switch byte {
            case UInt8(ascii: "x"): 2
            case UInt8(ascii: "u"): 4
            case UInt8(ascii: "U"): 8
            default: 0
            }
        if digits > 0 {
            let value = bytes[offset...].prefix(digits)
            let number = Int(String(decoding: value, as: UTF8.self), radix: 16)
            if value.count == digits, let number, Unicode.Scalar(UInt32(number)) != nil {
                offset += digits
                return
            }
        } else if "btnfre\"\\".utf8.contains(byte) {
            return
        } else if isLong, byte == 0x0A || byte == 0x20 || byte == 0x09 {
            // A backslash at the end of a line joins it to the next.
            offset -= 1
            skipSpace()
            if peek == 0x0A { return }
        }
        offset = start
        throw stop("there is no such escape; a literal string stands between `'`")
    }

    // MARK: Bytes

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 { offset += 1 }
    }

    private mutating func skipLines() throws(Stop) {
        while true {
            skipSpace()
            try readComment()
            guard peek == 0x0A else { return }
            offset += 1
        }
    }

    private mutating func readComment() throws(Stop) {
        guard peek == Self.hash else { return }
        while let byte = peek, byte != 0x0A {
            if byte < 0x20, byte != 0x09 { throw stop("a comment holds no control characters") }
            offset += 1
        }
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func stop(_ message: String) -> Stop {
        if offset >= bytes.count { return Stop(fault: Fault(at: Lines.end(of: bytes), message)) }
        var upper = offset + 1
        while upper < bytes.count, bytes[upper] & 0xC0 == 0x80 { upper += 1 }
        return Stop(fault: Fault(at: SourceRange(offset, upper), message))
    }

    private static let hash = UInt8(ascii: "#")
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isBare(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
            || byte == UInt8(ascii: "-")
    }
}

extension Code {
    /// The code without lines of dots, and with something in their place where a value must stand.
    fileprivate var withoutTOMLElisions: Code {
        var edits: [Edit] = []
        for line in lines {
            let bytes = slice(line)
            var index = bytes.startIndex
            var last: UInt8 = 0x0A
            while index < bytes.endIndex, bytes[index] != UInt8(ascii: "#") {
                let byte = bytes[index]
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    index = (bytes[(index + 1)...].firstIndex(of: byte) ?? bytes.endIndex - 1) + 1
                    last = byte
                    continue
                }
                let isDots =
                    bytes[index...].starts(with: "...".utf8) || bytes[index...].starts(with: "…".utf8)
                guard isDots else {
                    if byte != 0x20, byte != 0x09 { last = byte }
                    index += 1
                    continue
                }
                var end = index + 3
                while end < bytes.endIndex, bytes[end] == UInt8(ascii: ".") { end += 1 }
                if last == UInt8(ascii: "=") {
                    edits.append(Edit(SourceRange(index, end), "0"))
                } else if "[{,\n".utf8.contains(last) {
                    while end < bytes.endIndex, bytes[end] == 0x20 || bytes[end] == UInt8(ascii: ",") {
                        end += 1
                    }
                    edits.append(Edit(SourceRange(index, end), ""))
                }
                index = end
            }
        }
        return replacing(edits, because: "elisions left out")
    }

    /// The code with a value, or a key, in the place of `<name>`.
    fileprivate var withoutTOMLPlaceholders: Code {
        var edits = placeholders.map { range in
            let before = bytes[..<range.lower].last { $0 != 0x20 }
            return Edit(range, before == UInt8(ascii: "=") ? "0" : "x")
        }
        // What a site puts in when it is built: `{{#VERSION}}`, in an inline table for one of its pairs.
        var start = 0
        while let open = bytes.firstOffset(of: 0x7B, from: start) {
            start = open + 1
            guard bytes[open...].starts(with: "{{".utf8),
                let close = bytes[open...].firstIndex(where: { $0 == 0x7D || $0 == 0x0A }),
                bytes[close...].starts(with: "}}".utf8)
            else { continue }
            start = close + 2
            let before = bytes[..<open].last { $0 != 0x20 }
            if before == UInt8(ascii: "=") {
                edits.append(Edit(SourceRange(open, start), "0"))
            } else if before == UInt8(ascii: "{") || before == UInt8(ascii: ",") {
                edits.append(Edit(SourceRange(open, start), "x\(open) = 0"))
            }
        }
        return replacing(edits, because: "placeholders filled in")
    }
}
