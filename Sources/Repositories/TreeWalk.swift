/// Lists what a commit holds.
struct TreeWalk: ~Copyable {
    private let repository: Repository
    private let objects: Objects
    private let limits: Limits
    private var entries: [Entry] = []
    private var problems: [Listing.Problem] = []
    private var attributeFiles: [(folder: [UInt8], id: ObjectID)] = []
    /// Folders count too: a hostile tree can hold nothing but folders.
    private var seen = 0

    init(_ repository: consuming Repository, limits: Limits) throws(RepositoryError) {
        objects = try repository.objects()
        self.repository = repository
        self.limits = limits
    }

    /// A folder that is being listed.
    private struct Frame {
        /// With a `/` at its end.
        var path: [UInt8]
        var items: [Tree.Item]
        var next = 0

        init(_ path: [UInt8], _ tree: borrowing Tree) {
            self.path = path
            items = tree.items()
        }
    }

    /// - Throws: where the commit or its outermost folder cannot be read. Any other folder that cannot be
    ///   read is a problem of the listing.
    consuming func listing(ofCommit commit: ObjectID) throws(RepositoryError) -> Listing {
        // The stack is our own: a hostile tree can be deeper than the thread's.
        var stack = [Frame([], try repository.tree(ofCommit: commit))]
        while var frame = stack.popLast() {
            guard frame.next < frame.items.count else { continue }
            let item = frame.items[frame.next]
            frame.next += 1
            let path = frame.path + item.name
            stack.append(frame)
            seen += 1
            if seen > limits.entries {
                problem([], isFolder: true, "there are more than \(limits.entries) files and folders")
                break
            }
            if item.kind == .folder, isPath(path, item) {
                if let inner = folder(path, item.id) { stack.append(inner) }
            } else if isPath(path, item) {
                add(path, item)
            }
        }
        var listing = Listing(entries: entries, problems: problems)
        listing.mark(with: attributes())
        return listing
    }

    private mutating func add(_ path: [UInt8], _ item: Tree.Item) {
        switch item.kind {
        case .file:
            entries.append(Entry(path: path, kind: .file, objectID: item.id))
            if item.name == Self.attributesName {
                attributeFiles.append((Array(path.dropLast(item.name.count)), item.id))
            }
        case .submodule:
            entries.append(Entry(path: path, kind: .submodule, objectID: item.id))
        case .symlink:
            do throws(NotAssessed) {
                let target = try objects.withBlob(item.id, limit: limits.pathLength) { Array(copying: $0) }
                entries.append(Entry(path: path, kind: .symlink(target: target), objectID: item.id))
            } catch {
                problem(path, isFolder: false, error.reason)
            }
        case .folder, .unknown:
            problem(path, isFolder: false, "it is neither a file, a link nor a folder")
        }
    }

    private mutating func folder(_ path: [UInt8], _ id: ObjectID) -> Frame? {
        do throws(RepositoryError) {
            return Frame(path + [0x2F], try repository.tree(id))
        } catch {
            let reason =
                error.kind == .missing
                ? "object \(id.short) is missing from the repository"
                : "object \(id.short) is damaged: \(error.message)"
            problem(path, isFolder: true, reason)
            return nil
        }
    }

    /// Whether a checkout could make the path.
    private mutating func isPath(_ path: [UInt8], _ item: Tree.Item) -> Bool {
        let name = item.name
        if name.isEmpty || name.contains(0x2F) || name == [0x2E] || name == [0x2E, 0x2E] {
            problem(path, isFolder: item.kind == .folder, "no file can have such a name")
            return false
        }
        if path.count >= limits.pathLength {
            problem(path, isFolder: true, "its path is too long")
            return false
        }
        return true
    }

    private mutating func problem(_ path: [UInt8], isFolder: Bool, _ reason: String) {
        problems.append(Listing.Problem(path: Entry.escaped(path), isFolder: isFolder, reason: reason))
    }

    private mutating func attributes() -> Attributes {
        var attributes = Attributes()
        for (folder, id) in attributeFiles.sorted(by: { $0.folder.count < $1.folder.count }) {
            do throws(NotAssessed) {
                let text = try objects.withBlob(id, limit: limits.fileSize) { Array(copying: $0) }
                attributes.add(text[...], folder: folder)
            } catch {
                problem(folder + Self.attributesName, isFolder: false, error.reason)
            }
        }
        return attributes
    }

    private static let attributesName = Array(".gitattributes".utf8)
}
