/// What the names of files end with, by language.
enum FileEndings {
    /// - Parameters:
    ///   - language: what Docent calls the language; nil where it knows none.
    ///   - label: what the page calls it.
    static func ending(of language: String?, label: String) -> String? {
        if let language, let known = endings[language] { return known }
        let label = label.lowercased()
        if let known = endings[label] { return known }
        // A label that is itself an ending, such as `kt` or `hcl`.
        let isPlain =
            !label.isEmpty && label.utf8.count <= 10
            && label.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
        return isPlain ? label : nil
    }

    private static let endings: [String: String] = [
        "swift": "swift", "rust": "rs", "c": "c", "cpp": "cpp", "c++": "cpp", "cplusplus": "cpp", "go": "go",
        "golang": "go", "java": "java", "kotlin": "kt", "csharp": "cs", "c#": "cs", "javascript": "js",
        "jsx": "jsx", "typescript": "ts", "tsx": "tsx", "python": "py", "pycon": "pycon", "ruby": "rb",
        "php": "php", "shell": "sh", "bash": "sh", "console": "console", "sql": "sql", "json": "json",
        "yaml": "yaml", "toml": "toml", "html": "html", "xml": "xml", "css": "css", "scss": "scss",
        "dockerfile": "Dockerfile", "http": "http", "diff": "diff", "dotenv": "env", "vue": "vue",
        "haskell": "hs", "elixir": "exs", "erlang": "erl", "perl": "pl", "powershell": "ps1",
        "objective-c": "m",
        "julia": "jl", "ocaml": "ml", "fsharp": "fs", "f#": "fs", "markdown": "md",
    ]
}
