import Model

/// What the first line of a fragment shows of what it is a part of, in languages that look like C.
struct Fragment {
    private let code: Code
    private let lexemes: [Lexeme]
    /// The first line that is neither blank nor a comment, without its indentation.
    let line: Substring

    init(_ code: Code, _ lexis: Lexis = .c) {
        self.code = code
        let lexemes = code.lexemes(lexis)
        self.lexemes = lexemes
        let first = code.lines.first { line in
            (line.lower..<line.upper).contains { lexemes[$0] != .comment && code.bytes[$0] > 0x20 }
        }
        line =
            first.map { Substring(decoding: code.slice($0), as: UTF8.self).drop { " \t".contains($0) } } ?? ""
    }

    func begins(with words: [String]) -> Bool { words.contains { line.hasPrefix($0) } }

    /// Whether a byte stands in code, outside of strings and comments.
    func holds(_ byte: UInt8) -> Bool {
        code.bytes.indices.contains { code.bytes[$0] == byte && lexemes[$0] == .code }
    }

    /// Whether it looks like one expression: no statement ends in it, and it is short.
    var isExpression: Bool { !holds(UInt8(ascii: ";")) && code.lines.count <= 20 }

    /// Whether it begins with one of the words, as a whole word, or with `@` or `[` of an annotation.
    func beginsMember(_ modifiers: Set<String>) -> Bool {
        if line.hasPrefix("@") { return true }
        return modifiers.contains(String(line.prefix { $0.isLetter }))
    }

    /// Whether it begins as a method does: a type, a name and `(`, and no statement.
    var beginsMethod: Bool {
        guard let open = line.firstIndex(of: "(") else { return false }
        let words = line[..<open].split(separator: " ")
        guard words.count > 1, let name = words.last, let first = words.first else { return false }
        return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "~" || $0 == ":" }
            && !Self.statements.contains(String(first)) && !line[..<open].contains("=")
            && !line[..<open].contains(".")
    }

    /// Whether it shows how a function is called or declared, and nothing else.
    var isSignature: Bool {
        let last = code.bytes.indices.last { lexemes[$0] == .code && code.bytes[$0] > 0x20 }
        return (beginsMethod || beginsTypeOfFunction) && last.map { code.bytes[$0] } == UInt8(ascii: ")")
            && !holds(UInt8(ascii: ";")) && !holds(UInt8(ascii: "{"))
    }

    /// Whether it shows the name of a type, what it is made from, and nothing else.
    var isHeadOfType: Bool {
        !holds(UInt8(ascii: ";"))
            && code.text.contains(
                /^\s*(?:template\s*<[^{}]*>\s*)?(?:class|struct|union)\s+\w[\w:<>,\s]*$/)
    }

    /// Whether the type of a function stands on a line of its own: `static void`, and its name on the next one.
    private var beginsTypeOfFunction: Bool {
        guard let found = code.text.firstRange(of: line + "\n") else { return false }
        let rest = code.text[found.upperBound...]
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return line.allSatisfy { $0.isLetter || $0.isNumber || "_ *".contains($0) } && !name.isEmpty
            && rest.dropFirst(name.count).hasPrefix("(")
    }

    /// The ranges of lines outside of all brackets that begin with one of the words.
    func lines(outside words: [String]) -> [SourceRange] {
        var depth = 0
        var found: [SourceRange] = []
        for line in code.lines {
            let start = line.lower + code.slice(line).prefix { $0 == 0x20 || $0 == 0x09 }.count
            if depth == 0, start < line.upper, lexemes[start] == .code,
                words.contains(where: { code.bytes[start..<line.upper].starts(with: $0.utf8) })
            {
                found.append(SourceRange(start, line.upper))
            }
            for index in line.lower..<line.upper where lexemes[index] == .code {
                if "([{".utf8.contains(code.bytes[index]) { depth += 1 }
                if ")]}".utf8.contains(code.bytes[index]) { depth -= 1 }
            }
        }
        return found
    }

    private static let statements: Set<String> = [
        "return", "new", "if", "else", "for", "while", "switch", "throw", "do", "try", "await", "yield",
        "goto",
        "using", "lock", "delete", "co_await", "co_return",
    ]
}

extension Code {
    /// The code with each statement outside of all brackets in a method of its own, so that it can stand beside members
    /// of a class; nil where there are no members or no statements.
    ///
    /// - Parameter modifiers: words that begin members.
    func withStatementsAsMethods(_ modifiers: Set<String>) -> Code? {
        let lexemes = lexemes(.java)
        var edits: [Edit] = []
        var isStatement = false
        var members = 0
        var depth = 0
        /// Whether a part ends at the next blank line or comment.
        var isOpen = false
        for line in lines {
            let isBlank = !(line.lower..<line.upper).contains {
                lexemes[$0] != .comment && bytes[$0] > 0x20
            }
            if depth == 0, isBlank, isOpen {
                if isStatement { edits.append(Edit(SourceRange(at: line.lower), "}")) }
                isOpen = false
            } else if !isBlank, !isOpen {
                let first = Fragment(Code(Array(slice(line))), .java)
                isStatement =
                    !first.beginsMember(modifiers) && !first.beginsMethod && !first.line.hasPrefix("<")
                if isStatement {
                    edits.append(Edit(SourceRange(at: line.lower), "void m\(edits.count)() {"))
                } else {
                    members += 1
                }
                isOpen = true
            }
            for index in line.lower..<line.upper where lexemes[index] == .code {
                if "([{".utf8.contains(bytes[index]) { depth += 1 }
                if ")]}".utf8.contains(bytes[index]) { depth -= 1 }
            }
        }
        if isOpen, isStatement { edits.append(Edit(SourceRange(at: bytes.count), "}")) }
        guard members > 0, !edits.isEmpty, depth == 0 else { return nil }
        return replacing(edits, because: "statements put into methods")
    }

