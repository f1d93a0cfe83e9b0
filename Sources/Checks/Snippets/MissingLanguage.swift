package import Model

/// Fenced code blocks that do not say what language they are in.
package struct MissingLanguage: Check {
    package static let id = "snippets.missing-language"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for block in document.codeBlocks where block.isFenced && block.info.isEmpty && !block.lines.isEmpty {
            let lines = document.content.segments[block.lines].map { document.text.string($0.range).trimmed }
            verdict.add(
                Draft(
                    at: block.openingFence, Self.unsaid, subject: lines.first ?? "",
                    confidence: Self.looksLikeCode(lines) ? nil : .possible))
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
}

extension String {
    /// Without the white space around it.
    fileprivate var trimmed: String {
        var text = self.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
