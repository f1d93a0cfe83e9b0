import Model

/// What came of the whole suite.
struct MarkdownlintTally {
    /// How many of what there is are equal.
    struct Count {
        var equal = 0
        var all = 0
        mutating func add(_ isEqual: Bool) {
            all += 1
            if isEqual { equal += 1 }
        }
    }

    struct Difference {
        var file: String
        var rule: String
        var missing: [Int] = []
        var extra: [Int] = []
    }

    private(set) var files = Count()
    private(set) var columns: [String: Count] = [:]
    private(set) var fixes: [String: Count] = [:]
    private(set) var fixedTexts = Count()
    private(set) var spots: [String: (expected: Int, found: Int)] = [:]
    private(set) var differences: [Difference] = []
    /// Sentences on columns, fixes and fixed texts that are not equal.
    private(set) var details: [(rule: String, text: String)] = []

    mutating func add(
        _ one: MarkdownlintSuite.Case, _ text: SourceText, _ found: [(number: String, draft: Draft)]
    ) {
        let expected = Set(one.findings.map { MarkdownlintSuite.Spot(rule: $0.rule, line: $0.line) })
        let actual = Set(found.map { spot($0, text) })
        files.add(expected == actual)
        for rule in Set(expected.map(\.rule)).union(actual.map(\.rule)).sorted() {
            let ours = actual.filter { $0.rule == rule }
            let theirs = expected.filter { $0.rule == rule }
            spots[rule, default: (0, 0)].expected += theirs.count
            spots[rule, default: (0, 0)].found += ours.count
            guard ours != theirs else { continue }
            differences.append(
                Difference(
                    file: one.file, rule: rule, missing: theirs.subtracting(ours).map(\.line).sorted(),
                    extra: ours.subtracting(theirs).map(\.line).sorted()))
        }
        for finding in one.findings {
            let same = found.filter { spot($0, text) == .init(rule: finding.rule, line: finding.line) }
            guard !same.isEmpty else { continue }
            compare(finding, same.map(\.draft), one.file, text)
        }
        if let fixed = one.fixed {
            let result = MarkdownlintFix.applied(MarkdownlintFix.edits(of: found, like: one), to: text)
            let difference = firstDifference(normalized(Array(fixed.utf8)), normalized(result))
            fixedTexts.add(difference == nil)
            if let difference { details.append(("", "\(one.file) fixed text, \(difference)")) }
        }
    }

    /// Line endings and a byte order mark are not kept by the data.
    private func normalized(_ bytes: [UInt8]) -> String {
        var text = String(decoding: bytes, as: UTF8.self)
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        return text.replacing("\r\n", with: "\n")
    }

    /// The first line that differs, in words; nil where the texts are equal.
    private func firstDifference(_ expected: String, _ found: String) -> String? {
        if expected == found { return nil }
        let theirs = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let ours = found.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(theirs, ours).prefix { $0 == $1 }.count
        func shown(_ lines: [Substring]) -> String { line < lines.count ? "`\(lines[line])`" : "no more" }
        return "line \(line + 1): \(shown(theirs)), found \(shown(ours))"
    }

    private func spot(_ one: (number: String, draft: Draft), _ text: SourceText) -> MarkdownlintSuite.Spot {
        .init(rule: one.number, line: text.line(at: one.draft.range.lower) + 1)
    }

    private mutating func compare(
        _ finding: MarkdownlintSuite.Expected, _ drafts: [Draft], _ file: String, _ text: SourceText
    ) {
        if let range = finding.range {
            let lower = MarkdownlintFix.offset(column: range[0], line: finding.line - 1, in: text)
            let upper = MarkdownlintFix.offset(column: range[0] + range[1], line: finding.line - 1, in: text)
            let isEqual = drafts.contains { $0.range == SourceRange(lower, upper) }
            columns[finding.rule, default: Count()].add(isEqual)
            if !isEqual {
                let ours = drafts.map { "\($0.range.lower)..<\($0.range.upper)" }.joined(separator: " ")
                details.append(
                    (finding.rule, "\(file):\(finding.line) columns \(lower)..<\(upper), found \(ours)"))
            }
        }
        if let fix = finding.fix {
            let edit = MarkdownlintFix.edit(fix, line: finding.line, in: text)
            let wanted = MarkdownlintFix.applied([edit], to: text)
            let isEqual = drafts.contains { draft in
                // Ours may change the other marker of a pair along with this one.
                draft.fixes.contains {
                    $0.edits.contains(edit) || MarkdownlintFix.applied($0.edits, to: text) == wanted
                }
            }
            fixes[finding.rule, default: Count()].add(isEqual)
            if !isEqual {
                let ours = drafts.map { "\($0.fixes.first?.edits ?? [])" }.joined(separator: " ")
                details.append((finding.rule, "\(file):\(finding.line) fix \(edit), found \(ours)"))
            }
        }
    }

    /// The lines that everybody sees.
    var summary: [String] {
        let name = MarkdownlintSuite.name
        return [
            "\(name): \(files.equal) of \(files.all)",
            "\(name) columns: \(total(columns))", "\(name) fixes: \(total(fixes))",
            "\(name) fixed texts: \(fixedTexts.equal) of \(fixedTexts.all)",
        ]
    }

    private func total(_ counts: [String: Count]) -> String {
        let equal = counts.values.reduce(0) { $0 + $1.equal }
        return "\(equal) of \(counts.values.reduce(0) { $0 + $1.all })"
    }

    /// One line per rule, and the files in which it differs.
    var report: [String] {
        var lines: [String] = []
        for rule in spots.keys.sorted() {
            let mine = differences.filter { $0.rule == rule }
            let count = spots[rule, default: (0, 0)]
            lines.append(
                "\(rule): expected \(count.expected), found \(count.found), "
                    + "missing \(mine.reduce(0) { $0 + $1.missing.count }), "
                    + "extra \(mine.reduce(0) { $0 + $1.extra.count }); columns \(shown(columns[rule])), "
                    + "fixes \(shown(fixes[rule]))")
            lines += mine.map { "    \($0.file): missing \($0.missing), extra \($0.extra)" }
            lines += details.filter { $0.rule == rule }.map { "    \($0.text)" }
        }
        return lines + details.filter { $0.rule.isEmpty }.map(\.text)
    }

    private func shown(_ count: Count?) -> String {
        count.map { "\($0.equal) of \($0.all)" } ?? "-"
    }
}
