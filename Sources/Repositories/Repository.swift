internal import CLibgit2
internal import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An open repository: one handle of libgit2, for one thread at a time.
@safe
struct Repository: ~Copyable {
    private let pointer: OpaquePointer

    /// Looks for a repository in a folder and the folders above it.
    ///
    /// - Parameter ceilings: folders that the search does not go above.
    init(findingFrom path: String, ceilings: [String]) throws(RepositoryError) {
        try self.init(path, flags: 0, ceilings: ceilings, "cannot look for a repository at '\(path)'")
    }

    /// Opens the repository at a path: a bare one, a folder with `.git` in it, or the `.git` itself.
    init(at path: String) throws(RepositoryError) {
        let flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
        try self.init(path, flags: flags, ceilings: [], "cannot open the repository '\(path)'")
    }

    private init(
        _ path: String, flags: UInt32, ceilings: [String], _ operation: String
    ) throws(RepositoryError) {
        Library.start()
        var opened: OpaquePointer?
        let list = ceilings.joined(separator: ":")
        let result = unsafe git_repository_open_ext(&opened, path, flags, list.isEmpty ? nil : list)
        try RepositoryError.check(result, operation)
        guard let opened = unsafe opened else { throw .last(result, operation) }
        unsafe pointer = opened
    }

    deinit { unsafe git_repository_free(pointer) }

    /// The folder of the files, without a slash at its end; nil for a bare repository.
    var workTree: String? {
        guard !isBareWithoutSayingSo, let path = unsafe git_repository_workdir(pointer) else { return nil }
        return Self.withoutSlash(unsafe String(cString: path))
    }

    /// Whether nothing in the configuration says where a work tree is, and the folder is not called `.git`.
    ///
    /// libgit2 then takes the folder above for a work tree; Git takes the repository for a bare one, and that is
    /// what a mirror without a `config` is.
    private var isBareWithoutSayingSo: Bool {
        guard unsafe git_repository_is_worktree(pointer) == 0, !folder.hasSuffix("/.git") else {
            return false
        }
        return !isConfigured("core.bare") && !isConfigured("core.worktree")
    }

    private func isConfigured(_ name: String) -> Bool {
        var configuration: OpaquePointer?
        guard unsafe git_repository_config_snapshot(&configuration, pointer) == 0 else { return false }
        defer { unsafe git_config_free(configuration) }
        var value: UnsafePointer<CChar>?
        return unsafe git_config_get_string(&value, configuration, name) == 0
    }

    /// The folder that holds the objects: the bare repository itself, or `.git`.
    var folder: String {
        guard let path = unsafe git_repository_path(pointer) else { return "" }
        return Self.withoutSlash(unsafe String(cString: path))
    }

    var indexPath: String { folder + "/index" }

    /// The folder that all work trees of a repository share.
    var commonFolder: String {
        guard let path = unsafe git_repository_commondir(pointer) else { return folder }
        return Self.withoutSlash(unsafe String(cString: path))
    }

    /// Whether the history was cut off when the repository was cloned.
    var isShallow: Bool { unsafe git_repository_is_shallow(pointer) == 1 }

    /// Whether there is no commit where `HEAD` points.
    var isUnborn: Bool { unsafe git_repository_head_unborn(pointer) == 1 }

    /// A path that the configuration names, `~` resolved; nil where it names none.
    func configuredPath(_ name: String) -> String? {
        var configuration: OpaquePointer?
        guard unsafe git_repository_config_snapshot(&configuration, pointer) == 0 else { return nil }
        defer { unsafe git_config_free(configuration) }
        var buffer = unsafe git_buf()
        guard unsafe git_config_get_path(&buffer, configuration, name) == 0 else { return nil }
        defer { unsafe git_buf_dispose(&buffer) }
        guard let text = unsafe buffer.ptr else { return nil }
        return unsafe String(cString: text)
    }

    /// The file of patterns that the user wants ignored in every repository.
    var excludesPath: String? {
        if let path = configuredPath("core.excludesfile") { return path }
        if let folder = Surroundings.variable("XDG_CONFIG_HOME") { return folder + "/git/ignore" }
        return Surroundings.variable("HOME").map { $0 + "/.config/git/ignore" }
    }

