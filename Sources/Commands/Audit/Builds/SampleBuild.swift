import Audit
import Fleet
import Model
import Repositories
import Samples
import Sandbox

/// Builds projects of samples where they can do no harm.
struct SampleBuild: Sendable {
    let repository: OpenedRepository
    let sandbox: Sandbox
    let allowsDownload: Bool
    let asOf: Day

    /// Builds a project as it is in the audited commit.
    func build(_ project: Project) async -> BuildRecord {
        await build(project, in: repository.snapshot, repository.listing)
    }

    /// Builds a project as it was in another commit.
    func build(_ project: Project, at commit: String) async -> BuildRecord? {
        let root = repository.snapshot.root
        guard let snapshot = try? Snapshot.open(from: root, repository: root, revision: commit),
            let listing = try? snapshot.listing()
        else { return nil }
        return await build(project, in: snapshot, listing)
    }

    /// A hash of the files of a project, their names included.
    func tree(of project: Project, in listing: Listing) -> String {
        var text = ""
        for entry in listing.entries where project.contains(entry.path) {
            text += entry.path + "\0" + (entry.objectID?.description ?? "") + "\n"
        }
        return String(ContentHash(of: Array(text.utf8), seed: 0).digits.prefix(16))
    }

    private func build(_ project: Project, in snapshot: Snapshot, _ listing: Listing) async -> BuildRecord {
        var record = BuildRecord(
            repository: repository.name, project: UnitRecord.project(project.folder, project.system.rawValue),
            commit: snapshot.revision ?? "", commitSeconds: 0, tree: tree(of: project, in: listing),
            toolchain: "",
            lock: lock(of: project, in: listing), day: asOf, result: .notAttempted(""))
        func refused(_ reason: String) -> BuildRecord {
            record.result = .notAttempted(reason)
            return record
        }
        let names = Set(
            listing.entries.lazy.map(\.path).filter(project.contains).map { path in
                String(project.folder.isEmpty ? path[...] : path.dropFirst(project.folder.count + 1))
            })
        guard let manifest = bytes(of: project.manifest, snapshot, listing) else {
            return refused("its manifest `\(project.manifest)` could not be read")
        }
        var recipe: BuildRecipe
        switch BuildRecipe.recipe(for: project, files: names, manifest: manifest) {
        case .failure(let none): return refused(none.reason)
        case .success(let found): recipe = found
        }
        if recipe.needsDownload, !allowsDownload, !recipe.mayHaveAll {
            return refused(Self.downloadsAreNotAllowed)
        }
        guard let folder = try? WorkFolder() else { return refused("no temporary folder could be made") }
        defer { folder.remove() }
        if let problem = write(project, snapshot, listing, into: folder) { return refused(problem) }
        guard let (path, toolchain) = await toolchain(recipe, folder) else {
            return refused(
                "`\(recipe.steps.first?.first ?? "")` is not installed, or does not run in the sandbox")
        }
        // What builds looks for what compiles beside itself only where it is told so.
        if !recipe.home.isEmpty, let compiler = recipe.home.first,
            let found = Programs.path(Self.folder(of: path) + "/" + compiler)
        {
            recipe.environment["RUSTC"] = found
        }
        record.toolchain = toolchain
        let wanted = repository.member.toolchain
        if !WantedToolchain(wanted).admits(toolchain, of: recipe.version.first ?? "") {
            return refused("the fleet file asks for `\(wanted)`, and `\(toolchain)` is installed")
        }
        if recipe.needsDownload {
            for step in recipe.download {
                let outcome = await run(step, recipe, project, folder, path, network: .allowed)
                guard case .exited(0) = outcome.ending else {
                    return refused("its dependencies could not be brought: \(Self.complaint(outcome))")
                }
            }
        }
        record.result = .builds
        for step in recipe.steps where record.result == .builds {
            let outcome = await run(step, recipe, project, folder, path, network: .none)
            record.result = Self.result(of: outcome, recipe)
        }
        // Much of what asks for a newer toolchain builds all the same; where it does not, that is no fault of its own.
        if case .fails = record.result, recipe.isTooOld(toolchain) {
            return refused(
                "it asks for version \(recipe.least) at least, and `\(toolchain)` is installed, which fails")
        }
        return record
    }

    private static func result(of outcome: SandboxOutcome, _ recipe: BuildRecipe) -> BuildRecord.Result {
        switch outcome.ending {
        case .exited(0): return .builds
        case .exited:
            let text = String(decoding: outcome.errors + outcome.output, as: UTF8.self)
            if BuildRecipe.speaksOfDownload(text) {
                return .notAttempted("something that it needs could not be had: \(complaint(outcome))")
            }
            return .fails(complaint(outcome))
        case .signalled(let number): return .notAttempted("the build ended with signal \(number)")
        case .timedOut: return .notAttempted("the build did not end in time")
        case .outputLimit, .memoryLimit, .processLimit, .storageLimit:
            return .notAttempted("the build used more than it may")
        case .notStarted(let reason): return .notAttempted(reason)
        }
    }

    private static func complaint(_ outcome: SandboxOutcome) -> String {
        BuildRecipe.complaint(in: String(decoding: outcome.errors + [0x0A] + outcome.output, as: UTF8.self))
    }

