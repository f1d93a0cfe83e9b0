import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Watches a running command from a thread of its own, and ends it where it takes too long or too much.
///
/// A task would not do: a fork bomb does not wait until other tasks leave a thread free.
final class Watch: Sendable {
    private let process: Int32
    private let limits: SandboxLimits
    private let ear: Ear
    /// Ends what left the command's session; nil where walls keep it together.
    private let token: String?
    /// The folders whose size is looked at.
    private let folders: [String]
    private let isOver = Mutex(false)

    /// - Parameters:
    ///   - process: the first process, which leads a session.
    ///   - token: what all its processes have in their environment, where nothing else keeps them together.
    ///   - folders: where it may write.
    init(_ process: Int32, _ limits: SandboxLimits, _ ear: Ear, token: String?, folders: [String]) {
        self.folders = folders
        self.process = process
        self.limits = limits
        self.ear = ear
        self.token = token
    }

    func begin() {
        if !Threads.detach({ self.watch() }) { end(because: .notStarted(Self.noThread)) }
    }

    /// Ends the command, unless it is over.
    func end(because ending: SandboxOutcome.Ending) {
        isOver.withLock { isOver in
            if isOver { return }
            ear.end(ending)
            kill(-process, SIGKILL)
            if let token { ProcessTree.end(allWith: token) }
        }
    }

    /// Says that the command is over; from now on its number may be somebody else's.
    func stop() { isOver.withLock { $0 = true } }

    fileprivate func watch() {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: limits.wallTime)
        // A bomb has gone off in a few milliseconds; what runs for long is looked at less often.
        var pause = Duration.milliseconds(4)
        let most = Self.most(limits)
        // Folders take longer to look at than processes; the more is in them, the longer.
        var nextLook = clock.now.advanced(by: .milliseconds(100))
        while !isOver.withLock({ $0 }) {
            let left = deadline - clock.now
            if left <= .zero { return end(because: .timedOut) }
            let rest = min(pause, left)
            usleep(UInt32(max(1, rest / .microseconds(1))))
            let tree = ProcessTree(below: Int(process), limit: most)
            if tree.threads > most { return end(because: .processLimit) }
            if tree.memory(near: limits.memoryBytes) > limits.memoryBytes {
                return end(because: .memoryLimit)
            }
            if clock.now >= nextLook {
                let start = clock.now
                let size = folders.reduce(0) { $0 + FolderSize.bytes(in: $1, limit: limits.folderBytes - $0) }
                if size > limits.folderBytes { return end(because: .storageLimit) }
                nextLook = clock.now.advanced(by: max(.milliseconds(100), (clock.now - start) * 20))
            }
            pause = min(pause * 3 / 2, .milliseconds(50))
        }
    }

    /// How many processes may be seen: the walls themselves, and the shell that starts the command, do not count.
    static func most(_ limits: SandboxLimits) -> Int { limits.processes + 3 }

    private static let noThread = "no thread can be made"
}
