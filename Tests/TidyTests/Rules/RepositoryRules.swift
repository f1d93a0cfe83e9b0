extension HouseRule {
    /// What holds for the repository as a whole.
    static let repositoryRules = [
        HouseRule(
            name: "the change log has a section for what is not released",
            advice: "Users learn from it what changes: add `## Unreleased` and say it in their words.",
            offender: ["CHANGELOG.md": "# Changelog\n"]
        ) { tree in
            guard let log = tree["CHANGELOG.md"] else { return ["CHANGELOG.md is missing"] }
            return log.lines.contains { $0.text.contains(/^## \[?Unreleased\]?/) } ? [] : ["CHANGELOG.md"]
        },
        HouseRule(
            name: "no file names a folder of somebody's machine",
            advice: "It is nowhere else: use a path from the top of the package, or a temporary folder.",
            offender: ["README.md": "cd /ro" + "ot/docent\n"]
        ) { tree in
            lines(of: tree.files) { _, line, _ in
                let isSuspect = ["root", "work", "home/", "Users/"].contains { line.mentions("/" + $0) }
                return line.mentions("/tmp/" + "tools")
                    || (isSuspect && line.contains(/(^|[^\w.\/])\/(root|work|home\/\w+|Users\/\w+)(\/|\b)/))
            }
        },
        HouseRule(
            name: "a text file ends with one line ending",
            advice: "Tools that append or compare trip over the rest.",
            offender: ["README.md": "# Docent"]
        ) { tree in
            tree.files.filter { file in
                let isText =
                    [".swift", ".md", ".yml", ".json", ".sh"].contains { file.path.hasSuffix($0) }
                    || file.path == "Makefile"
                guard isText, !file.isSpecimen, !file.text.isEmpty else { return false }
                return !file.text.hasSuffix("\n") || file.text.hasSuffix("\n\n")
            }.map(\.path)
        },
        HouseRule(
            name: "the tasks that README and handbook name are in the Makefile",
            advice: "A reader types what stands there: mend the page or add the task.",
            offender: ["README.md": "```console\n$ make tea\n```\n", "Makefile": "test: ## run the tests\n"]
        ) { tree in
            let tasks = Set(
                (tree["Makefile"]?.lines ?? []).compactMap { $0.text.firstMatch(of: /^([a-z-]+):/)?.1 })
            let pages = tree.files.filter {
                $0.path == "README.md" || ($0.isMarkdown && $0.path.contains("Handbook.docc/"))
            }
            return pages.flatMap { page in
                page.lines.flatMap { number, line in
                    line.matches(of: /(?:^\$ |`)make ([a-z-]+)/).filter { !tasks.contains($0.1) }
                        .map { "\(page.path):\(number): make \($0.1)" }
                }
            }
        },
        HouseRule(
            name: "every page of the handbook can be reached from Architecture.md",
            advice: "A page that no page links to is not read: link to it.",
            offender: [
                architecture: "# Architecture\n", "Sources/Commands/Handbook.docc/Lost.md": "# Lost\n",
            ]
        ) { tree in
            let folder = "Sources/Commands/Handbook.docc/"
            let pages = tree.files.filter { $0.path.hasPrefix(folder) && $0.isMarkdown }
            guard !pages.isEmpty else { return [] }
            var reached: Set<String> = []
            var queue = [architecture]
            while let path = queue.popLast() {
                guard reached.insert(path).inserted, let page = tree[path] else { continue }
                let folders = path.split(separator: "/").dropLast()
                for link in page.text.matches(of: /\]\(([^)#\s]+\.md)/) {
                    queue.append(resolved(link.1, from: Array(folders)))
                }
            }
            return pages.map(\.path).filter { !reached.contains($0) }
        },
    ]

    /// A relative path without its `.` and `..` parts.
    private static func resolved(_ path: Substring, from folders: [Substring]) -> String {
        var parts = folders
        for part in path.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
