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
