import Model
package import Sandbox

/// Runs sessions in a sandbox: one process for all sessions of a language.
package struct SessionRunner: Sendable {
    private let sandbox: Sandbox
    private let workers: Int
    /// How long a snippet may run that says nothing else, in milliseconds.
    private let patience: Int
    private let network: SandboxedCommand.Network
    private let memory: (any RunMemory)?

    /// - Parameter memory: what came of sessions before; nil where all are run. Where there are no walls, or a network, what code
    ///   does depends on more than can be seen, and all are run.
    package init(
        _ sandbox: Sandbox, workers: Int = 2, patience: Int = 10_000,
        network: SandboxedCommand.Network = .none, memory: (any RunMemory)? = nil
    ) {
        self.memory = sandbox.isClosed && network == .none ? memory : nil
        self.sandbox = sandbox
        self.workers = max(1, workers)
        self.patience = patience
        self.network = network
    }

    /// What came of the sessions of one language.
    package struct Outcome: Sendable {
        /// By the session's place among those that were asked for.
        package var replies: [SessionReply.Address: SessionReply] = [:]
        /// Why none was run; a clause that goes after "because".
        package var trouble: String?
    }

    /// The version of a language's toolchain; nil where it is not there or does not say.
    ///
    /// - Parameter memory: the toolchains that were found before.
    package func version(
        of language: RunLanguage, _ memory: (any ToolchainMemory)? = nil
    ) async -> [Int]? {
        let evidence = ["--version"] + language.evidence
        let text: String
        if let known = memory?.toolchain(for: evidence) {
            text = known.version
        } else {
            guard let folder = try? WorkFolder() else { return nil }
            defer { folder.remove() }
            let program = await program(of: language)
            let outcome = await sandbox.run(SandboxedCommand([program, "--version"], in: folder.path))
            guard case .exited(0) = outcome.ending else { return nil }
            text = String(decoding: outcome.output + outcome.errors, as: UTF8.self)
            memory?.keep(Toolchain(program: program, version: text), for: evidence)
        }
        guard let match = text.firstMatch(of: /(\d+)\.(\d+)(?:\.(\d+))?/) else { return nil }
        return [match.1, match.2, match.3].compactMap { $0.flatMap { Int($0) } }
    }

    /// Runs sessions, all of one language. Where a snippet ends its session, those after it go on in another.
    package func run(_ sessions: [Session], _ language: RunLanguage) async -> Outcome {
        guard let memory else { return await runAll(sessions, language) }
        let evidence = language.evidence
        let questions = sessions.map { RunQuestion($0, evidence: evidence, limit: patience) }
        var outcome = Outcome()
        var open: [Int] = []
        for (place, question) in questions.enumerated() {
            guard let known = memory.replies(to: question) else {
                open.append(place)
                continue
            }
            let steps = sessions[place].steps
            for var reply in known where steps.indices.contains(reply.address.step) {
                reply.address.session = place
                reply.address.step = steps[reply.address.step].place
                outcome.replies[reply.address] = reply
            }
        }
        let heard = await runAll(open.map { sessions[$0] }, language)
        outcome.trouble = heard.trouble
        var found: [Int: [SessionReply]] = [:]
        for (address, reply) in heard.replies where open.indices.contains(address.session) {
            var own = reply
            own.address.session = open[address.session]
            outcome.replies[own.address] = own
            found[own.address.session, default: []].append(own)
        }
        if heard.trouble == nil, !sandbox.isOver, !Task.isCancelled {
            for (place, replies) in found {
                if let lasting = Self.lasting(replies, sessions[place]) {
                    memory.keep(lasting, for: questions[place])
                }
            }
        }
        return outcome
    }

    /// What is kept of a session: all of it, with its steps counted from 0, in order; nil where running it again might say more.
    private static func lasting(_ replies: [SessionReply], _ session: Session) -> [SessionReply]? {
        let indices = Dictionary(session.steps.enumerated().map { ($1.place, $0) }) { first, _ in first }
        var lasting: [SessionReply] = []
        for var reply in replies where reply.isLasting {
            guard let index = indices[reply.address.step] else { continue }
            reply.address.session = 0
            reply.address.step = index
            lasting.append(reply)
        }
        let reached = Set(lasting.map(\.address.step))
        guard lasting.count == replies.count, session.steps.indices.allSatisfy(reached.contains) else {
            return nil
        }
        return lasting.sorted { ($0.address.step, $0.address.part) < ($1.address.step, $1.address.part) }
    }

    private func runAll(_ sessions: [Session], _ language: RunLanguage) async -> Outcome {
        let groups = Dictionary(grouping: sessions.indices) { sessions[$0].project?.identity ?? "" }
        guard groups.count > 1, !language.isWhole else { return await runAlike(sessions, language) }
        var outcome = Outcome()
        for (_, places) in groups.sorted(by: { $0.key < $1.key }) {
            let heard = await runAlike(places.map { sessions[$0] }, language)
            outcome.trouble = outcome.trouble ?? heard.trouble
            for (address, reply) in heard.replies where places.indices.contains(address.session) {
                var own = reply
                own.address.session = places[address.session]
                outcome.replies[own.address] = own
            }
        }
        return outcome
    }

    /// Runs sessions that may use the same project.
    private func runAlike(_ sessions: [Session], _ language: RunLanguage) async -> Outcome {
        guard !sessions.isEmpty else { return Outcome() }
        if let configured = language.configured {
            return await FileRun(self, sandbox).run(sessions, configured)
        }
        if let compiler = CompileCatalog.all.first(where: { $0.id == language.id }),
            let making = compiler.programs
        {
            return await ProgramRun(self, sandbox, compiler, making, workers: workers).run(sessions)
        }
        if language.id == RunLanguage.shell.id { return await ShellRun(self).run(sessions) }
        if language.id == RunLanguage.rust.id {
            return await RustRun(self, sandbox, workers: workers).run(sessions)
        }
        var outcome = await runOnce(sessions, language)
        var rest = Self.rest(of: Array(zip(0..., sessions)), outcome)
        for _ in 0..<Self.restarts where !rest.isEmpty && outcome.trouble == nil && !Task.isCancelled {
            let heard = await runOnce(rest.map(\.session), language)
            for (address, reply) in heard.replies {
                var own = reply
                own.address.session = rest[address.session].place
                outcome.replies[own.address] = own
            }
            let left = Self.rest(of: rest, outcome)
            // Who gets nowhere is not asked again.
            if left.reduce(0, { $0 + $1.session.steps.count })
                == rest.reduce(0, { $0 + $1.session.steps.count })
            {
                break
            }
            rest = left
        }
        return outcome
    }

    private static let restarts = 5

    /// What is left of sessions that have ended early, behind the snippet that ended them.
    private static func rest(
        of sessions: [(place: Int, session: Session)], _ outcome: Outcome
    ) -> [(place: Int, session: Session)] {
        sessions.compactMap { place, session in
            let last = session.steps.lastIndex { step in
                outcome.replies.index(
                    forKey: SessionReply.Address(session: place, step: step.place, part: 0)) != nil
            }
            guard let last, last + 1 < session.steps.count else { return nil }
            var left = session
            left.steps = session.steps[...last].filter(\.mark.isSetup) + session.steps[(last + 1)...]
            return left.steps.allSatisfy(\.mark.isSetup) ? nil : (place, left)
        }
    }

    private func runOnce(_ sessions: [Session], _ language: RunLanguage) async -> Outcome {
        var outcome = Outcome()
        let request = SessionRequest.text(
            Array(zip(0..., sessions)), workers: workers, limit: patience, language)
        let steps = sessions.reduce(0) { $0 + $1.steps.count }
        let heard = await run(
            [await program(of: language)] + Self.arguments(language), input: Array(request.utf8),
            seconds: 60 + steps / 4, project: sessions[0].project)
        if case .notStarted(let reason) = heard.ending {
            outcome.trouble = reason
            return outcome
        }
        for line in String(decoding: heard.output, as: UTF8.self).split(separator: "\n") {
            guard let reply = SessionReply(String(line)) else { continue }
            outcome.replies[reply.address] = reply
        }
        if outcome.replies.isEmpty { outcome.trouble = Self.trouble(heard, language) }
        return outcome
    }

    /// Runs a command with limits that fit many sessions.
    func run(
        _ arguments: [String], input: [UInt8], seconds: Int, files: [Session.File] = [],
        project: ProjectContext? = nil
    ) async -> SandboxOutcome {
        guard let folder = try? WorkFolder() else { return SandboxOutcome(.notStarted(Self.noFolder)) }
        defer { folder.remove() }
        for file in files { folder.write(file.content, as: file.path) }
        var limits = SandboxLimits()
        limits.wallTime = .seconds(seconds)
        limits.cpuTime = .seconds(seconds)
        limits.outputBytes = 64 << 20
        return await sandbox.run(
            SandboxedCommand(
                arguments, in: folder.path, readable: project?.readable ?? [], input: input, limits: limits,
                network: network))
    }

    /// What snippets see of the network.
    var access: SandboxedCommand.Network { network }

    /// How long some steps may run together, in seconds.
    func seconds(for steps: ArraySlice<Session.Step>) -> Int {
        steps.reduce(0) { $0 + max(1, ($1.mark.timeout ?? patience) / 1000) }
    }

    /// The interpreter of a language. What a manager of versions puts in its place (pyenv, rbenv, nodenv) looks for the
    /// real one in the user's home, which is not there in a sandbox: it is asked beforehand, and runs nothing else.
    private func program(of language: RunLanguage) async -> String {
        guard let found = Programs.path(language.program), found.contains("/shims/"),
            let folder = try? WorkFolder()
        else { return language.program }
        defer { folder.remove() }
        let outcome = await Sandbox.none.run(
            SandboxedCommand([found] + language.ownPath, in: folder.path))
        let path = String(decoding: outcome.output, as: UTF8.self).filter { $0 != "\n" }
        return outcome.ending == .exited(0) && path.hasPrefix("/") ? path : language.program
    }

    private static func arguments(_ language: RunLanguage) -> [String] {
        switch language.id {
        case RunLanguage.python.id: ["-I", "-c", script(PackageResources.python_py)]
        case RunLanguage.javaScript.id, RunLanguage.typeScript.id:
            ["-e", script(PackageResources.javascript_js)]
        case RunLanguage.ruby.id: ["-e", script(PackageResources.ruby_rb)]
        default: ["-d", "display_errors=stderr", "-r", script(PackageResources.php_php)]
        }
    }

    private static func script(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func trouble(_ outcome: SandboxOutcome, _ language: RunLanguage) -> String {
        let words = String(decoding: outcome.errors, as: UTF8.self).split(separator: "\n").last ?? ""
        return "the program that runs \(language.name) ended before it had run anything"
            + (words.isEmpty ? "" : ": \(words.prefix(200))")
    }

    /// How the reason ends where a program is not there.
    static let notInstalled = " is not installed"
    private static let noFolder = "no temporary folder can be made"
}
