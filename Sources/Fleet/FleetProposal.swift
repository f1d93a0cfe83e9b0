/// A fleet file for repositories that were found, with comments that say why.
package struct FleetProposal {
    private var entries: [(path: String, lines: [String])] = []

    package init() {}

    /// Adds a repository.
    ///
    /// - Parameters:
    ///   - path: where it is, as the file will name it.
    ///   - paths: of all its files.
    ///   - versions: how many of its tags are the names of versions.
    package mutating func add(path: String, paths: [String], versions: Int = 0) {
        let (role, why) = Self.role(of: paths, versions: versions)
        var lines = ["  - path: \(Self.quoted(path))", "    role: \(role.rawValue)  # \(why)"]
        let owners = CodeOwners.places.first(where: paths.contains)
        lines.append("    # area: guides")
        lines.append("    # lifecycle: active")
        lines.append(owners.map { "    # owners are read from \($0)" } ?? "    # owners: [\"@team\"]")
        entries.append((path, lines))
    }

    /// Adds a repository that could not be read.
    package mutating func add(path: String, because reason: String) {
        let line = reason.split(whereSeparator: \.isNewline).joined(separator: " ")
        entries.append((path, ["  # - path: \(Self.quoted(path))  # \(line)"]))
    }

    package var text: String {
        let head = [
            "# A proposal: what each repository is there for was guessed, and the comment says why.",
            "title: Fleet", "# Days before its end from which on a runtime is at risk.", "horizon: 90",
            "repositories:",
        ]
        let tail = [
            "# areas:", "#   - files: name:guides/**", "#     area: guides", "#     owners: [\"@team\"]",
            "# lines:",
            "#   - files: name:docs/3.0/**", "#     package: vapor", "#     line: 3",
        ]
        let sorted = entries.sorted { $0.path < $1.path }
        return (head + sorted.flatMap(\.lines) + tail).joined(separator: "\n") + "\n"
    }

    /// What a repository is there for, and what tells it.
    static func role(
        of paths: [String], versions: Int = 0
    ) -> (role: FleetRepository.Role, why: String) {
        var pages = 0
        var manifests = 0
        var sources = 0
        var folders: Set<Substring> = []
        for path in paths {
            let name = path.split(separator: "/").last ?? ""
            let ending = name.split(separator: ".").last ?? ""
            if ["md", "mdx", "rst", "adoc"].contains(ending) { pages += 1 }
            if manifestNames.contains(String(name)) || name.hasSuffix(".csproj") {
                manifests += 1
                folders.insert(path.dropLast(name.count))
            }
            if sourceEndings.contains(String(ending)) { sources += 1 }
        }
        if pages > sources * 2, pages > 10 || sources == 0, folders.count < pages / 4 + 1 {
            return (.docs, "\(pages) of \(paths.count) files are pages")
        }
        // Who gives out versions of what stands at the top gives out a package; what else has a manifest are its parts.
        if versions >= leastVersions, sources > 0, folders.contains("") {
            return (.product, "\(versions) tags are versions, and the manifest is at the top")
        }
        if folders.count >= 4 || folders.count >= 2 && !folders.contains("") {
            return (.samples, "\(folders.count) folders have a manifest of their own")
        }
        let counts =
            "\(counted(pages, "page")), \(counted(sources, "source file")), \(counted(manifests, "manifest"))"
        return (sources > 0 ? .product : .docs, counts)
    }

    /// Collections of samples are tagged now and then, too.
    private static let leastVersions = 5

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    private static let manifestNames: Set<String> = [
        "Package.swift", "Cargo.toml", "go.mod", "pom.xml", "build.gradle", "build.gradle.kts",
        "package.json",
        "pyproject.toml", "requirements.txt", "setup.py", "Gemfile", "composer.json", "compose.yaml",
        "compose.yml",
        "docker-compose.yml",
    ]
    private static let sourceEndings: Set<String> = [
        "swift", "rs", "go", "java", "kt", "js", "ts", "tsx", "jsx", "py", "cs", "fs", "rb", "php", "c", "cc",
        "cpp", "h",
        "m", "scala", "dart",
    ]

    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "/._+-".utf8.contains(byte)
        }
        guard !isPlain || text.isEmpty else { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
