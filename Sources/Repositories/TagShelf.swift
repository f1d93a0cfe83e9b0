/// A tag of a repository, with the commit it leads to.
package struct Tag: Hashable, Sendable {
    package var name: String
    package var commit: ObjectID
    /// When the commit was made, in seconds since 1970; nil where that cannot be read.
    package var seconds: Int?
}

/// The tags of a repository and the files of each; a folder that many commits share is listed once.
package struct TagShelf: ~Copyable {
    /// A file of a commit.
    package struct File: Hashable, Sendable {
        package var path: String
        package var blob: ObjectID
    }

    private let repository: Repository
    private let objects: Objects
    /// What stands in a folder, folders within it included, by the folder's id and the path to it.
    private var known: [Folder: [File]] = [:]

    private struct Folder: Hashable {
        var id: ObjectID
        var path: String
    }

    /// - Throws: where the snapshot is of no repository, or of one that cannot be opened.
    package init(_ snapshot: Snapshot) throws(RepositoryError) {
        guard snapshot.isRepository else {
            throw RepositoryError(
                .notARepository, code: -1, operation: "cannot read the tags of '\(snapshot.root)'",
                message: "it is no Git repository")
        }
        let repository = try Repository(at: snapshot.repositoryFolder)
        objects = try repository.objects()
        self.repository = repository
    }

    /// All tags that lead to a commit, in the order of their names.
    package func tags() -> [Tag] {
        repository.names(below: ["refs/tags/"]).compactMap { name in
            guard let commit = try? repository.commit(named: "refs/tags/\(name)") else { return nil }
            return Tag(name: name, commit: commit, seconds: repository.seconds(ofCommit: commit))
        }
    }

    /// A revision as if it were a tag.
    package func tag(named name: String) throws(RepositoryError) -> Tag {
        let commit = try repository.commit(named: name)
        return Tag(name: name, commit: commit, seconds: repository.seconds(ofCommit: commit))
    }

    /// The files of a commit that are wanted, in no promised order. What cannot be listed is left out.
    ///
    /// - Parameters:
    ///   - isEntered: whether a folder is looked into; its path has no slash at its end. The answer must not change
    ///     from one commit to the next.
    ///   - isWanted: whether a file is listed.
    package mutating func files(
        of tag: Tag, isEntered: (String) -> Bool, isWanted: (String) -> Bool
    ) -> [File] {
        guard let root = try? repository.tree(ofCommit: tag.commit) else { return [] }
        return files(in: root.items(), "", 0, isEntered, isWanted)
    }

    private mutating func files(
        in items: [Tree.Item], _ path: String, _ depth: Int, _ isEntered: (String) -> Bool,
        _ isWanted: (String) -> Bool
    ) -> [File] {
        var files: [File] = []
        // A hostile tree can be deeper than the stack.
        guard depth < 64 else { return files }
        for item in items {
            guard let name = String(validating: item.name, as: UTF8.self) else { continue }
            let inner = path.isEmpty ? name : "\(path)/\(name)"
            switch item.kind {
            case .file where isWanted(inner): files.append(File(path: inner, blob: item.id))
            case .folder where isEntered(inner):
                let folder = Folder(id: item.id, path: inner)
                if let list = known[folder] {
                    files += list
                } else if let tree = try? repository.tree(item.id) {
                    let list = self.files(in: tree.items(), inner, depth + 1, isEntered, isWanted)
                    known[folder] = list
                    files += list
                }
            default: break
            }
        }
        return files
    }

    /// Reads a file's content by its id.
    package func read(_ blob: ObjectID, limit: Int = 32 * 1024 * 1024) -> Reading {
        do throws(NotAssessed) {
            return .bytes(try objects.withBlob(blob, limit: limit) { Array(copying: $0) })
        } catch {
            return .notAssessed(error.reason)
        }
    }
}
