/// What the words of a statement of C or C++ make of it. What stood in brackets is only its closing bracket.
struct StatementShape {
    private let tokens: ArraySlice<StatementToken>

    init(_ statement: [StatementToken]) {
        tokens = Self.withoutTemplate(statement[...])
    }

    var first: StatementToken? { tokens.first }

    /// Whether it is whole but for its `;` where statements stand.
    ///
    /// - Parameter inBody: whether these are those of a function for sure.
    func isStatement(inBody: Bool) -> Bool {
        guard let first, let last = tokens.last else { return false }
        if tokens.count == 1 { return first.text == "break" || first.text == "continue" }
        if isDeclaration(inBody: true) || isSignature(inBody: inBody) { return true }
        if last.closesValues, isSignature(inBody: true) { return true }
        guard !first.text.hasPrefix("__"), first.kind == .word || "*+-)".contains(first.text),
            !Self.controls.contains(first.text),
            !isOdd(mayEndInBrace: true)
        else { return false }
        let isReturned = ["return", "throw", "co_return", "co_yield"].contains(first.text)
        var value = tokens
        if let assignment {
            // An assignment to something that words in a row come before is prose.
            guard tokens[..<assignment].count(where: { $0.kind == .word }) < 6 else { return false }
            value = tokens[(assignment + 1)...]
        } else if isReturned {
            value = tokens.dropFirst()
        }
        guard !value.isEmpty, !zip(value, value.dropFirst()).contains(where: Self.areWords) else {
            return false
        }
        let isValue = assignment != nil || isReturned || isStreamed
        switch last.kind {
        case .number, .string, .word: return isValue
        case .sign:
            switch last.text {
            case "]": return isValue
            case "}": return assignment != nil || isReturned
            case "+", "-":
                return tokens.dropLast().last.map { $0.text == last.text } ?? false && first.kind == .word
            case ")":
                if isStreamed { return true }
                // A call: what is called stands before it. A macro may bring its own `;`.
                guard let called = value.dropLast().last, called.kind == .word || called.text == ">",
                    !Self.operators.contains(called.text)
                else { return false }
                return assignment != nil || isReturned || !first.isMacro && !called.isMacro
            default: return false
            }
        }
    }

    /// Whether it is whole but for its `;` where declarations stand, which may go on in many ways.
    var isDeclared: Bool {
        if isDeclaration(inBody: false) || isSignature(inBody: false) || isTypeOrAlias { return true }
        guard let first, let last = tokens.last, let assignment, first.kind == .word,
            !Self.controls.contains(first.text), !isOdd(mayEndInBrace: true),
            assignment > tokens.startIndex + 1, tokens[assignment - 1].text != ")"
        else { return false }
        let value = tokens[(assignment + 1)...]
        guard !value.isEmpty, !zip(value, value.dropFirst()).contains(where: Self.areWords) else {
            return false
        }
        return last.kind != .sign || ")]}".contains(last.text)
    }

    /// `using A = B`, `typedef A B`, or the body of a type.
    var isTypeOrAlias: Bool {
        guard let first, let last = tokens.last, tokens.count > 2 else { return false }
        switch first.text {
        case "using": return last.kind == .word || last.text == ">"
        case "typedef": return last.kind == .word && !Self.types.contains(last.text) && tokens.count > 2
        case "struct", "class", "union", "enum":
            return last.text == "}" && !tokens.dropLast().contains { ")}=".contains($0.text) }
        default: return false
        }
    }

    /// Whether it declares a function, `static int f(void)`, or something with a value, `json j(x)`.
    func isSignature(inBody: Bool) -> Bool {
        var rest = tokens
        while let last = rest.last {
            if Self.qualities.contains(last.text) || last.text == "&" {
                rest.removeLast()
            } else if last.text == ")", rest.dropLast().last?.text == "noexcept" {
                rest.removeLast(2)
            } else {
                break
            }
        }
        guard rest.count > 2, rest.last?.text == ")", rest.count(where: { $0.text == ")" }) == 1,
            // Names without types are those of a definition in old C.
            inBody || rest.last.map({ !$0.closesNames && !$0.closesValues }) ?? false
        else { return false }
        rest.removeLast()
        if let word = rest.lastIndex(where: { $0.text == "operator" }) {
            guard rest[(word + 1)...].allSatisfy({ $0.kind == .sign || Self.types.contains($0.text) }) else {
                return false
            }
            rest = rest[...word]
        }
        guard let name = rest.popLast(), name.kind == .word, !name.isMacro || name.text == "operator",
            !Self.operators.contains(name.text)
        else { return false }
        while rest.last?.text == "::" {
            rest.removeLast()
            guard rest.popLast()?.kind == .word else { return false }
        }
        return isType(rest)
    }

    /// Whether it declares something without a value: `const char *name`, `std::vector<int> list`.
    func isDeclaration(inBody: Bool) -> Bool {
        var rest = tokens
        if inBody, rest.last?.text == "}", rest.last?.closesLines == false { rest.removeLast() }
        while rest.last?.text == "]" { rest.removeLast() }
        guard let name = rest.popLast(), name.kind == .word, !Self.types.contains(name.text),
            !Self.modifiers.contains(name.text), !Self.qualities.contains(name.text),
            !name.text.hasPrefix("__"), !name.isMacro || name.text.count == 1, name.line == tokens.first?.line
        else { return false }
        return isType(rest)
    }

