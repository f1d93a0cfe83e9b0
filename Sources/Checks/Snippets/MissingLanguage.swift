package import Model

/// Fenced code blocks that do not say what language they are in.
package struct MissingLanguage: Check {
    package static let id = "snippets.missing-language"

    package static let parameters = [
        Parameter(
            "allowed_languages", .texts, standard: .list([]),
            summary: "The only languages that are allowed, as they are written; none named means any."),
        Parameter(
            "language_only", .flag, standard: .flag(false),
            summary: "Whether nothing may stand behind the language."),
        Parameter(
            "compatible", .flag, standard: .flag(false),
            summary: "Whether empty blocks need a language too, and all are equally sure, as in markdownlint."
        ),
    ]

    private let allowed: Set<String>
    private let languageOnly: Bool
    private let isCompatible: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        allowed = Set(parameters.texts("allowed_languages"))
        languageOnly = parameters.flag("language_only")
        isCompatible = parameters.flag("compatible")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for block in document.codeBlocks where block.isFenced {
            if block.info.isEmpty {
                if isCompatible || !block.lines.isEmpty { verdict.add(unsaid(block, document)) }
            } else if languageOnly || !allowed.isEmpty {
                judgeInfo(of: block, document, &verdict)
            }
        }
    }

    private func unsaid(_ block: CodeBlock, _ document: Document) -> Draft {
        let segments = document.content.segments[block.lines]
        let lines = (isCompatible ? segments.prefix(1) : segments).map {
            document.text.string($0.range).trimmed
        }
        return Draft(
            at: block.openingFence, Self.unsaid, subject: lines.first ?? "",
            confidence: isCompatible || Self.looksLikeCode(lines) ? nil : .possible)
    }

    /// Looks at the first word behind the fence, and at what follows it.
    private func judgeInfo(of block: CodeBlock, _ document: Document, _ verdict: inout Verdict) {
        let text = document.text
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let end = text.slice(block.info).firstIndex(where: isSpace) ?? block.info.upper
        let word = SourceRange(block.info.lower, end)
        let language = text.string(word)
        if !allowed.isEmpty, !allowed.contains(language) {
            verdict.add(Draft(at: word, Self.notAllowed(language), subject: language))
        }
        if languageOnly, end < block.info.upper {
            let rest = SourceRange(text.endOfSpaces(from: end, before: block.info.upper), block.info.upper)
            verdict.add(Draft(at: rest, Self.more, subject: text.string(block.info)))
        }
    }

    /// Whether it is code or a command, and not the output of one, a drawing, or plain text.
    private static func looksLikeCode(_ lines: [String]) -> Bool {
        let text = lines.joined(separator: "\n")
        if text.unicodeScalars.contains(where: { (0x2500...0x257F).contains($0.value) }) { return false }
        return lines.contains { line in
            let first = line.prefix { !$0.isWhitespace && $0 != "(" }
            return firstWords.contains(String(first)) || line.hasSuffix(";") || line.hasSuffix("{")
                || line.hasPrefix("//") || line.hasPrefix("#include") || line.hasPrefix("</")
                || line.hasPrefix("$ ") || line.contains(" := ") || line.contains(" => ")
                || (line.contains("(") && line.hasSuffix(")") && !line.contains(". "))
        }
    }

    /// What lines of code and commands begin with.
    private static let firstWords: Set<String> = [
        "let", "var", "val", "const", "func", "fn", "def", "class", "struct", "enum", "protocol", "extension",
        "import", "use", "from", "package", "public", "private", "static", "return", "if", "for", "while",
        "switch",
        "case", "try", "async", "await", "type", "interface", "impl", "module", "namespace", "SELECT",
        "INSERT",
        "CREATE", "sudo", "npm", "npx", "yarn", "pnpm", "git", "cargo", "swift", "brew", "pip", "docker",
        "curl", "cd",
        "make", "apt", "apt-get", "export", "echo", "mkdir", "kubectl", "go", "python", "node",
    ]

    private static let unsaid = "this code block does not say its language"
    private static func notAllowed(_ language: String) -> String {
        "`\(language)` is not among the languages allowed"
    }
    private static let more = "more than the language stands behind the fence"
}

extension String {
    /// Without the white space around it.
    fileprivate var trimmed: String {
        var text = self.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
