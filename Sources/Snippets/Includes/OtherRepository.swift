/// Another repository that pages take in code from.
package struct OtherRepository: Sendable {
    /// What stands before the colon in the paths of its files: `samples:go/main.go`. No two have the same.
    package var label: String
    /// What pages call it.
    package var name: String
    /// The folder in which its files lie when the site is built, seen from the top of the repository, perhaps with `..`
    /// at its beginning; nil where pages only name it.
    package var folder: String?
    /// Whether a page takes in code from it.
    package var isSeen: @Sendable (_ page: String) -> Bool
    package var open: @Sendable () -> Opened

    package enum Opened: Sendable {
        /// - Parameters:
        ///   - paths: all its files.
        ///   - makeRead: prepares what reads them, for one task.
        case files(
            paths: [String], makeRead: @Sendable () -> (String) -> [UInt8]?,
            nearest: @Sendable (String) -> String?)
        /// Why it cannot be read, as a clause that goes after "because".
        case trouble(String)
    }

    package init(
        label: String, name: String, folder: String?,
        isSeen: @escaping @Sendable (_ page: String) -> Bool = { _ in true },
        open: @escaping @Sendable () -> Opened
    ) {
        self.label = label
        self.name = name
        self.folder = folder
        self.isSeen = isSeen
        self.open = open
    }

    /// How the path of one of its files is written.
    func path(_ inside: String) -> String { "\(label):\(inside)" }
}
