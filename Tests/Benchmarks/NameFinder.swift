/// Finds the names that code uses, by the words and signs around them.
struct NameFinder {
    let language: String
    private let code: [UInt8]
    private var tokens: [Token] = []
    private var counts: [String: Int] = [:]

    private struct Token {
        var text: String
        var offset: Int
        var line: Int
        /// How many braces are open before it.
        var depth: Int
        var isName: Bool
    }

    /// A name and how it is used.
    struct Use {
        var name: String
        var kind: NameMutant.Kind
        var offset: Int
        var line: Int
    }

    init(_ code: [UInt8], _ language: String) {
        self.code = code
        self.language = language
        read()
        for token in tokens where token.isName { counts[token.text, default: 0] += 1 }
    }

    /// Whether the code has a name.
    func has(_ name: String) -> Bool { counts[name] != nil }

    /// The names with at least four letters that are used, in the order of the code.
    var uses: [Use] {
        var seen: Set<String> = []
        return tokens.indices.compactMap { index in
            let token = tokens[index]
            let isFirst = seen.insert(token.text).inserted
            guard token.isName, token.text.utf8.count >= 4, !Self.keywords.contains(token.text),
                !takesIn(token.line), let kind = kind(of: index, isFirst)
            else { return nil }
            return Use(name: token.text, kind: kind, offset: token.offset, line: token.line)
        }
    }

