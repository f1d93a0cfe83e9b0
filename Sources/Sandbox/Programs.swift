#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where programs and what belongs to them are found.
package enum Programs {
    /// The folders of `PATH`.
    package static var searchPath: String { variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin" }

    package static func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// The path of a program; nil where it is not there.
    package static func path(_ name: String, in searchPath: String = searchPath) -> String? {
        if name.contains("/") { return isProgram(name) ? name : nil }
        return searchPath.split(separator: ":").lazy.map { "\($0)/\(name)" }.first(where: isProgram)
    }

    /// A path without symbolic links in it; nil where nothing is there.
    package static func real(_ path: String) -> String? {
        guard let found = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    /// The folders with all that a program needs of its own, outside of those that every command sees.
    ///
    /// That is the folder around its `bin`, by its name and by where links lead to. Where that is the user's home or one
    /// of the folders right in it, which hold more than programs (`~/.cargo` has passwords), only the program itself is.
    package static func folders(of program: String) -> [String] {
        var folders: [String] = []
        for path in [program, real(program) ?? program] where !isEverywhere(path) {
            let parts = path.split(separator: "/")
            let folder = parts.dropLast(parts.dropLast().last == "bin" ? 2 : 1)
            // `/opt/swift/usr/bin/swiftc` has more of its files beside `usr`.
            let candidates = (folder.last == "usr" ? [folder.dropLast()] : []) + [folder]
            let found = candidates.map { "/" + $0.joined(separator: "/") }.first { !isPrivate($0) } ?? path
            if !folders.contains(found) { folders.append(found) }
        }
        return folders
    }

    /// Whether every command sees a path anyway.
    static func isEverywhere(_ path: String) -> Bool {
        ["/usr/", "/bin/", "/sbin/", "/lib/", "/lib64/", "/lib32/"].contains { path.hasPrefix($0) }
    }

    /// Whether a folder is or holds what no snippet is to read.
    private static func isPrivate(_ folder: String) -> Bool {
        var homes: [String] = []
        if let home = variable("HOME"), home.hasPrefix("/") { homes += [home, real(home) ?? home] }
        let parts = folder.split(separator: "/")
        let parent = parts.dropLast().map { "/" + $0 }.joined()
        // The top, what holds homes or everybody's files, a home, and what is right in one.
        return parts.count < 2 && (parts.first.map { topFolders.contains(String($0)) } ?? true)
            || parts.count == 2 && ["home", "Users"].contains(parts[0])
            || ["/share", "/state"].contains { folder.hasSuffix("/.local" + $0) }
            || homes.contains { $0 == parent || $0 == folder || $0.hasPrefix(folder + "/") }
    }

    private static let topFolders: Set = [
        "Users", "boot", "dev", "etc", "home", "media", "mnt", "private", "proc", "root", "run", "srv", "sys",
        "tmp",
        "var",
    ]

    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        let isThere = unsafe access(path, X_OK) == 0 && stat(path, &status) == 0
        return isThere && status.st_mode & S_IFMT == S_IFREG
    }
}
