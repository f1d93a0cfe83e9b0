import Model

/// What can be told of the statements of C and C++ without knowing a name: a `;` that is missing at the end of a line
/// or in the head of a loop, and a keyword with two letters in each other's place.
///
/// A parser takes `CURL *easy = curl_easy_init()` for a product where it does not know the type, and says nothing more of
/// that line. So what is looked at here needs no names; it is told only where indentation says the same.
struct StatementOutline {
    private let code: Code
    private let tokens: [Token]

    private struct Token {
        enum Kind { case word, number, string, sign }

        var kind: Kind
        var range: SourceRange
        var text: Substring
        var line: Int
        /// How far its line is indented.
        var indentation: Int
    }

    /// A bracket that is open.
    private struct Block {
        var bracket: Substring
        /// Whether statements stand in it.
        var isBody: Bool
        /// The tokens of the statement so far, with what stands in brackets as its closing bracket.
        var statement: [Token] = []
        /// How often a sign stands in it.
        var semicolons = 0
        var colons = 0
        /// The word before it.
        var head: Token?
    }

    init(_ code: Code) {
        self.code = code
        tokens = Self.tokens(of: code)
    }

    /// The first mistake; nil where there is none.
    var fault: Fault? {
        let missing = missingSemicolon
        guard let word = misspeltKeyword else { return missing }
        return missing.map { $0.range < word.range ? $0 : word } ?? word
    }

    // MARK: Semicolons

    private var missingSemicolon: Fault? {
        var blocks = [Block(bracket: "", isBody: isList)]
        for token in tokens {
            let last = blocks.count - 1
            if blocks[last].isBody, let before = blocks[last].statement.last,
                token.text == "}" || token.kind == .word,
                ends(blocks[last].statement, before: token)
            {
                return Fault(at: before.range, Self.noSemicolon)
            }
            switch token.text {
            case "(", "[", "{":
                let isBody = token.text == "{" && opensBody(blocks[last].statement)
                blocks.append(
                    Block(bracket: token.text, isBody: isBody, head: blocks[last].statement.last))
            case ")", "]", "}":
                guard blocks.count > 1, let closed = blocks.popLast() else { return nil }
                if closed.bracket == "(", closed.head?.text == "for", closed.semicolons == 1,
                    closed.colons == 0,
                    let head = closed.head
                {
                    return Fault(at: head.range, Self.noSemicolonInHead)
                }
                if closed.bracket == "{",
                    closed.isBody || blocks[blocks.count - 1].isBody && closed.head == nil
                {
                    blocks[blocks.count - 1].statement = []
                } else {
                    blocks[blocks.count - 1].statement.append(token)
                }
            case ";":
                blocks[last].semicolons += 1
                blocks[last].statement = []
            case ":":
                blocks[last].colons += 1
                blocks[last].statement.append(token)
            default: blocks[last].statement.append(token)
            }
        }
        return nil
    }

    /// Whether the code is a list of statements that stand in no function.
    private var isList: Bool {
        guard tokens.contains(where: { $0.text == ";" }) else { return false }
        var depth = 0
        var statement: [Token] = []
        for token in tokens {
            if depth == 0, token.text == "{", opensBody(statement),
                !(statement.first.map { Self.controls.contains($0.text) } ?? false)
            {
                return false
            }
            if "([{".contains(token.text) { depth += 1 }
            if ")]}".contains(token.text) { depth -= 1 }
            guard depth == 0 else { continue }
            if token.text == ";" || token.text == "}" { statement = [] } else { statement.append(token) }
        }
        return true
    }

    private func opensBody(_ statement: [Token]) -> Bool {
        guard let last = statement.last else { return true }
        if last.text == ")" {
            return !statement.contains { $0.text == "=" } || statement.first?.text == "for"
        }
        return last.kind == .word && Self.beforeBody.contains(last.text)
    }

    /// Whether a statement is whole but for its `;`, and something else begins.
    private func ends(_ statement: [Token], before next: Token) -> Bool {
        guard let first = statement.first, let last = statement.last, first.kind == .word,
            next.line > last.line, next.text == "}" || next.indentation <= first.indentation,
            !Self.controls.contains(first.text), !Self.goesOn.contains(next.text), !next.text.hasPrefix("__"),
            !statement.contains(where: { $0.text == "#" || $0.text == ":" || $0.text == "}" })
        else { return false }
        let isAssigned = statement.lastIndex { $0.text == "=" }
        let isReturned = first.text == "return" || first.text == "throw"
        var value = statement[...]
        if let isAssigned {
            value = statement[(isAssigned + 1)...]
            // An assignment to something that words in a row come before is prose.
            guard statement[..<isAssigned].count(where: { $0.kind == .word }) < 6 else { return false }
        } else if isReturned {
            value = statement.dropFirst()
        }
        guard !value.isEmpty, !zip(value, value.dropFirst()).contains(where: Self.areWords) else {
            return false
        }
        switch last.kind {
        case .number, .string: return isAssigned != nil || isReturned
        case .word: return (isAssigned != nil || isReturned) && !Self.isMacro(last.text)
        case .sign:
            guard last.text == ")" else { return false }
            // A call: what is called stands before it. A macro may bring its own `;`.
            guard let called = value.dropLast().last, called.kind == .word,
                !Self.operators.contains(called.text)
            else { return false }
            return isAssigned != nil || isReturned || !Self.isMacro(first.text) && !Self.isMacro(called.text)
        }
    }

