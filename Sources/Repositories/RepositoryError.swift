/// Why a repository, a folder or a revision could not be read.
package struct RepositoryError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The path, or an object that everything else hangs on, is not there.
        case missing
        /// There is something at the path, but no repository.
        case notARepository
        /// The repository is empty.
        case noCommits
        /// No branch, tag or commit has the name; those that were probably meant.
        case unknownRevision(near: [String])
        /// A short id that several objects begin with.
        case ambiguousRevision
        /// The name of a tree or a file's content.
        case notACommit
        /// The history ends early, where a clone was told to stop.
        case shallow
        /// Permissions do not allow it.
        case unreadable
        /// A server that does not answer, or not as it should.
        case unreachable
        /// Anything else that libgit2 does not understand: broken configuration, index, objects.
        case damaged
    }

    package var kind: Kind
    /// libgit2's code, or `errno`.
    package var code: Int32
    /// What could not be done: "cannot open the repository '../docs.git'".
    package var operation: String
    /// The reason, as a clause.
    package var message: String

    package init(_ kind: Kind, code: Int32, operation: String, message: String) {
        self.kind = kind
        self.code = code
        self.operation = operation
        self.message = message
    }

    /// What a user can do about it.
    package var remedy: String {
        switch kind {
        case .missing: "check the path"
        case .notARepository: "name a folder that holds a Git repository, or leave the revision out"
        case .noCommits: "make a first commit, or check the work tree"
        case .unknownRevision(let near):
            near.isEmpty
                ? "`git branch --all` and `git tag` list the names that there are"
                : "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
        case .ambiguousRevision: "write more digits of the id"
        case .notACommit: "name a commit, a branch or a tag"
        case .shallow: "`git fetch --unshallow` brings the rest of the history"
        case .unreadable: "check the permissions"
        case .unreachable:
            "check the address and the network, or clone it yourself and name the folder with `path:`"
        case .damaged: "`git fsck` shows what is broken"
        }
    }
}

extension RepositoryError: CustomStringConvertible {
    package var description: String { "\(operation): \(message)" }
}
