#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Looks for repositories in a folder.
enum FolderSearch {
    /// Clones and bare mirrors in a folder and in the folders below it, sorted.
    static func repositories(in folder: String) -> [String] {
        var found: [String] = []
        let top = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        for name in names(in: top) where name != ".git" {
            let path = top == "." ? name : "\(top)/\(name)"
            if isRepository(path) {
                found.append(path)
            } else {
                found += names(in: path).map { "\(path)/\($0)" }.filter {
                    !$0.hasSuffix("/.git") && isRepository($0)
                }
            }
        }
        return found.sorted()
    }

    private static func isRepository(_ path: String) -> Bool {
        if DiskFile.exists(path + "/.git") { return true }
        return DiskFile.exists(path + "/HEAD") && DiskFile.exists(path + "/objects")
            && DiskFile.exists(path + "/refs")
    }

    /// The names in a folder, without hidden ones; none where it cannot be read.
    private static func names(in folder: String) -> [String] {
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }
}
