package import Model

/// What can be told of a repository from its paths, for a configuration that fits it.
package struct Survey: Sendable {
    package var dialect: Dialect
    /// What the dialect was told from: a path, or nil where nothing speaks for another one.
    package var evidence: String?
    /// Folders with documents that are made or brought in, with the word that says which.
    package var foreignFolders: [(path: String, why: String)]
    /// A folder that has rule pages of the user's.
    package var ruleFolder: String?
    /// The folders and files of the first level that have documents, with their number.
    package var places: [(path: String, documents: Int)]

    /// - Parameters:
    ///   - paths: every file of the repository.
    ///   - isDocument: whether a path is one that can be parsed.
    package init(paths: [String], isDocument: (String) -> Bool) {
        (dialect, evidence) = Self.dialect(paths)
        let documents = paths.filter(isDocument)
        foreignFolders = Self.foreignFolders(documents)
        ruleFolder = Self.ruleFolder(paths)
        var counts: [String: Int] = [:]
        for path in documents {
            let first = path.split(separator: "/", maxSplits: 1)
            counts[first.count > 1 ? String(first[0]) + "/" : path, default: 0] += 1
        }
        places = counts.sorted { $0.key < $1.key }.map { (path: $0.key, documents: $0.value) }
    }

    private static func dialect(_ paths: [String]) -> (Dialect, String?) {
        // The first that fits: a site's own configuration says more than the ending of a page.
        let signs: [(Dialect, (String) -> Bool)] = [
            (.docusaurus, { name(of: $0).hasPrefix("docusaurus.config.") }),
            (.mkdocs, { name(of: $0) == "mkdocs.yml" || name(of: $0) == "mkdocs.yaml" }),
            (.hugo, { ["hugo.toml", "hugo.yaml", "hugo.json"].contains(name(of: $0)) }),
            (.hugo, { $0.hasSuffix("archetypes/default.md") }),
            (.myst, { name(of: $0) == "myst.yml" || name(of: $0) == "_toc.yml" }),
            (.docc, { $0.contains(".docc/") }),
            (.mdx, { $0.hasSuffix(".mdx") }),
        ]
        for (dialect, isSign) in signs {
            if let path = paths.filter(isSign).min(by: { ($0.count, $0) < ($1.count, $1) }) {
                return (dialect, path)
            }
        }
        return (.gfm, nil)
    }

    private static func name(of path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }

    private static let foreignNames: [String: String] = [
        "node_modules": "packages", "bower_components": "packages", "vendor": "vendored",
        "third_party": "vendored", "third-party": "vendored", "external": "vendored", "Pods": "vendored",
        "Carthage": "vendored", "build": "built", "dist": "built", "_build": "built", "_site": "built",
        "target": "built", "generated": "generated", "site-packages": "packages",
    ]

    private static func foreignFolders(_ documents: [String]) -> [(path: String, why: String)] {
        var found: [String: String] = [:]
        for path in documents {
            var folder = ""
            for part in path.split(separator: "/").dropLast() {
                folder += part + "/"
                if let why = foreignNames[String(part)] {
                    found[folder] = why
                    break
                }
            }
        }
        return found.sorted { $0.key < $1.key }.map { (path: $0.key, why: $0.value) }
    }

    private static func ruleFolder(_ paths: [String]) -> String? {
        ["docent-rules", ".docent/rules", "docs/docent-rules"].first { folder in
            paths.contains { $0.hasPrefix(folder + "/") && $0.hasSuffix(".md") }
        }
    }
}
