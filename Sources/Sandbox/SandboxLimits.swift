/// What a command may use up.
package struct SandboxLimits: Hashable, Sendable {
    /// From its start to the moment at which all its processes are ended.
    package var wallTime: Duration
    /// Of one process.
    package var cpuTime: Duration
    /// Of all its processes together, and of each by itself. The kernel holds each process to it; the sum is looked at
    /// every few milliseconds, and all are ended where it is too much.
    package var memoryBytes: Int
    /// How many processes and threads there may be at the same time.
    package var processes: Int
    /// The size of one file.
    package var fileBytes: Int
    /// The size of all files that it makes in its own temporary folder.
    package var temporaryBytes: Int
    /// The size of all files in its folder and in what else it may change. It is looked at several times a second, and
    /// the command is ended where it is too much.
    package var folderBytes: Int
    /// How many files one process may have open.
    package var openFiles: Int
    /// The length of what it prints, to each of its two outputs.
    package var outputBytes: Int

    package init(
        wallTime: Duration = .seconds(60), cpuTime: Duration = .seconds(60), memoryBytes: Int = 2 << 30,
        processes: Int = 256, fileBytes: Int = 256 << 20, temporaryBytes: Int = 512 << 20,
        folderBytes: Int = 1 << 30, openFiles: Int = 1024, outputBytes: Int = 1 << 20
    ) {
        self.wallTime = wallTime
        self.cpuTime = cpuTime
        self.memoryBytes = memoryBytes
        self.processes = processes
        self.fileBytes = fileBytes
        self.temporaryBytes = temporaryBytes
        self.folderBytes = folderBytes
        self.openFiles = openFiles
        self.outputBytes = outputBytes
    }
}
