extension Language {
    /// TypeScript's own parser; with markup in it, as TSX.
    package static let typescript = Language(
        id: "typescript", name: "TypeScript", labels: ["ts", "tsx", "mts", "cts", "typescriptreact"],
        parser: .process(ParserProcess(["node", "nodejs"], ECMAScript.arguments("typescript"))),
        grammar: Grammar("tree_sitter_typescript", "language_tsx"),
        lookalikes: ["html", "css", "json", "shell", "python", "yaml"],
        outline: BracketOutline(lexis: ECMAScript.lexis), forms: ECMAScript.forms,
        reading: ECMAScript.reading)
}