    /// A switch of the configuration; false where it is not set or makes no sense.
    func configuredFlag(_ name: String) -> Bool {
        var configuration: OpaquePointer?
        guard unsafe git_repository_config_snapshot(&configuration, pointer) == 0 else { return false }
        defer { unsafe git_config_free(configuration) }
        var value: Int32 = 0
        return unsafe git_config_get_bool(&value, configuration, name) == 0 && value != 0
    }

    /// The commit that a name means: a branch, a tag, an id or the beginning of one, `HEAD~2`, `main@{1}`.
    func commit(named name: String) throws(RepositoryError) -> ObjectID {
        let operation = "cannot read the revision '\(name)'"
        guard !name.utf8.contains(0) else {
            throw RepositoryError(
                .unknownRevision(near: []), code: GIT_EINVALIDSPEC.rawValue, operation: operation,
                message: "no revision has a NUL character in its name")
        }
        var found: OpaquePointer?
        let result = unsafe git_revparse_single(&found, pointer, name)
        if result < 0 { throw explained(name, .last(result, operation)) }
        defer { unsafe git_object_free(found) }
        var commit: OpaquePointer?
        let peeled = unsafe git_object_peel(&commit, found, GIT_OBJECT_COMMIT)
        if peeled < 0 {
            var error = RepositoryError.last(peeled, operation)
            switch unsafe git_object_type(found) {
            case GIT_OBJECT_TREE: error.message = "it names a folder's content (a tree), not a commit"
            case GIT_OBJECT_BLOB: error.message = "it names a file's content (a blob), not a commit"
            case GIT_OBJECT_TAG where peeled == GIT_EPEEL.rawValue || peeled == GIT_EINVALIDSPEC.rawValue:
                error.message = "the tag is not one of a commit"
            default: throw error
            }
            error.kind = .notACommit
            throw error
        }
        defer { unsafe git_object_free(commit) }
        guard let id = unsafe git_object_id(commit) else { throw .last(peeled, operation) }
        return unsafe ObjectID(id.pointee)
    }

    /// Names of branches and tags as a user writes them.
    func revisionNames() -> [String] { names(below: ["refs/heads/", "refs/tags/", "refs/remotes/"]) }

    /// Names of references, each without the prefix that it begins with.
    func names(below prefixes: [String]) -> [String] {
        var iterator: OpaquePointer?
        guard unsafe git_reference_iterator_new(&iterator, pointer) == 0 else { return [] }
        defer { unsafe git_reference_iterator_free(iterator) }
        var names: [String] = []
        var name: UnsafePointer<CChar>?
        while unsafe git_reference_next_name(&name, iterator) == 0, let text = unsafe name {
            let full = unsafe String(cString: text)
            for prefix in prefixes where full.hasPrefix(prefix) {
                names.append(String(full.dropFirst(prefix.count)))
            }
        }
        return names.sorted()
    }

    /// When a commit was made, in seconds since 1970; nil where it cannot be read.
    func seconds(ofCommit id: ObjectID) -> Int? {
        var raw = id.git
        var commit: OpaquePointer?
        guard unsafe git_commit_lookup(&commit, pointer, &raw) == 0 else { return nil }
        defer { unsafe git_commit_free(commit) }
        return Int(unsafe git_commit_time(commit))
    }

    /// The folder that a commit holds.
    func tree(ofCommit id: ObjectID) throws(RepositoryError) -> Tree {
        let operation = "cannot read the commit \(id.short)"
        var raw = id.git
        var commit: OpaquePointer?
        try RepositoryError.check(unsafe git_commit_lookup(&commit, pointer, &raw), operation)
        defer { unsafe git_commit_free(commit) }
        var tree: OpaquePointer?
        let result = unsafe git_commit_tree(&tree, commit)
        try RepositoryError.check(result, operation)
        guard let tree = unsafe tree else { throw .last(result, operation) }
        return unsafe Tree(tree)
    }

    /// A folder by its id.
    func tree(_ id: ObjectID) throws(RepositoryError) -> Tree {
        let operation = "cannot read the folder \(id.short)"
        var raw = id.git
        var tree: OpaquePointer?
        let result = unsafe git_tree_lookup(&tree, pointer, &raw)
        try RepositoryError.check(result, operation)
        guard let tree = unsafe tree else { throw .last(result, operation) }
        return unsafe Tree(tree)
    }

