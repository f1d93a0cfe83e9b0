extension Language {
    /// TypeScript's own parser; with markup in it, as TSX.
    package static let typescript = Language(
        id: "typescript", name: "TypeScript", labels: ["ts", "tsx", "mts", "cts", "typescriptreact"],
        parser: .process(ParserProcess(["node", "nodejs"], ECMAScript.arguments("typescript"))),
        lookalikes: ["html", "css"], forms: ECMAScript.forms)
}
