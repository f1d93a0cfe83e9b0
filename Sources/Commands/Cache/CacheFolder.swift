import Sandbox

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Files that may be lost at any time, below a folder of the user's own.
///
/// Nothing here is an error: what cannot be read is not there, and what cannot be written is not kept.
struct CacheFolder: Sendable {
    let path: String

    /// `docent` in the folder that the user's caches are in (XDG Base Directory Specification); nil where
    /// nobody says where that is.
    static var standard: CacheFolder? {
        let named = Console.environment("XDG_CACHE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = Console.environment("HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (named ?? home.map { $0 + "/.cache" }).map { CacheFolder(path: $0 + "/docent") }
    }

    /// The bytes of a file of the user's own.
    func read(_ name: String) -> [UInt8]? {
        file(name)?.bytes
    }

    /// Opens a file of the user's own.
    func file(_ name: String) -> CachedFile? {
        let descriptor = unsafe open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_uid == geteuid(), status.st_size <= Self.largestFile
        else {
            _ = close(descriptor)
            return nil
        }
        return CachedFile(descriptor, size: Int(status.st_size))
    }

    /// Puts a file in its place, whole or not at all.
    func write(_ name: String, _ bytes: [UInt8]) {
        guard bytes.count <= Self.largestFile else { return }
        let folder = name.split(separator: "/").dropLast().joined(separator: "/")
        makeFolders("\(path)/\(folder)")
        let random = UInt64.random(in: .min ... .max)
        let temporary = "\(path)/\(folder)/\(random).tmp"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let file = unsafe open(temporary, flags, 0o600)
        guard file >= 0 else { return }
        let isWritten = Console.write(bytes, to: file)
        let isClosed = close(file) == 0
        let isMoved = unsafe isWritten && isClosed && rename(temporary, "\(path)/\(name)") == 0
        if !isMoved { _ = unsafe unlink(temporary) }
    }

    /// Adds bytes at the end of a file that is still as long as it was.
    func append(_ bytes: [UInt8], to name: String, of length: Int) {
        let descriptor = unsafe open(
            "\(path)/\(name)", O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return }
        defer { _ = close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_uid == geteuid(), Int(status.st_size) == length
        else { return }
        _ = Console.write(bytes, to: descriptor)
    }

    /// Removes the files that were written longest ago, until the others are few and small enough.
    func prune() {
        var files: [(path: String, size: Int, time: Int)] = []
        for folder in Links.names(in: path) {
            for name in Links.names(in: "\(path)/\(folder)") {
                let file = "\(path)/\(folder)/\(name)"
                var status = stat()
                guard unsafe lstat(file, &status) == 0 else { continue }
                #if canImport(Darwin)
                    let time = status.st_mtimespec.tv_sec
                #else
                    let time = status.st_mtim.tv_sec
                #endif
                files.append((file, Int(status.st_size), Int(time)))
            }
        }
        files.sort { $0.time > $1.time }
        var size = 0
        for (place, file) in files.enumerated() {
            size += file.size
            guard place >= Self.mostFiles || size > Self.largestSize else { continue }
            _ = unsafe unlink(file.path)
            // It goes only when it is empty.
            _ = unsafe rmdir(String(file.path[..<(file.path.lastIndex(of: "/") ?? file.path.endIndex)]))
        }
    }

    private static let largestFile = 64 << 20
    private static let largestSize = 256 << 20
    private static let mostFiles = 200

    /// Removes a file, or a folder that is empty.
    func remove(_ name: String) {
        if unsafe unlink("\(path)/\(name)") != 0 { _ = unsafe rmdir("\(path)/\(name)") }
    }

    /// Makes a folder in it, for what is written by others.
    func makeFolder(_ name: String) { makeFolders("\(path)/\(name)") }

    /// Takes away the folders in one that were changed longest ago, but for some.
    func keepNewest(upTo limit: Int, in parent: String, besides kept: String) {
        var folders: [(path: String, time: Int)] = []
        for name in Links.names(in: "\(path)/\(parent)") where "\(parent)/\(name)" != kept {
            var status = stat()
            // What is made in it last is the mark that it is whole.
            guard unsafe lstat("\(path)/\(parent)/\(name)", &status) == 0 else { continue }
            #if canImport(Darwin)
                folders.append(("\(path)/\(parent)/\(name)", Int(status.st_mtimespec.tv_sec)))
            #else
                folders.append(("\(path)/\(parent)/\(name)", Int(status.st_mtim.tv_sec)))
            #endif
        }
        folders.sort { $0.time > $1.time }
        var total = 0
        for folder in folders {
            total += FolderSize.bytes(in: folder.path, limit: limit)
            if total > limit { WorkFolder(existing: folder.path).remove() }
        }
    }

    private func makeFolders(_ path: String) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            _ = unsafe mkdir(made, 0o700)
        }
    }
}
