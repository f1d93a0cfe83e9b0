import Model

extension Configuration {
    /// The text of a first `.docent.yml`, with comments that say what can be changed.
    package static func starter(for survey: Survey, book: RuleBook = .builtIn) -> String {
        var lines: [String] = []
        lines.append("# What Docent checks here. `docent config FILE` shows what holds for a file, and why.")
        lines.append("# Files of this name in folders below say what differs there.")
        lines.append("root: true")
        lines.append("")
        lines += dialect(survey)
        lines.append("")
        lines += exclusions(survey)
        lines.append("")
        lines.append("# The lowest severity that makes `docent check` fail: advice, warning, error or never.")
        lines.append("fail-on: error")
        lines.append("")
        lines += rules(book)
        lines.append("")
        lines.append("# Rules of your own: every Markdown page in these folders is one.")
        lines.append(survey.ruleFolder.map { "rule-folders: [\($0)]" } ?? "# rule-folders: [docent-rules]")
        lines.append("")
        lines += overrides(survey)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func dialect(_ survey: Survey) -> [String] {
        let all = Dialect.allCases.map(\.rawValue).joined(separator: ", ")
        let here = survey.dialects.map { "\($0.documents) \($0.dialect.rawValue)" }.joined(separator: ", ")
        var lines = ["# The family of Markdown is told from file names and the site's own configuration."]
        if !here.isEmpty { lines.append("# Documents here: \(here).") }
        lines.append("# To set it for all of them: \(all).")
        lines.append("# dialect: \((survey.dialects.first?.dialect ?? .gfm).rawValue)")
        return lines
    }

    private static func exclusions(_ survey: Survey) -> [String] {
        var lines = ["# Documents that are not checked. What .gitignore names is never looked at."]
        if survey.foreignFolders.isEmpty { return lines + ["# exclude: [vendor/]"] }
        lines.append("exclude:")
        for folder in survey.foreignFolders {
            lines.append("  - \(quoted(folder.path))  # \(folder.why)")
        }
        return lines
    }

    private static func rules(_ book: RuleBook) -> [String] {
        var lines = [
            "# Every rule is on as its page says (`docent rules` lists them). To change some:", "# rules:",
        ]
        let rules = book.rules.filter { !$0.id.hasPrefix("docent/") && $0.isOnByDefault }
        if let strict = rules.first(where: { $0.severity == .error }) {
            lines.append("#   \(strict.id): warning")
        }
        if let mild = rules.first(where: { $0.severity != .error }) {
            lines.append("#   \(mild.id): off")
        }
        return lines
    }

    private static func overrides(_ survey: Survey) -> [String] {
        let folder = survey.places.first { $0.path.hasSuffix("/") }?.path ?? "docs/"
        return [
            "# What differs for some files; later ones win.",
            "# overrides:",
            "#   - files: [\"\(folder)**\"]",
            "#     rules:",
            "#       all: advice",
        ]
    }

    /// A path as a YAML text.
    private static func quoted(_ path: String) -> String {
        "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}
