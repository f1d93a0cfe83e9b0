/// What reading yields: a path, the bytes found there, and the revision they were read from.
package struct SourceFile: Sendable {
    /// The path inside the repository or folder, with `/` between its parts and no leading `/`.
    package var path: String
    package var bytes: [UInt8]
    /// The full commit id the bytes were read from; nil for a work tree.
    package var revision: String?

    package init(path: String, bytes: [UInt8], revision: String? = nil) {
        self.path = path
        self.bytes = bytes
        self.revision = revision
    }
}
