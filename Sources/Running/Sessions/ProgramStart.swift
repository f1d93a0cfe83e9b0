import Model
import Sandbox

/// Starts programs one after another in one sandbox, and tells of each what it printed and how it ended.
struct ProgramStart {
    /// A program to start.
    struct One: Sendable {
        var number: Int
        /// How long it may run.
        var seconds: Int
        var words: [String]
    }

    /// What came of one.
    struct Ended: Hashable, Sendable {
        var number: Int
        var status: Int
        var output: String
        var errors: String
    }

    let sandbox: Sandbox
    let network: SandboxedCommand.Network

    /// - Parameter folder: where the programs are, on this machine. Each works in a folder of its own in it: `d` and its
    ///   number.
    func run(
        _ programs: [One], in folder: WorkFolder, readable: [String], environment: [String: String]
    ) async -> [Ended] {
        if programs.isEmpty { return [] }
        let token = "docent-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        var limits = SandboxLimits()
        limits.wallTime = .seconds(min(900, programs.reduce(5) { $0 + $1.seconds }))
        limits.outputBytes = 64 << 20
        let lines = programs.map { one in
            "one \(one.number) \(one.seconds) " + one.words.map(ProgramMaking.quoted).joined(separator: " ")
        }
        let outcome = await sandbox.run(
            SandboxedCommand(
                [
                    "/bin/sh", "-c", Self.starter + lines.joined(separator: "\n"), token,
                    sandbox.place(of: folder.path),
                ],
                in: folder.path, readable: readable, environment: environment, limits: limits,
                network: network))
        return Self.ended(String(decoding: outcome.output, as: UTF8.self), token)
    }

    static func ended(_ text: String, _ token: String) -> [Ended] {
        var found: [Ended] = []
        var lines: [Substring] = []
        var current: Ended?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix(token) else {
                lines.append(line)
                continue
            }
            let words = line.split(separator: " ")
            let text = lines.joined(separator: "\n")
            lines = []
            if words.count == 3, let number = Int(words[1]), let status = Int(words[2]) {
                current = Ended(number: number, status: status, output: text, errors: "")
            } else if var ended = current, words.count == 2 {
                ended.errors = text
                found.append(ended)
                current = nil
            }
        }
        return found
    }

    private static let starter = #"""
        top=$1
        one() {
            number=$1; seconds=$2; shift 2
            mkdir -p "$top/d$number" 2>/dev/null
            cd "$top/d$number" || return
            timeout -k 1 "$seconds" "$@" </dev/null 2>/tmp/errors
            status=$?
            printf '\n%s %d %d\n' "$0" "$number" $status
            head -c 20000 /tmp/errors
            printf '\n%s end\n' "$0"
        }

        """#
}
