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
        // What needs no second thread is over before one could have been made.
        if let status = checkedAgain() { leave(status) }
        Task { await start() }
        dispatchMain()
    }

    /// How the run ended that was asked for, where an earlier one could be shown again at once; nil where it could not.
    private static func checkedAgain() -> ExitStatus? {
        guard let arguments = try? FixWords.spelledOut(Array(CommandLine.arguments.dropFirst())),
            let check = CheckArguments(plain: arguments)
        else { return nil }
        return check.shownAgain()
    }

    /// Reads the arguments, runs, and leaves with the exit status that the outcome asks for.
    private static func start() async -> Never {
        do {
            let arguments = try FixWords.spelledOut(Array(CommandLine.arguments.dropFirst()))
            if let check = CheckArguments(plain: arguments) {
                try await check.run()
                leave(.clean)
            }
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
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
        quit(status.rawValue)
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
