/// Runs commands so that they can read nothing private, change nothing but their own folder, reach nobody, and leave
/// nothing behind.
package struct Sandbox: Sendable {
    /// What keeps a command in; nil where nothing does but limits.
    let walls: Bubblewrap?
    /// When no command is begun any more, and those that run are ended; nil where only their own limits count.
    package var deadline: ContinuousClock.Instant?

    /// No walls: the command sees what the user sees, with an empty home, the limits, and a deadline. For machines that
    /// can be thrown away, and only where the user asks for it.
    package static let none = Sandbox(walls: nil)

    /// Why there is no sandbox.
    package struct Unavailable: Error, Hashable, Sendable {
        /// A clause that goes after "because".
        package var reason: String
        package var remedy: String
    }

    /// Looks for one, once in a process: to see whether it works takes a start of it.
    package static func find() async -> Result<Sandbox, Unavailable> { await found.value }

    private static let found = Task { await find(in: Programs.searchPath) }

    /// - Parameter searchPath: the folders to look for programs in, as in `PATH`.
    static func find(in searchPath: String) async -> Result<Sandbox, Unavailable> {
        await Bubblewrap.find(in: searchPath).map { Sandbox(walls: $0) }
    }

    /// Whether a command is kept from the rest of the machine.
    package var isClosed: Bool { walls != nil }

    /// Where a command finds its folder: paths of files in it begin so for the command.
    package func place(of folder: String) -> String { walls == nil ? folder : Bubblewrap.folder }

    package func run(_ command: SandboxedCommand) async -> SandboxOutcome {
        var command = command
        if let deadline {
            let left = deadline - .now
            if left <= .zero { return SandboxOutcome(.notStarted(Self.noTimeLeft)) }
            command.limits.wallTime = min(command.limits.wallTime, left)
        }
        return await CommandRun(command, in: self).outcome()
    }

    /// Whether the deadline is over.
    package var isOver: Bool { deadline.map { $0 <= .now } ?? false }

    /// A clause that goes after "because".
    package static let noTimeLeft = "the time for snippets was over; --snippet-time gives them more"

    /// Runs several commands, some at the same time; outcomes are in the order of the commands.
    package func runs(_ commands: [SandboxedCommand], workers: Int) async -> [SandboxOutcome] {
        await inTurn(commands, workers: workers) { await run($0) }
    }
}
