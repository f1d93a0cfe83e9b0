package import Model

/// How many of one topic were looked at: "a of b checked, c not checked".
package struct Tally: Hashable, Sendable {
    package var holds = 0
    package var fails = 0
    /// Not checked, for each reason.
    package var unknown: [String: Int] = [:]

    package init(holds: Int = 0, fails: Int = 0, unknown: [String: Int] = [:]) {
        self.holds = holds
        self.fails = fails
        self.unknown = unknown
    }

    package var checked: Int { holds + fails }
    package var notChecked: Int { unknown.values.reduce(0, +) }
    package var all: Int { checked + notChecked }
    /// The reasons with their counts, in order.
    package var reasons: [(reason: String, count: Int)] {
        unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    package mutating func add(_ other: Tally) {
        holds += other.holds
        fails += other.fails
        unknown.merge(other.unknown, uniquingKeysWith: +)
    }
}

/// How fresh a page is.
package enum PageState: String, CaseIterable, Sendable {
    /// Something that it refers to makes it wrong today.
    case drifted
    /// Something that it refers to is deprecated, or ends soon.
    case atRisk = "at risk"
    /// It refers to something, and all that could be checked holds.
    case current
    /// It refers to nothing that can be checked: only its age is known.
    case unanchored
    case notAssessed = "not assessed"
}

/// What is known of a page or a project.
package struct UnitRecord: Hashable, Sendable {
    package enum Kind: String, Sendable { case page, project, repository }

    package var kind: Kind
    package var repository: String
    /// Of a page its path, of a project its folder; empty for the top.
    package var path: String
    /// Of a project what builds it; empty otherwise.
    package var system: String
    /// Of a page the path of the one that it translates; empty otherwise.
    package var original = ""
    package var area: String
    package var owners: [String]
    /// `owned`, `no rule`, …
    package var ownership: String
    /// The day of the last edit that changed what it says.
    package var contentDay: Day?
    /// The day by which it is judged, and why: "content", "declared".
    package var anchorDay: Day?
    package var anchorReason: String
    /// Why it could not be looked at; empty where it was.
    package var notAssessed: String
    package var tallies: [Topic: Tally]
    /// Of a project: how far its direct dependencies are behind; nil where it has none.
    package var lag: Lag?

    package init(
        _ kind: Kind, repository: String, path: String, system: String = "", area: String = "",
        owners: [String] = [], ownership: String = "", contentDay: Day? = nil, anchorDay: Day? = nil,
        anchorReason: String = "", notAssessed: String = "", tallies: [Topic: Tally] = [:]
    ) {
        self.kind = kind
        self.repository = repository
        self.path = path
        self.system = system
        self.area = area
        self.owners = owners
        self.ownership = ownership
        self.contentDay = contentDay
        self.anchorDay = anchorDay
        self.anchorReason = anchorReason
        self.notAssessed = notAssessed
        self.tallies = tallies
    }

    /// How far the direct dependencies of a project are behind their latest releases.
    package struct Lag: Hashable, Sendable {
        /// Added up over those whose lag is known.
        package var days: Int
        /// Of the one that is furthest behind.
        package var most: Int
        /// The names of those.
        package var worst: [String]
        /// Dependencies whose lag is known.
        package var assessed: Int
        package var unresolved: Int
        /// Whether a lock file names the versions; otherwise it is the highest that is admitted.
        package var isLocked: Bool

        package init(days: Int, most: Int, worst: [String], assessed: Int, unresolved: Int, isLocked: Bool) {
            self.days = days
            self.most = most
            self.worst = worst
            self.assessed = assessed
            self.unresolved = unresolved
            self.isLocked = isLocked
        }
    }

    /// What findings name it by: of a project its folder and what builds it, for two can share a folder.
    package var id: String { kind == .project ? Self.project(path, system) : path }

    /// How findings name a project.
    package static func project(_ folder: String, _ system: String) -> String { "\(folder) (\(system))" }

    /// Which of two units comes first in a report.
    package static func isBefore(_ a: UnitRecord, _ b: UnitRecord) -> Bool {
        if a.repository != b.repository {
            return a.repository.utf8.lexicographicallyPrecedes(b.repository.utf8)
        }
        if a.kind != b.kind { return a.kind.rawValue < b.kind.rawValue }
        if a.path != b.path { return a.path.utf8.lexicographicallyPrecedes(b.path.utf8) }
        return a.system < b.system
    }
}

/// A repository as it was audited.
package struct RepositoryRecord: Hashable, Sendable {
    package var name: String
    package var role: String
    package var area: String
    package var lifecycle: String
    /// The full id of the commit that was read; empty where it could not be opened.
    package var revision: String
    /// Why it was not audited; empty where it was.
    package var notAssessed: String
    /// What could not be looked at as a whole, each as "what, because why".
    package var gaps: [String]

    package init(
        name: String, role: String, area: String, lifecycle: String, revision: String,
        notAssessed: String = "",
        gaps: [String] = []
    ) {
        self.name = name
        self.role = role
        self.area = area
        self.lifecycle = lifecycle
        self.revision = revision
        self.notAssessed = notAssessed
        self.gaps = gaps
    }
}

/// One thing that could not be learnt.
package struct AuditUnknown: Hashable, Sendable {
    package var repository: String
    package var path: String
    package var topic: String
    package var subject: String
    /// As a clause that goes after "because".
    package var reason: String

    package init(repository: String, path: String, topic: String, subject: String, reason: String) {
        self.repository = repository
        self.path = path
        self.topic = topic
        self.subject = subject
        self.reason = reason
    }
}
