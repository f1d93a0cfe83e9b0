#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What the process is told about where things are.
enum Surroundings {
    /// A path without symbolic links, `.` and `..`; nil where there is nothing at it.
    static func resolved(_ path: String) -> String? {
        guard let real = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(real) }
        return unsafe String(validatingCString: real)
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether there is anything at a folder or above it that Git could take for a repository.
    ///
    /// To look saves the start of libgit2, which reads the certificates of the system before it reads a
    /// folder. Where it is not certain that there is none, libgit2 decides.
    ///
    /// - Parameter path: absolute, without symbolic links.
    static func mayBeInRepository(_ path: String) -> Bool {
        var folder = path[...]
        while true {
            if mayExist(String(folder + "/.git")) || mayExist(String(folder + "/HEAD")) { return true }
            guard let slash = folder.lastIndex(of: "/") else { return false }
            folder = folder[..<slash]
        }
    }

    /// Whether there is something at a path, or nobody can tell.
    static func mayExist(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR)
    }

    static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }
}
