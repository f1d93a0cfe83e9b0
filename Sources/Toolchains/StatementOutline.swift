import Model

/// What can be told of the statements of C and C++ without knowing a name: a `;` that is missing at the end of a line
/// or in the head of a loop, and a keyword with two letters in each other's place.
///
/// A parser takes `CURL *easy = curl_easy_init()` for a product where it does not know the type, and says nothing more of
/// that line. So what is looked at here needs no names; it is told only where indentation says the same.
struct StatementOutline {
    private let tokens: [StatementToken]
    /// Whether the code is a part of a file that stands in a wrapper.
    private let isPart: Bool
    /// Whether something in it has been left out.
    private let isAdapted: Bool
    private let hasSemicolons: Bool

    /// What stands in a bracket that is open.
    private enum Content { case statements, members, declarations, other }

    private struct Block {
        var bracket: Substring
        var content: Content
        /// The tokens of the statement so far, with what stands in brackets as its closing bracket.
        var statement: [StatementToken] = []
        /// How often a sign stands in it.
        var semicolons = 0
        var colons = 0
        /// Whether nothing but names and commas stands in it so far.
        var holdsNames = true
        /// Whether a string or a number stands in it, and no `=`.
        var holdsValues: Bool { values > 0 && !assigns }
        var values = 0
        var assigns = false
        /// The token that was read last in it.
        var latest: StatementToken?
        /// Whether a function was declared in it with a `;`.
        var declaresFunctions = false
        /// The token before it.
        var head: StatementToken?
        var line = 0
        /// Whether it is a part of the statement that it stands in, and does not end it.
        var isValue = false

        mutating func note(_ token: StatementToken) {
            let isName = token.kind == .word && !StatementShape.types.contains(token.text)
            if token.kind == .string || token.kind == .number { values += 1 }
            if token.text == "=" { assigns = true }
            if token.text != ")", token.text != "]", token.text != "}" {
                if !isName && token.text != "," || isName && latest?.kind == .word { holdsNames = false }
                latest = token
            }
        }
    }

    init(_ code: Code) {
        tokens = StatementToken.all(in: code)
        isPart = code.form != "file"
        isAdapted = !code.adaptations.isEmpty
        hasSemicolons = tokens.contains { $0.text == ";" }
    }

    /// The first mistake; nil where there is none.
    var fault: Fault? {
        let missing = missingSemicolon
        guard let word = misspeltKeyword else { return missing }
        return missing.map { $0.range < word.range ? $0 : word } ?? word
    }

    // MARK: Semicolons

    private var missingSemicolon: Fault? {
        let hasPrototypes = declaresFunctions
        var blocks = [Block(bracket: "", content: isList ? .statements : .declarations)]
        for (index, token) in tokens.enumerated() {
            let last = blocks.count - 1
            if token.text == "}" || token.kind == .word, let before = blocks[last].statement.last {
                let isOutside = blocks.count == (isPart ? 2 : 1)
                if ends(blocks[last], before: index, isOutside, hasPrototypes) {
                    return Fault(at: before.range, Self.noSemicolon)
                }
                if blocks[last].statement[0].text == "template", token.line > before.line,
                    StatementShape.endOfAngle(blocks[last].statement.dropFirst())
                        == blocks[last].statement.count
                {
                    blocks[last].statement = []
                }
            }
            blocks[last].note(token)
            switch token.text {
            case "(", "[", "{":
                let opened = token.text == "{" ? content(behind: blocks[last].statement) : (.other, false)
                blocks.append(
                    Block(
                        bracket: token.text, content: opened.0, head: blocks[last].statement.last,
                        line: token.line, isValue: opened.1))
            case ")", "]", "}":
                guard blocks.count > 1, let closed = blocks.popLast() else { return nil }
                if let fault = faultOfLoop(closed) { return fault }
                if closed.bracket == "(", let word = closed.head?.text, Self.heads.contains(word) {
                    blocks[last - 1].statement = []
                } else if closed.bracket == "{", closed.content == .statements, !closed.isValue {
                    blocks[last - 1].statement = []
                } else if closed.bracket == "{", closed.content == .declarations {
                    blocks[last - 1].statement = []
                } else {
                    var closing = token
                    closing.closesLines = token.line > closed.line
                    closing.closesNames = closed.holdsNames && closed.latest != nil
                    closing.closesValues = closed.holdsValues
                    // A statement begins where its bracket does.
                    if blocks[last - 1].statement.isEmpty { closing.indentation = token.indentation }
                    blocks[last - 1].statement.append(closing)
                }
            case ";":
                blocks[last].semicolons += 1
                blocks[last].statement = []
            case ":":
                blocks[last].colons += 1
                blocks[last].statement =
                    isLabel(blocks[last]) ? [] : blocks[last].statement + [token]
            case "else", "do", "try": blocks[last].statement = []
            default: blocks[last].statement.append(token)
            }
        }
        // What other statements have, the last one has too.
        let shape = StatementShape(blocks[0].statement)
        guard blocks.count == 1, blocks[0].content == .statements, blocks[0].semicolons > 0, !isAdapted,
            let last = blocks[0].statement.last,
            shape.isSignature(inBody: false) ? hasPrototypes : shape.isStatement(inBody: false)
        else { return nil }
        return Fault(at: last.range, Self.noSemicolon)
    }

    private func faultOfLoop(_ block: Block) -> Fault? {
        guard block.bracket == "(", let head = block.head, head.text == "for", block.semicolons == 1,
            block.colons == 0
        else { return nil }
        return Fault(at: head.range, Self.noSemicolonInHead)
    }

