import Model
import Toolchains

/// Counts of snippets, "a of b checked, c not, because …".
struct SnippetSummary {
    let text: String

    init(_ snippets: [ListedSnippet]) {
        let checker = SyntaxChecker()
        var rows: [[String]] = []
        let groups = Dictionary(grouping: snippets) {
            $0.snippet.language.isEmpty
                ? "" : checker.language(for: $0.snippet.language)?.id ?? $0.snippet.language.lowercased()
        }
        for (language, group) in groups.sorted(by: { $0.key < $1.key }) {
            let failed = group.count { if case .failed = $0.state { true } else { false } }
            rows.append([
                language.isEmpty ? "(no language)" : language,
                "\(group.count { $0.state.isChecked }) of \(group.count) checked", "\(failed) failed",
                Self.reasons(group),
            ])
        }
        let checked = snippets.count { $0.state.isChecked }
        let failed = snippets.count { if case .failed = $0.state { true } else { false } }
        text =
            Columns.text(rows) + (rows.isEmpty ? "" : "\n")
            + "\(checked) of \(snippets.count) snippets checked, \(failed) failed"
            + (checked == snippets.count ? "\n" : "; not checked: \(Self.reasons(snippets))\n")
            + Self.hint(snippets)
    }

    /// What a user can do about blocks that say that they are SQL and not whose; empty where there are none.
    private static func hint(_ snippets: [ListedSnippet]) -> String {
        let count = snippets.count {
            $0.snippet.language.lowercased() == "sql" && $0.state.word == SnippetState.unknownLanguage.word
        }
        return count == 0 ? "" : "\n" + sayWhichDialect(count)
    }

    private static func sayWhichDialect(_ count: Int) -> String {
        """
        SQL differs from server to server, so \(count == 1 ? "1 snippet" : "\(count) snippets") with the label `sql` \
        cannot be judged. Say in .docent.yml whose it is:
          snippets: {dialects: postgresql}   # or sqlite, mysql; or by folder: {docs/lite/: sqlite}

        """
    }

    static func reasons(_ group: [ListedSnippet]) -> String {
        var counts: [String: Int] = [:]
        for entry in group where !entry.state.isChecked { counts[entry.state.word, default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
            .joined(separator: ", ")
    }
}
