/// A fleet file for repositories that were found, with comments that say why.
package struct FleetProposal {
    /// What is said of each, below its path.
    private var entries: [(path: String, lines: [String])] = []
    private var refused: [(path: String, line: String)] = []
    /// How many have a name, where the file gives them none.
    private var names: [String: Int] = [:]

    package init() {}

    /// Adds a repository.
    ///
    /// - Parameters:
    ///   - path: where it is, as the file will name it.
    ///   - paths: of all its files.
    ///   - versions: how many of its tags are the names of versions.
    package mutating func add(path: String, paths: [String], versions: Int = 0) {
        let (role, why) = Self.role(of: paths, versions: versions, at: path)
        var lines = ["    role: \(role.rawValue)  # \(why)"]
        let owners = CodeOwners.places.first(where: paths.contains)
        lines.append("    # area: guides")
        lines.append("    # lifecycle: active")
        lines.append(owners.map { "    # owners are read from \($0)" } ?? "    # owners: [\"@team\"]")
        entries.append((path, lines))
        names[FleetReader.name(of: .path(path)), default: 0] += 1
    }

    /// Adds a repository that could not be read.
    package mutating func add(path: String, because reason: String) {
        let line = reason.split(whereSeparator: \.isNewline).joined(separator: " ")
        refused.append((path, "  # - path: \(Self.quoted(path))  # \(line)"))
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
        let told = entries.map { entry in (entry.path, opening(of: entry.path) + entry.lines) }
        let sorted = (told + refused.map { ($0.path, [$0.line]) }).sorted { $0.0 < $1.0 }
        return (head + sorted.flatMap(\.1) + tail).joined(separator: "\n") + "\n"
    }

    /// Mirrors that lie in folders of the same name are called as the folders around these.
    private func opening(of path: String) -> [String] {
        let line = "path: \(Self.quoted(path))"
        guard names[FleetReader.name(of: .path(path)), default: 0] > 1 else { return ["  - \(line)"] }
        let parents = entries.map { Self.parent(of: $0.path) }
        let parent = Self.parent(of: path)
        let isAlone = parents.count { $0 == parent } == 1 && !parent.isEmpty
        let name = isAlone ? parent : path.split(separator: "/").suffix(3).joined(separator: "-")
        return ["  - name: \(Self.quoted(name))", "    \(line)"]
    }

    private static func parent(of path: String) -> String {
        path.split(separator: "/").filter { $0 != ".git" }.dropLast().last.map(String.init) ?? ""
    }

    /// What a repository is there for, and what tells it.
    static func role(
        of paths: [String], versions: Int = 0, at place: String = ""
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
        let isAtTop = folders.contains("") || paths.contains("CMakeLists.txt")
        if versions >= leastVersions, sources > 0, isAtTop {
            return (.product, "\(versions) tags are versions, and the manifest is at the top")
        }
        // Many organisations keep nothing but samples, and say so.
        if sources > 0, let word = words(of: place, 2).first(where: sampleWords.contains) {
            return (.samples, "`\(word)` is in its name")
        }
        let own = place.hasSuffix("/repo") ? 2 : 1
        if pages > 10, let word = words(of: place, own).first(where: pageWords.contains) {
            return (.docs, "`\(word)` is in its name, and it has \(pages) pages")
        }
        if folders.count >= 4 || folders.count >= 2 && !folders.contains("") {
            return (.samples, "\(folders.count) folders have a manifest of their own")
        }
        let counts =
            "\(counted(pages, "page")), \(counted(sources, "source file")), \(counted(manifests, "manifest"))"
        return (sources >= pages && sources > 0 ? .product : .docs, counts)
    }

    /// The words of the last parts of a path, such as `swift`, `nio` and `examples` of `apple/swift-nio-examples`.
    private static func words(of path: String, _ count: Int) -> [String] {
        path.split(separator: "/").suffix(count).joined(separator: "-").split { !$0.isLetter }
            .map { $0.lowercased() }
    }

    private static let sampleWords: Set<String> = [
        "sample", "samples", "example", "examples", "quickstart", "quickstarts", "tutorial", "tutorials",
        "demo", "demos", "codelab", "codelabs", "snippets", "starter",
    ]
    private static let pageWords: Set<String> = [
        "docs", "doc", "documentation", "website", "guide", "guides", "book", "handbook",
    ]

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