    private func isLabel(_ block: Block) -> Bool {
        guard let first = block.statement.first?.text else { return false }
        return ["case", "default", "public", "private", "protected"].contains(first)
            || block.content == .statements && block.statement.count == 1
    }

    /// Whether the code is a list of statements that stand in no function.
    private var isList: Bool {
        guard hasSemicolons else { return false }
        var depth = 0
        var statement: [StatementToken] = []
        for token in tokens {
            if depth == 0, token.text == "{", content(behind: statement) != (.other, false),
                !(statement.first.map { Self.heads.contains($0.text) || Self.before.contains($0.text) }
                    ?? true)
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

    /// What stands in the braces behind a beginning of a statement, and whether they are a part of a value.
    private func content(behind statement: [StatementToken]) -> (Content, Bool) {
        guard let last = statement.last else { return (.statements, false) }
        let words = Set(statement.lazy.filter { $0.kind == .word }.map(\.text))
        let hasParameters = statement.contains { $0.text == ")" }
        if let capture = statement.lastIndex(where: { $0.text == "]" }),
            statement[(capture + 1)...].allSatisfy({ $0.text != "=" && $0.text != "]" && $0.text != "}" }),
            last.text == "]" ? capture == 0 || !(statement[capture - 1].kind == .word) : hasParameters
        {
            return (.statements, true)
        }
        if !hasParameters {
            if words.contains("namespace") { return (.declarations, false) }
            if words.contains("enum") { return (.other, false) }
            if statement[0].text == "extern", last.kind == .string { return (.declarations, false) }
            if !words.isDisjoint(with: ["class", "struct", "union"]),
                !statement.contains(where: { $0.text == "=" })
            {
                return (.members, false)
            }
        }
        let isFunction =
            hasParameters
            && (last.text == ")" || Self.before.contains(last.text)
                || zip(statement, statement.dropFirst()).contains { $0.text == "-" && $1.text == ">" })
        if isFunction || Self.before.contains(last.text) {
            let isBody = !statement.contains { $0.text == "=" } || words.contains("operator")
            return isBody || statement[0].text == "for" ? (.statements, false) : (.other, false)
        }
        return (.other, false)
    }

    /// Whether some function is declared as it should be.
    private var declaresFunctions: Bool {
        var depth = 0
        var statement: [StatementToken] = []
        for token in tokens {
            if token.text == ")" { depth -= 1 }
            if depth == 0, let last = statement.last, token.line > last.line,
                StatementShape(statement).isSignature(inBody: false)
            {
                statement = []
            }
            if token.text == ";", StatementShape(statement).isSignature(inBody: false) { return true }
            if ";{}".contains(token.text) {
                statement = []
            } else if depth == 0, token.text != "(" {
                statement.append(token)
            }
            if token.text == "(" { depth += 1 }
        }
        return false
    }

    /// Whether a statement is whole but for its `;`, and something else begins at an index.
    ///
    /// - Parameters:
    ///   - isOutside: whether it stands in no function and no type.
    ///   - hasPrototypes: whether other functions are declared with a `;`.
    private func ends(_ block: Block, before index: Int, _ isOutside: Bool, _ hasPrototypes: Bool) -> Bool {
        let next = tokens[index]
        guard let first = block.statement.first, let last = block.statement.last, next.line > last.line,
            next.text == "}" || next.indentation <= first.indentation, !next.isBehindDirective,
            !Self.goesOn.contains(next.text), !next.text.hasPrefix("__")
        else { return false }
        let isCalled = index + 1 < tokens.count && tokens[index + 1].text == "("
        // A macro that says more of what stands before it.
        if next.isMacro, next.text.count > 1,
            isCalled || index + 1 < tokens.count && tokens[index + 1].text == ";"
        {
            return false
        }
        let shape = StatementShape(block.statement)
        let inBody = block.content == .statements && !isOutside
        // Where no statement ends, pages list what there is to call.
        if block.content == .other || isOutside && isPart && !hasSemicolons { return false }
        if !inBody {
            if shape.isSignature(inBody: false) { return hasPrototypes || next.text == "}" && !isOutside }
            // The type of a function may stand on a line of its own.
            if isCalled, shape.isDeclaration(inBody: false) { return false }
        }
        return block.content == .statements
            ? shape.isStatement(inBody: inBody) || shape.isTypeOrAlias : shape.isDeclared
    }

    // MARK: Keywords

    private var misspeltKeyword: Fault? {
        for (index, token) in tokens.enumerated() where token.kind == .word && token.text.utf8.count > 3 {
            guard let keyword = Self.neighbours[String(token.text)],
                index == 0 || ![".", ">", ":", "::"].contains(tokens[index - 1].text),
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

    /// Words that brackets stand behind before a statement begins.
    private static let heads: Set<Substring> = ["if", "for", "while", "switch", "catch"]
    private static let before: Set<Substring> = [
        "else", "do", "try", "const", "noexcept", "override", "mutable", "final",
    ]
    /// Words that go on with what stands before them.
    private static let goesOn: Set<Substring> = [
        "and", "or", "xor", "not_eq", "const", "noexcept", "override", "final", "mutable", "requires", "try",
        "while",
    ]

    private static let noSemicolon = "`;` is missing behind this"
    private static let noSemicolonInHead = "`;` is missing in the head of this loop"
    private static func isNoWord(_ word: Substring, _ keyword: String) -> String {
        "`\(word)` is no word of the language; it is nearly `\(keyword)`"
    }
}
