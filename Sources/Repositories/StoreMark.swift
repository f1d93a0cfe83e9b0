extension Snapshot {
    /// Stands for the objects that the repository has: where none comes and none goes, it stays the same.
    ///
    /// Packs are told by their names, sizes and times, loose objects by the times of their folders; those of other
    /// repositories that are seen through this one (`objects/info/alternates`) in the same way.
    ///
    /// - Returns: nil where nobody can tell.
    package var storeMark: String? {
        guard isRepository, let common = try? Repository(at: repositoryFolder).commonFolder else {
            return nil
        }
        return Self.mark(ofObjectsIn: common + "/objects", depth: 0)
    }

    private static func mark(ofObjectsIn path: String, depth: Int) -> String? {
        // Git follows five, too.
        guard depth <= 5, var folder = try? Folder(at: path), let items = try? folder.items() else {
            return nil
        }
        var lines: [String] = []
        for item in items {
            guard let identity = folder.identity(of: item.name) else { return nil }
            let name = String(decoding: item.name, as: UTF8.self)
            if name == "pack" || name == "info" {
                guard var inner = try? folder.folder(item.name), let files = try? inner.items() else {
                    return nil
                }
                for file in files {
                    let inside = "\(name)/\(String(decoding: file.name, as: UTF8.self))"
                    guard let identity = inner.identity(of: file.name) else { return nil }
                    if inside == "info/alternates" {
                        guard let text = try? inner.bytes(of: file.name, from: 0, count: Int(identity.size)),
                            let others = marks(ofAll: text, seenFrom: path, depth)
                        else { return nil }
                        lines += others
                    }
                    lines.append("\(inside) \(identity.size) \(identity.modified)")
                }
            } else {
                lines.append("\(name) \(identity.modified)")
            }
        }
        return lines.sorted().joined(separator: "\n")
    }

    /// Each line of `info/alternates` is a folder of objects, seen from this one where it does not begin with a slash.
    private static func marks(ofAll text: [UInt8], seenFrom path: String, _ depth: Int) -> [String]? {
        var marks: [String] = []
        for line in text.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
            let other = String(decoding: line, as: UTF8.self)
            let place = other.hasPrefix("/") ? other : path + "/" + other
            guard let mark = mark(ofObjectsIn: place, depth: depth + 1) else { return nil }
            marks.append("\(place):\n\(mark)")
        }
        return marks
    }
}
