import Model

/// A project in the repository that snippets of a document may use.
struct Project: Hashable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case swiftPackage, cargo, goModule, node, python, ruby, php, java, headers

        /// The files that make a folder a project, the best first.
        var manifests: [String] {
            switch self {
            case .swiftPackage: ["Package.swift"]
            case .cargo: ["Cargo.toml"]
            case .goModule: ["go.mod"]
            case .node: ["package.json", "tsconfig.json", "jsconfig.json"]
            case .python: ["pyproject.toml", "setup.py", "setup.cfg", "requirements.txt"]
            case .ruby: ["Gemfile"]
            case .php: ["composer.json"]
            case .java: ["pom.xml", "build.gradle", "build.gradle.kts"]
            case .headers: ["CMakeLists.txt", "meson.build", "configure.ac", "Makefile", "Makefile.am"]
            }
        }

        /// The kind that snippets of a language use; nil where there is none.
        init?(of language: String) {
            switch language {
            case "swift": self = .swiftPackage
            case "rust": self = .cargo
            case "go": self = .goModule
            case "typescript", "javascript": self = .node
            case "python": self = .python
            case "ruby": self = .ruby
            case "php": self = .php
            case "java": self = .java
            case "c", "cpp": self = .headers
            default: return nil
            }
        }
    }

    var kind: Kind
    /// A path of the repository; empty for its top.
    var folder: String
    /// The manifest's name; empty where the configuration names what is used.
    var manifest: String
    /// Folders with headers, as paths of the repository.
    var headers: [String] = []

    /// The manifest's path in the repository.
    var path: String { folder.isEmpty ? manifest : "\(folder)/\(manifest)" }
}

/// Finds the projects that documents may use.
struct ProjectFinder {
    private let paths: Set<String>
    private var folders: Set<String> = []

    init(_ paths: [String]) {
        self.paths = Set(paths)
        for path in paths {
            var end = path.lastIndex(of: "/")
            while let place = end, folders.insert(String(path[..<place])).inserted {
                end = path[..<place].lastIndex(of: "/")
            }
        }
    }

    /// The project for the snippets of a document in a language; nil where it has none.
    func project(for page: String, _ language: String, _ settings: SnippetSettings) -> Project? {
        guard let kind = Project.Kind(of: language) else { return nil }
        if kind == .headers, !settings.headers.isEmpty {
            return Project(kind: kind, folder: "", manifest: "", headers: settings.headers)
        }
        switch settings.project {
        case .none: return nil
        case .folder(let folder): return project(kind, in: folder)
        case .nearest:
            var folder = page.lastIndex(of: "/").map { page[..<$0] } ?? ""
            while true {
                if let found = project(kind, in: String(folder)) { return found }
                if folder.isEmpty { return nil }
                folder = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
            }
        }
    }

    private func project(_ kind: Project.Kind, in folder: String) -> Project? {
        let inside = { (name: String) in folder.isEmpty ? name : "\(folder)/\(name)" }
        guard let manifest = kind.manifests.first(where: { paths.contains(inside($0)) }) else { return nil }
        guard kind == .headers else { return Project(kind: kind, folder: folder, manifest: manifest) }
        // What is built with the folder has its headers there.
        var headers = ["include", "single_include"].map(inside).filter(folders.contains)
        if headers.isEmpty {
            // Libraries that are built together have theirs each.
            let start = folder.isEmpty ? "" : folder + "/"
            headers = folders.sorted().filter { place in
                guard place.hasPrefix(start), place.hasSuffix("/include") else { return false }
                let part = place.dropFirst(start.count).dropLast("/include".count)
                return !part.isEmpty && !part.contains("/")
                    && kind.manifests.contains { paths.contains(start + part + "/" + $0) }
            }
        }
        if headers.isEmpty { return nil }
        return Project(kind: kind, folder: folder, manifest: manifest, headers: headers)
    }

    /// The files that a project is made of, in order.
    func files(of project: Project, readsUpwards: Bool) -> [String] {
        let tops: [String] =
            if project.kind == .headers { project.headers } else {
                [readsUpwards ? "" : project.folder]
            }
        return paths.filter { path in
            tops.contains { $0.isEmpty || path.hasPrefix($0 + "/") } && !Self.isPage(path)
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Documents change often, and no build asks for them.
    private static func isPage(_ path: String) -> Bool {
        [".md", ".mdx", ".rst", ".adoc", ".png", ".jpg", ".gif", ".svg"].contains { path.hasSuffix($0) }
            && !path.lowercased().contains("readme")
    }
}
