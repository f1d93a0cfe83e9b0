import Markup
package import Model

/// What can be told of a repository from its paths, for a configuration that fits it.
package struct Survey: Sendable {
    /// The dialects that the documents are in, with their number; the commonest first.
    package var dialects: [(dialect: Dialect, documents: Int)]
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
        let documents = paths.filter(isDocument)
        dialects = Self.dialects(of: documents, among: paths)
        foreignFolders = Self.foreignFolders(documents)
        ruleFolder = Self.ruleFolder(paths)
        var counts: [String: Int] = [:]
        for path in documents {
            let first = path.split(separator: "/", maxSplits: 1)
            counts[first.count > 1 ? String(first[0]) + "/" : path, default: 0] += 1
        }
        places = counts.sorted { $0.key < $1.key }.map { (path: $0.key, documents: $0.value) }
    }

    private static func dialects(
        of documents: [String], among paths: [String]
    ) -> [(dialect: Dialect, documents: Int)] {
        let detection = DialectDetection(paths: paths)
        var counts: [Dialect: Int] = [:]
        for path in documents { counts[detection.dialect(of: path), default: 0] += 1 }
        return counts.map { (dialect: $0.key, documents: $0.value) }.sorted { a, b in
            a.documents != b.documents
                ? a.documents > b.documents : a.dialect.rawValue < b.dialect.rawValue
        }
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
