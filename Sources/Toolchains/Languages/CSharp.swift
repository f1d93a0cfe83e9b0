import Model

extension Language {
    /// A grammar alone.
    package static let csharp = Language(
        id: "csharp", name: "C#", labels: ["cs", "c#"], parser: Grammar("tree_sitter_c_sharp").parser,
        lookalikes: ["java", "typescript", "json", "xml", "shell"], outline: BracketOutline(lexis: .java)
    ) { code in
        let plain = code.withoutGuillemets.withoutPlaceholders(.java, "null").withoutElisions(
            Elision(
                lexis: .java, value: "null",
                words: ["return", "in", "throw", "new", "case", "await", "is", "as"],
                takesComma: true, colonWantsValue: false, end: ";"))
        let fragment = Fragment(plain, .java)
        var forms = [plain.as("file")]
        if fragment.beginsMember(Self.csharpModifiers) || fragment.beginsMethod
            || fragment.line.hasPrefix("[")
        {
            forms.append(plain.wrapped("class Snippet {", "\n}", as: "members of a class"))
            forms.append(plain.wrapped("interface Snippet {", "\n}", as: "members of an interface"))
        }
        if fragment.line.hasPrefix("[") || fragment.line.hasPrefix("{") && plain.contains("get") {
            forms.append(plain.wrapped("class Snippet { int p ", "\n}", as: "accessors of a property"))
        }
        forms.append(plain.wrapped("class Snippet { void M() {\n", "\n} }", as: "method body"))
        if fragment.line.hasPrefix(".") {
            forms.append(
                plain.wrapped(
                    "var o = x", fragment.holds(UInt8(ascii: ";")) ? "\n" : "\n;", as: "calls on a value"))
        } else if fragment.isExpression {
            forms.append(plain.wrapped("var o = ", "\n;", as: "expression"))
        }
        if fragment.begins(with: ["case ", "default:"]) {
            forms.append(plain.wrapped("switch (x) {", "\n}", as: "cases of a switch"))
        }
        if let closed = plain.closed(.java) { forms.append(closed) }
        return forms
    }

    private static let csharpModifiers: Set<String> = [
        "public", "private", "protected", "internal", "static", "abstract", "sealed", "virtual", "override",
        "async",
        "extern", "unsafe", "void", "event", "readonly", "const", "partial", "delegate", "implicit",
        "explicit",
        "operator", "required",
    ]
}

extension Code {
    /// The code without `«` and `»` around names that stand for others.
    fileprivate var withoutGuillemets: Code {
        guard contains("«") else { return self }
        let marks = bytes.indices.filter { index in
            ["«", "»"].contains { bytes[index...].starts(with: $0.utf8) }
        }
        return replacing(
            marks.map { Edit(SourceRange($0, $0 + 2), "") }, because: "marks of placeholders left out")
    }
}
