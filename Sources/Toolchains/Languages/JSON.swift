import Model

extension Language {
    /// RFC 8259, by a parser of our own, because it must tell the exact place.
    ///
    /// What documents write as JSON is often a part of it: with comments, with elisions, only the members of an
    /// object, or several texts one after the other.
    package static let json = Language(
        id: "json", name: "JSON", labels: ["jsonc", "jsonl", "ndjson", "geojson", "jsonld", "webmanifest"],
        parser: .inProcess { JSONSyntax(bytes: $0).fault },
        lookalikes: ["http", "javascript", "yaml", "html", "shell"]
    ) { code in
        let plain = code.as("file")
        var forms = [plain]
        if let inner = code.withoutFrontMatterMarks { forms.append(inner.as("front matter")) }
        let relaxed = plain.withoutComments.withoutElisions.withoutLastCommas
        if !relaxed.adaptations.isEmpty { forms.append(relaxed) }
        if let closed = code.closed(.json) {
            forms.append(closed.withoutComments.withoutElisions.withoutLastCommas)
        }
        switch code.firstByte {
        case UInt8(ascii: "\""):
            forms.append(relaxed.wrapped("{", "\n}", as: "members of an object"))
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            forms.append(relaxed.wrapped("", "", as: "several texts").joiningTexts)
        default: break
        }
        return forms
    } reading: { code, fault in
        // `::=` stands in the rules of a grammar.
        .wrong(code.namesValue(at: fault.range) || code.contains("::=") ? .possible : .certain)
    }
    .parted(by: .json).laidOut(by: .json)
}

extension Lexis {
    /// With the comments that documents put into it.
    fileprivate static let json = Lexis(
        lineComments: ["//", "#"], blockComment: ("/*", "*/"), quotes: [UInt8(ascii: "\"")])
}

extension Code {
    /// The code between the first line and the last, where both are those of front matter.
    fileprivate var withoutFrontMatterMarks: Code? {
        let filled = lines.filter { slice($0).contains { $0 > 0x20 } }
        guard filled.count > 2, let first = filled.first, let last = filled.last else { return nil }
        let marks = [first, last].map { String(decoding: slice($0), as: UTF8.self) }
        guard marks == ["---", "---"] || marks == [";;;", ";;;"] else { return nil }
        return replacing([first, last].map { Edit($0, "") }, because: "marks of front matter left out")
    }
}

/// Reads JSON without keeping it: only whether it is right, and where not.
struct JSONSyntax {
    let bytes: [UInt8]
    private var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Where the text is no JSON; nil where it is.
    var fault: Fault? {
        var reader = self
        return reader.read()
    }

    private mutating func read() -> Fault? {
        /// The brackets that are open, and whether a value or a key comes next.
        var open: [UInt8] = []
        skipSpace()
        if offset == bytes.count { return fault("there is no value") }
        while true {
            // A value.
            skipSpace()
            guard let byte = peek else { return fault("the text ends where a value should come") }
            if byte == Self.brace || byte == Self.bracket {
                offset += 1
                open.append(byte)
                skipSpace()
                if peek == Self.close(byte) {
                    offset += 1
                    open.removeLast()
                } else if byte == Self.brace {
                    if let fault = key() { return fault }
                    continue
                } else {
                    continue
                }
            } else if let fault = scalar(byte) {
                return fault
            }
            // What follows it.
            while true {
                skipSpace()
                guard let container = open.last else {
                    return offset == bytes.count ? nil : fault("something follows the value")
                }
                guard let byte = peek else {
                    return fault("`\(Self.name(Self.close(container)))` is missing")
                }
                if byte == Self.close(container) {
                    offset += 1
                    open.removeLast()
                    continue
                }
                guard byte == UInt8(ascii: ",") else {
                    return fault("`,` or `\(Self.name(Self.close(container)))` should come here")
                }
                offset += 1
                if container == Self.brace, let fault = key() { return fault }
                break
            }
        }
    }