    private static func areWords(_ pair: (Token, Token)) -> Bool {
        pair.0.kind == .word && pair.1.kind == .word && !["new", "sizeof", "await"].contains(pair.0.text)
    }

    /// Whether a name is written as those of macros are.
    private static func isMacro(_ name: Substring) -> Bool { !name.contains(where: \.isLowercase) }

    // MARK: Keywords

    private var misspeltKeyword: Fault? {
        for (index, token) in tokens.enumerated() where token.kind == .word && token.text.utf8.count > 3 {
            guard let keyword = Self.neighbours[String(token.text)],
                index == 0 || ![".", ">", ":"].contains(tokens[index - 1].text),
                tokens.count(where: { $0.text == token.text }) == 1
            else { continue }
            return Fault(at: token.range, Self.isNoWord(token.text, keyword))
        }
        return nil
    }

    /// Every keyword with two neighbouring letters in each other's place, but for what is a word by itself.
    private static let neighbours: [String: String] = {
        var found: [String: String] = [:]
        for keyword in keywords {
            var letters = Array(keyword)
            for index in letters.indices.dropLast() where letters[index] != letters[index + 1] {
                letters.swapAt(index, index + 1)
                found[String(letters)] = keyword
                letters.swapAt(index, index + 1)
            }
        }
        for word in ["suing", "bolo", "ovid"] { found[word] = nil }
        return found
    }()

    private static let keywords = [
        "return", "while", "struct", "switch", "static", "const", "else", "case", "break", "continue",
        "typedef",
        "sizeof", "unsigned", "double", "float", "void", "char", "default", "extern", "enum", "class",
        "template",
        "namespace", "public", "private", "protected", "virtual", "using", "typename", "catch", "throw",
        "delete",
        "operator", "override", "constexpr", "nullptr",
    ]

    // MARK: Tokens

    private static func tokens(of code: Code) -> [Token] {
        let lexemes = code.lexemes(.c)
        var tokens: [Token] = []
        var isDirective = false
        for (number, line) in code.lines.enumerated() {
            let text = code.slice(line)
            let indentation = text.prefix { $0 == 0x20 || $0 == 0x09 }.count
            var index = line.lower + indentation
            let goesOn = text.last == UInt8(ascii: "\\")
            if isDirective
                || index < line.upper && code.bytes[index] == UInt8(ascii: "#") && lexemes[index] == .code
            {
                isDirective = goesOn
                continue
            }
            while index < line.upper {
                let start = index
                let kind: Token.Kind
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
                    index += 1
                    kind = .sign
                }
                tokens.append(
                    Token(
                        kind: kind, range: SourceRange(start, index),
                        text: Substring(decoding: code.bytes[start..<index], as: UTF8.self), line: number,
                        indentation: indentation))
            }
        }
        return tokens
    }

    /// What begins a statement that ends without a `;`, or a declaration.
    private static let controls: Set<Substring> = [
        "if", "else", "for", "while", "switch", "do", "catch", "try", "case", "default", "template", "asm",
        "__asm__", "__attribute__", "__extension__", "struct", "class", "enum", "union", "namespace",
        "typedef",
        "public", "private", "protected", "extern", "using", "requires", "concept", "goto", "operator",
    ]
    private static let beforeBody: Set<Substring> = [
        "else", "do", "try", "const", "noexcept", "override", "mutable",
    ]
    /// Words that go on with what stands before them.
    private static let goesOn: Set<Substring> = [
        "and", "or", "xor", "not_eq", "const", "noexcept", "override", "final", "mutable", "requires", "try",
        "while",
    ]
    private static let operators: Set<Substring> = [
        "return", "sizeof", "if", "while", "for", "switch", "catch",
    ]

    private static let noSemicolon = "`;` is missing behind this"
    private static let noSemicolonInHead = "`;` is missing in the head of this loop"
    private static func isNoWord(_ word: Substring, _ keyword: String) -> String {
        "`\(word)` is no word of the language; it is nearly `\(keyword)`"
    }
}
