/// The configurations that come with markdownlint 0.40 and that others extend, such as
/// `markdownlint/style/prettier`.
enum MarkdownlintStyles {
    /// The text of a style in JSON; nil where markdownlint brings none of this name.
    static func text(of name: String) -> String? {
        guard name.hasPrefix(folder) else { return nil }
        let style = name.dropFirst(folder.count)
        return styles[String(style.hasSuffix(".json") ? style.dropLast(".json".count) : style)]
    }

    private static let folder = "markdownlint/style/"

    private static let styles = [
        "all": #"{"default": true}"#,
        "cirosantilli": """
        {"default": true, "MD003": {"style": "atx"}, "MD004": {"style": "dash"}, "MD007": {"indent": 4},
         "MD030": {"ul_multi": 3, "ol_multi": 2}, "MD033": false, "MD035": {"style": "---"}}
        """,
        "prettier": off([
            "MD003", "MD005", "MD007", "MD009", "MD010", "MD012", "MD013", "MD018", "MD019", "MD020", "MD021",
            "MD022", "MD023", "MD027", "MD028", "MD029", "MD030", "MD031", "MD032", "MD035", "MD048", "MD049",
            "MD050",
        ]),
        "relaxed": #"{"default": true, "#
            + off(["whitespace", "line_length", "MD007", "MD033", "MD034", "MD040", "MD041"]).dropFirst(),
    ]

    private static func off(_ rules: [String]) -> String {
        "{" + rules.map { "\"\($0)\": false" }.joined(separator: ", ") + "}"
    }
}
