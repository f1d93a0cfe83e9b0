extension Language {
    /// CPython's own parser, by `ast`.
    package static let python = Language(
        id: "python", name: "Python", labels: ["py", "python3", "py3", "pycon", "ipython"],
        parser: .process(
            ParserProcess(["python3", "python"], ["-I", "-S", "-c", script(PackageResources.python_py)])),
        grammar: Grammar("tree_sitter_python"),
        outline: Outline(lexis: Lexis(lineComments: ["#"], longQuotes: ["\"\"\"", "'''"]))
    ) { code in
        let plain = code.withoutPrompts(first: ">>> ", next: "... ")
        var forms = [plain.as("file")]
        if let dedented = plain.dedented { forms.append(dedented.as("indented block")) }
        return forms
    }
}
