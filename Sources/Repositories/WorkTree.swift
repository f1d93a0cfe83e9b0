#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Where a work tree and its repository are, and what its configuration says of listing it.
struct WorkTree: Hashable, Sendable {
    /// The folder of the files: absolute, without symbolic links.
    var root: String
    /// The `.git` of this work tree.
    var folder: String
    /// The folder that all work trees of the repository share.
    var commonFolder: String
    /// The file of patterns that the user wants ignored in every repository.
    var excludesPath: String?
    /// Whether the file system does not tell upper from lower case.
    var ignoresCase: Bool

    var indexPath: String { folder + "/index" }

    /// The files outside of the work tree that its listing depends on.
    var outsidePaths: [String] {
        [indexPath, commonFolder + "/info/exclude", commonFolder + "/info/attributes"]
            + (excludesPath.map { [$0] } ?? [])
    }

    init(_ repository: borrowing Repository, root: String) {
        self.root = root
        folder = repository.folder
        commonFolder = repository.commonFolder
        excludesPath = repository.excludesPath
        ignoresCase = repository.configuredFlag("core.ignorecase")
    }

    /// Finds the work tree around a folder without libgit2, which reads the certificates of the system
    /// before it reads anything else: for a short run that is most of the time.
    ///
    /// - Parameter path: absolute, without symbolic links.
    /// - Returns: nil where anything is not as `git init` leaves it, so that libgit2 has to look.
    init?(ordinaryAround path: String) {
        #if os(Linux)
            var root = path
            while !Self.isThere(root + "/.git") {
                // This might be a bare repository.
                if Self.isThere(root + "/HEAD") { return nil }
                guard let slash = root.lastIndex(of: "/"), slash != root.startIndex else { return nil }
                root = String(root[..<slash])
            }
            // libgit2 does not look beyond the file system that it begins in.
            guard let device = Self.device(of: root), device == Self.device(of: path) else { return nil }
            let git = root + "/.git"
            guard Self.isPlainFolder(git), Self.isPlainFolder(git + "/objects"),
                Self.isPlainFolder(git + "/refs"), Self.isThere(git + "/HEAD"),
                !Self.isThere(git + "/commondir"), !Self.isThere(git + "/config.worktree"),
                Self.isThere(git + "/config")
            else { return nil }
            var configuration = OrdinaryConfiguration()
            let home = Surroundings.variable("HOME")
            let own = Surroundings.variable("XDG_CONFIG_HOME") ?? home.map { $0 + "/.config" }
            // The later file speaks last.
            for file in ["/etc/gitconfig", own.map { $0 + "/git/config" }, home.map { $0 + "/.gitconfig" }] {
                guard let file, Self.isThere(file) else { continue }
                guard configuration.read(file) else { return nil }
            }
            guard configuration.read(git + "/config", isOfRepository: true) else { return nil }
            self.root = root
            folder = git
            commonFolder = git
            ignoresCase = configuration.ignoresCase
            excludesPath = configuration.excludesPath ?? own.map { $0 + "/git/ignore" }
        #else
            return nil
        #endif
    }

    private static func isThere(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 || errno != ENOENT
    }

    private static func isPlainFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func device(of path: String) -> dev_t? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_dev : nil
    }
}
