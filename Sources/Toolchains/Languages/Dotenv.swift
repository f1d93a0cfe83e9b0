import Model

extension Language {
    /// Files of environment variables: `NAME=value` on each line.
    package static let dotenv = Language(
        id: "dotenv", name: "a .env file", labels: ["env", ".env"],
        parser: .inProcess { DotenvSyntax($0).fault }
    ) { code in
        let elisions = code.lines.filter { code.slice($0).allSatisfy { $0 == UInt8(ascii: ".") } }
        return [code.replacing(elisions.map { Edit($0, "") }, because: "elisions left out")]
    }
}

/// Reads a file of environment variables without keeping it.
struct DotenvSyntax {
    private let code: Code

    init(_ bytes: [UInt8]) {
        code = Code(bytes)
    }

    /// Where the text is no such file; nil where it is.
    var fault: Fault? {
        let lines = code.lines
        var index = 0
        while index < lines.count {
            let line = lines[index]
            index += 1
            var rest = code.slice(line).drop { $0 == 0x20 || $0 == 0x09 }
            if rest.isEmpty || rest.first == UInt8(ascii: "#") { continue }
            if rest.starts(with: "export ".utf8) { rest = rest.dropFirst(7) }
            let name = rest.prefix(while: Self.isName)
            let afterName = rest[name.endIndex...].drop { $0 == 0x20 }
            guard !name.isEmpty, afterName.first == UInt8(ascii: "=") else {
                return Fault(at: line, "a line is written `NAME=value`")
            }
            let value = afterName.dropFirst().drop { $0 == 0x20 }
            guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                continue
            }
            // A value between quotation marks may take several lines.
            var end = endOfString(value.startIndex, quote, line.upper)
            while end == nil, index < lines.count {
                end = endOfString(lines[index].lower - 1, quote, lines[index].upper)
                index += 1
            }
            guard end != nil else {
                return Fault(
                    at: SourceRange(value.startIndex, value.startIndex + 1),
                    "this quotation mark has no partner")
            }
        }
        return nil
    }

    private func endOfString(_ start: Int, _ quote: UInt8, _ limit: Int) -> Int? {
        var index = start + 1
        while index < limit {
            if code.bytes[index] == quote { return index }
            index += code.bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private static func isName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == 0x5F
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
}
