#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A temporary folder that only this user can enter, for a command to work in.
///
/// Whatever a command left in it, no symbolic link is followed when files are written, read or removed.
package final class WorkFolder: Sendable {
    package let path: String

    package struct Failed: Error {}

    package init() throws(Failed) {
        let base = Programs.variable("TMPDIR") ?? "/tmp"
        var template = Array((base + "/docent-XXXXXX").utf8CString)
        let made = unsafe template.withUnsafeMutableBufferPointer { buffer -> String? in
            guard let start = buffer.baseAddress, let made = unsafe mkdtemp(start) else { return nil }
            return unsafe String(cString: made)
        }
        guard let made else { throw Failed() }
        path = made
    }

    /// A folder that is there already; `remove` takes it away all the same.
    package init(existing path: String) {
        self.path = path
    }

    /// Makes a symbolic link, and the folders that it stands in; whether that worked.
    @discardableResult
    package func link(_ name: String, to target: String) -> Bool {
        guard let (folder, file) = enter(name, makesFolders: true) else { return false }
        defer { _ = close(folder) }
        return unsafe symlinkat(target, folder, file) == 0
    }

    /// Writes a file, and makes the folders that it stands in; whether that worked.
    ///
    /// - Parameter name: seen from the folder, without `..`: `src/main.rs`.
    @discardableResult
    package func write(_ bytes: [UInt8], as name: String) -> Bool {
        guard let (folder, file) = enter(name, makesFolders: true) else { return false }
        defer { _ = close(folder) }
        _ = unsafe unlinkat(folder, file, 0)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = unsafe openat(folder, file, flags, 0o644)
        guard descriptor >= 0 else { return false }
        var written = 0
        while written < bytes.count {
            let rest = bytes.count - written
            let count = unsafe bytes.withUnsafeBytes { buffer -> Int in
                guard let start = buffer.baseAddress else { return -1 }
                return unsafe Self.write(descriptor, start + written, rest)
            }
            if count <= 0 { break }
            written += count
        }
        return close(descriptor) == 0 && written == bytes.count
    }

    /// The bytes of a file; nil where there is none, it is no plain file, or it is larger than the limit.
    package func bytes(of name: String, limit: Int = 16 << 20) -> [UInt8]? {
        guard let (folder, file) = enter(name, makesFolders: false) else { return nil }
        defer { _ = close(folder) }
        let descriptor = unsafe openat(folder, file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size <= limit
        else { return nil }
        let size = Int(status.st_size)
        var read = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while read < size, let start = buffer.baseAddress {
                let count = unsafe Self.read(descriptor, start + read, size - read)
                if count <= 0 { break }
                read += count
            }
            filled = read
        }
        return read == size ? bytes : nil
    }

    /// Takes the folder away with all that is in it.
    package func remove() {
        let folder = unsafe open(path, Self.folderFlags)
        if folder >= 0 { Self.empty(folder, depth: 0) }
        _ = unsafe rmdir(path)
    }

    private static let folderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC

    /// Takes away all that is in a folder, whatever its name is, and closes the folder.
    private static func empty(_ folder: Int32, depth: Int) {
        guard depth < 400, let stream = unsafe fdopendir(folder) else {
            _ = close(folder)
            return
        }
        while let entry = unsafe readdir(stream) {
            unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                    let isDot =
                        unsafe name[0] == 0x2E
                        && (name[1] == 0 || name[1] == 0x2E && name[2] == 0)
                    if isDot { return }
                    if unsafe unlinkat(folder, name, 0) == 0 { return }
                    // A command may have taken away everybody's right to look into it.
                    _ = unsafe fchmodat(folder, name, 0o700, 0)
                    let inner = unsafe openat(folder, name, folderFlags)
                    if inner >= 0 { empty(inner, depth: depth + 1) }
                    _ = unsafe unlinkat(folder, name, AT_REMOVEDIR)
                }
            }
        }
        unsafe closedir(stream)
    }

    /// Opens the folder that a file stands in, step by step; the caller closes it.
    private func enter(_ name: String, makesFolders: Bool) -> (folder: Int32, file: String)? {
        var parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard !name.utf8.contains(0), !parts.contains(where: { ["", ".", ".."].contains($0) }),
            let file = parts.popLast()
        else { return nil }
        let flags = Self.folderFlags
        var folder = unsafe open(path, flags)
        for part in parts where folder >= 0 {
            if makesFolders { _ = unsafe mkdirat(folder, part, 0o755) }
            let next = unsafe openat(folder, part, flags)
            _ = close(folder)
            folder = next
        }
        return folder >= 0 ? (folder, file) : nil
    }

    private static func read(_ file: Int32, _ start: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        #if canImport(Darwin)
            unsafe Darwin.read(file, start, count)
        #elseif canImport(Musl)
            unsafe Musl.read(file, start, count)
        #else
            unsafe Glibc.read(file, start, count)
        #endif
    }

    private static func write(_ file: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Darwin)
            unsafe Darwin.write(file, start, count)
        #elseif canImport(Musl)
            unsafe Musl.write(file, start, count)
        #else
            unsafe Glibc.write(file, start, count)
        #endif
    }
}
