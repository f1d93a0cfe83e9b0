package import Model
import Repositories
import RuleBook

/// Why a run could not start: every mistake at once, not only the first.
package struct Refusal: Error, Hashable, Sendable {
    package var failures: [Failure]

    init(_ failures: [Failure]) {
        self.failures = failures
    }

    init(what: String, why: String, remedy: String) {
        failures = [Failure(what: what, why: why, remedy: remedy)]
    }

    /// What only Git can tell was asked where there is no repository.
    static var outsideOfGit: Refusal {
        Refusal(
            what: "cannot tell what has changed since", why: "the current folder is not in a Git repository",
            remedy: "go into a clone, or name a repository with --repository")
    }

    init(_ error: RepositoryError) {
        self.init(what: error.operation, why: error.message, remedy: error.remedy)
    }

    init(_ error: ConfigurationError) {
        failures = error.failures
    }
}
