import Model
import Sandbox

/// Runs sessions of a shell: one shell for each, which is given its commands one after another.
struct ShellRun: Sendable {
    private let runner: SessionRunner

    init(_ runner: SessionRunner) {
        self.runner = runner
    }

    func run(_ sessions: [Session]) async -> SessionRunner.Outcome {
        var outcome = SessionRunner.Outcome()
        for (number, session) in sessions.enumerated() {
            let token = "docent-\(String(UInt64.random(in: .min ... .max), radix: 36))"
            let parts = session.steps.flatMap { step in
                step.parts.indices.map { (step: step, part: $0) }
            }
            let seconds = 5 + runner.seconds(for: session.steps[...])
            let commands = parts.map { one in
                (one.step.parts[one.part].isTyped ? "1" : "0") + one.step.parts[one.part].code
            }
            let heard = await runner.run(
                ["bash", "--norc", "-c", Self.script, token] + commands, input: [],
                seconds: min(seconds, 600), files: session.files)
            if case .notStarted(let reason) = heard.ending {
                outcome.trouble = reason
                return outcome
            }
            let text = String(decoding: heard.output, as: UTF8.self)
            for reply in Self.replies(
                text, token, parts.map { ($0.step.place, $0.part) }, number, heard.ending)
            {
                outcome.replies[reply.address] = reply
            }
        }
        return outcome
    }

    /// What it printed goes up to a line with the token, the number of the command and its status.
    static func replies(
        _ text: String, _ token: String, _ parts: [(step: Int, part: Int)], _ session: Int,
        _ ending: SandboxOutcome.Ending
    ) -> [SessionReply] {
        var replies: [SessionReply] = []
        var output = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix(token) else {
                output += line + "\n"
                continue
            }
            let words = line.split(separator: " ")
            guard words.count == 3, let number = Int(words[1]), parts.indices.contains(number) else {
                continue
            }
            let (step, part) = parts[number]
            var reply = SessionReply(address: .init(session: session, step: step, part: part))
            reply.output = output
            reply.status = Int(words[2])
            replies.append(reply)
            output = ""
        }
        guard replies.count < parts.count else { return replies }
        // The command that ended the session.
        let (step, part) = parts[replies.count]
        var last = SessionReply(address: .init(session: session, step: step, part: part))
        last.output = output
        switch ending {
        case .exited(let status):
            last.status = Int(status)
            last.ending = .exited(Int(status))
        case .signalled(let signal): last.ending = .signalled(Int(signal))
        default: last.ending = .timedOut
        }
        replies.append(last)
        return replies
    }

    private static let script = #"""
        export TERM=dumb COLUMNS=80 TZ=UTC
        __docent_number=0
        __docent_commands=("$@")
        set --
        while [ $__docent_number -lt ${#__docent_commands[@]} ]; do
            __docent_command=${__docent_commands[$__docent_number]}
            if [ "${__docent_command:0:1}" = 1 ]; then
                eval "${__docent_command:1}" </dev/null 2>&1
            else
                eval "${__docent_command:1}" </dev/null
            fi
            printf '\n%s %d %d\n' "$0" $__docent_number $?
            __docent_number=$((__docent_number + 1))
        done
        """#
}
