import Model

extension Language {
    /// A grammar alone: the compiler takes seconds to start, and longer for each file.
    package static let kotlin = Language(
        id: "kotlin", name: "Kotlin", labels: ["kt", "kts"], parser: Grammar("tree_sitter_kotlin").parser,
        lookalikes: ["java", "swift", "json", "xml", "shell"], outline: BracketOutline(lexis: .java)
    ) { code in
        let plain = code.withoutPlaceholders(.java, "null").withoutElisions(
            Elision(lexis: .java, value: "null", words: ["return", "in", "throw"]))
        let fragment = Fragment(plain, .java)
        var forms = [plain.as("file")]
        if fragment.beginsMember(Self.kotlinModifiers) {
            forms.append(plain.wrapped("class Snippet {", "\n}", as: "members of a class"))
        }
        if fragment.line.hasPrefix(".") {
            forms.append(plain.wrapped("val x = y", "\n", as: "calls on a value"))
        }
        forms.append(plain.wrapped("fun main() {\n", "\n}", as: "function body"))
        if let closed = plain.closed(.java) { forms.append(closed) }
        return forms
    }
    .recognised { $0.contains("fun ") || $0.contains("val ") || $0.contains("var ") || $0.contains("{") }
    .inspecting { code in
        // The grammar lets a bracket pass that closes nothing.
        BracketOutline(lexis: .java).fault(in: code).map { SyntaxFinding($0, .likely) }
    }

    private static let kotlinModifiers: Set<String> = [
        "companion", "override", "constructor", "init", "private", "protected", "internal", "public",
        "abstract",
        "open", "lateinit",
    ]
}