    private func run(
        _ step: [String], _ recipe: BuildRecipe, _ project: Project, _ folder: WorkFolder, _ program: String,
        network: SandboxedCommand.Network
    ) async -> SandboxOutcome {
        var limits = SandboxLimits(
            wallTime: .seconds(600), cpuTime: .seconds(600), folderBytes: 4 << 30)
        limits.memoryBytes = 6 << 30
        limits.processes = 1024
        limits.openFiles = 4096
        var environment = recipe.environment
        if network == .allowed { environment["GOPROXY"] = nil }
        let command = SandboxedCommand(
            [
                "sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh",
                project.folder.isEmpty ? "." : project.folder,
            ]
                + [step[0] == recipe.steps.first?.first ? program : step[0]] + step.dropFirst(),
            in: folder.path, readable: Programs.folders(of: program), environment: environment,
            limits: limits, network: network)
        return await sandbox.run(command)
    }

    /// The program that builds, and what it calls itself: the first in `PATH` that runs in the sandbox, where what
    /// chooses between versions often does not.
    private func toolchain(_ recipe: BuildRecipe, _ folder: WorkFolder) async -> (path: String, name: String)?
    {
        guard let name = recipe.version.first, let builder = recipe.steps.first?.first else { return nil }
        var directories = Programs.searchPath.split(separator: ":").map(String.init)
        if let home = await home(recipe, folder) { directories.append(home + "/bin") }
        for directory in directories {
            // `npm` may be missing where `node` is there.
            guard let path = Programs.path("\(directory)/\(name)"),
                Programs.path("\(directory)/\(builder)") != nil
            else { continue }
            let outcome = await sandbox.run(
                SandboxedCommand(
                    [path] + recipe.version.dropFirst(), in: folder.path,
                    readable: Programs.folders(of: path),
                    environment: recipe.environment))
            guard case .exited(0) = outcome.ending else { continue }
            let text = String(
                decoding: outcome.output.isEmpty ? outcome.errors : outcome.output, as: UTF8.self)
            // Gradle draws a line above its name.
            let lines = text.split(whereSeparator: \.isNewline)
            let line =
                (lines.first { $0.contains(where: \.isNumber) } ?? lines.first).map(String.init) ?? name
            // `npm` stands beside the `node` that tells the version.
            return (builder == name ? path : "\(directory)/\(builder)", line)
        }
        return nil
    }

    /// The folder of the toolchain itself, as it tells it.
    private func home(_ recipe: BuildRecipe, _ folder: WorkFolder) async -> String? {
        guard let name = recipe.home.first, let found = Programs.path(name) else { return nil }
        var command = SandboxedCommand([found] + recipe.home.dropFirst(), in: folder.path)
        // What chooses between several looks into the home of the user, and runs nothing of a sample.
        for (name, fallback) in [("RUSTUP_HOME", ".rustup"), ("CARGO_HOME", ".cargo")] {
            let home = Programs.variable("HOME").map { "\($0)/\(fallback)" }
            command.environment[name] = Programs.variable(name) ?? home
        }
        let outcome = await Sandbox.none.run(command)
        guard case .exited(0) = outcome.ending else { return nil }
        return String(decoding: outcome.output, as: UTF8.self).filter { !$0.isNewline }
    }

    private static func folder(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    // MARK: Files

    /// Writes the files of a project, and those above it that its build may look at.
    ///
    /// - Returns: why that could not be done; nil where it could.
    private func write(
        _ project: Project, _ snapshot: Snapshot, _ listing: Listing, into folder: WorkFolder
    ) -> String? {
        let own = listing.entries.filter { $0.kind == .file && project.contains($0.path) }
        // A project may build another one beside it (`../shared`); all of a repository is taken where it is small.
        let all = listing.entries.filter { $0.kind == .file }
        let files = all.count <= Self.mostFiles ? all : own
        guard files.count <= Self.mostFiles else { return "it has \(files.count) files" }
        guard var reader = try? snapshot.reader() else { return "the repository could not be opened" }
        var size = 0
        for entry in files {
            switch reader.read(entry) {
            case .bytes(let bytes):
                size += bytes.count
                guard size <= Self.mostBytes else { return "its files are too large together" }
                guard folder.write(bytes, as: entry.path) else {
                    return "`\(entry.path)` could not be written"
                }
            case .notAssessed(let reason):
                if project.contains(entry.path) { return "`\(entry.path)` could not be read: \(reason)" }
            }
        }
        return nil
    }

    private func bytes(of path: String, _ snapshot: Snapshot, _ listing: Listing) -> [UInt8]? {
        guard let entry = listing.entry(at: path), var reader = try? snapshot.reader(),
            case .bytes(let bytes) = reader.read(entry)
        else { return nil }
        return bytes
    }

    private func lock(of project: Project, in listing: Listing) -> String {
        var text = ""
        for entry in listing.entries where project.contains(entry.path) {
            let name = entry.path.split(separator: "/").last.map(String.init) ?? ""
            if BuildRecipe.lockFiles.contains(name) {
                text += entry.path + (entry.objectID?.description ?? "")
            }
        }
        return text.isEmpty ? "none" : String(ContentHash(of: Array(text.utf8), seed: 0).digits.prefix(16))
    }

    private static let mostFiles = 4_000
    private static let mostBytes = 400 << 20
    private static let downloadsAreNotAllowed =
        "it needs dependencies, and nobody allowed to download them (--allow-download)"
}
