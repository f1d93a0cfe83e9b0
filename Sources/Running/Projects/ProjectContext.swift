/// What a project gives to the snippets of its documents, ready for a compiler or an interpreter.
package struct ProjectContext: Hashable, Sendable {
    /// What tells it from all others: the folder that was made for it and for nothing else.
    package var identity: String
    /// Words for the compiler.
    package var flags: [String] = []
    /// Further words where a program is linked.
    package var linked: [String] = []
    package var readable: [String] = []
    /// What a command may write into beside its own folder.
    package var writable: [String] = []
    package var environment: [String: String] = [:]
    /// The folder of the project's files, as a command sees it.
    package var root: String
    /// Names in the work folder, and where they lead to.
    package var links: [Link] = []
    /// Folders in which modules are looked for, by Python and Ruby.
    package var searchPaths: [String] = []

    package struct Link: Hashable, Sendable {
        package var name: String
        package var target: String
    }

    package init(identity: String, root: String) {
        self.identity = identity
        self.root = root
        readable = [root]
    }
}

/// The files that projects are read from.
package struct ProjectFiles: Sendable {
    /// Every file of the repository, in order.
    package var paths: @Sendable () -> [String]
    /// Makes what reads a file by its path.
    package var makeRead: @Sendable () -> (String) -> [UInt8]?
    /// The top of the work tree on this machine, where what Git does not keep is: packages that were installed.
    /// Nil where a revision is read.
    package var workTree: String?

    package init(
        paths: @escaping @Sendable () -> [String], makeRead: @escaping @Sendable () -> (String) -> [UInt8]?,
        workTree: String?
    ) {
        self.paths = paths
        self.makeRead = makeRead
        self.workTree = workTree
    }

    package static let none = ProjectFiles(paths: { [] }, makeRead: { { _ in nil } }, workTree: nil)
}

/// Keeps what is made of projects from one run to the next.
package protocol ProjectShelf: Sendable {
    /// A folder for what these bytes decide and for nothing else, as an absolute path; nil where there is no place.
    func folder(for bytes: [UInt8]) -> String?
}