    /// Whether it names one type and nothing else.
    private func isType(_ tokens: ArraySlice<StatementToken>) -> Bool {
        var rest = tokens
        var isNamed = false
        while let token = rest.first {
            if Self.modifiers.contains(token.text) || Self.keys.contains(token.text) {
                rest.removeFirst()
            } else if Self.types.contains(token.text) {
                isNamed = true
                rest.removeFirst()
            } else if token.kind == .word, !isNamed {
                guard !Self.controls.contains(token.text), !Self.beforeValues.contains(token.text) else {
                    return false
                }
                isNamed = true
                rest.removeFirst()
                while rest.first?.text == "::" || rest.first?.text == "<" {
                    if rest.first?.text == "::" {
                        guard rest.dropFirst().first?.kind == .word else { return false }
                        rest.removeFirst(2)
                    } else {
                        guard let end = Self.endOfAngle(rest) else { return false }
                        rest = rest[end...]
                    }
                }
            } else if token.text == "*" || token.text == "&", isNamed {
                rest.removeFirst()
            } else if token.text == "::", !isNamed {
                rest.removeFirst()
            } else {
                return false
            }
        }
        return isNamed
    }

    /// Where the first `=` stands that assigns.
    private var assignment: Int? {
        if tokens.contains(where: { $0.text == "operator" }) { return nil }
        return tokens.indices.first { index in
            guard tokens[index].text == "=" else { return false }
            let before = index > tokens.startIndex ? tokens[index - 1] : nil
            let after = index + 1 < tokens.endIndex ? tokens[index + 1] : nil
            return after?.text != "=" && !["=", "!", "<", ">"].contains(before?.text)
        }
    }

    /// Whether it writes to a stream or reads from one, or shifts.
    private var isStreamed: Bool {
        let pairs = zip(tokens, tokens.dropFirst())
        let opens = pairs.contains { $0.text == "<" && $1.text == "<" }
        return first?.kind == .word
            && (opens
                || pairs.contains { $0.text == ">" && $1.text == ">" }
                    && !tokens.contains { $0.text == "<" })
    }

    /// Whether signs stand in it that say that it is something else.
    private func isOdd(mayEndInBrace: Bool) -> Bool {
        let isChoice = tokens.contains { $0.text == "?" }
        return tokens.contains { $0.text == "#" || $0.text == ":" && !isChoice }
            || (mayEndInBrace ? tokens.dropLast() : tokens).contains { $0.text == "}" }
    }

    private static func areWords(_ pair: (StatementToken, StatementToken)) -> Bool {
        pair.0.kind == .word && pair.1.kind == .word && !beforeValues.contains(pair.0.text)
    }

    /// The statement without `template <…>` before it.
    private static func withoutTemplate(_ statement: ArraySlice<StatementToken>) -> ArraySlice<StatementToken>
    {
        guard statement.first?.text == "template", let end = endOfAngle(statement.dropFirst()) else {
            return statement
        }
        return withoutTemplate(statement[end...])
    }

    /// The place behind the `>` that belongs to the `<` at the beginning; nil where there is none.
    static func endOfAngle(_ tokens: ArraySlice<StatementToken>) -> Int? {
        guard tokens.first?.text == "<" else { return nil }
        var depth = 0
        for index in tokens.indices {
            if tokens[index].text == "<" { depth += 1 }
            if tokens[index].text == ">" { depth -= 1 }
            if depth == 0 { return index + 1 }
        }
        return nil
    }

    /// What begins a statement that ends without a `;`, or a declaration.
    static let controls: Set<Substring> = [
        "if", "else", "for", "while", "switch", "do", "catch", "try", "case", "default", "template", "asm",
        "__asm__", "__attribute__", "__extension__", "class", "namespace", "public", "private", "protected",
        "using", "typedef", "requires", "concept", "operator", "friend", "import", "module", "export",
    ]
    private static let keys: Set<Substring> = ["struct", "union", "enum"]
    private static let modifiers: Set<Substring> = [
        "static", "const", "constexpr", "consteval", "constinit", "inline", "extern", "virtual", "explicit",
        "mutable", "volatile", "register", "typename", "thread_local",
    ]
    static let types: Set<Substring> = [
        "void", "char", "short", "int", "long", "float", "double", "signed", "unsigned", "bool", "auto",
    ]
    /// What may stand behind the parameters of a function.
    private static let qualities: Set<Substring> = ["const", "noexcept", "override", "final"]
    /// Words that a value stands behind.
    private static let beforeValues: Set<Substring> = [
        "new", "sizeof", "await", "co_await", "return", "throw", "delete", "co_return", "co_yield", "goto",
    ]
    private static let operators: Set<Substring> = [
        "return", "sizeof", "if", "while", "for", "switch", "catch", "alignas", "decltype", "throw",
    ]
}
