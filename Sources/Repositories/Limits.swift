/// How much is read before it is called too much.
package struct Limits: Hashable, Sendable {
    /// The bytes of one file.
    package var fileSize = 100 * 1024 * 1024
    /// The entries of one listing: a few small objects can describe a tree without an end.
    package var entries = 2_000_000
    /// The bytes of one path, as most systems have it.
    package var pathLength = 4096

    package init() {}
}
