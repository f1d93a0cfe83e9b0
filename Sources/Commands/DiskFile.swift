#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Files that the command line names, read and written whole.
enum DiskFile {
    /// Reads a file that a user named.
    static func read(_ path: String) throws(Refusal) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw refusal("read", path) }
        defer { _ = close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe systemRead(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw refusal("read", path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Whether something is at a path.
    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Writes a file that is not there yet.
    static func create(_ path: String, _ bytes: [UInt8]) throws(Refusal) {
        try create(path, bytes, named: path)
    }

    /// - Parameter name: what the user calls it.
    private static func create(_ path: String, _ bytes: [UInt8], named name: String) throws(Refusal) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw refusal("write", name) }
        defer { _ = close(descriptor) }
        guard Console.write(bytes, to: descriptor) else { throw refusal("write", name) }
    }

    /// Writes a file in the place of one that may be there, whole or not at all.
    static func replace(_ path: String, _ bytes: [UInt8]) throws(Refusal) {
        let temporary = "\(path).\(getpid()).tmp"
        try create(temporary, bytes, named: path)
        guard unsafe rename(temporary, path) == 0 else {
            let refusal = refusal("write", path)
            _ = unsafe unlink(temporary)
            throw refusal
        }
    }

    private static func refusal(_ verb: String, _ path: String) -> Refusal {
        let code = errno
        let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return Refusal(
            what: "cannot \(verb) '\(path)'", why: reason.lowercased(),
            remedy: code == EEXIST
                ? "remove it first if it is not wanted" : "check the path and its permissions")
    }
}

#if canImport(Darwin)
    private let systemRead = unsafe Darwin.read
#elseif canImport(Musl)
    private let systemRead = unsafe Musl.read
#else
    private let systemRead = unsafe Glibc.read
#endif
