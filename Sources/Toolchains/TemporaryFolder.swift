import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A folder that only this user can read, for files that a parser wants to open.
final class TemporaryFolder: Sendable {
    let path: String
    private let names = Mutex<Set<String>>([])

    struct Failed: Error {}

    init() throws {
        let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array((base + "/docent-XXXXXX").utf8CString)
        path = try unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, let made = unsafe mkdtemp(start) else { throw Failed() }
            return unsafe String(cString: made)
        }
    }

    /// Writes a file, once; whether it is there now.
    func holds(_ bytes: [UInt8], as name: String) -> Bool {
        // Two workers may want the same file: the second one waits until it is whole.
        names.withLock { names in
            if names.contains(name) { return true }
            guard let file = unsafe fopen(path + "/" + name, "wx") else { return false }
            names.insert(name)
            let written = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) }
            return unsafe fclose(file) == 0 && written == bytes.count
        }
    }

    /// Takes the folder away with the files that were written into it.
    func remove() {
        for name in names.withLock({ $0 }) { _ = unsafe unlink(path + "/" + name) }
        _ = unsafe rmdir(path)
    }
}