    /// The code without the numbers that a page puts in front of lines or of alternatives: `1) int f();`, `2) int g();`.
    var withoutNumbers: Code {
        let first = lines.first { line in
            let text = slice(line).drop { $0 <= 0x20 }
            return !text.isEmpty && !text.starts(with: "//".utf8)
        }
        guard let first, slice(first).first(where: { $0 > 0x20 }) == UInt8(ascii: "1") else { return self }
        var edits: [Edit] = []
        for line in lines {
            let start = line.lower + slice(line).prefix { $0 == 0x20 }.count
            let digits = bytes[start..<line.upper].prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty, digits.endIndex < line.upper, ":)".utf8.contains(bytes[digits.endIndex])
            else { continue }
            let number = Int(String(decoding: digits, as: UTF8.self))
            let before = edits.last.flatMap {
                Int(String(decoding: slice($0.range).dropLast(), as: UTF8.self))
            }
            guard let number, before.map({ number == $0 + 1 }) ?? true else { return self }
            edits.append(Edit(SourceRange(start, digits.endIndex + 1), ""))
        }
        return edits.count > 1 ? replacing(edits, because: "line numbers left out") : self
    }

    /// The code without lines that are a dot each, as books leave lines out from top to bottom.
    var withoutColumnsOfDots: Code {
        let dots = lines.filter { line in
            let text = slice(line).drop { $0 == 0x20 || $0 == 0x09 }
            return text.first == UInt8(ascii: ".")
                && text.dropFirst().first { $0 != 0x20 && $0 != 0x09 } ?? UInt8(ascii: "/")
                    == UInt8(ascii: "/")
        }
        return dots.count > 1
            ? replacing(
                dots.map { line in
                    let start = line.lower + slice(line).prefix { $0 == 0x20 || $0 == 0x09 }.count
                    return Edit(SourceRange(start, start + 1), "")
                }, because: "elisions left out") : self
    }

    /// The code with `;` behind each line, where several expressions stand one below the other and no statement ends; nil
    /// elsewhere.
    func expressionsOneByOne(_ lexis: Lexis) -> Code? {
        let lexemes = lexemes(lexis)
        var edits: [Edit] = []
        for line in lines {
            let last = (line.lower..<line.upper).last { lexemes[$0] != .comment && bytes[$0] > 0x20 }
            guard let last else { continue }
            if ";{}(,".utf8.contains(bytes[last]), lexemes[last] == .code { return nil }
            edits.append(Edit(SourceRange(at: last + 1), ";"))
        }
        return edits.count > 1 ? replacing(edits, because: "ends of statements put in") : nil
    }

    /// Whether arguments stand in square brackets because they may be left out: `f(int mode [, int more])`.
    var showsOptionalArguments: Bool { contains(" [,") || contains("] ...") }

    /// The code without lines that are only `...` or `…`, with `{ ... }` as an empty body, and with a value where the
    /// dots stand behind `=` or `return`; for languages that write three dots themselves.
    func withoutLooseElisions(_ lexis: Lexis, value: String) -> Code {
        replacingDots(lexis) { dots, lexeme, before, after in
            guard lexeme == .code else { return nil }
            let isComment =
                bytes[dots.upper...].drop { $0 == 0x20 || $0 == 0x09 }.starts(with: "//".utf8)
            if "\n{;".utf8.contains(before), "\n};".utf8.contains(after) || isComment { return "" }
            if before == UInt8(ascii: "="), "\n;,)".utf8.contains(after) {
                return after == 0x0A ? value + ";" : value
            }
            return nil
        }
    }

    /// The code with something else in the place of `...` and `…`.
    ///
    /// - Parameter value: is told the dots, what they are a part of, and the bytes before and behind them that are no white
    ///   space, line ends among them; gives nil where they stay.
    func replacingDots(
        _ lexis: Lexis, with value: (_ dots: SourceRange, Lexeme, _ before: UInt8, _ after: UInt8) -> String?
    ) -> Code {
        guard contains("...") || contains("…") else { return self }
        let lexemes = lexemes(lexis)
        var edits: [Edit] = []
        var index = 0
        while index < bytes.count {
            let length = dots(at: index)
            if length == 0 {
                index += 1
                continue
            }
            let end = index + length
            let before = bytes[..<index].last { $0 != 0x20 && $0 != 0x09 } ?? 0x0A
            let after = bytes[end...].first { $0 != 0x20 && $0 != 0x09 } ?? 0x0A
            if let value = value(SourceRange(index, end), lexemes[index], before, after) {
                edits.append(Edit(SourceRange(index, end), value))
            }
            index = end
        }
        return replacing(edits, because: "elisions left out")
    }
}
