import Subprocess
import SystemPackage

/// One run of a command: starts it, feeds it, listens, watches what it uses, and ends it.
struct CommandRun: Sendable {
    private let command: SandboxedCommand
    private let sandbox: Sandbox

    init(_ command: SandboxedCommand, in sandbox: Sandbox) {
        self.command = command
        self.sandbox = sandbox
    }

    func outcome() async -> SandboxOutcome {
        let start = ContinuousClock.now
        guard let name = command.arguments.first else { return SandboxOutcome(.notStarted(Self.empty)) }
        // A name with a `/` means a file in the command's own folder, if it begins with no `/`.
        let isLocal = name.contains("/") && !name.hasPrefix("/")
        guard let program = isLocal ? name : Programs.path(name) else {
            return SandboxOutcome(.notStarted(Self.notInstalled(name)))
        }
        guard !command.arguments.contains(where: { $0.utf8.contains(0) }) else {
            return SandboxOutcome(.notStarted(Self.zero))
        }
        let home: WorkFolder
        do throws(WorkFolder.Failed) { home = try WorkFolder() } catch {
            return SandboxOutcome(.notStarted(Self.noFolder))
        }
        defer { home.remove() }
        guard home.write(Array(Self.passwd.utf8), as: "passwd"),
            home.write(SystemCallFilter.program ?? [], as: SystemCallFilter.file),
            home.write(Array(Self.group.utf8), as: "group")
        else { return SandboxOutcome(.notStarted(Self.noFolder)) }
        var command = command
        if !isLocal { command.readable += Programs.folders(of: program) }
        command.arguments[0] = program
        let token = "docent-\(UInt64.random(in: .min ... .max))"
        let ear = Ear(limit: command.limits.outputBytes, token: token)
        let status = await run(command, token, home.path, ear)
        if !sandbox.isClosed { ProcessTree.end(allWith: "DOCENT_RUN=\(token)") }
        return ear.outcome(status, after: ContinuousClock.now - start)
    }

    /// Runs it to its end; nil where it did not start.
    private func run(
        _ command: SandboxedCommand, _ token: String, _ files: String, _ ear: Ear
    ) async -> TerminationStatus? {
        var environment = [
            "PATH": searchPath(command.readable), "LC_ALL": "C.UTF-8",
            "HOME": sandbox.isClosed ? Bubblewrap.home : files, "TMPDIR": sandbox.isClosed ? "/tmp" : files,
        ].merging(command.environment) { $1 }
        let launcher = ["/bin/sh", "-c", Self.launcher(command.limits), token] + command.arguments
        var words = launcher
        var fence: ProcessFence?
        defer { fence?.remove() }
        if let walls = sandbox.walls {
            words = walls.arguments(for: command, files: files, environment: environment) + launcher
            words = walls.launcher(files: files) + words
            // The watch looks for more than the limit: that is what is told of a fork bomb.
            fence = ProcessFence(processes: Watch.most(command.limits) + 8)
            if let fence { words = fence.launcher + words }
            environment = [:]
        } else {
            environment["DOCENT_RUN"] = token
        }
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = []
        let values = Dictionary(
            environment.map { (Subprocess.Environment.Key(stringLiteral: $0), $1) }
        ) { $1 }
        let result = try? await Subprocess.run(
            .path(FilePath(words[0])), arguments: Arguments(Array(words.dropFirst())),
            environment: .custom(values), workingDirectory: FilePath(sandbox.isClosed ? "/" : command.folder),
            platformOptions: options, input: .inputWriter, output: .sequence, error: .sequence
        ) { execution in
            let watch = Watch(
                Int32(execution.processIdentifier.value), command.limits, ear,
                token: sandbox.isClosed ? nil : "DOCENT_RUN=\(token)",
                folders: [command.folder] + command.writable)
            watch.begin()
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    // It need not read what it is given.
                    _ = try? await execution.standardInputWriter.write(command.input)
                    try? await execution.standardInputWriter.finish()
                }
                group.addTask { await Self.listen(execution.standardOutput, ear.hearOutput, watch) }
                group.addTask { await Self.listen(execution.standardError, ear.hearErrors, watch) }
            }
            watch.stop()
        }
        return result?.terminationStatus
    }

    private static func listen(
        _ stream: SubprocessOutputSequence, _ hear: ([UInt8]) -> Bool, _ watch: Watch
    ) async {
        do {
            for try await buffer in stream {
                let bytes = unsafe buffer.withUnsafeBytes { unsafe Array($0) }
                if !hear(bytes) { return watch.end(because: .outputLimit) }
            }
        } catch {
            watch.end(because: .notStarted(Self.unheard))
        }
    }

    /// The folders of `PATH` that the command sees.
    private func searchPath(_ readable: [String]) -> String {
        Programs.searchPath.split(separator: ":").filter { folder in
            !sandbox.isClosed || Programs.isEverywhere(folder + "/")
                || readable.contains {
                    folder == $0 || folder.hasPrefix($0 + "/") || $0.hasPrefix(folder + "/")
                }
        }.joined(separator: ":")
    }

    /// Says that the command begins, sets the limits that the kernel holds each process to, and becomes the command.
    ///
    /// What a process only reserves and never uses does not count as its memory (`-d`, RLIMIT_DATA): the machines of
    /// Java, Go and JavaScript reserve far more than they use.
    private static func launcher(_ limits: SandboxLimits) -> String {
        let seconds = max(1, limits.cpuTime.components.seconds)
        return """
            printf '%s\\n' "$0" >&2
            for limit in "-c 0" "-d \(limits.memoryBytes / 1024)" "-f \(limits.fileBytes / 512)" \
            "-n \(limits.openFiles)" "-t \(seconds)"; do ulimit $limit 2>/dev/null; done
            ulimit -u \(limits.processes) 2>/dev/null || ulimit -p \(limits.processes) 2>/dev/null
            exec "$@"
            """
    }

    private static let passwd = "reader:x:1000:1000::\(Bubblewrap.home):/bin/sh\n"
    private static let group = "reader:x:1000:\n"

    private static let empty = "no command was given"
    private static let zero = "a word of the command holds a NUL"
    private static let unheard = "what it prints cannot be read"
    private static let noFolder = "no temporary folder can be made"
    private static func notInstalled(_ name: String) -> String { "`\(name)` is not installed" }
}
