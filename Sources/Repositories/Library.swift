internal import CLibgit2

/// libgit2 itself, initialised once for the whole process.
enum Library {
    /// Makes sure that libgit2 is ready; called before a handle is opened.
    ///
    /// Whoever owns a repository, it is read: the check of the owner (`safe.directory`) protects from
    /// programs that a foreign configuration names, and nothing here runs a program, writes into a repository that is
    /// not a mirror of our own, or asks a filter, a hook or a file system monitor. Without the check a run in a container, where the files
    /// belong to somebody else, needs no preparation.
    static func start() { _ = initialised }

    private static let initialised: Int32 = {
        let count = git_libgit2_init()
        _ = docent_git_set_owner_validation(0)
        // Whoever needs to be sure of a content compares it with its id; of a history's folders, of which there are
        // a hundred thousand, Git itself does not either.
        _ = docent_git_set_hash_verification(0)
        return count
    }()
}

extension RepositoryError {
    /// Passes a result of libgit2 on, or throws what libgit2 says about it on this very thread.
    static func check(_ result: Int32, _ operation: @autoclosure () -> String) throws(RepositoryError) {
        if result < 0 { throw last(result, operation()) }
    }

    /// The error of a call that has just failed on this thread.
    static func last(_ code: Int32, _ operation: String) -> RepositoryError {
        RepositoryError(Kind(libgit2: code), code: code, operation: operation, message: lastMessage())
    }

    /// What libgit2 says about the last call on this thread, as a clause; the record is cleared.
    static func lastMessage() -> String {
        var message = ""
        if let last = unsafe git_error_last(), let text = unsafe last.pointee.message {
            message = unsafe String(cString: text)
        }
        // A later call that fails without a word must not be explained with this one's.
        git_error_clear()
        while message.last == "\n" || message.last == "." { message.removeLast() }
        return message.isEmpty || message == "no error" ? "libgit2 gives no reason" : message
    }
}

extension RepositoryError.Kind {
    init(libgit2 code: Int32) {
        switch code {
        case GIT_ENOTFOUND.rawValue: self = .missing
        case GIT_EAMBIGUOUS.rawValue: self = .ambiguousRevision
        case GIT_EPEEL.rawValue: self = .notACommit
        case GIT_EUNBORNBRANCH.rawValue: self = .noCommits
        default: self = .damaged
        }
    }
}
