internal import CLibgit2

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The list of what Git tracks in a work tree, in the order of the paths' bytes.
struct Index: Hashable, Sendable {
    /// The paths one after the other.
    private var paths: [UInt8] = []
    /// Where each path ends.
    private var ends: [Int] = []
    private(set) var submodules: Set<Int> = []
    private var sparse: Set<Int> = []

    /// An index that tracks nothing.
    init() {}

    /// Reads an index: ourselves where it is an ordinary one, and through libgit2 where it is another, or
    /// damaged.
    init(at path: String) throws(RepositoryError) {
        if !Surroundings.mayExist(path) {
            // Nothing has been added yet.
            self.init()
        } else if let bytes = Folder.text(ofFileAt: path), let index = Index(ordinary: bytes) {
            self = index
        } else {
            try self.init(libgit2: path)
        }
    }

    /// Reads an index through libgit2, by its path and not through its repository: so it is in the order of
    /// the bytes also where the file system does not tell upper from lower case.
    init(libgit2 path: String) throws(RepositoryError) {
        Library.start()
        let operation = "cannot read the index '\(path)'"
        var opened: OpaquePointer?
        let result = unsafe git_index_open(&opened, path)
        try RepositoryError.check(result, operation)
        guard let opened = unsafe opened else { throw .last(result, operation) }
        defer { unsafe git_index_free(opened) }
        for place in 0..<(unsafe git_index_entrycount(opened)) {
            guard let entry = unsafe git_index_get_byindex(opened, place),
                let path = unsafe entry.pointee.path
            else { continue }
            let flags = unsafe UInt32(entry.pointee.flags_extended)
            add(
                unsafe Array(UnsafeRawBufferPointer(start: path, count: strlen(path)))[...],
                isSubmodule: unsafe entry.pointee.mode == GIT_FILEMODE_COMMIT.rawValue,
                isSparse: flags & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0)
        }
    }

    var count: Int { ends.count }

    func path(_ place: Int) -> ArraySlice<UInt8> {
        paths[(place > 0 ? ends[place - 1] : 0)..<ends[place]]
    }

    /// Whether a sparse checkout leaves the file out of the work tree.
    func isSparse(_ place: Int) -> Bool { sparse.contains(place) }

    /// How the path at a place stands to another: below 0 before it, 0 the same, above 0 after it.
    func order(_ place: Int, _ other: [UInt8]) -> Int {
        let path = path(place)
        var index = path.startIndex
        for byte in other {
            guard index < path.endIndex else { return -1 }
            if path[index] != byte { return Int(path[index]) - Int(byte) }
            index += 1
        }
        return path.endIndex - index
    }

    func hasPrefix(_ place: Int, _ prefix: [UInt8]) -> Bool { path(place).starts(with: prefix) }

    mutating func reserve(_ count: Int, bytes: Int) {
        ends.reserveCapacity(count)
        paths.reserveCapacity(bytes)
    }

    mutating func add(_ path: ArraySlice<UInt8>, isSubmodule: Bool, isSparse: Bool) {
        if isSubmodule { submodules.insert(count) }
        if isSparse { sparse.insert(count) }
        paths += path
        ends.append(paths.count)
    }

    /// The length of the last path in bytes.
    var lastCount: Int { count > 0 ? paths.count - lastStart : 0 }

    private var lastStart: Int { ends.count > 1 ? ends[ends.count - 2] : 0 }

    /// Adds a path that begins as the last one does. No slice of the paths is held meanwhile: that would copy all of
    /// them.
    ///
    /// - Parameter kept: how many bytes of the last path it begins with.
    /// - Returns: false where it is empty or stands before the last one, and so was not added.
    mutating func add(
        keeping kept: Int, _ rest: ArraySlice<UInt8>, isSubmodule: Bool, isSparse: Bool
    ) -> Bool {
        guard kept + rest.count > 0 else { return false }
        let old = lastStart
        let start = paths.count
        if count > 0 {
            var (place, isBehind) = (old + kept, false)
            for byte in rest {
                guard place < start, !isBehind else { break }
                if byte < paths[place] { return false }
                isBehind = byte > paths[place]
                place += 1
            }
            // What is the beginning of the last path stands before it.
            if !isBehind, kept + rest.count < start - old { return false }
        }
        if isSubmodule { submodules.insert(count) }
        if isSparse { sparse.insert(count) }
        for place in old..<(old + kept) { paths.append(paths[place]) }
        paths += rest
        ends.append(paths.count)
        return true
    }
}
