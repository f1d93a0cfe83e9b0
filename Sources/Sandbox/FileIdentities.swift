#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Programs {
    /// What the file system says of a file, so that a change shows: path, size, time, number. It does not say what
    /// the file holds.
    package static func identity(of path: String) -> String {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return "\(path): none" }
        #if canImport(Darwin)
            let time = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
        #else
            let time = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        #endif
        return "\(path): \(status.st_size) \(time.0).\(time.1) \(status.st_dev) \(status.st_ino)"
    }
}
