// For folders only; what is measured are other processes.
import Foundation

/// One run of a program, as the operating system counts it.
struct ProgramRun {
    /// From its start to its end, in seconds.
    var wall: Double
    /// The time of all processors together, in seconds.
    var processor: Double
    /// The most memory that it had, in MB.
    var memory: Double
    var status: Int32
}

/// A program to measure: what it is called, and the words that start it.
struct Program {
    var name: String
    var words: [String]
    /// Variables that it is given beside those of this process.
    var environment: [String: String] = [:]

    /// Runs the program in a folder and reads its report from a pipe, as one that comes after it would.
    ///
    /// - Returns: nil where it could not be started.
    func run(in folder: String) -> ProgramRun? {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { return nil }
        defer { _ = close(ends[0]) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        for end in ends { unsafe posix_spawn_file_actions_addclose(&actions, end) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        var environment = unsafe variables.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer {
            for place in unsafe arguments.indices { unsafe free(arguments[place]) }
            for place in unsafe environment.indices { unsafe free(environment[place]) }
        }
        let here = FileManager.default.currentDirectoryPath
        guard FileManager.default.changeCurrentDirectoryPath(folder) else { return nil }
        defer { _ = FileManager.default.changeCurrentDirectoryPath(here) }
        let start = ContinuousClock.now
        var process = pid_t()
        let code = unsafe posix_spawn(&process, words[0], &actions, nil, &arguments, &environment)
        _ = close(ends[1])
        guard code == 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while unsafe read(ends[0], &buffer, buffer.count) > 0 {}
        var status: Int32 = 0
        var usage = rusage()
        guard unsafe wait4(process, &status, 0, &usage) == process else { return nil }
        let wall = (ContinuousClock.now - start) / .seconds(1)
        return ProgramRun(
            wall: wall, processor: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
            memory: Double(usage.ru_maxrss) / Self.unitsInMegabyte, status: status >> 8 & 0xFF)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }

    // Linux counts in kB, Darwin in bytes.
    #if os(Linux)
        private static let unitsInMegabyte = 1024.0
    #else
        private static let unitsInMegabyte = 1_048_576.0
    #endif
}
