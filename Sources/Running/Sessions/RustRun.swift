import Model
import Sandbox

/// Runs snippets of Rust: many are compiled into one program, each as a module of its own, and the program is started once
/// for each of them. What does not compile along with others is compiled alone.
struct RustRun: Sendable {
    private let runner: SessionRunner
    private let sandbox: Sandbox
    private let workers: Int

    init(_ runner: SessionRunner, _ sandbox: Sandbox, workers: Int) {
        self.runner = runner
        self.sandbox = sandbox
        self.workers = workers
    }

    /// A session as one file.
    private struct Unit: Sendable {
        var session: Int
        var source: RustSource
        var edition: String
        /// How long it may run, in seconds.
        var seconds: Int
    }

    func run(_ sessions: [Session]) async -> SessionRunner.Outcome {
        guard let compiler = await compiler() else {
            var outcome = SessionRunner.Outcome()
            outcome.trouble = Self.noCompiler
            return outcome
        }
        let units = sessions.enumerated().map { number, session in
            Unit(
                session: number, source: RustSource(session.steps.map { $0.parts[0].code }),
                edition: session.steps.lazy.compactMap(\.mark.edition).first ?? "2021",
                seconds: runner.seconds(for: session.steps[...]))
        }
        var batches: [[Unit]] = units.filter { !$0.source.canBeMerged }.map { [$0] }
        for (_, group) in Dictionary(grouping: units.filter(\.source.canBeMerged), by: \.edition)
            .sorted(by: { $0.key < $1.key })
        {
            // As many compilers as there are workers, and none with more than it can keep in mind.
            batches += group.inParts(of: max(1, min(96, (group.count + workers - 1) / workers)))
        }
        let results = await inTurn(batches, workers: workers) { await run($0, sessions, compiler) }
        var outcome = SessionRunner.Outcome()
        for reply in results.joined() { outcome.replies[reply.address] = reply }
        return outcome
    }

    /// Compiles some sessions together. Those that the compiler names are taken out, until the rest is taken.
    private func run(_ units: [Unit], _ sessions: [Session], _ compiler: String) async -> [SessionReply] {
        guard let folder = try? WorkFolder() else { return [] }
        defer { folder.remove() }
        for unit in units { folder.write(Array(unit.source.module.utf8), as: "t\(unit.session).rs") }
        var left = units
        var alone: [(unit: Unit, message: String)] = []
        while !left.isEmpty {
            let program = left.count == 1 ? left[0].source.program : Self.program(left.map(\.session))
            folder.write(Array(program.utf8), as: "main.rs")
            let outcome = await compile(left[0].edition, in: folder.path, compiler)
            if outcome.ending == .exited(0) { break }
            let messages = Self.messages(String(decoding: outcome.errors, as: UTF8.self), of: left)
            let named = left.filter { messages[$0.session] != nil }
            if left.count == 1 || named.isEmpty {
                alone += left.map { ($0, messages[$0.session] ?? Self.unclear) }
                left = []
            } else {
                alone += named.map { ($0, messages[$0.session] ?? "") }
                left.removeAll { messages[$0.session] != nil }
            }
        }
        var replies = left.isEmpty ? [] : await start(left, sessions, in: folder.path)
        for (unit, message) in alone {
            // Code may be right and still not stand beside other code.
            if units.count > 1 {
                replies += await run([unit], sessions, compiler)
            } else {
                replies.append(Self.refused(unit, sessions[unit.session], message))
            }
        }
        return replies
    }

    private func compile(_ edition: String, in folder: String, _ compiler: String) async -> SandboxOutcome {
        var limits = SandboxLimits()
        limits.wallTime = .seconds(120)
        limits.cpuTime = .seconds(240)
        return await sandbox.run(
            SandboxedCommand(
                [
                    compiler, "--edition", edition, "--crate-name", "snippets", "--error-format", "short",
                    "--cap-lints", "allow", "-C", "debuginfo=0", "main.rs", "-o", "snippets",
                ], in: folder, limits: limits))
    }

