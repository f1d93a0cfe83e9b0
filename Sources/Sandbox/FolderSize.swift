#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How much is in a folder. No symbolic link is followed.
package enum FolderSize {
    /// The room that all files below a folder take, in bytes; may stop as soon as it is more than the limit.
    package static func bytes(in path: String, limit: Int) -> Int {
        bytes(in: unsafe open(path, flags), limit, depth: 0)
    }

    private static let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC

    /// Closes the folder.
    private static func bytes(in folder: Int32, _ limit: Int, depth: Int) -> Int {
        guard folder >= 0 else { return 0 }
        guard depth < 200, let stream = unsafe fdopendir(folder) else {
            _ = close(folder)
            return 0
        }
        defer { unsafe closedir(stream) }
        var sum = 0
        while sum <= limit, let entry = unsafe readdir(stream) {
            unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                    let isDot =
                        unsafe name[0] == 0x2E && (name[1] == 0 || name[1] == 0x2E && name[2] == 0)
                    var status = stat()
                    guard !isDot, unsafe fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
                        return
                    }
                    // A file with holes takes less than it is long; a folder has a size of its own.
                    sum += Int(status.st_blocks) * 512
                    if status.st_mode & S_IFMT == S_IFDIR {
                        sum += bytes(in: unsafe openat(folder, name, flags), limit - sum, depth: depth + 1)
                    }
                }
            }
        }
        return sum
    }
}
