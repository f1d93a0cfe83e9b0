extension Language {
    /// What is no code: plain text, output, drawings.
    package static let plain = Language(
        id: "text", name: "plain text",
        labels: [
            "txt", "plain", "plaintext", "output", "none", "log", "ascii", "tree", "mermaid", "math",
            "markdown", "md", "mdx",
        ],
        parser: .notCode)
}
