import Model
import Sandbox

/// Runs snippets of a language that the configuration describes: each session is a file, and a command runs it.
struct FileRun: Sendable {
    private let runner: SessionRunner
    private let sandbox: Sandbox

    init(_ runner: SessionRunner, _ sandbox: Sandbox) {
        self.runner = runner
        self.sandbox = sandbox
    }

    func run(_ sessions: [Session], _ language: ConfiguredLanguage) async -> SessionRunner.Outcome {
        var outcome = SessionRunner.Outcome()
        guard let words = language.run, let name = words.first, let program = Programs.path(name) else {
            outcome.trouble = "`\(language.run?.first ?? "")`\(SessionRunner.notInstalled)"
            return outcome
        }
        guard let folder = try? WorkFolder() else {
            outcome.trouble = "no temporary folder can be made"
            return outcome
        }
        defer { folder.remove() }
        var starts: [ProgramStart.One] = []
        for (number, session) in sessions.enumerated() {
            let code = session.prelude + session.steps.flatMap(\.parts).map(\.code).joined()
            folder.write(Array(code.utf8), as: "d\(number)/snippet.\(language.ending)")
            for file in session.files { folder.write(file.content, as: "d\(number)/\(file.path)") }
            let seconds = runner.seconds(for: session.steps[...])
            let file = "snippet.\(language.ending)"
            var command = [program] + words.dropFirst().map { $0.replacing("{file}", with: file) }
            if let check = language.check {
                // What its own tool refuses is not run.
                let checking = check.map {
                    ProgramMaking.quoted($0.replacing("{files}", with: file).replacing("{file}", with: file))
                }.joined(separator: " ")
                let script =
                    "\(checking) >/tmp/check 2>&1 || { head -n 1 /tmp/check >&2; exit \(Self.refused); }; exec \"$@\""
                command = ["/bin/sh", "-c", script, "sh"] + command
            }
            starts.append(ProgramStart.One(number: number, seconds: seconds, words: command))
        }
        let ended = await ProgramStart(sandbox: sandbox, network: runner.access).run(
            starts, in: folder, readable: Programs.folders(of: program), environment: [:])
        for one in ended where sessions.indices.contains(one.number) {
            for (index, step) in sessions[one.number].steps.enumerated() {
                var reply = SessionReply(address: .init(session: one.number, step: step.place, part: 0))
                // All that it prints belongs to the last of them.
                if index + 1 == sessions[one.number].steps.count {
                    reply.output = one.output
                    reply.errors = one.errors
                    reply.ending = Self.ending(one)
                }
                outcome.replies[reply.address] = reply
            }
        }
        return outcome
    }

    /// The status that says that the code was not run.
    private static let refused = 125

    private static func ending(_ ended: ProgramStart.Ended) -> SessionReply.Ending {
        switch ended.status {
        case 0: return .finished
        case 124, 137: return .timedOut
        case 129...192: return .signalled(ended.status - 128)
        default:
            let words = ended.errors.split(separator: "\n").first.map(String.init)
            return .failed(
                .init(
                    kinds: [ended.status == refused ? "CompilerError" : "failure"],
                    text: words ?? "exit status \(ended.status)", line: nil, near: nil))
        }
    }
}
