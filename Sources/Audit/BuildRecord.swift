package import Model

/// What became of the build of a project, and of what exactly: the same of all this gives the same result.
package struct BuildRecord: Hashable, Sendable {
    package enum Result: Hashable, Sendable {
        case builds
        /// What the build said first.
        case fails(String)
        /// Nothing was built: the reason, as a clause after "because".
        case notAttempted(String)
    }

    package var repository: String
    /// The `id` of the project.
    package var project: String
    /// The full id of the commit.
    package var commit: String
    /// When it was made, in seconds after 1970-01-01 UTC; 0 where that is not known.
    package var commitSeconds: Int64
    /// A hash of all files of the project.
    package var tree: String
    /// What the toolchain calls itself.
    package var toolchain: String
    /// A hash of its lock files, or "none".
    package var lock: String
    package var day: Day
    package var result: Result

    package init(
        repository: String, project: String, commit: String, commitSeconds: Int64,
        tree: String, toolchain: String,
        lock: String, day: Day, result: Result
    ) {
        self.repository = repository
        self.project = project
        self.commit = commit
        self.commitSeconds = commitSeconds
        self.tree = tree
        self.toolchain = toolchain
        self.lock = lock
        self.day = day
        self.result = result
    }

    package var isPass: Bool { result == .builds }
    package var isFailure: Bool { if case .fails = result { true } else { false } }
}

/// What the records of a project's builds say of a failure.
package struct BuildVerdict: Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// The first recorded failure after the last recorded pass.
        case since(BuildRecord, lastPass: BuildRecord)
        /// The same files were built before: it lies in what is around them.
        case environment(lastPass: BuildRecord, changed: [String])
        /// It was never seen to build: the day of the first record.
        case never(firstAssessed: Day)
    }

    package var failure: BuildRecord
    package var cause: Cause

    /// - Parameters:
    ///   - now: a failure.
    ///   - earlier: what was recorded before, oldest first.
    ///   - hasDependencies: whether the project asks for any that a lock file would fix.
    package init?(_ now: BuildRecord, after earlier: [BuildRecord], hasDependencies: Bool = true) {
        guard now.isFailure else { return nil }
        failure = now
        let attempts = earlier.filter { $0.isPass || $0.isFailure }
        guard let place = attempts.lastIndex(where: \.isPass) else {
            cause = .never(firstAssessed: attempts.first?.day ?? now.day)
            return
        }
        let pass = attempts[place]
        let first = attempts[(place + 1)...].first ?? now
        guard pass.tree == first.tree else {
            cause = .since(first, lastPass: pass)
            return
        }
        var changed: [String] = []
        if pass.toolchain != first.toolchain {
            changed.append("the toolchain was `\(pass.toolchain)` and is `\(first.toolchain)`")
        }
        if hasDependencies, pass.lock == "none" { changed.append("no lock file fixes its dependencies") }
        cause = .environment(lastPass: pass, changed: changed)
    }
}