    private func text(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index].text : "" }

    private func kind(of index: Int, _ isFirst: Bool) -> NameMutant.Kind? {
        let (before, behind) = (text(index - 1), text(index + 1))
        if Self.declaring.contains(before) || before == "struct" && language != "c" { return nil }
        let isMember =
            before == "." || before == ">" && text(index - 2) == "-"
            || before == ":" && text(index - 2) == ":"
        let isCapital = tokens[index].text.first?.isUppercase == true
        let isConstant = !tokens[index].text.contains { $0.isLowercase }
        let isMacro = language == "rust" && behind == "!" && ["(", "[", "{"].contains(text(index + 2))
        if behind == "(" || isMacro {
            if !isMacro, isDefined(index) { return nil }
            if language == "c", tokens[index].depth == 0, isDeclared(index) { return .prototype }
            if !isMacro, isDeclared(index) { return nil }
            return Self.capitals.contains(language) && isCapital && !isMember ? .type : .call
        }
        if isMember { return nil }
        if isType(index, isCapital && !isConstant) { return .type }
        if behind == ":" || tokens.indices.contains(index + 1) && tokens[index + 1].isName { return nil }
        if isConstant, ["c", "cpp"].contains(language) { return .variable }
        return isCapital || isFirst ? nil : .variable
    }

    /// Whether a name before a bracket has its type before it.
    private func isDeclared(_ index: Int) -> Bool {
        guard ["c", "cpp", "java"].contains(language) else {
            return language == "go" && text(index - 1) == ")"
        }
        var place = index - 1
        while ["*", "&", ">", "]"].contains(text(place)) { place -= 1 }
        guard tokens.indices.contains(place), tokens[place].isName else { return false }
        if Self.leading.contains(tokens[place].text) { return false }
        // In a function, what stands before a star may be a number.
        return place == index - 1 || tokens[index].depth == 0 || language == "java"
    }

    /// Whether a body follows the brackets behind a name.
    private func isDefined(_ index: Int) -> Bool {
        var (place, depth) = (index + 1, 0)
        while place < tokens.count {
            if text(place) == "(" { depth += 1 }
            if text(place) == ")" { depth -= 1 }
            place += 1
            if depth == 0 { break }
        }
        switch language {
        case "typescript", "javascript": return ["{", ":"].contains(text(place))
        case "java", "cpp", "c": return ["{", "throws", "const", "override"].contains(text(place))
        default: return false
        }
    }

    private func isType(_ index: Int, _ isCapital: Bool) -> Bool {
        let (before, behind) = (text(index - 1), text(index + 1))
        switch language {
        case "c", "cpp":
            var place = index + 1
            while ["*", "&"].contains(text(place)) || text(place) == "const" { place += 1 }
            guard tokens.indices.contains(place), tokens[place].isName,
                !Self.leading.contains(text(place))
            else { return false }
            return place == index + 1
                || ["", ";", "{", "}", "(", ",", "const", "struct", "static", "extern"].contains(before)
        case "go":
            if ["*", "]", "&"].contains(before) || behind == "{" && before != ")" {
                return !["if", "for", "switch", "range"].contains(before)
            }
            return tokens.indices.contains(index - 1) && tokens[index - 1].isName
                && tokens[index - 1].line == tokens[index].line
                && !Self.keywords.contains(before) && !Self.leading.contains(before)
        default: return Self.capitals.contains(language) && isCapital && behind != ":"
        }
    }

    /// Whether a line only takes something in, or is for the preprocessor.
    private func takesIn(_ line: Int) -> Bool {
        guard let first = tokens.first(where: { $0.line == line })?.text else { return true }
        return ["#", "@", "import", "use", "using", "package", "from", "extern", "export"].contains(first)
            || first == "const" && tokens.contains { $0.line == line && $0.text == "require" }
    }

    // MARK: Reading

    private mutating func read() {
        guard let grammar = MutantGrammar.all[language] else { return }
        var (index, line, depth) = (0, 1, 0)
        func starts(_ word: String) -> Bool { code[index...].starts(with: word.utf8) }
        func skip(to word: String, from start: Int) {
            index = start
            while index < code.count, !starts(word) {
                if code[index] == 0x0A { line += 1 }
                index += 1
            }
            index = min(index + word.utf8.count, code.count)
        }
        while index < code.count {
            let byte = code[index]
            if byte <= 0x20 {
                if byte == 0x0A { line += 1 }
                index += 1
            } else if grammar.comments.contains(where: starts) {
                while index < code.count, code[index] != 0x0A { index += 1 }
            } else if let block = grammar.block, starts(block.open) {
                skip(to: block.close, from: index + 2)
            } else if let long = grammar.longQuotes.first(where: starts) {
                skip(to: long == "R\"" ? "\"" : long, from: index + long.utf8.count)
            } else if grammar.quotes.contains(byte) {
                index = end(of: byte, from: index)
            } else if byte == UInt8(ascii: "'"), let end = endOfCharacter(index) {
                index = end
            } else if Self.isName(byte) {
                let start = index
                while index < code.count, Self.isName(code[index]) { index += 1 }
                tokens.append(
                    Token(
                        text: String(decoding: code[start..<index], as: UTF8.self), offset: start, line: line,
                        depth: depth, isName: !(0x30...0x39).contains(byte)))
            } else {
                if byte == UInt8(ascii: "}") { depth -= 1 }
                tokens.append(
                    Token(
                        text: String(decoding: [byte], as: UTF8.self), offset: index, line: line,
                        depth: depth, isName: false))
                if byte == UInt8(ascii: "{") { depth += 1 }
                index += 1
            }
        }
    }

    /// Behind a string on one line.
    private func end(of quote: UInt8, from start: Int) -> Int {
        var place = start + 1
        while place < code.count, code[place] != 0x0A {
            if code[place] == quote { return place + 1 }
            place += code[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(place, code.count)
    }

    /// Behind a character in quotes; nil where the quote stands for something else.
    private func endOfCharacter(_ start: Int) -> Int? {
        let end = end(of: code[start], from: start)
        return end - start <= 5 && end <= code.count && code[end - 1] == code[start] && end > start + 1
            ? end : nil
    }

    private static func isName(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte & 0xDF) || (0x30...0x39).contains(byte) || byte == 0x5F || byte >= 0x80
    }

    /// The languages whose types begin with a capital letter.
    private static let capitals: Set = ["rust", "swift", "java", "typescript", "javascript"]
    private static let declaring: Set = [
        "fn", "let", "mut", "enum", "trait", "type", "mod", "func", "var", "class", "protocol", "typealias",
        "associatedtype", "actor", "macro", "function", "interface", "namespace", "typename", "record",
        "goto",
        "define", "operator", "for", "precedencegroup",
    ]
    /// Words before an expression.
    private static let leading: Set = [
        "return", "else", "case", "sizeof", "new", "throw", "await", "in", "yield", "typeof", "delete", "not",
        "and", "or", "go", "defer", "range", "if", "while", "do", "co_await", "co_return", "instanceof",
    ]
    private static let keywords = Set(
        """
        return while struct switch static const else break continue default unsigned signed double float short
        sizeof typedef extern volatile register inline union goto long void char bool enum typename template
        namespace virtual public private protected operator explicit friend throw catch using constexpr decltype
        nullptr delete noexcept override final import package interface extends implements abstract synchronized
        throws instanceof boolean byte null true false this super class func guard where mutating extension
        protocol associatedtype typealias rethrows inout lazy weak internal fileprivate async await subscript
        deinit init fallthrough repeat defer self Self match trait crate unsafe macro_rules move impl loop dyn
        export function typeof keyof readonly declare module never unknown undefined asserts infer range chan
        select type with case auto main some willSet didSet newValue oldValue unowned indirect nonisolated
        convenience required consuming borrowing each open actor macro precedencegroup infix prefix postfix
        number string object symbol from abstract get else enum elif when record sealed permits yield
        constructor arguments require alignas alignof concept requires mutable thread_local static_assert
        """.split { $0.isWhitespace }.map(String.init))
}
