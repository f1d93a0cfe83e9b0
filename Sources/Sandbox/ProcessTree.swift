#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The processes below one, as `/proc` shows them. Where there is no `/proc` there are none.
struct ProcessTree {
    /// The first process and all below it that are there now.
    private(set) var processes: [Int] = []
    /// How many threads they have, each process at least one.
    private(set) var threads = 0

    /// - Parameter limit: how many threads are enough to stop looking for more.
    init(below first: Int, limit: Int) {
        var waiting = [first]
        while threads <= limit, let process = waiting.popLast() {
            processes.append(process)
            let tasks = Links.names(in: "/proc/\(process)/task")
            threads += max(1, tasks.count)
            for task in tasks { waiting += Self.numbers(in: "/proc/\(process)/task/\(task)/children") }
        }
    }

    /// The memory that they take, in bytes. What several share counts only once, where it comes near the limit.
    func memory(near limit: Int) -> Int {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let quick = processes.reduce(0) { sum, process in
            let fields = Self.numbers(in: "/proc/\(process)/statm")
            return sum + (fields.count > 1 ? fields[1] * page : 0)
        }
        guard quick > limit else { return quick }
        return processes.reduce(0) { sum, process in
            let text = String(decoding: Self.bytes(of: "/proc/\(process)/smaps_rollup"), as: UTF8.self)
            let line = text.split(separator: "\n").first { $0.hasPrefix("Pss:") }
            let kilobytes = line.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) }
            return sum + (kilobytes ?? 0) * 1024
        }
    }

    /// Whether a process is there, and is not only waiting to be forgotten.
    static func isAlive(_ process: Int) -> Bool {
        let status = String(decoding: bytes(of: "/proc/\(process)/stat"), as: UTF8.self)
        // The name before the state stands in parentheses and may hold anything.
        guard let end = status.lastIndex(of: ")") else { return false }
        return !["Z", "X"].contains(status[end...].dropFirst(2).prefix(1))
    }

    /// Ends every process with a word in the environment that it began with.
    static func end(allWith word: String) {
        for name in Links.names(in: "/proc") {
            guard let process = Int32(name), process != getpid() else { continue }
            let text = String(decoding: bytes(of: "/proc/\(process)/environ"), as: UTF8.self)
            if text.split(separator: "\0").contains(word[...]) { _ = kill(process, SIGKILL) }
        }
    }

    private static func numbers(in path: String) -> [Int] {
        String(decoding: bytes(of: path), as: UTF8.self).split { $0 == " " || $0 == "\n" }.compactMap {
            Int($0)
        }
    }

    private static func bytes(of path: String) -> [UInt8] {
        guard let file = unsafe fopen(path, "r") else { return [] }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        while bytes.count < 1 << 20 {
            let part = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
                count = unsafe fread(buffer.baseAddress, 1, 4096, file)
            }
            if part.isEmpty { break }
            bytes += part
        }
        return bytes
    }
}
