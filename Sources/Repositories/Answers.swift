package import Model

extension Listing {
    /// What stands at one path; `PathAnswers` answers for many.
    package func answer(at path: String) -> Answer { PathAnswers(self).answer(at: path) }

    /// The path of the file that a path leads to, over symbolic links that stay inside; nil where it leads to none.
    package func file(at path: String) -> String? {
        if case .file(let entry) = end(of: path) { entry.path } else { nil }
    }

    /// - Parameter home: the path of the only entry with a name.
    func answer(at path: String, home: (String) -> String?) -> Answer {
        switch end(of: path) {
        case .file: .entry(.file)
        case .folder: .entry(.folder)
        case .noFolder: .entry(.nothing(nearest: nil))
        case .nothing(let parts): nothing(at: parts, path, home)
        case .unknown(let reason): .unknown(reason)
        }
    }

    /// Where a path ends.
    private enum End {
        case file(Entry)
        case folder
        /// It goes on behind a file, or in circles.
        case noFolder
        /// Nothing has this path, in which links are followed.
        case nothing([[UInt8]])
        /// A clause that goes after "because".
        case unknown(String)
    }

    private func end(of path: String) -> End {
        var waiting = Array(path.utf8).split(separator: 0x2F).map(Array.init)[...]
        var here: [[UInt8]] = []
        var hops = 0
        while let part = waiting.popFirst() {
            if part == [0x2E] { continue }
            if part == [0x2E, 0x2E] {
                guard here.popLast() != nil else { return .unknown(Self.outside) }
                continue
            }
            here.append(part)
            let bytes = Array(here.joined(separator: [0x2F]))
            let place = firstPlace(notBefore: bytes)
            if place < entries.count, isPath(bytes, of: entries[place]) {
                switch entries[place].kind {
                case .file: return waiting.isEmpty ? .file(entries[place]) : .noFolder
                case .submodule:
                    if waiting.isEmpty { return .folder }
                    return .unknown(
                        "it lies in '\(entries[place].path)', which is another repository (a submodule)")
                case .symlink(let target):
                    hops += 1
                    // As many as Linux follows.
                    guard hops <= 40 else { return .noFolder }
                    if target.first == 0x2F { return .unknown(Self.outside) }
                    here.removeLast()
                    waiting = target.split(separator: 0x2F).map(Array.init) + waiting
                }
            } else if !isFolder(bytes + [0x2F]) {
                return .nothing(here)
            }
        }
        return .folder
    }

    /// Whether something was listed below a path that ends with `/`.
    private func isFolder(_ bytes: [UInt8]) -> Bool {
        let place = firstPlace(notBefore: bytes)
        return place < entries.count && Self.hasPrefix(entries[place], bytes)
    }

    private func isPath(_ bytes: [UInt8], of entry: Entry) -> Bool {
        entry.rawPath?.elementsEqual(bytes) ?? entry.path.utf8.elementsEqual(bytes)
    }

    private func nothing(at parts: [[UInt8]], _ asked: String, _ home: (String) -> String?) -> Answer {
        let path = Entry.escaped(Array(parts.joined(separator: [0x2F])))
        for problem in problems
        where problem.path == path
            || problem.isFolder && (problem.path.isEmpty || path.hasPrefix(problem.path + "/"))
        {
            return .unknown("'\(problem.path)' could not be listed: \(problem.reason)")
        }
        return .entry(.nothing(nearest: nearest(to: asked, home)))
    }

    /// The path that was probably meant: a name like it in the same folder, or the only file elsewhere with
    /// the very name.
    private func nearest(to path: String, _ home: (String) -> String?) -> String? {
        let bytes = Array(path.utf8)
        let start = (bytes.lastIndex(of: 0x2F) ?? -1) + 1
        let folder = Array(bytes[..<start])
        let name = String(decoding: bytes[start...], as: UTF8.self)
        guard !name.isEmpty else { return nil }
        let names = names(in: folder, like: name)
        // In a folder with more, as many links can be wrong: nobody waits for proposals.
        if names.count <= 1000, let near = closest(to: name, among: names) {
            return String(decoding: folder, as: UTF8.self) + near
        }
        return home(name)
    }

    /// The names in a folder whose length lets them be near to a name.
    private func names(in folder: [UInt8], like name: String) -> [String] {
        let slack = name.utf8.count / 3 + 1
        var names: [String] = []
        var place = firstPlace(notBefore: folder)
        while place < entries.count, Self.hasPrefix(entries[place], folder) {
            let rest = entries[place].pathBytes.dropFirst(folder.count)
            let part = rest.prefix { $0 != 0x2F }
            if abs(part.count - name.utf8.count) <= slack {
                let text = String(decoding: part, as: UTF8.self)
                if names.last != text { names.append(text) }
            }
            // A folder inside is skipped as a whole.
            place =
                part.count == rest.count
                ? place + 1 : max(place + 1, firstPlace(notBefore: folder + part + [0x30]))
        }
        return names
    }

    private static let outside = "a symbolic link leads out of the repository"
}
