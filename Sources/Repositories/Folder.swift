#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An open folder of the file system. What is opened from it is never reached through a symbolic link.
@safe
struct Folder: ~Copyable {
    private let descriptor: Int32
    /// What its names are read from, once they have been asked for.
    #if canImport(Darwin)
        private var stream: UnsafeMutablePointer<DIR>?
    #else
        private var stream: OpaquePointer?
    #endif

    /// Opens a folder by a path that may lead through symbolic links: where a snapshot begins.
    init(at path: String) throws(SystemError) {
        let opened = retrying { unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard opened >= 0 else { throw SystemError(errno) }
        self.init(descriptor: opened)
    }

    private init(descriptor: Int32) {
        self.descriptor = descriptor
        unsafe stream = nil
    }

    deinit {
        if let stream = unsafe stream { unsafe closedir(stream) } else { _ = close(descriptor) }
    }

    enum ItemKind {
        case file, symlink, folder
        case special(String)
    }

    /// A name in a folder.
    struct Item {
        var name: [UInt8]
        var kind: ItemKind
        /// What a symbolic link holds, once it has been asked for.
        var target: [UInt8]?
    }

    /// Opens a folder in this one. The last part of the path must not be a symbolic link.
    func folder(_ path: some Collection<UInt8>) throws(SystemError) -> Folder {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let opened = unsafe Self.withCString(path) { name in
            retrying { unsafe openat(descriptor, name, flags) }
        }
        guard opened >= 0 else { throw SystemError(errno) }
        return Folder(descriptor: opened)
    }

    /// What the file system says of this folder.
    func identity() -> FileIdentity? {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? FileIdentity(status) : nil
    }

    /// What the file system says of something in this folder; a symbolic link is not followed.
    func identity(of path: some Collection<UInt8>) -> FileIdentity? {
        unsafe Self.withCString(path) { unsafe identity(ofName: $0) }
    }

    /// What the file system says of something in this folder; a symbolic link is not followed.
    ///
    /// - Parameter name: ends with a zero.
    func identity(ofName name: UnsafePointer<CChar>) -> FileIdentity? {
        var status = stat()
        let result = unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW)
        return result == 0 ? FileIdentity(status) : nil
    }

    /// Opens a folder below this one, part by part of its path, so that no symbolic link leads out.
    func descend(_ path: ArraySlice<UInt8>) throws(SystemError) -> Folder {
        var folder: Folder?
        for part in path.split(separator: 0x2F) {
            folder =
                if let outer = folder { try outer.folder(Array(part)) } else { try self.folder(Array(part)) }
        }
        guard let folder else { return try self.folder([0x2E]) }
        return folder
    }

