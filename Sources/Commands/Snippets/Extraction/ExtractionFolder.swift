#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A folder that snippets are written to. Whatever Docent has not written there stays as it is.
///
/// The map beside the files names each with the hash of its content, so that a later run knows its own files, and sees
/// which of them somebody has changed.
struct ExtractionFolder {
    /// The name of the map.
    static let map = "docent-snippets.json"

    let path: String

    struct File {
        /// Seen from the folder.
        var name: String
        var bytes: [UInt8]
    }

    /// Writes files and their map, and removes those of an earlier run that are none any more.
    ///
    /// - Throws: before anything is written, where a file stands in the way that Docent has not written, or that
    ///   somebody has changed.
    func write(_ files: [File], map: [UInt8]) throws(Refusal) {
        let known = try knownFiles()
        var inTheWay: [String] = []
        for file in files {
            guard let content = try bytes(of: file.name) else { continue }
            if content == file.bytes { continue }
            if known[file.name] != Self.hash(content) { inTheWay.append(file.name) }
        }
        if let content = try bytes(of: Self.map), known.isEmpty, content != map, !Self.isMap(content) {
            inTheWay.append(Self.map)
        }
        if let first = inTheWay.first {
            throw Refusal(
                what: "nothing was extracted to '\(path)'",
                why: "'\(first)' is there, and docent did not write it as it is"
                    + (inTheWay.count > 1 ? "; so are \(inTheWay.count - 1) more files" : ""),
                remedy: "move it away, or name another folder after --to")
        }
        for file in files { try put(file.name, file.bytes) }
        let names = Set(files.map(\.name))
        for (name, hash) in known where !names.contains(name) {
            guard let content = try? bytes(of: name), Self.hash(content) == hash else { continue }
            _ = unsafe unlink("\(path)/\(name)")
            removeEmptyFolders(above: name)
        }
        try put(Self.map, map)
    }

    /// What the map says of a file's content.
    static func hash(_ bytes: [UInt8]) -> String { ContentHash(of: bytes, seed: 0).digits }

    // MARK: The map

    /// The names of the files of an earlier run, and the hashes of what was written.
    private func knownFiles() throws(Refusal) -> [String: String] {
        guard let bytes = try bytes(of: Self.map), Self.isMap(bytes) else { return [:] }
        var known: [String: String] = [:]
        // One file stands on each line, its name and its hash first.
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let line = line.drop { $0 == " " }
            guard line.hasPrefix("{\"file\": \""), let hash = line.firstRange(of: "\", \"hash\": \"") else {
                continue
            }
            let name = String(line[line.index(line.startIndex, offsetBy: 10)..<hash.lowerBound])
            guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else { continue }
            known[name] = String(line[hash.upperBound...].prefix { $0 != "\"" })
        }
        return known
    }

    private static func isMap(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: "{\n  \"docent-snippet-files\": 1,".utf8)
    }

    // MARK: Files

    /// The bytes of a file in the folder; nil where there is nothing of the name.
    ///
    /// - Throws: where something is there that is no plain file, or that cannot be read.
    private func bytes(of name: String) throws(Refusal) -> [UInt8]? {
        var status = stat()
        let whole = "\(path)/\(name)"
        guard unsafe lstat(whole, &status) == 0 else { return nil }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Refusal(
                what: "cannot write '\(whole)'", why: "something is there that is no plain file",
                remedy: "move it away, or name another folder after --to")
        }
        return try DiskFile.read(whole)
    }

    private func put(_ name: String, _ bytes: [UInt8]) throws(Refusal) {
        var folder = path
        try makeFolder(folder)
        for part in name.split(separator: "/").dropLast() {
            folder += "/" + part
            try makeFolder(folder)
        }
        let temporary = "\(folder)/.docent-\(UInt64.random(in: .min ... .max))"
        try DiskFile.create(temporary, bytes)
        guard unsafe rename(temporary, "\(path)/\(name)") == 0 else {
            let code = errno
            _ = unsafe unlink(temporary)
            throw Refusal(
                what: "cannot write '\(path)/\(name)'", why: "error \(code)", remedy: "check its permissions")
        }
    }

    /// Makes a folder where there is none; what lies behind a symbolic link is not ours.
    private func makeFolder(_ folder: String) throws(Refusal) {
        if unsafe mkdir(folder, 0o777) == 0 { return }
        var status = stat()
        let isThere = unsafe lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        // The folder itself may be a link: the user has named it.
        let isNamed =
            unsafe folder == path && stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        if isThere || isNamed { return }
        throw Refusal(
            what: "cannot make the folder '\(folder)'",
            why: "something else is there, or its parent is missing",
            remedy: "name a folder after --to whose parent is there")
    }

    private func removeEmptyFolders(above name: String) {
        var parts = name.split(separator: "/").dropLast()
        while !parts.isEmpty {
            guard unsafe rmdir("\(path)/\(parts.joined(separator: "/"))") == 0 else { return }
            parts = parts.dropLast()
        }
    }
}
