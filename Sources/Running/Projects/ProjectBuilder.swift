import Model
package import Sandbox

/// Makes projects ready for snippets: writes their files into a folder of their own, and builds there what has to be
/// built, in the sandbox. Nothing of the user's is written to.
package actor ProjectBuilder {
    private let sandbox: Sandbox
    private let files: ProjectFiles
    private let shelf: (any ProjectShelf)?
    private let allowsNetwork: Bool
    private var finder: ProjectFinder?
    private var found: [Place: Project?] = [:]
    private var made: [Made: Outcome] = [:]
    /// Folders that nothing keeps.
    private var passing: [WorkFolder] = []

    /// The variable that says that the project has options of its own for the compiler.
    static let options = "DOCENT_OPTIONS"
    /// The same for what compiles JavaScript.
    static let scriptOptions = "DOCENT_SCRIPT_OPTIONS"

    package enum Outcome: Hashable, Sendable {
        case ready(ProjectContext)
        /// Why it cannot be used, as a clause that goes after "because".
        case failed(String)
    }

    private struct Place: Hashable {
        var page: String
        var language: String
        var settings: SnippetSettings
    }

    private struct Made: Hashable {
        var project: Project
        var toolchain: Toolchain
    }

    package init(
        _ sandbox: Sandbox, _ files: ProjectFiles, shelf: (any ProjectShelf)?, allowsNetwork: Bool = false
    ) {
        self.sandbox = sandbox
        self.files = files
        self.shelf = shelf
        self.allowsNetwork = allowsNetwork
    }

    /// The project for the snippets of a document in a language; nil where it has none.
    func context(
        for page: String, _ language: String, _ settings: SnippetSettings, _ toolchain: Toolchain
    ) async -> Outcome? {
        guard let project = project(for: page, language, settings), let finder else { return nil }
        let key = Made(project: project, toolchain: toolchain)
        if let known = made[key] { return known }
        let outcome = await make(project, finder, toolchain)
        made[key] = outcome
        return outcome
    }

    /// Whether snippets of a document in a language have a project.
    func hasProject(for page: String, _ language: String, _ settings: SnippetSettings) -> Bool {
        project(for: page, language, settings) != nil
    }

    private func project(
        for page: String, _ language: String, _ settings: SnippetSettings
    ) -> Project? {
        let place = Place(page: page, language: language, settings: settings)
        if let known = found[place] { return known }
        let finder = self.finder ?? ProjectFinder(files.paths())
        self.finder = finder
        let project = finder.project(for: page, language, settings)
        found[place] = .some(project)
        return project
    }

    /// Whether the project of a document wants its JavaScript to be held against types.
    func asksForTypes(_ page: String, _ language: String, _ settings: SnippetSettings) -> Bool {
        guard let project = project(for: page, language, settings) else { return false }
        let read = files.makeRead()
        return ProjectRecipe.optionFiles.contains { name in
            let path = project.folder.isEmpty ? name : "\(project.folder)/\(name)"
            return read(path).map(ProjectRecipe.checksJavaScript) ?? false
        }
    }

    private func make(_ project: Project, _ finder: ProjectFinder, _ toolchain: Toolchain) async -> Outcome {
        let read = files.makeRead()
        let manifest = project.manifest.isEmpty ? [] : read(project.path) ?? []
        let text = String(decoding: manifest, as: UTF8.self)
        let readsUpwards =
            text.contains("\"../") || text.contains("'../") || text.contains("workspace = true")
            || text.contains(".workspace")
        var tree: [(path: String, bytes: [UInt8])] = []
        var identity: [UInt8] = []
        var size = 0
        let program =
            "\(project.kind.rawValue) \(project.path) \(toolchain.program) \(toolchain.version) \(allowsNetwork)"
        identity += program.utf8
        for path in finder.files(of: project, readsUpwards: readsUpwards) {
            guard let bytes = read(path) else { continue }
            size += bytes.count
            guard tree.count < Self.mostFiles, size < Self.largestTree else {
                return .failed(Self.tooLarge(project.path))
            }
            tree.append((path, bytes))
            identity += "\0\(path)\0\(bytes.count)\0".utf8
            identity += bytes
        }
        if let outside = Installed(project, files.workTree) { identity += outside.identity.utf8 }
        guard let folder = place(identity) else { return .failed(Self.noPlace) }
        let recipe = ProjectRecipe(
            project, folder: folder, text: text, toolchain, Installed(project, files.workTree),
            allowsNetwork: allowsNetwork)
        let lock = FolderLock(folder)
        defer { lock.open() }
        let home = WorkFolder(existing: folder)
        if home.bytes(of: "done") == nil {
            for file in tree where !home.write(file.bytes, as: "tree/\(file.path)") {
                return .failed(Self.notWritten(file.path))
            }
            if project.kind == .php {
                let root = "\(folder)/tree" + (project.folder.isEmpty ? "" : "/\(project.folder)")
                home.write(
                    Array(ComposerAutoload(text).script(root: root).utf8), as: ProjectRecipe.autoload)
            }
            if let trouble = await build(recipe, project, folder) { return .failed(trouble) }
            home.write([], as: "done")
        }
        return .ready(recipe.context(reading: { home.bytes(of: $0) }))
    }

    /// Builds what has to be built; why that failed, as a clause that goes after "because".
    private func build(_ recipe: ProjectRecipe, _ project: Project, _ folder: String) async -> String? {
        guard let script = recipe.script else { return nil }
        var command = SandboxedCommand(
            ["/bin/sh", "-c", script], in: folder, readable: recipe.readable, writable: [folder],
            environment: recipe.environment, limits: Self.limits,
            network: allowsNetwork ? .allowed : .none)
        command.environment["LC_ALL"] = "C.UTF-8"
        let outcome = await sandbox.run(command)
        if outcome.ending == .exited(0) { return nil }
        let text = String(decoding: outcome.errors + outcome.output, as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        let line = lines.first { $0.contains("error") } ?? lines.last ?? ""
        switch outcome.ending {
        case .timedOut: return Self.notBuilt(project.path, "it took too long")
        case .memoryLimit: return Self.notBuilt(project.path, "it took too much memory")
        case .storageLimit: return Self.notBuilt(project.path, "it wrote too much")
        case .notStarted(let reason): return Self.notBuilt(project.path, reason)
        default: return Self.notBuilt(project.path, String(line.prefix(200)))
        }
    }

    private func place(_ identity: [UInt8]) -> String? {
        if let shelf { return shelf.folder(for: identity) }
        guard let folder = try? WorkFolder() else { return nil }
        passing.append(folder)
        return folder.path
    }

    /// Takes away what was made only for this run.
    package func clear() {
        for folder in passing { folder.remove() }
        passing = []
        made = [:]
    }

    private static let mostFiles = 20_000
    private static let largestTree = 200 << 20
    private static let limits = SandboxLimits(
        wallTime: .seconds(900), cpuTime: .seconds(1800), memoryBytes: 6 << 30, processes: 1024,
        fileBytes: 1 << 30, folderBytes: 4 << 30, openFiles: 4096, outputBytes: 16 << 20)

    private static let noPlace = "no folder can be made for the project"
    private static func tooLarge(_ path: String) -> String {
        "the project of `\(path)` has too many files, or too large ones"
    }
    private static func notWritten(_ path: String) -> String { "`\(path)` could not be copied" }
    private static func notBuilt(_ path: String, _ reason: String) -> String {
        "the project of `\(path)` could not be built: \(reason)"
    }
}

/// What was installed for a project in the work tree, outside of Git.
struct Installed: Hashable, Sendable {
    /// The folder on this machine.
    var folder: String
    /// What tells it from other states of itself.
    var identity: String

    init?(_ project: Project, _ workTree: String?) {
        guard let workTree else { return nil }
        var names: [String] = []
        switch project.kind {
        case .swiftPackage: names = [".build/checkouts"]
        case .node: names = ["node_modules"]
        case .python: names = [".venv", "venv"]
        case .php: names = ["vendor"]
        case .ruby: names = ["vendor/bundle"]
        default: return nil
        }
        // Packages may be installed for a folder above, as those of a workspace are.
        var place = project.folder[...]
        while true {
            let base = place.isEmpty ? workTree : "\(workTree)/\(place)"
            for name in names {
                if let real = Programs.real("\(base)/\(name)") {
                    folder = real
                    let lock = ["package-lock.json", "yarn.lock", "pnpm-lock.yaml", "Package.resolved"]
                        .map { Programs.identity(of: "\(base)/\($0)") }
                    identity = ([Programs.identity(of: real)] + lock).joined(separator: "\n")
                    return
                }
            }
            if place.isEmpty || project.kind != .node { return nil }
            place = place.lastIndex(of: "/").map { place[..<$0] } ?? ""
        }
    }
}
