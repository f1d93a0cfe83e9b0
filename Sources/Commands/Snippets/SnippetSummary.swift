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
    }

    static func reasons(_ group: [ListedSnippet]) -> String {
        var counts: [String: Int] = [:]
        for entry in group where !entry.state.isChecked { counts[entry.state.word, default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
            .joined(separator: ", ")
    }
}