    /// Starts the program once for each session.
    private func start(_ units: [Unit], _ sessions: [Session], in folder: String) async -> [SessionReply] {
        let token = "docent-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        var limits = SandboxLimits()
        limits.wallTime = .seconds(min(600, units.reduce(5) { $0 + $1.seconds }))
        limits.outputBytes = 64 << 20
        let words = units.map { "\($0.session):\($0.seconds)" }
        let outcome = await sandbox.run(
            SandboxedCommand(
                ["sh", "-c", Self.starter, token] + words, in: folder, limits: limits,
                network: runner.access))
        var replies: [SessionReply] = []
        var output = ""
        for line in String(decoding: outcome.output, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        {
            guard line.hasPrefix(token) else {
                output += line + "\n"
                continue
            }
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if words.count >= 3, let session = Int(words[1]), let status = Int(words[2]) {
                let last = words.count > 3 ? words[3] : ""
                replies += Self.replies(sessions[session], session, status, output, last)
            }
            output = ""
        }
        return replies
    }

    /// What is said of the steps of a session that ran as one program.
    private static func replies(
        _ session: Session, _ number: Int, _ status: Int, _ output: String, _ last: String
    ) -> [SessionReply] {
        session.steps.enumerated().map { index, step in
            var reply = SessionReply(address: .init(session: number, step: step.place, part: 0))
            // All that it prints belongs to the last of them.
            guard index + 1 == session.steps.count else { return reply }
            reply.output = output
            switch status {
            case 0: break
            case 124: reply.ending = .timedOut
            case 129...192: reply.ending = .signalled(status - 128)
            default:
                let text = last.isEmpty ? "exit status \(status)" : last
                reply.ending = .failed(.init(kinds: ["panic"], text: text, line: nil, near: nil))
            }
            return reply
        }
    }

    private static func refused(_ unit: Unit, _ session: Session, _ message: String) -> SessionReply {
        var reply = SessionReply(
            address: .init(session: unit.session, step: session.steps.last?.place ?? 0, part: 0))
        reply.ending = .failed(
            .init(kinds: ["CompilerError"], text: message, line: nil, near: nil))
        return reply
    }

    /// The first message on each module.
    private static func messages(_ errors: String, of units: [Unit]) -> [Int: String] {
        var found: [Int: String] = [:]
        if units.count == 1 {
            let first = errors.split(separator: "\n").first { $0.contains(": error") }
            let start = first?.firstRange(of: ": error")?.lowerBound
            return [
                units[0].session: first.flatMap { line in start.map { String(line[$0...].dropFirst(2)) } }
                    ?? unclear
            ]
        }
        for line in errors.split(separator: "\n") where line.hasPrefix("t") && line.contains(": error") {
            guard let end = line.firstRange(of: ".rs:"),
                let session = Int(line[..<end.lowerBound].dropFirst()),
                let message = line.firstRange(of: ": error")
            else { continue }
            found[session] = found[session] ?? String(line[message.lowerBound...].dropFirst(2))
        }
        return found
    }

    private static func program(_ sessions: [Int]) -> String {
        let modules = sessions.map { "mod t\($0);\n" }.joined()
        let arms = sessions.map { "Some(\"\($0)\") => t\($0)::__docent_main(),\n" }.joined()
        return """
            #![allow(warnings)]
            \(modules)fn main() -> std::process::ExitCode {
            match std::env::args().nth(1).as_deref() {
            \(arms)_ => std::process::ExitCode::from(2),
            }
            }

            """
    }

    /// The compiler itself, and not what chooses between several.
    private func compiler() async -> String? {
        guard let found = Programs.path("rustc"), let folder = try? WorkFolder() else { return nil }
        defer { folder.remove() }
        var command = SandboxedCommand([found, "--print", "sysroot"], in: folder.path)
        for (name, fallback) in [("RUSTUP_HOME", ".rustup"), ("CARGO_HOME", ".cargo")] {
            let home = Programs.variable("HOME").map { "\($0)/\(fallback)" }
            command.environment[name] = Programs.variable(name) ?? home
        }
        let outcome = await Sandbox.none.run(command)
        guard outcome.ending == .exited(0) else { return nil }
        let path = String(decoding: outcome.output, as: UTF8.self).filter { $0 != "\n" } + "/bin/rustc"
        return Programs.path(path)
    }

    private static let noCompiler = "`rustc` is not installed"
    private static let unclear = "it does not compile"

    /// Prints what each prints, and then the token, its number, its status and the line that says why it panicked.
    private static let starter = #"""
        for one in "$@"; do
            timeout -k 1 "${one#*:}" ./snippets "${one%:*}" </dev/null 2>/tmp/errors
            status=$?
            printf '\n%s %d %d %s\n' "$0" "${one%:*}" $status "$(grep -A1 '^thread .* panicked at' /tmp/errors | tail -n +2 | head -n 1)"
        done
        """#
}