    /// The store of the objects.
    ///
    /// - Parameter packs: of this repository, where many objects are going to be read; nil to leave all to libgit2.
    func objects(in packs: PackFolder? = nil) throws(RepositoryError) -> Objects {
        let operation = "cannot open the objects of '\(folder)'"
        var objects: OpaquePointer?
        let result = unsafe git_repository_odb(&objects, pointer)
        try RepositoryError.check(result, operation)
        guard let objects = unsafe objects else { throw .last(result, operation) }
        return unsafe Objects(objects, packs.flatMap { PackReader($0) })
    }

    private func explained(_ name: String, _ error: RepositoryError) -> RepositoryError {
        var error = error
        if name == "HEAD" || name.hasPrefix("HEAD~") || name.hasPrefix("HEAD^"), isUnborn {
            error.kind = .noCommits
            error.message = "there is no commit yet"
            return error
        }
        switch error.code {
        case GIT_ENOTFOUND.rawValue:
            // What comes after the name is not a name: `main~3`, `v1.0^{commit}`, `main:docs`.
            let stem = String(name.prefix { !"~^:@".contains($0) })
            let names = revisionNames()
            if names.contains(name) {
                error.kind = .damaged
                error.message = "it leads to an object that is missing from the repository"
            } else if names.contains(stem) {
                error.kind = .unknownRevision(near: [stem])
                error.message = "'\(stem)' is there, but '\(name)' leads to nothing"
            } else {
                error.kind = .unknownRevision(near: Self.near(stem, names))
                error.message = "no branch, tag or commit has this name"
            }
        case GIT_EINVALIDSPEC.rawValue:
            error.kind = .unknownRevision(near: [])
            error.message = "this is not how a revision is written"
        case GIT_EAMBIGUOUS.rawValue:
            error.message = "several objects have an id that begins so"
        default: break
        }
        return error
    }

    /// The name that was probably meant, and the same name at a remote.
    private static func near(_ name: String, _ names: [String]) -> [String] {
        var near = names.filter { $0.hasSuffix("/" + name) }.prefix(2).map(\.self)
        if let slip = closest(to: name, among: names), !near.contains(slip) { near.insert(slip, at: 0) }
        return near
    }

    private static func withoutSlash(_ path: String) -> String {
        path.utf8.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}

/// One folder of a commit: its names, each with what it stands for.
@safe
struct Tree: ~Copyable {
    private let pointer: OpaquePointer

    fileprivate init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    deinit { unsafe git_tree_free(pointer) }

    struct Item {
        enum Kind { case file, symlink, submodule, folder, unknown }
        var name: [UInt8]
        var kind: Kind
        var id: ObjectID
    }

    func items() -> [Item] {
        let count = unsafe git_tree_entrycount(pointer)
        var items: [Item] = []
        items.reserveCapacity(count)
        for index in 0..<count {
            guard let entry = unsafe git_tree_entry_byindex(pointer, index),
                let name = unsafe git_tree_entry_name(entry), let id = unsafe git_tree_entry_id(entry)
            else { continue }
            let bytes = unsafe UnsafeRawBufferPointer(start: name, count: strlen(name))
            let kind = Self.kind(unsafe git_tree_entry_filemode(entry))
            unsafe items.append(Item(name: Array(bytes), kind: kind, id: ObjectID(id.pointee)))
        }
        return items
    }

    private static func kind(_ mode: git_filemode_t) -> Item.Kind {
        switch mode {
        case GIT_FILEMODE_TREE: .folder
        case GIT_FILEMODE_BLOB, GIT_FILEMODE_BLOB_EXECUTABLE: .file
        case GIT_FILEMODE_LINK: .symlink
        case GIT_FILEMODE_COMMIT: .submodule
        default: .unknown
        }
    }
}

/// The store of a repository's objects, to read contents from.
@safe
struct Objects: ~Copyable {
    private let pointer: OpaquePointer
    private let packs: PackReader?

