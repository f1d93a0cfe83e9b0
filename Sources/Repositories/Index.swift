internal import CLibgit2

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The list of what Git tracks in a work tree, in the order of the paths' bytes.
@safe
struct Index: ~Copyable {
    private let pointer: OpaquePointer
    let count: Int

    /// Opens an index by its path, and not through its repository: so it is in the order of the bytes also
    /// where the file system does not tell upper from lower case.
    init(at path: String) throws(RepositoryError) {
        Library.start()
        let operation = "cannot read the index '\(path)'"
        var opened: OpaquePointer?
        let result = unsafe git_index_open(&opened, path)
        try RepositoryError.check(result, operation)
        guard let opened = unsafe opened else { throw .last(result, operation) }
        unsafe pointer = opened
        count = unsafe git_index_entrycount(opened)
    }

    /// An index that tracks nothing.
    init() throws(RepositoryError) {
        Library.start()
        var made: OpaquePointer?
        let result = unsafe git_index_new(&made)
        guard result == 0, let made = unsafe made else { throw .last(result, "cannot make an index") }
        unsafe pointer = made
        count = 0
    }

    deinit { unsafe git_index_free(pointer) }

    enum Kind { case file, submodule }

    func kind(_ place: Int) -> Kind {
        guard let entry = unsafe git_index_get_byindex(pointer, place) else { return .file }
        return unsafe entry.pointee.mode == GIT_FILEMODE_COMMIT.rawValue ? .submodule : .file
    }

    /// Whether a sparse checkout leaves the file out of the work tree.
    func isSparse(_ place: Int) -> Bool {
        guard let entry = unsafe git_index_get_byindex(pointer, place) else { return false }
        return unsafe UInt32(entry.pointee.flags_extended) & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0
    }

    func path(_ place: Int) -> [UInt8] {
        guard let entry = unsafe git_index_get_byindex(pointer, place), let path = unsafe entry.pointee.path
        else { return [] }
        return unsafe Array(UnsafeRawBufferPointer(start: path, count: strlen(path)))
    }

    /// How the path at a place stands to another: below 0 before it, 0 the same, above 0 after it.
    func order(_ place: Int, _ other: [UInt8]) -> Int {
        guard let entry = unsafe git_index_get_byindex(pointer, place), let path = unsafe entry.pointee.path
        else { return -1 }
        let length = unsafe strlen(path)
        let common = unsafe other.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            return unsafe Int(memcmp(path, start, min(length, bytes.count)))
        }
        return common != 0 ? common : length - other.count
    }

    func hasPrefix(_ place: Int, _ prefix: [UInt8]) -> Bool {
        guard let entry = unsafe git_index_get_byindex(pointer, place), let path = unsafe entry.pointee.path,
            unsafe strlen(path) >= prefix.count
        else { return false }
        return unsafe prefix.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return true }
            return unsafe memcmp(path, start, bytes.count) == 0
        }
    }
}
