package import ArgumentParser
import Dispatch
import Model

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The program: what its subcommands are, and how a run ends.
package struct Docent: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "docent",
        abstract: "Checks documentation and sample apps, and says what was not checked.",
        version: Docent.version,
        subcommands: [
            CheckCommand.self, SnippetsCommand.self, RulesCommand.self, ExplainCommand.self, InitCommand.self,
            ConfigCommand.self, HistoryCommand.self, AuditCommand.self, FreshnessCommand.self,
            FleetCommand.self, MergeCommand.self, SurfaceCommand.self, PinsCommand.self, VersionsCommand.self,
            EndOfLifeCommand.self,
        ])

    /// The version of the program, as `--version` and reports give it.
    package static let version = "0.1.0"

    package init() {}

    /// The program.
    package static func launch() -> Never {
        Interruption.install()
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let check = (try? FixWords.spelledOut(arguments)).flatMap({ CheckArguments(plain: $0) }) else {
            start { try await run(try FixWords.spelledOut(arguments)) }
        }
        // What needs no second thread is over before one could have been made.
        let (status, isOutdated) = check.shownAgain()
        // All of it is written, and nothing else was begun that would have to be ended.
        if let status { _exit(status.rawValue) }
        start { try await check.run(isOutdated: isOutdated) }
    }

    /// Runs a command on further threads.
    ///
    /// It stays by itself: what it prepares for a task would else be prepared by every start.
    @inline(never)
    private static func start(_ command: @escaping @Sendable () async throws -> Void) -> Never {
        Task { await finish(command) }
        dispatchMain()
    }

    private static func run(_ arguments: [String]) async throws {
        var command = try parseAsRoot(arguments)
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
    }

    /// Runs a command and leaves with the exit status that the outcome asks for.
    private static func finish(_ command: () async throws -> Void) async -> Never {
        do {
            try await command()
            leave(.clean)
        } catch let ending as Ending {
            leave(ending.status)
        } catch let refusal as Refusal {
            for failure in refusal.failures { complain(failure) }
            leave(.couldNotRun)
        } catch {
            // Help and version are answers, not errors; a wrong argument is 2 as every other failure.
            let message = fullMessage(for: error)
            if exitCode(for: error) == .success {
                Console.write(message + "\n")
                leave(.clean)
            }
            Console.complain(message)
            leave(.couldNotRun)
        }
    }

    private static func leave(_ status: ExitStatus) -> Never {
        // Not the library's own `exit`, which prepares to show an error.
        quit(Console.hasFailed ? ExitStatus.couldNotRun.rawValue : status.rawValue)
    }

    /// Shows a failure: what happened, why, and what to do.
    static func complain(_ failure: Failure, as kind: String = "error") {
        Console.complain("\(kind): \(failure.what)")
        Console.complain("  because \(failure.why)")
        Console.complain("  \(failure.remedy)")
    }
}

private func quit(_ status: Int32) -> Never { exit(status) }

/// Ends a run with a status other than 0 whose reason has been told already.
struct Ending: Error {
    var status: ExitStatus
}
