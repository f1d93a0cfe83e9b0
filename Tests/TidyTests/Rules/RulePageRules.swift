extension HouseRule {
    /// What holds for the pages of the rule book, beside what the rule book itself checks.
    static let rulePageRules = [
        HouseRule(
            name: "everything under rules/ is a page in a group",
            advice:
                "A rule is rules/<group>/<name>.md, with small letters, digits and hyphens; nothing else is read.",
            offender: ["rules/links/old/missing-anchor.md": "# Old\n"]
        ) { tree in
            tree.files.filter {
                $0.path.hasPrefix("rules/") && !$0.path.contains(/^rules\/[a-z0-9-]+\/[a-z0-9-]+\.md$/)
            }
            .map(\.path)
        },
        HouseRule(
            name: "a rule page has a title, says why, and shows what is flagged and what is accepted",
            advice:
                "Who gets a finding reads this page: it must convince, and its examples are the tests of the rule.",
            offender: [
                "rules/links/missing-anchor.md": "---\ncheck: links.fragment\n---\n# A link\n\n## Flagged\n"
            ]
        ) { tree in
            tree.files.filter { $0.path.hasPrefix("rules/") && $0.isMarkdown }.flatMap { page -> [String] in
                let headings = headings(of: page)
                var missing: [String] = []
                if headings.count(where: { $0.hasPrefix("# ") }) != 1 { missing.append("one title") }
                for section in ["## Why", "## Flagged", "## Accepted"]
                where !headings.contains(Substring(section)) {
                    missing.append("`\(section)`")
                }
                return missing.map { "\(page.path): \($0) is missing" }
            }
        },
        HouseRule(
            name: "a rule's page says what its check is, how bad it is and who can act",
            advice: "Without it, nobody can sort findings by what to do first and for whom.",
            offender: ["rules/links/missing-anchor.md": "---\ncheck: links.fragment\n---\n# A link\n"]
        ) { tree in
            tree.files.filter { $0.path.hasPrefix("rules/") && $0.isMarkdown }.flatMap { page in
                let front = page.lines.dropFirst().prefix { $0.text != "---" }
                return ["check", "severity", "confidence", "audience"].filter { key in
                    !front.contains { $0.text.hasPrefix("\(key): ") }
                }.map { "\(page.path): no `\($0)`" }
            }
        },
    ]

    /// The heading lines outside fences and front matter.
    private static func headings(of page: Tree.File) -> [Substring] {
        var fence: Substring?
        var headings: [Substring] = []
        var isFront = page.text.hasPrefix("---\n")
        for (number, line) in page.lines {
            if isFront {
                isFront = number == 1 || line != "---"
            } else if let open = fence {
                if line.allSatisfy({ $0 == "`" }), line.count >= open.count { fence = nil }
            } else if line.hasPrefix("```") {
                fence = line.prefix { $0 == "`" }
            } else if line.hasPrefix("#") {
                headings.append(line)
            }
        }
        return headings
    }
}
