#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A control group of Linux that holds a command and all that it starts to a number of processes.
///
/// The limits of a process (`ulimit -u`) do not bind who is root, and a fork bomb may be faster than whoever watches it.
/// Only who may make control groups, root as a rule, gets one.
struct ProcessFence: Sendable {
    /// The folder of the group.
    let path: String

    /// Nil where no group can be made here.
    ///
    /// - Parameter processes: how many processes and threads there may be in it at the same time.
    init?(processes: Int) {
        let name = "docent-\(getpid())-\(UInt32.random(in: .min ... .max))"
        // The first is of cgroup-v1(7), the other of cgroups(7), version 2.
        for parent in ["/sys/fs/cgroup/pids", "/sys/fs/cgroup"] {
            let path = "\(parent)/\(name)"
            guard unsafe mkdir(path, 0o755) == 0 else { continue }
            if Self.write("\(processes)", to: "\(path)/pids.max") {
                self.path = path
                return
            }
            unsafe rmdir(path)
        }
        return nil
    }

    /// What is put before a command, so that it begins in the group.
    var launcher: [String] {
        ["/bin/sh", "-c", "echo $$ >\"$0/cgroup.procs\"; exec \"$@\"", path]
    }

    /// Takes the group away once all its processes are gone; the kernel may need a moment for that.
    func remove() {
        for _ in 0..<50 where unsafe rmdir(path) != 0 && errno == EBUSY { usleep(10_000) }
    }

    private static func write(_ text: String, to path: String) -> Bool {
        let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        let bytes = Array(text.utf8)
        return unsafe bytes.withUnsafeBytes {
            unsafe systemWrite(file, $0.baseAddress, $0.count) == bytes.count
        }
    }
}

#if canImport(Glibc)
    private let systemWrite = unsafe Glibc.write
#elseif canImport(Musl)
    private let systemWrite = unsafe Musl.write
#else
    private let systemWrite = unsafe Darwin.write
#endif