    fileprivate init(_ pointer: OpaquePointer, _ packs: PackReader?) {
        unsafe self.pointer = pointer
        self.packs = packs
    }

    deinit { unsafe git_odb_free(pointer) }

    /// Lends a file's content to a closure, without a copy.
    func withBlob<Value>(
        _ id: ObjectID, limit: Int, _ body: (RawSpan) -> Value
    ) throws(NotAssessed) -> Value {
        var raw = id.git
        var size = 0
        var type = GIT_OBJECT_INVALID
        // The header first: a small object can unpack to a huge one.
        var result = unsafe git_odb_read_header(&size, &type, pointer, &raw)
        if result < 0 { throw Self.unread(id, result) }
        guard type == GIT_OBJECT_BLOB else { throw NotAssessed("object \(id.short) is not a file's content") }
        guard size <= limit else { throw .tooLarge(size, limit: limit) }
        var object: OpaquePointer?
        result = unsafe git_odb_read(&object, pointer, &raw)
        guard result == 0, let found = unsafe object else { throw Self.unread(id, result) }
        defer { unsafe git_odb_object_free(found) }
        // libgit2 is told not to: it would do so for every folder of a history too.
        var hash = git_oid()
        let isHashed =
            unsafe git_odb_hash(&hash, git_odb_object_data(found), git_odb_object_size(found), type) == 0
        guard isHashed, ObjectID(hash) == id else {
            throw NotAssessed("object \(id.short) is damaged: its content is not what its id says")
        }
        return body(
            unsafe RawSpan(_unsafeStart: git_odb_object_data(found), byteCount: git_odb_object_size(found)))
    }

    /// A folder as its bytes; nil where it is missing, damaged, or no folder.
    func rawTree(_ id: ObjectID) -> RawTree? {
        if let packed = packs?.object(id) { return packed.kind == .tree ? RawTree(packed, id) : nil }
        guard let object = unsafe read(id, GIT_OBJECT_TREE) else { return nil }
        return unsafe RawTree(object, id)
    }

    /// What a commit says before its message; nil where it is missing, damaged, or no commit.
    func commitHeader(_ id: ObjectID) -> CommitHeader? {
        if let packed = packs?.object(id) {
            return packed.kind == .commit ? unsafe CommitHeader(packed.bytes) : nil
        }
        guard let object = unsafe read(id, GIT_OBJECT_COMMIT) else { return nil }
        defer { unsafe git_odb_object_free(object) }
        return unsafe CommitHeader(
            UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
    }

    /// What a file's content is compared by; nil where it is missing, damaged, or no file.
    ///
    /// - Parameter limit: above this size in bytes a content is only the same as itself, and is not read.
    func digest(_ id: ObjectID, limit: Int, _ normaliser: inout Normaliser) -> ContentDigest? {
        if let packed = packs?.object(id) {
            if unsafe packed.bytes.count > limit { return ContentDigest(ofID: id) }
            return packed.kind == .blob ? unsafe normaliser.digest(of: packed.bytes) : nil
        }
        var raw = id.git
        var size = 0
        var type = GIT_OBJECT_INVALID
        guard unsafe git_odb_read_header(&size, &type, pointer, &raw) == 0 else { return nil }
        if size > limit { return ContentDigest(ofID: id) }
        guard let object = unsafe read(id, GIT_OBJECT_BLOB) else { return nil }
        defer { unsafe git_odb_object_free(object) }
        return unsafe normaliser.digest(
            of: UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object))
        )
    }

    private func read(_ id: ObjectID, _ type: git_object_t) -> OpaquePointer? {
        var raw = id.git
        var object: OpaquePointer?
        guard unsafe git_odb_read(&object, pointer, &raw) == 0, let found = unsafe object else { return nil }
        if unsafe git_odb_object_type(found) == type { return unsafe found }
        unsafe git_odb_object_free(found)
        return nil
    }

    private static func unread(_ id: ObjectID, _ code: Int32) -> NotAssessed {
        let message = RepositoryError.lastMessage()
        if code == GIT_ENOTFOUND.rawValue {
            return NotAssessed("object \(id.short) is missing from the repository")
        }
        return NotAssessed("object \(id.short) is damaged: \(message)")
    }
}
