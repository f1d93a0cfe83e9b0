#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Lets one program at a time work in a folder. What ends, however it ends, opens it again.
package final class FolderLock: Sendable {
    private let file: Int32

    /// Waits until the folder is free. Where it cannot be locked, nobody waits.
    package init(_ folder: String) {
        file = Self.open(folder + "/lock")
        while file >= 0, flock(file, LOCK_EX) != 0, errno == EINTR {}
    }

    package func open() {
        if file >= 0 { _ = close(file) }
    }

    private static func open(_ path: String) -> Int32 {
        #if canImport(Darwin)
            unsafe Darwin.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        #elseif canImport(Musl)
            unsafe Musl.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        #else
            unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        #endif
    }
}
