import Repositories
import Sandbox

/// Looks for repositories in a folder.
enum FolderSearch {
    /// Clones and bare mirrors in a folder and in the folders below it, sorted.
    static func repositories(in folder: String) -> [String] {
        var found: [String] = []
        let top = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        for name in Links.names(in: top) where !name.hasPrefix(".") {
            let path = top == "." ? name : "\(top)/\(name)"
            if isRepository(path) {
                found.append(path)
            } else {
                found += Links.names(in: path).filter { !$0.hasPrefix(".") }
                    .map { "\(path)/\($0)" }.filter(isRepository)
            }
        }
        return found.sorted()
    }

    /// The folder of a file; "." where the file is named alone.
    static func folder(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }

    /// A path as it is written in a file of another folder.
    ///
    /// It stays as it is where it is absolute, and where one of both does not exist.
    static func path(_ path: String, seenFrom folder: String) -> String {
        guard !path.hasPrefix("/"), let home = Programs.real(folder), let here = Programs.real("."),
            home != here, let place = Programs.real(path)
        else { return path }
        let from = home.split(separator: "/")
        let to = place.split(separator: "/")
        let shared = zip(from, to).prefix { $0 == $1 }.count
        let up = [Substring](repeating: "..", count: from.count - shared)
        let parts = up + to[shared...]
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// How many tags of a repository are the names of versions, such as `v1.2.0` and `curl-8_9_1`.
    static func versions(of snapshot: Snapshot) -> Int {
        guard let shelf = try? TagShelf(snapshot) else { return 0 }
        return shelf.tags().count { tag in
            tag.name.wholeMatch(of: /[A-Za-z_\/-]*[0-9]+[._][0-9].*/) != nil
        }
    }

    private static func isRepository(_ path: String) -> Bool {
        if DiskFile.exists(path + "/.git") { return true }
        return DiskFile.exists(path + "/HEAD") && DiskFile.exists(path + "/objects")
            && DiskFile.exists(path + "/refs")
    }
}
