import Model

/// What a file `.markdownlint-cli2.*` says.
struct MarkdownlintOptions {
    var config: MarkdownlintSettings?
    var globs: [String] = []
    var ignores: [String] = []
    var overrides: [Override]?
    var usesGitignore: Bool?
    var readsComments: Bool?

    /// Other settings for some of the files.
    struct Override {
        var filter: [String]
        var config: MarkdownlintSettings
        var merges: Bool
    }

    init() {}

    /// Lays the options of an inner folder over those of an outer one. Which files are chosen stays with the
    /// folder that says it.
    mutating func merge(_ inner: MarkdownlintOptions) {
        if let config = inner.config {
            var merged = self.config ?? MarkdownlintSettings()
            merged.merge(config)
            self.config = merged
        }
        overrides = inner.overrides ?? overrides
        readsComments = inner.readsComments ?? readsComments
    }
}

/// Patterns of files, later ones over earlier ones, as markdownlint-cli2 understands them: from a folder on,
/// `!` leaves out, `:` names one file.
struct MarkdownlintGlobs: Hashable {
    private struct Pattern: Hashable {
        var glob: Glob
        var isNegative: Bool
    }
    private let patterns: [Pattern]

    init(_ texts: [String], in folder: String) {
        patterns = texts.map { text in
            let isNegative = text.hasPrefix("!")
            var body = isNegative ? text.dropFirst() : text[...]
            if body.hasPrefix(":") { body = body.dropFirst() }
            while body.hasPrefix("./") { body = body.dropFirst(2) }
            let folder = folder.isEmpty ? "" : "/" + folder
            return Pattern(glob: Glob(folder + "/" + body), isNegative: isNegative)
        }
    }

    var isEmpty: Bool { patterns.isEmpty }

    /// Whether a pattern fits and none after it leaves the path out.
    func matches(_ path: String) -> Bool {
        for pattern in patterns.reversed() where pattern.glob.matches(path) { return !pattern.isNegative }
        return false
    }
}
