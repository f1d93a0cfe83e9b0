import Model

/// A word or sign of C or C++, as `StatementOutline` looks at it; preprocessor lines and comments have none.
struct StatementToken {
    enum Kind { case word, number, string, sign }

    var kind: Kind
    var range: SourceRange
    var text: Substring
    var line: Int
    /// How far its line is indented.
    var indentation: Int
    /// Whether a line for the preprocessor stands before it.
    var isBehindDirective = false
    /// Whether it closes a bracket that was opened on an earlier line.
    var closesLines = false
    /// Whether it closes brackets that hold names with commas between them, and nothing else.
    var closesNames = false
    /// Whether it closes brackets with strings or numbers that are not those of parameters.
    var closesValues = false

    /// Whether it is written as the names of macros are.
    var isMacro: Bool { kind == .word && !text.contains(where: \.isLowercase) }

    /// All of the code.
    static func all(in code: Code) -> [StatementToken] {
        let code = code.withoutRawStrings
        let lexemes = code.lexemes(.c)
        var tokens: [StatementToken] = []
        var isDirective = false
        var isBehindDirective = false
        for (number, line) in code.lines.enumerated() {
            let text = code.slice(line)
            let indentation = text.prefix { $0 == 0x20 || $0 == 0x09 }.count
            var index = line.lower + indentation
            let goesOn = text.last == UInt8(ascii: "\\")
            if isDirective
                || index < line.upper && code.bytes[index] == UInt8(ascii: "#") && lexemes[index] == .code
            {
                isDirective = goesOn
                isBehindDirective = true
                continue
            }
            while index < line.upper {
                let start = index
                let kind: Kind
                if lexemes[index] == .comment || code.bytes[index] <= 0x20 {
                    index += 1
                    continue
                }
                if lexemes[index] == .string {
                    while index < line.upper, lexemes[index] == .string { index += 1 }
                    kind = .string
                } else if Code.isWord(code.bytes[index]) {
                    while index < line.upper, lexemes[index] == .code, Code.isWord(code.bytes[index]) {
                        index += 1
                    }
                    kind = (0x30...0x39).contains(code.bytes[start]) ? .number : .word
                } else {
                    index += code.bytes[index..<line.upper].starts(with: "::".utf8) ? 2 : 1
                    kind = .sign
                }
                tokens.append(
                    StatementToken(
                        kind: kind, range: SourceRange(start, index),
                        text: Substring(decoding: code.bytes[start..<index], as: UTF8.self), line: number,
                        indentation: indentation, isBehindDirective: isBehindDirective))
                isBehindDirective = false
            }
        }
        return tokens
    }
}

extension Code {
    /// The code with `""` and white space in the place of each `R"(…)"`; all else stays where it is.
    fileprivate var withoutRawStrings: Code {
        guard contains("R\"") else { return self }
        var edits: [Edit] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index...].starts(with: "R\"".utf8),
                index == 0 || !"_\"".utf8.contains(bytes[index - 1]),
                let open = bytes[index...].firstIndex(of: UInt8(ascii: "(")), open - index < 20
            else {
                index += 1
                continue
            }
            let mark = Array(")".utf8) + bytes[(index + 2)..<open] + Array("\"".utf8)
            let end = bytes[open...].indices.first { bytes[$0...].starts(with: mark) }
            let upper = end.map { $0 + mark.count } ?? bytes.count
            let blank = bytes[(index + 2)..<upper].map { $0 == 0x0A ? "\n" : " " }.joined()
            edits.append(Edit(SourceRange(index, upper), "\"\"" + blank))
            index = upper
        }
        return replacing(edits, because: "raw strings left out")
    }
}