    /// A key and its colon.
    private mutating func key() -> Fault? {
        skipSpace()
        guard peek == UInt8(ascii: "\"") else { return fault("a key in double quotes should come here") }
        if let fault = string() { return fault }
        skipSpace()
        guard peek == UInt8(ascii: ":") else { return fault("`:` should follow the key") }
        offset += 1
        return nil
    }

    private mutating func scalar(_ byte: UInt8) -> Fault? {
        switch byte {
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
        default:
            for word in ["true", "false", "null"] where bytes[offset...].starts(with: word.utf8) {
                let end = offset + word.utf8.count
                guard end == bytes.count || !Self.isWord(bytes[end]) else { break }
                offset = end
                return nil
            }
            return fault("a value should come here")
        }
    }

    private mutating func string() -> Fault? {
        let start = offset
        offset += 1
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return nil
            case UInt8(ascii: "\\"):
                offset += 1
                guard let escape = peek else { break }
                if escape == UInt8(ascii: "u") {
                    let digits = bytes[(offset + 1)...].prefix(4)
                    guard digits.count == 4, digits.allSatisfy(Self.isHexadecimal) else {
                        offset -= 1
                        return fault("`\\u` takes four hexadecimal digits")
                    }
                    offset += 5
                } else if "\"\\/bfnrt".utf8.contains(escape) {
                    offset += 1
                } else {
                    offset -= 1
                    return fault("there is no such escape")
                }
            case 0..<0x20:
                offset = start
                return fault("this string has no end on its line")
            default: offset += 1
            }
        }
        offset = start
        return fault("this string has no end")
    }

    private mutating func number() -> Fault? {
        let start = offset
        if peek == UInt8(ascii: "-") { offset += 1 }
        let whole = digits()
        var isRight = whole == 1 || (whole > 1 && bytes[offset - whole] != UInt8(ascii: "0"))
        if peek == UInt8(ascii: ".") {
            offset += 1
            isRight = digits() > 0 && isRight
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            offset += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { offset += 1 }
            isRight = digits() > 0 && isRight
        }
        if let byte = peek, Self.isWord(byte) { isRight = false }
        guard isRight else {
            offset = start
            return fault("this is no number")
        }
        return nil
    }

    private mutating func digits() -> Int {
        let start = offset
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
        return offset - start
    }

    private mutating func skipSpace() {
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func fault(_ message: String) -> Fault {
        if offset >= bytes.count { return Fault(at: Lines.end(of: bytes), message) }
        var upper = offset + 1
        while upper < bytes.count, bytes[upper] & 0xC0 == 0x80 { upper += 1 }
        return Fault(at: SourceRange(offset, upper), message)
    }

    private static let brace = UInt8(ascii: "{")
    private static let bracket = UInt8(ascii: "[")
    private static func close(_ open: UInt8) -> UInt8 {
        open == brace ? UInt8(ascii: "}") : UInt8(ascii: "]")
    }
    private static func name(_ byte: UInt8) -> String { String(decoding: [byte], as: UTF8.self) }
    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == 0x5F
    }
    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}

extension Code {
    /// Whether a fault is a word in the place of a value that says what belongs there: `"path": string`.
    fileprivate func namesValue(at range: SourceRange) -> Bool {
        let word = bytes[min(range.lower, bytes.count)...].prefix(while: Self.isWord)
        guard let first = word.first, !(0x30...0x39).contains(first), word.count > 2 else { return false }
        let before = bytes[..<range.lower].last { $0 > 0x20 } ?? 0
        let name = String(decoding: word, as: UTF8.self)
        return ":[,".utf8.contains(before)
            && !["None", "True", "False", "undefined", "NaN", "nil", "NULL", "TRUE", "FALSE"].contains(name)
            && !["true", "false", "null"].contains { $0.hasPrefix(name.prefix(2)) }
    }

