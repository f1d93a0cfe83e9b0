package import Model

/// What a run is about.
package struct RunPlan: Hashable, Sendable {
    /// What is audited: runs of one scope are compared with each other.
    package var scope: String
    /// All that the outcome depends on, as a hash: configuration, version, data, heads of the repositories. Only a
    /// run of the same plan goes on with what an interrupted one had done.
    package var plan: String
    /// The day that counts as today.
    package var day: Day
    /// When the run began, in seconds after 1970-01-01 UTC; never part of a report.
    package var started: Int64
    /// Of the program.
    package var version: String
    /// A hash of what the run was asked, without the repositories and the day.
    package var configuration: String

    package init(
        scope: String, plan: String, day: Day, started: Int64, version: String, configuration: String = ""
    ) {
        self.scope = scope
        self.plan = plan
        self.day = day
        self.started = started
        self.version = version
        self.configuration = configuration
    }
}

/// One finding, as it is remembered.
package struct ArchivedFinding: Hashable, Sendable {
    package var fingerprint: String
    package var rule: String
    package var repository: String
    package var path: String
    package var severity: String
    package var message: String
    /// From 1; nil for a finding that is not about a line.
    package var line: Int?

    package init(
        fingerprint: String, rule: String, repository: String, path: String, severity: String,
        message: String, line: Int?
    ) {
        self.fingerprint = fingerprint
        self.rule = rule
        self.repository = repository
        self.path = path
        self.severity = severity
        self.message = message
        self.line = line
    }
}

/// The state of a page.
package struct PageRecord: Hashable, Sendable {
    package var path: String
    /// In a word: drifted, at risk, current, unanchored, not assessed.
    package var state: String
    /// Why, in a clause; empty where the word says all.
    package var reason: String
    /// The commit since which the page says what it says.
    package var contentCommit: String?
    package var contentDay: Day?
    /// The date that the page declares, and how that stands to its content.
    package var declared: String?

    package init(
        path: String, state: String, reason: String = "", contentCommit: String? = nil,
        contentDay: Day? = nil, declared: String? = nil
    ) {
        self.path = path
        self.state = state
        self.reason = reason
        self.contentCommit = contentCommit
        self.contentDay = contentDay
        self.declared = declared
    }
}

/// How often something held.
package struct MeasureRecord: Hashable, Sendable {
    /// A product area, a repository, a project.
    package var subject: String
    package var name: String
    package var holds: Int
    package var fails: Int
    /// Not assessed.
    package var unknown: Int

    package init(subject: String, name: String, holds: Int, fails: Int, unknown: Int) {
        self.subject = subject
        self.name = name
        self.holds = holds
        self.fails = fails
        self.unknown = unknown
    }
}

/// Whether a project could be built.
package struct BuildRecord: Hashable, Sendable {
    package enum Result: String, Sendable {
        case builds
        case fails
        case notAttempted = "not attempted"
    }

    package var project: String
    package var revision: String
    /// The id of the project's folder: the same tree with another result means that its environment has changed.
    package var tree: String
    package var toolchain: String
    /// What else the build depends on: the lock file, or the versions that were found.
    package var environment: String
    package var result: Result
    /// The first error, or why it was not attempted; empty where it builds.
    package var reason: String

    package init(
        project: String, revision: String, tree: String, toolchain: String, environment: String,
        result: Result, reason: String
    ) {
        self.project = project
        self.revision = revision
        self.tree = tree
        self.toolchain = toolchain
        self.environment = environment
        self.result = result
        self.reason = reason
    }
}

/// What one piece of a run has found: most often of one repository.
package struct UnitRecord: Sendable {
    /// What could not be judged. Its findings of before stay as they are: they are not fixed.
    package struct Unassessed: Hashable, Sendable {
        /// Empty for the whole repository.
        package var path: String
        /// Empty for all rules.
        package var rule: String
        package var reason: String

        package init(path: String, rule: String, reason: String) {
            self.path = path
            self.rule = rule
            self.reason = reason
        }
    }

    package var name: String
    package var repository: String
    /// The commit that was read.
    package var head: String?
    package var findings: [ArchivedFinding] = []
    package var unassessed: [Unassessed] = []
    package var pages: [PageRecord] = []
    package var measures: [MeasureRecord] = []
    package var builds: [BuildRecord] = []
    /// What the caller needs to make its report when the run is resumed.
    package var outcome: [UInt8] = []

    package init(name: String, repository: String, head: String?) {
        self.name = name
        self.repository = repository
        self.head = head
    }
}

/// What a run found beside the run before it.
package struct ArchivedChanges: Hashable, Sendable {
    /// Sorted by repository, path, line, rule, fingerprint.
    package var new: [ArchivedFinding] = []
    package var fixed: [ArchivedFinding] = []
    package var reopened: [ArchivedFinding] = []
    /// Gone with their files.
    package var vanished: [ArchivedFinding] = []
    /// Open before and after.
    package var stayed = 0
    /// Open, and not assessed by this run.
    package var unconfirmed = 0
    /// The day of the run that is compared with; nil for the first.
    package var since: Day?

    package init() {}
}
