package import Model
import Synchronization

/// The files of a small repository that is held in memory, and the folders that they make.
package final class SiteMap: Sendable {
    private let files: Set<String>
    private let folders: Set<String>
    /// Made when the first path is found missing: most runs over sound documentation never need it.
    private let neighbours = Mutex<Neighbours?>(nil)

    private struct Neighbours: Sendable {
        /// Folder to the names in it, in order.
        var names: [String: [String]] = [:]
        /// Name to the folders that have it, in order.
        var homes: [String: [String]] = [:]
    }

    package init(_ paths: [String]) {
        files = Set(paths)
        var folders: Set<String> = [""]
        for path in files {
            var folder = path[...]
            // A folder that is known has its parents known.
            while let slash = folder.lastIndex(of: "/") {
                folder = folder[..<slash]
                guard folders.insert(String(folder)).inserted else { break }
            }
        }
        self.folders = folders
    }

    /// What stands at a path.
    package func entry(at path: String) -> Answer.Entry {
        if files.contains(path) { return .file }
        var folder = path
        if folder.hasSuffix("/") { folder.removeLast() }
        if folders.contains(folder) { return .folder }
        return .nothing(nearest: nearest(to: path))
    }

    /// The path that was probably meant: one that differs in a few letters of its last part, or the same
    /// name in another folder, the folder with the most parts in common first.
    private func nearest(to path: String) -> String? {
        let neighbours = neighbours.withLock { made in
            let all = made ?? listNeighbours()
            made = all
            return all
        }
        let (folder, name) = Self.split(path)
        if let near = closest(to: name, among: neighbours.names[folder] ?? []) {
            return folder.isEmpty ? near : folder + "/" + near
        }
        let wanted = folder.split(separator: "/")
        let home = neighbours.homes[name]?.min { a, b in
            let (here, there) = (a.split(separator: "/"), b.split(separator: "/"))
            let (inHere, inThere) = (Self.commonParts(here, wanted), Self.commonParts(there, wanted))
            return inHere != inThere ? inHere > inThere : here.count < there.count
        }
        return home.map { $0.isEmpty ? name : $0 + "/" + name }
    }

    private func listNeighbours() -> Neighbours {
        var out = Neighbours()
        for path in (Array(files) + Array(folders.subtracting([""]))).sorted() {
            let (folder, name) = Self.split(path)
            out.names[folder, default: []].append(name)
            out.homes[name, default: []].append(folder)
        }
        return out
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    /// How many parts two paths share at their beginning and at their end.
    private static func commonParts(_ a: [Substring], _ b: [Substring]) -> Int {
        let head = zip(a, b).prefix { $0 == $1 }.count
        let tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
        return min(head + tail, a.count, b.count)
    }
}
