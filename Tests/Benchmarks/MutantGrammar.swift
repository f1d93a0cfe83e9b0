/// What of a language's words is needed to put mistakes into its code.
struct MutantGrammar {
    /// What begins a comment that ends with its line.
    var comments: [String]
    var block: (open: String, close: String)?
    /// Quotes of strings.
    var quotes: [UInt8] = [UInt8(ascii: "\"")]
    /// Quotes of strings over several lines, which are left as they are.
    var longQuotes: [String] = []
    var brackets: [UInt8] = Array("()[]{}".utf8)
    var hasSemicolons = false
    /// Whether a block needs no semicolon at its end.
    var hasOptionalLast = false
    var keywords: Set<String> = []
    /// Elements that hold another language.
    var foreign: [String] = []
    /// Whether a quote means something only within tags and the tags of templates: elsewhere it is text.
    var isMarkup = false

    /// The languages that a label for all of them may mean.
    static let dialects: Set<String> = ["postgresql", "sqlite", "mysql"]

    private static let both = Array("\"'".utf8)
    private static let slashes = ("/*", "*/")
    private static let markup = MutantGrammar(
        comments: [], block: ("<!--", "-->"), quotes: both, brackets: Array("<>".utf8),
        foreign: ["script", "style"], isMarkup: true)
    private static let sql = MutantGrammar(
        comments: ["--"], block: slashes, quotes: [UInt8(ascii: "'")], hasSemicolons: true,
        keywords: [
            "SELECT", "FROM", "WHERE", "CREATE", "INSERT", "UPDATE", "TABLE", "VALUES", "GROUP", "select",
            "from",
            "where", "create", "insert", "update", "table", "values", "group",
        ])

    static let all: [String: MutantGrammar] = [
        "c": MutantGrammar(
            comments: ["//"], block: slashes, hasSemicolons: true,
            keywords: ["return", "while", "struct", "switch", "static", "const", "else"]),
        "cpp": MutantGrammar(
            comments: ["//"], block: slashes, longQuotes: ["R\""], hasSemicolons: true,
            keywords: ["return", "while", "struct", "class", "template", "const", "else"]),
        "java": MutantGrammar(
            comments: ["//"], block: slashes, longQuotes: ["\"\"\""], hasSemicolons: true,
            keywords: [
                "class", "return", "public", "private", "static", "final", "while", "throws", "import",
            ]),
        "csharp": MutantGrammar(
            comments: ["//"], block: slashes, longQuotes: ["\"\"\""], hasSemicolons: true,
            keywords: ["class", "return", "public", "private", "static", "using", "namespace"]),
        "kotlin": MutantGrammar(
            comments: ["//"], block: slashes, longQuotes: ["\"\"\""],
            keywords: ["class", "return", "while", "import", "when"]),
        "swift": MutantGrammar(
            comments: ["//"], block: slashes, longQuotes: ["\"\"\""],
            keywords: [
                "func", "struct", "class", "return", "while", "guard", "import", "protocol", "extension",
            ]),
        "rust": MutantGrammar(
            comments: ["//"], block: slashes, hasSemicolons: true,
            keywords: ["struct", "impl", "match", "while", "trait", "return", "enum", "let"]),
        "go": MutantGrammar(
            comments: ["//"], block: slashes, longQuotes: ["`"],
            keywords: ["func", "return", "package", "import", "struct", "switch", "range", "type"]),
        "javascript": MutantGrammar(
            comments: ["//"], block: slashes, quotes: both, longQuotes: ["`"], hasSemicolons: true,
            keywords: ["function", "const", "return", "class", "import", "export", "while", "async"]),
        "typescript": MutantGrammar(
            comments: ["//"], block: slashes, quotes: both, longQuotes: ["`"], hasSemicolons: true,
            keywords: ["function", "const", "return", "class", "import", "interface", "type", "async"]),
        "php": MutantGrammar(
            comments: ["//", "#"], block: slashes, quotes: both, hasSemicolons: true,
            keywords: ["function", "return", "class", "public", "private", "namespace", "foreach"]),
        "python": MutantGrammar(
            comments: ["#"], quotes: both, longQuotes: ["\"\"\"", "'''"],
            keywords: ["def", "class", "return", "import", "while", "lambda", "with"]),
        "ruby": MutantGrammar(
            comments: ["#"], quotes: both, keywords: ["def", "class", "end", "module", "while"]),
        "shell": MutantGrammar(
            comments: ["#"], quotes: both, keywords: ["then", "done", "while", "esac", "function"]),
        "console": MutantGrammar(comments: ["#"], quotes: both), "postgresql": sql, "sqlite": sql,
        "mysql": sql, "json": MutantGrammar(comments: ["//"]),
        "yaml": MutantGrammar(comments: ["#"], quotes: both),
        "toml": MutantGrammar(comments: ["#"], quotes: both, longQuotes: ["\"\"\"", "'''"]),
        "dockerfile": MutantGrammar(comments: ["#"], quotes: both),
        "css": MutantGrammar(
            comments: [], block: slashes, quotes: both, hasSemicolons: true, hasOptionalLast: true),
        "scss": MutantGrammar(
            comments: ["//"], block: slashes, quotes: both, hasSemicolons: true, hasOptionalLast: true),
        "xml": markup, "html": markup, "vue": markup,
    ]
}
