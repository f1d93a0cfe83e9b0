/// Code with one mistake.
struct Mutant {
    enum Kind: String, CaseIterable {
        case bracket, quote, semicolon, keyword
    }

    var kind: Kind
    var code: [UInt8]
    /// Where the mistake is, counted from 1.
    var line: Int
}

/// What of a language's words is needed to put mistakes into its code.
struct MutantGrammar {
    /// `//`, `#`, `--`; empty where there are none.
    var comment: String
    var hasBlockComments = false
    /// Quotes of strings.
    var quotes: [UInt8] = [UInt8(ascii: "\"")]
    var hasSemicolons = false
    /// Whether a block needs no semicolon at its end.
    var hasOptionalLast = false
    var keywords: Set<String> = []

    static let all: [String: MutantGrammar] = {
        let both = Array("\"'".utf8)
        return [
            "c": MutantGrammar(
                comment: "//", hasBlockComments: true, hasSemicolons: true,
                keywords: ["return", "while", "struct", "switch", "static", "const", "else"]),
            "cpp": MutantGrammar(
                comment: "//", hasBlockComments: true, hasSemicolons: true,
                keywords: ["return", "while", "struct", "class", "template", "const", "else"]),
            "java": MutantGrammar(
                comment: "//", hasBlockComments: true, hasSemicolons: true,
                keywords: [
                    "class", "return", "public", "private", "static", "final", "while", "throws", "import",
                ]),
            "csharp": MutantGrammar(
                comment: "//", hasBlockComments: true, hasSemicolons: true,
                keywords: ["class", "return", "public", "private", "static", "using", "namespace"]),
            "kotlin": MutantGrammar(
                comment: "//", hasBlockComments: true,
                keywords: ["class", "return", "while", "import", "when"]),
            "swift": MutantGrammar(
                comment: "//", hasBlockComments: true,
                keywords: [
                    "func", "struct", "class", "return", "while", "guard", "import", "protocol", "extension",
                ]),
            "rust": MutantGrammar(
                comment: "//", hasBlockComments: true, hasSemicolons: true,
                keywords: ["struct", "impl", "match", "while", "trait", "return", "enum", "let"]),
            "go": MutantGrammar(
                comment: "//", hasBlockComments: true,
                keywords: ["func", "return", "package", "import", "struct", "switch", "range", "type"]),
            "javascript": MutantGrammar(
                comment: "//", hasBlockComments: true, quotes: both, hasSemicolons: true,
                keywords: ["function", "const", "return", "class", "import", "export", "while", "async"]),
            "typescript": MutantGrammar(
                comment: "//", hasBlockComments: true, quotes: both, hasSemicolons: true,
                keywords: ["function", "const", "return", "class", "import", "interface", "type", "async"]),
            "php": MutantGrammar(
                comment: "//", hasBlockComments: true, quotes: both, hasSemicolons: true,
                keywords: ["function", "return", "class", "public", "private", "namespace", "foreach"]),
            "python": MutantGrammar(
                comment: "#", quotes: both,
                keywords: ["def", "class", "return", "import", "while", "lambda", "with"]),
            "ruby": MutantGrammar(
                comment: "#", quotes: both, keywords: ["def", "class", "end", "module", "while"]),
            "shell": MutantGrammar(
                comment: "#", quotes: both, keywords: ["then", "done", "while", "esac", "function"]),
            "console": MutantGrammar(comment: "#", quotes: both),
            "json": MutantGrammar(comment: "//"), "yaml": MutantGrammar(comment: "#", quotes: both),
            "toml": MutantGrammar(comment: "#", quotes: both),
            "css": MutantGrammar(
                comment: "", hasBlockComments: true, quotes: both, hasSemicolons: true, hasOptionalLast: true),
        ]
    }()

    /// Every mutant of a kind.
    func mutants(_ kind: Mutant.Kind, of code: [UInt8]) -> [Mutant] {
        if kind == .semicolon, !hasSemicolons { return [] }
        var line = 1
        var found: [Mutant] = []
        var index = 0
        func without(_ place: Int) {
            found.append(
                Mutant(kind: kind, code: Array(code[..<place]) + code[(place + 1)...], line: line))
        }
        while index < code.count {
            let byte = code[index]
            if byte == 0x0A { line += 1 }
            if !comment.isEmpty, code[index...].starts(with: comment.utf8) {
                while index < code.count, code[index] != 0x0A { index += 1 }
                continue
            }
            if hasBlockComments, code[index...].starts(with: "/*".utf8) {
                while index < code.count, !code[index...].starts(with: "*/".utf8) {
                    if code[index] == 0x0A { line += 1 }
                    index += 1
                }
                index += 2
                continue
            }
            if quotes.contains(byte), let end = endOfString(index, code) {
                if kind == .quote {
                    without(index)
                    without(end)
                }
                index = end + 1
                continue
            }
            switch kind {
            case .bracket: if "()[]{}".utf8.contains(byte) { without(index) }
            case .semicolon:
                let next = code[(index + 1)...].first { $0 > 0x20 }
                if byte == UInt8(ascii: ";"), !hasOptionalLast || next != UInt8(ascii: "}") && next != nil {
                    without(index)
                }
            case .keyword:
                let word = code[index...].prefix(while: Self.isLetter)
                if word.count > 1, index == 0 || !Self.isName(code[index - 1]) {
                    if keywords.contains(String(decoding: word, as: UTF8.self)),
                        !(code[word.endIndex...].first.map(Self.isName) ?? false)
                    {
                        var changed = code
                        changed.swapAt(index + 1, index)
                        found.append(Mutant(kind: kind, code: changed, line: line))
                    }
                    index += word.count
                    continue
                }
            case .quote: break
            }
            index += 1
        }
        return found
    }

    /// Where a string ends that begins and ends on one line, and is no end of a longer quote; nil elsewhere.
    private func endOfString(_ start: Int, _ code: [UInt8]) -> Int? {
        if code[start...].starts(with: [code[start], code[start], code[start]]) { return nil }
        var place = start + 1
        while place < code.count, code[place] != 0x0A {
            if code[place] == code[start] { return place }
            place += code[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

    private static func isName(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
            || byte == 0x2E
    }
}
