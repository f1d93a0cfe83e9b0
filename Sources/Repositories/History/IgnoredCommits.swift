/// The commits that a repository asks to pass over, as `git blame --ignore-revs-file` reads them.
enum IgnoredCommits {
    /// - Returns: what `.git-blame-ignore-revs` of a commit lists; nothing where there is no such file.
    static func listed(
        in repository: borrowing Repository, commit: ObjectID, limit: Int
    ) -> Set<ObjectID> {
        guard let items = try? repository.tree(ofCommit: commit).items(),
            let file = items.first(where: { $0.name == name && $0.kind == .file }),
            let objects = try? repository.objects(),
            let text = try? objects.withBlob(file.id, limit: limit, { Array(copying: $0) })
        else { return [] }
        return Set(ids(in: text))
    }

    /// One id a line; `#` begins a comment.
    static func ids(in text: [UInt8]) -> [ObjectID] {
        text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).compactMap { line in
            let word = line.prefix { $0 != 0x23 }.filter { $0 != 0x20 && $0 != 0x09 }
            return unsafe word.withUnsafeBytes { unsafe ObjectID(hex: $0) }
        }
    }

    private static let name = Array(".git-blame-ignore-revs".utf8)
}
