import Model

/// The words, strings and marks of code, with their places: enough to find what is written out in build files,
/// without knowing their language as a whole.
struct CodeTokens {
    struct Style: OptionSet {
        let rawValue: Int
        static let slashComments = Style(rawValue: 1)
        static let hashComments = Style(rawValue: 2)
        static let singleQuotes = Style(rawValue: 4)

        static let swift: Style = [.slashComments]
        static let gradle: Style = [.slashComments, .singleQuotes]
        static let ruby: Style = [.hashComments, .singleQuotes]
        static let python: Style = [.hashComments, .singleQuotes]
    }

    enum Kind: Hashable {
        case word
        /// `text` and `inner` are without the quotation marks.
        case string
        /// One character.
        case mark
        case lineEnd
    }

    struct Token {
        var kind: Kind
        var text: String
        var range: SourceRange
        var inner: SourceRange

        func isMark(_ mark: String) -> Bool { kind == .mark && text == mark }
        func isWord(_ word: String) -> Bool { kind == .word && text == word }
    }

    private(set) var tokens: [Token] = []

    init(_ bytes: [UInt8], in range: SourceRange? = nil, _ style: Style) {
        let range = range ?? SourceRange(0, bytes.count)
        var index = range.lower
        let end = range.upper
        while index < end {
            let byte = bytes[index]
            let next = index + 1 < end ? bytes[index + 1] : 0
            if byte == 0x0A || byte == 0x0D {
                append(.lineEnd, bytes, index, index + 1)
                index += 1
            } else if byte <= 0x20 {
                index += 1
            } else if style.contains(.slashComments), byte == UInt8(ascii: "/"), next == byte {
                while index < end, bytes[index] != 0x0A { index += 1 }
            } else if style.contains(.slashComments), byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
                index += 2
                while index < end, !bytes[index..<end].starts(with: "*/".utf8) { index += 1 }
                index = min(index + 2, end)
            } else if style.contains(.hashComments), byte == UInt8(ascii: "#") {
                while index < end, bytes[index] != 0x0A { index += 1 }
            } else if byte == UInt8(ascii: "\"")
                || (byte == UInt8(ascii: "'") && style.contains(.singleQuotes))
            {
                index = appendString(bytes, index, end)
            } else if Self.isWord(byte) {
                let start = index
                while index < end, Self.isWord(bytes[index]) { index += 1 }
                append(.word, bytes, start, index)
            } else {
                append(.mark, bytes, index, index + 1)
                index += 1
            }
        }
    }

    private mutating func append(_ kind: Kind, _ bytes: [UInt8], _ lower: Int, _ upper: Int) {
        let range = SourceRange(lower, upper)
        tokens.append(
            Token(
                kind: kind, text: String(decoding: bytes[lower..<upper], as: UTF8.self), range: range,
                inner: range))
    }

    /// Goes past a string; gives where it ends.
    private mutating func appendString(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        let quote = bytes[start]
        let isLong = start + 2 < end && bytes[start + 1] == quote && bytes[start + 2] == quote
        let width = isLong ? 3 : 1
        var index = start + width
        while index < end {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            if bytes[index] == 0x0A, !isLong { break }
            if bytes[index] == quote, !isLong || bytes[index..<end].starts(with: [quote, quote, quote]) {
                break
            }
            index += 1
        }
        index = min(index, end)
        let inner = SourceRange(min(start + width, index), index)
        let isClosed = index < end && bytes[index] == quote
        let upper = isClosed ? min(index + width, end) : index
        tokens.append(
            Token(
                kind: .string, text: String(decoding: bytes[inner.lower..<inner.upper], as: UTF8.self),
                range: SourceRange(start, upper), inner: inner))
        return max(upper, start + 1)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || Version.isLetter(byte) || byte == 0x5F || byte >= 0x80
    }

    /// The place after the bracket that closes the one at a place; nil where none does.
    func end(ofBracketAt place: Int) -> Int? {
        var depth = 0
        for index in place..<tokens.count where tokens[index].kind == .mark {
            switch tokens[index].text {
            case "(", "[", "{": depth += 1
            case ")", "]", "}":
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
        }
        return nil
    }

    /// The arguments between the bracket at a place and the one that closes it, as ranges of tokens without line
    /// ends at their edges.
    func arguments(ofBracketAt place: Int) -> [Range<Int>]? {
        guard let end = end(ofBracketAt: place) else { return nil }
        return arguments(in: (place + 1)..<(end - 1))
    }

    /// The parts between commas that stand in no brackets.
    func arguments(in range: Range<Int>) -> [Range<Int>] {
        var arguments: [Range<Int>] = []
        var depth = 0
        var start = range.lowerBound
        for index in range where tokens[index].kind == .mark {
            switch tokens[index].text {
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            case "," where depth == 0:
                arguments.append(start..<index)
                start = index + 1
            default: break
            }
        }
        arguments.append(start..<range.upperBound)
        return arguments.compactMap { argument in
            var argument = argument
            while let first = argument.first, tokens[first].kind == .lineEnd {
                argument = argument.dropFirst()
            }
            while let last = argument.last, tokens[last].kind == .lineEnd { argument = argument.dropLast() }
            return argument.isEmpty ? nil : argument
        }
    }

    /// The tokens of each line that has some; a line goes on while a bracket is open or a comma ends it.
    var lines: [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        var depth = 0
        for (index, token) in tokens.enumerated() {
            if token.kind == .mark {
                if token.text == "(" || token.text == "[" { depth += 1 }
                if token.text == ")" || token.text == "]" { depth = max(0, depth - 1) }
            }
            guard token.kind == .lineEnd, depth == 0 || index - start > 400 else { continue }
            if index > start, tokens[index - 1].isMark(",") { continue }
            if index > start { lines.append(start..<index) }
            start = index + 1
            depth = 0
        }
        if start < tokens.count { lines.append(start..<tokens.count) }
        return lines
    }
}