    /// The names in this folder, without `.` and `..`, in no order. They can be asked for once.
    mutating func items() throws(SystemError) -> [Item] {
        // The stream takes the descriptor with it when it is closed.
        guard unsafe stream == nil, let stream = unsafe fdopendir(descriptor) else {
            throw SystemError(errno)
        }
        unsafe self.stream = unsafe stream
        guard let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else { return [] }
        var items: [Item] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                if errno != 0 { throw SystemError(errno) }
                return items
            }
            let start = unsafe UnsafeRawPointer(entry) + offset
            let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
            let name = unsafe UnsafeRawBufferPointer(start: start, count: length)
            unsafe add(name, Int32(entry.pointee.d_type), to: &items)
        }
    }

    private func add(_ bytes: UnsafeRawBufferPointer, _ type: Int32, to items: inout [Item]) {
        let name = unsafe Array(bytes)
        if name == [0x2E] || name == [0x2E, 0x2E] { return }
        if let kind = type == 0 ? statKind(name) : Self.kind(type) {
            items.append(Item(name: name, kind: kind))
        }
    }

    /// What a symbolic link in this folder holds.
    func target(ofLink name: [UInt8]) throws(SystemError) -> [UInt8] {
        let capacity = 4096
        var count = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialised in
            count = unsafe Self.withCString(name) { name in
                unsafe buffer.withMemoryRebound(to: CChar.self) { room in
                    guard let start = room.baseAddress else { return -1 }
                    return unsafe readlinkat(descriptor, name, start, capacity)
                }
            }
            initialised = max(0, count)
        }
        guard count >= 0 else { throw SystemError(errno) }
        return bytes
    }

    /// Reads a file in this folder into a buffer that is used again and again.
    ///
    /// A pipe, a device or a socket is not waited for. A file that changes while it is read is read again,
    /// a few times.
    ///
    /// - Parameters:
    ///   - followsLink: whether the name may be a symbolic link: only for what is the user's own.
    ///   - identity: set to what the file system said before the file was read.
    func read(
        _ name: [UInt8], limit: Int, into buffer: inout [UInt8], followsLink: Bool = false,
        identity: inout FileIdentity?
    ) throws(FileTrouble) -> Int {
        let flags = O_RDONLY | (followsLink ? 0 : O_NOFOLLOW) | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        let file = unsafe Self.withCString(name) { name in retrying { unsafe openat(descriptor, name, flags) }
        }
        guard file >= 0 else { throw .system(SystemError(errno)) }
        defer { _ = close(file) }
        for _ in 0..<3 {
            var status = stat()
            guard unsafe fstat(file, &status) == 0 else { throw .system(SystemError(errno)) }
            let type = status.st_mode & S_IFMT
            guard type == S_IFREG else { throw type == S_IFDIR ? .folder : .special(Self.word(type)) }
            identity = FileIdentity(status)
            let size = Int(clamping: status.st_size)
            guard size <= limit else { throw .tooLarge(size) }
            if buffer.count <= size { buffer = [UInt8](repeating: 0, count: max(2 * size, 1 << 12)) }
            let count = try Self.read(file, upTo: size + 1, end: size, into: &buffer)
            if count == size { return count }
            guard lseek(file, 0, SEEK_SET) == 0 else { throw .system(SystemError(errno)) }
        }
        throw .changing
    }

    /// The size of a file in this folder.
    func size(of name: [UInt8]) throws(SystemError) -> Int {
        var status = stat()
        let result = unsafe Self.withCString(name) { unsafe fstatat(descriptor, $0, &status, 0) }
        guard result == 0 else { throw SystemError(errno) }
        return Int(clamping: status.st_size)
    }

    /// A part of a file in this folder; less than was asked for where the file ends.
    func bytes(of name: [UInt8], from start: Int, count: Int) throws(FileTrouble) -> [UInt8] {
        let size: Int
        do throws(SystemError) { size = try self.size(of: name) } catch { throw .system(error) }
        let most = min(count, size - start)
        guard most > 0 else { return [] }
        let file = unsafe Self.withCString(name) { name in
            retrying { unsafe openat(descriptor, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) }
        }
        guard file >= 0 else { throw .system(SystemError(errno)) }
        defer { _ = close(file) }
        guard lseek(file, off_t(start), SEEK_SET) >= 0 else { throw .system(SystemError(errno)) }
        var buffer = [UInt8](repeating: 0, count: most)
        let got = try Self.read(file, upTo: most, into: &buffer)
        buffer.removeLast(most - got)
        return buffer
    }

    /// The bytes of a file outside of the work tree; nil where there is none, or none that can be read.
    static func text(ofFileAt path: String) -> [UInt8]? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        var buffer: [UInt8] = []
        var identity: FileIdentity?
        let name = Array(path[path.index(after: slash)...].utf8)
        guard let folder = try? Folder(at: String(path[..<slash]) + "/"),
            let count = try? folder.read(
                name, limit: 1 << 30, into: &buffer, followsLink: true, identity: &identity)
        else { return nil }
        return Array(buffer[..<count])
    }

    /// - Parameter end: the size of the file, where more is asked for.
    private static func read(
        _ file: Int32, upTo most: Int, end: Int? = nil, into buffer: inout [UInt8]
    ) throws(FileTrouble) -> Int {
        var count = 0
        while count < most {
            let got = unsafe buffer.withUnsafeMutableBytes { bytes in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[count..<most])
                #if canImport(Glibc)
                    return unsafe Glibc.read(file, rest.baseAddress, rest.count)
                #elseif canImport(Musl)
                    return unsafe Musl.read(file, rest.baseAddress, rest.count)
                #else
                    return unsafe Darwin.read(file, rest.baseAddress, rest.count)
                #endif
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw .system(SystemError(errno))
            }
            if got == 0 { break }
            count += got
            // It could have been more, so the file ends where it is said to.
            if count == end { break }
        }
        return count
    }

    /// Replaces a file in this folder as a whole: a reader sees the old bytes or the new ones, never half of
    /// them. The permissions stay.
    ///
    /// - Parameter old: what the file has to hold; where it holds something else, it is left alone.
    func replace(_ name: [UInt8], _ old: [UInt8], with new: [UInt8]) throws(FileTrouble) {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        let file = unsafe Self.withCString(name) { name in retrying { unsafe openat(descriptor, name, flags) }
        }
        guard file >= 0 else { throw .system(SystemError(errno)) }
        defer { _ = close(file) }
        var (before, around, after) = (stat(), stat(), stat())
        guard unsafe fstat(file, &before) == 0, unsafe fstat(descriptor, &around) == 0 else {
            throw .system(SystemError(errno))
        }
        guard before.st_mode & S_IFMT == S_IFREG else { throw .special(Self.word(before.st_mode & S_IFMT)) }
        // Whoever may do everything would overwrite them, and so would a rename.
        guard before.st_mode & 0o222 != 0 else { throw .readOnly }
        guard around.st_mode & 0o222 != 0 else { throw .readOnlyFolder }
        var buffer = [UInt8](repeating: 0, count: old.count + 1)
        let count = try Self.read(file, upTo: old.count + 1, into: &buffer)
        guard count == old.count, buffer.starts(with: old) else { throw .changing }

        let number = String(UInt64.random(in: .min ... .max), radix: 36)
        let draft = Array(".docent-\(number)".utf8)
        let fresh = unsafe Self.withCString(draft) {
            unsafe openat(descriptor, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        }
        guard fresh >= 0 else { throw .notWritten(SystemError(errno)) }
        defer { _ = close(fresh) }
        var error = Self.write(new, to: fresh)
        // Another owner than the process has is kept where the system allows it.
        if before.st_uid != geteuid() || before.st_gid != getegid() {
            _ = fchown(fresh, before.st_uid, before.st_gid)
        }
        if error == 0, fchmod(fresh, before.st_mode & 0o7777) != 0 || fsync(fresh) != 0 { error = errno }
        var trouble = error == 0 ? nil : FileTrouble.notWritten(SystemError(error))
        let isThere = unsafe Self.withCString(name) {
            unsafe fstatat(descriptor, $0, &after, AT_SYMLINK_NOFOLLOW)
        }
        if isThere != 0 || after.st_ino != before.st_ino || after.st_size != before.st_size
            || !Self.isSameTime(before, after)
        {
            trouble = trouble ?? .changing
        }
        if trouble == nil {
            let isMoved = unsafe Self.withCString(draft) { from in
                unsafe Self.withCString(name) { unsafe renameat(descriptor, from, descriptor, $0) }
            }
            if isMoved != 0 { trouble = .notWritten(SystemError(errno)) }
        }
        guard let trouble else { return }
        _ = unsafe Self.withCString(draft) { unsafe unlinkat(descriptor, $0, 0) }
        throw trouble
    }

    private static func isSameTime(_ a: stat, _ b: stat) -> Bool {
        #if canImport(Darwin)
            let (here, there) = (a.st_mtimespec, b.st_mtimespec)
        #else
            let (here, there) = (a.st_mtim, b.st_mtim)
        #endif
        return here.tv_sec == there.tv_sec && here.tv_nsec == there.tv_nsec
    }

    /// - Returns: 0, or the number of the error.
    private static func write(_ bytes: [UInt8], to file: Int32) -> Int32 {
        unsafe bytes.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[start...])
                #if canImport(Glibc)
                    let count = unsafe Glibc.write(file, rest.baseAddress, rest.count)
                #elseif canImport(Musl)
                    let count = unsafe Musl.write(file, rest.baseAddress, rest.count)
                #else
                    let count = unsafe Darwin.write(file, rest.baseAddress, rest.count)
                #endif
                if count < 0, errno != EINTR { return errno }
                start += max(0, count)
            }
            return 0
        }
    }

    /// What a name is where the folder itself does not say; nil where it has vanished.
    private func statKind(_ name: [UInt8]) -> ItemKind? {
        var status = stat()
        let result = unsafe Self.withCString(name) {
            unsafe fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW)
        }
        guard result == 0 else { return nil }
        return Self.kind(Int32(status.st_mode & S_IFMT) >> 12)
    }

    /// `d_type` is the upper part of `st_mode`.
    private static func kind(_ type: Int32) -> ItemKind {
        switch mode_t(type) << 12 {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .symlink
        case let other: .special(word(other))
        }
    }

    private static func word(_ type: mode_t) -> String {
        switch type {
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        case S_IFLNK: "a symbolic link"
        default: "a device"
        }
    }

    /// Names come from the file system or from Git; the latter cannot hold a NUL either, and if one did, the
    /// name would end there and not be found.
    private static func withCString<Value>(
        _ name: some Collection<UInt8>, _ body: (UnsafePointer<CChar>) -> Value
    ) -> Value {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: name.count + 1) { bytes in
            let end = unsafe bytes.initialize(fromContentsOf: name)
            unsafe bytes.initializeElement(at: end, to: 0)
            return unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { return unsafe body("") }
                return unsafe body(start)
            }
        }
    }
}

/// Calls again while a signal interrupts.
private func retrying(_ call: () -> Int32) -> Int32 {
    while true {
        let result = call()
        if result >= 0 || errno != EINTR { return result }
    }
}

extension [UInt8] {
    init(copying bytes: RawSpan) {
        self = unsafe bytes.withUnsafeBytes { unsafe Array($0) }
    }
}
