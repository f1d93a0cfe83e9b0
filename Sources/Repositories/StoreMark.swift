extension Snapshot {
    /// Stands for the objects that the repository has: where none comes and none goes, it stays the same.
    ///
    /// Packs are told by their names, sizes and times, loose objects by the times of their folders.
    ///
    /// - Returns: nil where objects may come from elsewhere, or nobody can tell.
    package var storeMark: String? {
        guard isRepository, let common = try? Repository(at: repositoryFolder).commonFolder,
            var folder = try? Folder(at: common + "/objects"), let items = try? folder.items()
        else { return nil }
        var lines: [String] = []
        for item in items {
            guard let identity = folder.identity(of: item.name) else { return nil }
            let name = String(decoding: item.name, as: UTF8.self)
            if name == "pack" || name == "info" {
                guard var inner = try? folder.folder(item.name), let files = try? inner.items() else {
                    return nil
                }
                for file in files {
                    let path = "\(name)/\(String(decoding: file.name, as: UTF8.self))"
                    // Another repository's objects are seen through this one.
                    if path == "info/alternates" { return nil }
                    guard let identity = inner.identity(of: file.name) else { return nil }
                    lines.append("\(path) \(identity.size) \(identity.modified)")
                }
            } else {
                lines.append("\(name) \(identity.modified)")
            }
        }
        return lines.sorted().joined(separator: "\n")
    }
}
