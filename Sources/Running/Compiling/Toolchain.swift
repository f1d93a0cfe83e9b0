import Sandbox

/// A compiler that is installed, and what it needs.
package struct Toolchain: Hashable, Sendable {
    /// The program that is run, without a manager of versions in between.
    package var program: String
    /// Files and folders that it reads, beside those of the system.
    package var readable: [String] = []
    package var environment: [String: String] = [:]
    /// What it says of itself.
    package var version: String

    package init(
        program: String, readable: [String] = [], environment: [String: String] = [:], version: String
    ) {
        self.program = program
        self.readable = readable
        self.environment = environment
        self.version = version
    }
}

/// How a compiler is found, and asked for its version.
package struct ToolchainSearch: Sendable {
    /// Names of the program, the best first.
    package var programs: [String]
    /// What makes it print its version.
    package var versionArguments: [String]
    /// What makes it print the folder that it stands in; nil where the program is the compiler itself.
    package var homeArguments: [String]?
    /// The path of the compiler in that folder.
    package var inHome = ""
    /// Variables that say which version is used, and the folder below the home where a manager keeps that.
    package var managers: [(variable: String, folder: String)] = []

    package init(
        _ programs: [String], version: [String], home: [String]? = nil, inHome: String = "",
        managers: [(variable: String, folder: String)] = []
    ) {
        self.programs = programs
        versionArguments = version
        homeArguments = home
        self.inHome = inHome
        self.managers = managers
    }

    /// The files and variables that decide which compiler is found: where all are as they were, so is the compiler.
    package var evidence: [String] {
        let found = programs.lazy.compactMap { Programs.path($0) }.first
        var evidence = ["program \(found ?? "") \(found.flatMap(Programs.real) ?? "")"]
        for path in [found, found.flatMap(Programs.real)].compactMap({ $0 }) {
            evidence.append(Programs.identity(of: path))
        }
        for manager in managers {
            let folder = Self.folder(manager)
            evidence.append("\(manager.variable) \(folder)")
            evidence.append(Programs.identity(of: folder + "/settings.toml"))
            evidence.append(Programs.variable("RUSTUP_TOOLCHAIN") ?? "")
        }
        return evidence
    }

    /// Finds the compiler, or remembers the one that was found where all that decides it was the same.
    package func find(_ memory: (any ToolchainMemory)?) async -> Result<Toolchain, Missing> {
        let evidence = self.evidence
        if let known = memory?.toolchain(for: evidence) { return .success(known) }
        let found = await find()
        if case .success(let toolchain) = found { memory?.keep(toolchain, for: evidence) }
        return found
    }

    /// Finds the compiler, or says why there is none, as a clause that goes after "because".
    ///
    /// Only the compiler itself is run, and no code from documents.
    package func find() async -> Result<Toolchain, Missing> {
        guard let found = programs.lazy.compactMap({ Programs.path($0) }).first else {
            return .failure(Missing(reason: "`\(programs[0])` is not installed"))
        }
        var environment: [String: String] = [:]
        for manager in managers { environment[manager.variable] = Self.folder(manager) }
        var program = found
        if let homeArguments {
            guard let home = await Self.say(found, homeArguments, environment) else {
                return .failure(Missing(reason: "`\(programs[0])` does not work"))
            }
            program = home + "/" + inHome
            environment = [:]
        }
        if versionArguments.isEmpty {
            // Nobody knows how to ask it: what the file system says of it has to do.
            return .success(
                Toolchain(
                    program: program, readable: Programs.folders(of: program),
                    version: Programs.identity(of: program)))
        }
        guard let version = await Self.say(program, versionArguments, environment) else {
            return .failure(Missing(reason: "`\(programs[0])` does not work"))
        }
        return .success(
            Toolchain(program: program, readable: Programs.folders(of: program), version: version))
    }

    package struct Missing: Error, Hashable, Sendable {
        package var reason: String

        package init(reason: String) {
            self.reason = reason
        }
    }

    private static func folder(_ manager: (variable: String, folder: String)) -> String {
        Programs.variable(manager.variable) ?? (Programs.variable("HOME") ?? "/nonexistent") + "/"
            + manager.folder
    }

    private static func say(
        _ program: String, _ arguments: [String], _ environment: [String: String]
    ) async -> String? {
        guard let folder = try? WorkFolder() else { return nil }
        defer { folder.remove() }
        let outcome = await Sandbox.none.run(
            SandboxedCommand(
                [program] + arguments, in: folder.path, environment: environment,
                limits: SandboxLimits(wallTime: .seconds(60), memoryBytes: 8 << 30, processes: 4096)))
        guard outcome.ending == .exited(0) else { return nil }
        let text = outcome.output.isEmpty ? outcome.errors : outcome.output
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}