    /// The code without `// …`, `# …` and `/* … */`.
    fileprivate var withoutComments: Code {
        var edits: [Edit] = []
        var index = 0
        while index < bytes.count {
            let start = index
            switch bytes[index] {
            case UInt8(ascii: "\""): index = endOfString(index)
            case UInt8(ascii: "/") where bytes[index...].starts(with: "//".utf8), UInt8(ascii: "#"):
                index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
                edits.append(Edit(SourceRange(start, index), ""))
            case UInt8(ascii: "/") where bytes[index...].starts(with: "/*".utf8):
                index += 2
                while index < bytes.count, !bytes[index...].starts(with: "*/".utf8) { index += 1 }
                index = min(index + 2, bytes.count)
                edits.append(Edit(SourceRange(start, index), ""))
            default: index += 1
            }
        }
        return replacing(edits, because: "comments left out")
    }

    /// The code without commas before a closing bracket or the end.
    fileprivate var withoutLastCommas: Code {
        var edits: [Edit] = []
        var comma: Int?
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index = endOfString(index)
                comma = nil
                continue
            case UInt8(ascii: ","): comma = index
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if let comma { edits.append(Edit(SourceRange(comma, comma + 1), "")) }
                comma = nil
            case 0x20, 0x09, 0x0A: break
            default: comma = nil
            }
            index += 1
        }
        if let comma { edits.append(Edit(SourceRange(comma, comma + 1), "")) }
        return replacing(edits, because: "last commas left out")
    }

    /// The code without `...` and `…` where a value or a member should stand.
    fileprivate var withoutElisions: Code {
        var edits: [Edit] = []
        var index = 0
        /// Whether something stands between the last bracket or comma and here.
        var isFilled = false
        while index < bytes.count {
            let length = elision(at: index)
            if length > 0 {
                var end = index + length
                while end < bytes.count, [0x20, 0x09, 0x0A, UInt8(ascii: ",")].contains(bytes[end]) {
                    end += 1
                }
                // After a colon it stands for a value; elsewhere for members or elements.
                if isFilled, closesBefore(index) {
                    // Elements that follow another one without a comma.
                    edits.append(Edit(SourceRange(index, end), endsContainer(end) ? "" : ","))
                    isFilled = false
                } else if isFilled {
                    edits.append(Edit(SourceRange(index, index + length), "null"))
                    end = index + length
                } else {
                    edits.append(Edit(SourceRange(index, end), ""))
                }
                index = end
            } else {
                switch bytes[index] {
                case UInt8(ascii: "\""):
                    index = endOfString(index)
                    isFilled = true
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ","): isFilled = false
                case 0x20, 0x09, 0x0A: break
                default: isFilled = true
                }
                index += 1
            }
        }
        return replacing(edits, because: "elisions left out")
    }

    /// A comma in the place of each line end at which one JSON text ends and the next begins, in brackets.
    fileprivate var joiningTexts: Code {
        var depth = 0
        var ends: [Int] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index = endOfString(index)
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth == 0 { ends.append(index) }
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            index += 1
        }
        return replacing(
            ends.dropFirst().map { Edit(SourceRange(at: $0), ",") }, because: "several texts joined"
        )
        .wrapped("[", "\n]", as: "several texts")
    }

    private func closesBefore(_ index: Int) -> Bool {
        bytes[..<index].last { $0 > 0x20 }.map { "}]\"".utf8.contains($0) } ?? false
    }

    private func endsContainer(_ index: Int) -> Bool {
        bytes[index...].first { $0 > 0x20 }.map { "}]".utf8.contains($0) } ?? true
    }

    private func elision(at index: Int) -> Int {
        if bytes[index...].starts(with: "...".utf8) {
            return bytes[index...].prefix { $0 == UInt8(ascii: ".") }.count
        }
        return bytes[index...].starts(with: "…".utf8) ? 3 : 0
    }

    private func endOfString(_ start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != 0x0A {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }
}
