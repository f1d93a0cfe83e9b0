import Subprocess
import SystemPackage

/// Gets documents from the network through `curl`, one process for each: politely, and never without end.
///
/// A host is asked by few at the same time and not too often; what is busy is asked again, when it says so. An
/// address is left for another scheme only from `http` to `https`. The proxy variables of the environment count, a
/// `.curlrc` does not.
package struct Fetcher: Sendable {
    private let program: String?
    private let limits: Limits
    private let kept: (any AnswerStore)?
    private let gates = Gates()

    /// How patient and how polite a fetcher is.
    package struct Limits: Sendable {
        /// For one try, in seconds.
        package var seconds = 30
        package var tries = 4
        /// At the same time, for one host.
        package var perHost = 4
        /// Between two requests to one host.
        package var interval = Duration.milliseconds(50)
        /// The longest that one is willing to wait where a host asks for it.
        package var longestWait = Duration.seconds(60)
        package var bytes = 64 << 20

        package init() {}
    }

    /// - Parameters:
    ///   - program: the path of `curl`; nil where it is not installed.
    ///   - kept: answers of earlier runs, asked again only whether they have changed.
    package init(program: String?, limits: Limits = Limits(), kept: (any AnswerStore)? = nil) {
        self.program = program
        self.limits = limits
        self.kept = kept
    }

    /// Gets a document. It never throws: what went wrong is in the answer.
    package func get(_ address: String, accepting type: String) async -> Fetched {
        guard let host = Self.host(of: address) else {
            return .failed("`\(address.prefix(100))` is no address with http or https")
        }
        guard let program else { return .failed("`curl` is not installed") }
        let gate = await gates.gate(for: host, limits)
        let old = kept?.answer(for: address + "\n" + type)
        var last = Fetched.failed("it was never asked")
        for attempt in 0..<max(1, limits.tries) {
            if Task.isCancelled { return .failed("the run was interrupted") }
            await gate.enter()
            let heard = await run(program, address, type, old)
            await gate.leave()
            switch heard {
            case .failure(let problem):
                last = .failed(problem.reason)
                guard problem.mayPass else { return last }
                try? await Task.sleep(for: .milliseconds(200 << attempt))
            case .success(let answer):
                if answer.status == 304, let old { return .body(old.body) }
                if answer.status == 200 {
                    if let entry = KeptAnswer(answer) { kept?.keep(entry, for: address + "\n" + type) }
                    return .body(answer.body)
                }
                last = .status(answer.status)
                guard [408, 429, 500, 502, 503, 504].contains(answer.status) else { return last }
                let wait = answer.retryAfter ?? .milliseconds(500 << attempt)
                guard wait <= limits.longestWait else { return last }
                await gate.pause(for: wait)
            }
        }
        return last
    }

    private struct Problem: Error {
        /// A clause that goes after "because".
        var reason: String
        /// Whether the same may go well a little later.
        var mayPass: Bool
    }

    private func run(
        _ program: String, _ address: String, _ type: String, _ old: KeptAnswer?
    ) async -> Result<HTTPAnswer, Problem> {
        // `-q` comes first, so that no file of the user's changes what is done.
        var arguments = [
            "-q", "--silent", "--show-error", "--include", "--suppress-connect-headers", "--globoff",
            "--location",
            "--max-redirs", "5", "--proto", "=http,https", "--proto-redir",
            address.hasPrefix("https") ? "=https" : "=http,https", "--connect-timeout", "10", "--max-time",
            String(limits.seconds), "--max-filesize", String(limits.bytes), "--compressed", "--user-agent",
            "docent", "--header", "Accept: \(type)",
        ]
        if let tag = old?.tag { arguments += ["--header", "If-None-Match: \(tag)"] }
        if let date = old?.modified { arguments += ["--header", "If-Modified-Since: \(date)"] }
        arguments += ["--url", address]
        do {
            let result = try await Subprocess.run(
                .path(FilePath(program)), arguments: Arguments(arguments), environment: .inherit,
                workingDirectory: "/", output: .bytes(limit: limits.bytes + (1 << 20)),
                error: .string(limit: 4096))
            guard case .exited(0) = result.terminationStatus else {
                let words =
                    result.standardError.split(whereSeparator: \.isNewline).last ?? "curl failed"
                return .failure(
                    Problem(
                        reason: Self.reason(String(words)), mayPass: Self.mayPass(result.terminationStatus)))
            }
            guard let answer = HTTPAnswer(result.standardOutput) else {
                return .failure(Problem(reason: "the answer is no HTTP", mayPass: false))
            }
            return .success(answer)
        } catch {
            return .failure(
                Problem(reason: "the answer is larger than the limit, or curl does not start", mayPass: false)
            )
        }
    }

    /// `curl: (7) Failed to connect …` without what is the program's own.
    private static func reason(_ words: String) -> String {
        guard words.hasPrefix("curl: "), let close = words.firstIndex(of: ")") else { return words }
        let rest = words[words.index(after: close)...].drop { $0 == " " }
        return "the network said: \(rest.prefix(200))"
    }

    /// Names that cannot be resolved yet, refused and broken connections, and time-outs may pass.
    private static func mayPass(_ status: TerminationStatus) -> Bool {
        guard case .exited(let code) = status else { return false }
        return [5, 6, 7, 18, 28, 52, 55, 56, 92].contains(code)
    }

    /// The host and port of an address; nil where it has none, or is no address of the web.
    static func host(of address: String) -> String? {
        for scheme in ["https://", "http://"] where address.hasPrefix(scheme) {
            let host = address.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            let isPlain = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
            return host.isEmpty || !isPlain ? nil : host.lowercased()
        }
        return nil
    }
}

/// What came of an address.
package enum Fetched: Hashable, Sendable {
    case body([UInt8])
    /// A status other than success.
    case status(Int)
    /// A clause that goes after "because".
    case failed(String)
}
