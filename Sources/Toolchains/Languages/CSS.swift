import Model

extension Language {
    /// By a parser of our own.
    package static let css = Language(
        id: "css", name: "CSS", parser: .inProcess { StyleGrammar().fault(in: $0) },
        lookalikes: ["html", "scss", "javascript"]
    ) { StyleSheet.forms($0, StyleSheet.lexis) }
    .laidOut(by: StyleSheet.lexis)

    /// SCSS and Less, by the same parser.
    package static let scss = Language(
        id: "scss", name: "SCSS", labels: ["less", "postcss", "pcss"],
        parser: .inProcess { StyleGrammar(isExtended: true).fault(in: $0) }
    ) { StyleSheet.forms($0, .c) }
    .laidOut(by: .c)
    .inspecting(StyleSheet.inspect)
}

private enum StyleSheet {
    static let lexis = Lexis(blockComment: ("/*", "*/"))

    static func forms(_ code: Code, _ lexis: Lexis) -> [Code] {
        var forms = [code.as("file")]
        let adapted = code.withoutTemplateTags.withoutPlaceholders(lexis, "initial")
            .withoutElisions(Elision(lexis: lexis, value: "initial"))
        if !adapted.adaptations.isEmpty { forms.append(adapted.as("file")) }
        if beginsWithDeclaration(adapted, lexis) {
            forms.append(adapted.wrapped("a {", "\n}", as: "declarations"))
        }
        if !code.bytes.contains(where: "{};".utf8.contains) {
            forms.append(code.wrapped("", "\n{}", as: "selectors"))
        }
        return forms
    }

    /// Looks for a `;` that is missing in SCSS and Less where the next line begins what nothing can go on with: a variable, a
    /// declaration, or a rule of the language such as `@include`. In plain CSS the parser sees that.
    @Sendable static func inspect(_ code: Code) -> SyntaxFinding? {
        // The other syntax of Sass has none at all.
        guard code.bytes.contains(UInt8(ascii: ";")) else { return nil }
        let lexemes = code.lexemes(.c)
        var depth = 0
        /// The last byte of code before the line, and where it stands.
        var last: Int?
        for line in code.lines {
            let filled = (line.lower..<line.upper).filter { lexemes[$0] != .comment && code.bytes[$0] > 0x20 }
            if let first = filled.first, depth == 0, lexemes[first] == .code, let last,
                lexemes[last] == .string || !";{},:([+-*/=<>&|".utf8.contains(code.bytes[last]),
                beginsStatement(code.bytes[first..<line.upper])
            {
                return SyntaxFinding(Fault(at: SourceRange(last, last + 1), noSemicolon), .likely)
            }
            for index in filled where lexemes[index] == .code {
                if "([".utf8.contains(code.bytes[index]) { depth += 1 }
                if ")]".utf8.contains(code.bytes[index]) { depth -= 1 }
            }
            last = filled.last ?? last
        }
        return nil
    }

    private static func beginsStatement(_ line: ArraySlice<UInt8>) -> Bool {
        let name = line.dropFirst().prefix { Code.isWord($0) || $0 == UInt8(ascii: "-") }
        if line.first == UInt8(ascii: "@") {
            let word = String(decoding: name, as: UTF8.self)
            if rules.contains(word) { return true }
        } else if line.first != UInt8(ascii: "$") {
            // A declaration: a selector ends with a brace.
            let property = line.prefix { Code.isWord($0) || $0 == UInt8(ascii: "-") }
            let rest = line[property.endIndex...]
            return !property.isEmpty && rest.starts(with: ": ".utf8)
                && rest.last { $0 > 0x20 } == UInt8(ascii: ";") && !rest.contains(UInt8(ascii: "{"))
        }
        return !name.isEmpty && line[name.endIndex...].first { $0 > 0x20 } == UInt8(ascii: ":")
    }

    private static let rules: Set = [
        "use", "forward", "import", "include", "extend", "return", "debug", "warn", "error", "if", "each",
        "for",
        "while", "mixin", "function", "media", "supports",
    ]
    private static let noSemicolon = "`;` is missing behind this"

    /// Whether the first line of code is `property: …` and opens no block.
    private static func beginsWithDeclaration(_ code: Code, _ lexis: Lexis) -> Bool {
        let lexemes = code.lexemes(lexis)
        let start = code.bytes.indices.first { lexemes[$0] != .comment && code.bytes[$0] > 0x20 }
        guard let start else { return false }
        let line = code.bytes[start...].prefix { $0 != 0x0A }
        let rest = line.drop { Code.isWord($0) || "-$@".utf8.contains($0) }.drop { $0 == 0x20 }
        return rest.startIndex > line.startIndex && rest.first == UInt8(ascii: ":")
            && (!line.contains(UInt8(ascii: "{")) || line.starts(with: "--".utf8))
    }
}
