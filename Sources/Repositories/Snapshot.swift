/// What is to be read: a work tree as it is now, one revision of a repository, or a folder that is no
/// repository.
///
/// It is a value that holds nothing open. Each worker makes a reader of its own from it.
package struct Snapshot: Sendable {
    /// Where the contents come from.
    enum Store: Sendable {
        case revision(ObjectID)
        case workTree(WorkTree)
        case folder
    }

    /// The folder that paths are relative to, or a bare repository; absolute, without symbolic links.
    package let root: String
    /// Where the start folder lies in the root, without slashes at its ends; empty at the root itself.
    package let prefix: String
    /// Whether the repository has no work tree.
    package let isBare: Bool
    /// Whether there is a repository at all.
    package let isRepository: Bool
    let store: Store
    let repositoryFolder: String
    private let limits: Limits

    /// The full id of the commit that is read; nil for a work tree or a plain folder.
    package var revision: String? {
        if case .revision(let id) = store { id.description } else { nil }
    }

    /// The commit whose history is that of the snapshot: of a work tree, `HEAD`.
    func historyHead(in repository: borrowing Repository) throws(RepositoryError) -> ObjectID {
        if case .revision(let id) = store { id } else { try repository.commit(named: "HEAD") }
    }

    /// Finds out what there is to read.
    ///
    /// - Parameters:
    ///   - start: where the user stands; a repository is looked for from there upwards.
    ///   - repository: the path of a repository, which nothing is looked for then.
    ///   - revision: what to read instead of the work tree; a bare repository is read at `HEAD`.
    ///   - ceilings: folders that the search does not go above (`GIT_CEILING_DIRECTORIES`).
    package static func open(
        from start: String, repository: String? = nil, revision: String? = nil, ceilings: [String] = [],
        limits: Limits = Limits()
    ) throws(RepositoryError) -> Snapshot {
        let path = repository ?? start
        let operation = repository == nil ? "cannot read '\(path)'" : "cannot open the repository '\(path)'"
        guard !path.utf8.contains(0), let real = Surroundings.resolved(path) else {
            throw RepositoryError(
                .missing, code: -1, operation: operation, message: "there is nothing at this path")
        }
        if repository != nil {
            guard let named = try Self.existing({ () throws(RepositoryError) in try Repository(at: real) })
            else {
                throw RepositoryError(
                    .notARepository, code: -1, operation: operation,
                    message: "there is no Git repository at this path")
            }
            return try Snapshot(named, start: start, revision, limits)
        }
        guard Surroundings.isFolder(real) else {
            throw RepositoryError(.missing, code: -1, operation: operation, message: "it is not a folder")
        }
        if revision == nil, ceilings.isEmpty, let workTree = WorkTree(ordinaryAround: real) {
            return Snapshot(workTree, start: real, limits)
        }
        guard
            Surroundings.mayBeInRepository(real),
            let found = try Self.existing({ () throws(RepositoryError) in
                try Repository(findingFrom: real, ceilings: ceilings)
            })
        else {
            guard let revision else { return Snapshot(folder: real, limits) }
            throw RepositoryError(
                .notARepository, code: -1, operation: "cannot read the revision '\(revision)'",
                message: "'\(start)' is not in a Git repository")
        }
        return try Snapshot(found, start: start, revision, limits)
    }

    /// Opens a repository; nil where there is none, which is another thing than one that is broken.
    private static func existing(
        _ open: () throws(RepositoryError) -> Repository
    ) throws(RepositoryError) -> Repository? {
        do throws(RepositoryError) {
            return try open()
        } catch {
            if error.kind == .missing { return nil }
            throw error
        }
    }

    private init(folder: String, _ limits: Limits) {
        root = folder
        prefix = ""
        isBare = false
        isRepository = false
        store = .folder
        repositoryFolder = ""
        self.limits = limits
    }

    private init(_ workTree: WorkTree, start: String, _ limits: Limits) {
        root = workTree.root
        prefix = Self.relative(start, to: root) ?? ""
        isBare = false
        isRepository = true
        store = .workTree(workTree)
        repositoryFolder = workTree.folder
        self.limits = limits
    }

    private init(
        _ repository: consuming Repository, start: String, _ revision: String?, _ limits: Limits
    ) throws(RepositoryError) {
        let workTree = repository.workTree
        repositoryFolder = repository.folder
        root = workTree.flatMap(Surroundings.resolved) ?? repositoryFolder
        isBare = workTree == nil
        isRepository = true
        self.limits = limits
        let isInside = workTree == nil ? nil : Surroundings.resolved(start)
        prefix = isInside.flatMap { [root] in Self.relative($0, to: root) } ?? ""
        if revision == nil, workTree != nil {
            store = .workTree(WorkTree(repository, root: root))
        } else {
            try PackIndexes.check(of: repository.commonFolder)
            store = .revision(try repository.commit(named: revision ?? "HEAD"))
        }
    }

    /// Lists all there is, sorted by path.
    ///
    /// A folder inside that cannot be read is a problem of the listing and no error.
    package func listing() throws(RepositoryError) -> Listing {
        switch store {
        case .revision(let id):
            let walk = try TreeWalk(try Repository(at: repositoryFolder), limits: limits)
            return try walk.listing(ofCommit: id)
        case .workTree(let workTree):
            let walk = try FolderWalk(root: try folder(), of: workTree, limits: limits)
            return try Self.listing(walk, root)
        case .folder:
            return try Self.listing(FolderWalk(root: try folder(), limits: limits), root)
        }
    }

    /// A reader for one worker, with handles of its own.
    package func reader() throws(RepositoryError) -> Reader {
        if case .revision = store {
            return Reader(objects: try Repository(at: repositoryFolder).objects(), limit: limits.fileSize)
        }
        return Reader(folder: FolderReader(root: try folder()), limit: limits.fileSize)
    }

    /// What replaces files; nil where a revision is read, which nobody can change.
    package func writer() throws(RepositoryError) -> Writer? {
        if case .revision = store { return nil }
        return Writer(root: try folder())
    }

    /// The path inside the root that is meant by one a user wrote, seen from the start folder or absolute.
    ///
    /// - Returns: nil where it leads out of the root. The root itself is the empty path.
    package func path(of written: String) -> String? {
        var parts: [Substring] = []
        if written.hasPrefix("/") {
            // The user's way to the root may lead over symbolic links, and what it leads to may not exist.
            guard let inside = Self.relative(written, to: root) ?? Self.resolvedRelative(written, to: root)
            else { return nil }
            parts = inside.split(separator: "/")
        } else {
            parts = prefix.split(separator: "/") + written.split(separator: "/")
        }
        var out: [Substring] = []
        for part in parts where part != "." {
            if part != ".." {
                out.append(part)
            } else if out.popLast() == nil {
                return nil
            }
        }
        // Not `joined`, which is generic, and slow the first time.
        var path = ""
        for part in out {
            if !path.isEmpty { path += "/" }
            path += part
        }
        return path
    }

    private func folder() throws(RepositoryError) -> Folder {
        do throws(SystemError) { return try Folder(at: root) } catch { throw Self.unreadable(root, error) }
    }

    private static func listing(
        _ walk: consuming FolderWalk, _ root: String
    ) throws(RepositoryError) -> Listing {
        do throws(SystemError) { return try walk.listing() } catch { throw unreadable(root, error) }
    }

    private static func unreadable(_ root: String, _ error: SystemError) -> RepositoryError {
        RepositoryError(
            .unreadable, code: error.code, operation: "cannot read the folder '\(root)'",
            message: error.reason)
    }

    private static func relative(_ path: String, to root: String) -> String? {
        if path == root { return "" }
        let start = root == "/" ? root : root + "/"
        return path.hasPrefix(start) ? String(path.dropFirst(start.count)) : nil
    }

    private static func resolvedRelative(_ path: String, to root: String) -> String? {
        var head = path[...]
        var tail = ""
        while true {
            if let real = Surroundings.resolved(String(head)) {
                guard let inside = relative(real, to: root) else { return nil }
                return inside + "/" + tail
            }
            guard let slash = head.lastIndex(of: "/"), slash != head.startIndex else { return nil }
            tail = head[head.index(after: slash)...] + (tail.isEmpty ? "" : "/" + tail)
            head = head[..<slash]
        }
    }
}
