import Model

/// A project in a repository: a folder that a build system is told to build.
package struct Project: Hashable, Sendable {
    /// Without slashes at its ends; empty for the top of the repository.
    package var folder: String
    package var system: BuildSystem
    /// The file that says so.
    package var manifest: String

    package init(folder: String, system: BuildSystem, manifest: String) {
        self.folder = folder
        self.system = system
        self.manifest = manifest
    }

    /// Whether a file belongs to the project's folder.
    package func contains(_ path: String) -> Bool { folder.isEmpty || path.hasPrefix(folder + "/") }
}

/// What builds a project.
package enum BuildSystem: String, CaseIterable, Sendable {
    case swift, cargo, go, maven, gradle, npm, python, dotnet, ruby, php, docker

    /// The build system that a file of this name asks for; nil for a file of no such meaning.
    init?(fileName name: String) {
        switch name {
        case "Package.swift": self = .swift
        case "Cargo.toml": self = .cargo
        case "go.mod": self = .go
        case "pom.xml": self = .maven
        case "build.gradle", "build.gradle.kts": self = .gradle
        case "package.json": self = .npm
        case "pyproject.toml", "requirements.txt", "setup.py", "Pipfile": self = .python
        case "Gemfile": self = .ruby
        case "composer.json": self = .php
        case "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml", "Dockerfile":
            self = .docker
        default:
            guard name.hasSuffix(".csproj") || name.hasSuffix(".fsproj") || name.hasSuffix(".vbproj") else {
                return nil
            }
            self = .dotnet
        }
    }

    /// Which of several manifests in one folder stands for the project: the first.
    var manifests: [String] {
        switch self {
        case .python: ["pyproject.toml", "setup.py", "Pipfile", "requirements.txt"]
        case .docker:
            ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml", "Dockerfile"]
        case .gradle: ["build.gradle.kts", "build.gradle"]
        default: []
        }
    }
}

/// Which of several projects a source file belongs to, where folders of projects lie in one another.
package struct ProjectNesting: Sendable {
    /// The places of projects in the list, by their folders.
    private var places: [String: [(place: Int, system: BuildSystem)]] = [:]

    package init(_ projects: [Project]) {
        for (place, project) in projects.enumerated() {
            places[project.folder, default: []].append((place, project.system))
        }
    }

    /// The place of the project in the innermost folder, and there of the one that compiles such files; nil where there is
    /// none.
    package func place(of path: String) -> Int? {
        let system: BuildSystem? =
            path.hasSuffix(".swift") ? .swift : path.hasSuffix(".py") ? .python : nil
        var folder = path[...]
        while !folder.isEmpty {
            folder = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
            if let here = places[String(folder)] {
                return (here.first { $0.system == system } ?? here.first)?.place
            }
        }
        return nil
    }
}

/// Finds the projects of a repository by their manifests.
package enum ProjectFinder {
    /// - Parameter paths: of all files; the order does not matter.
    /// - Returns: sorted by folder and build system; a Dockerfile beside another manifest is part of that project.
    package static func projects(in paths: some Sequence<String>) -> [Project] {
        var found: [String: [BuildSystem: [String]]] = [:]
        for path in paths {
            let slash = path.lastIndex(of: "/")
            let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
            guard let system = BuildSystem(fileName: name) else { continue }
            let folder = slash.map { String(path[..<$0]) } ?? ""
            guard !folder.split(separator: "/").contains(where: { isForeign($0) }) else { continue }
            found[folder, default: [:]][system, default: []].append(name)
        }
        var projects: [Project] = []
        for (folder, systems) in found {
            for (system, names) in systems where system != .docker || systems.count == 1 {
                let name = system.manifests.first(where: names.contains) ?? names.min() ?? ""
                projects.append(
                    Project(
                        folder: folder, system: system, manifest: folder.isEmpty ? name : "\(folder)/\(name)")
                )
            }
        }
        let gradle = Set(projects.filter { $0.system == .gradle }.map(\.folder))
        let maven = projects.filter { $0.system == .maven }.map(\.folder)
        return projects.filter { project in
            switch project.system {
            // The modules of a build are built by the outermost one.
            case .gradle: !hasParent(project.folder, among: gradle)
            case .maven: !maven.contains { isAbove($0, project.folder) }
            default: true
            }
        }
        .sorted { ($0.folder, $0.system.rawValue) < ($1.folder, $1.system.rawValue) }
    }

    /// Whether nothing in a folder is the repository's own work: what others made, tests, and what tools keep for themselves.
    package static func isOutside(_ folder: String) -> Bool {
        folder.split(separator: "/").contains { isForeign($0) }
    }

    /// The build system that a file by itself asks for; nil for a file of no such meaning.
    package static func system(ofFile path: String) -> BuildSystem? {
        BuildSystem(fileName: path.split(separator: "/").last.map(String.init) ?? path)
    }

    private static func isForeign(_ name: Substring) -> Bool {
        name.hasPrefix(".")
            || ["node_modules", "vendor", "Pods", ".build", "third_party", "testdata"].contains(name)
    }

    private static func isAbove(_ folder: String, _ other: String) -> Bool {
        other != folder && (folder.isEmpty || other.hasPrefix(folder + "/"))
    }

    private static func hasParent(_ folder: String, among folders: Set<String>) -> Bool {
        guard !folder.isEmpty else { return false }
        let parent = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
        return folders.contains(parent)
    }
}
