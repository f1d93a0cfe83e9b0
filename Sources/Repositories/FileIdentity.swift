#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What the file system says of a file or folder, so that a change of it is seen without reading it.
///
/// Whoever changes a file's content, or the names in a folder, also changes when it was changed, which no
/// program can set back.
package struct FileIdentity: Hashable, Sendable {
    package var device: UInt64
    package var number: UInt64
    package var size: Int64
    /// In nanoseconds.
    package var modified: Int64
    /// When content, names or permissions were last changed, in nanoseconds.
    package var changed: Int64

    package init(device: UInt64, number: UInt64, size: Int64, modified: Int64, changed: Int64) {
        self.device = device
        self.number = number
        self.size = size
        self.modified = modified
        self.changed = changed
    }

    init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int64(status.st_size)
        #if canImport(Darwin)
            modified = Self.nanoseconds(status.st_mtimespec)
            changed = Self.nanoseconds(status.st_ctimespec)
        #else
            modified = Self.nanoseconds(status.st_mtim)
            changed = Self.nanoseconds(status.st_ctim)
        #endif
    }

    /// The identity of what a path leads to; nil where nothing is there, or nobody can tell.
    package init?(ofFileAt path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The identity of a file that is open; nil where nobody can tell.
    package init?(ofOpenFile descriptor: Int32) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}

/// Something that a listing was made from: a folder, or a file with rules.
package struct Sighting: Hashable, Sendable {
    /// Seen from the root of the snapshot, or absolute for what lies outside.
    package var path: ArraySlice<UInt8>
    /// Nil where there was nothing.
    package var identity: FileIdentity?

    package init(path: ArraySlice<UInt8>, identity: FileIdentity?) {
        self.path = path
        self.identity = identity
    }
}
