package import Model

/// What an audit comes to: the one value that every format renders.
package struct AuditReport: Sendable {
    package var header: AuditHeader
    package var shard: Shard?
    package var repositories: [RepositoryRecord]
    package var units: [Unit]
    package var findings: [Item]
    package var unknowns: [AuditUnknown]
    /// The builds of this audit.
    package var builds: [BuildRecord]
    /// What happened upstream, the one that reaches most pages and samples first.
    package var causes: [CauseGroup]
    package var areas: [AreaSummary]
    package var changes: Changes

    /// A page or project with its state.
    package struct Unit: Sendable {
        package var record: UnitRecord
        package var state: PageState
    }

    /// A finding with what tells it from all others.
    package struct Item: Sendable {
        package var finding: AuditFinding
        package var fingerprint: Fingerprint
        package var standing: Standing
    }

    /// How a finding stands to what earlier audits found.
    package enum Standing: Hashable, Sendable {
        case new
        /// Found before, and never gone.
        case known(since: Day)
        /// It had been fixed.
        case reopened(first: Day)

        package var word: String {
            switch self {
            case .new: "new"
            case .known: "known"
            case .reopened: "reopened"
            }
        }
    }

    /// One thing that happened upstream, and what it reaches.
    package struct CauseGroup: Sendable {
        package var cause: AuditFinding.Cause
        package var effect: AuditKind.Effect
        /// Pages that it reaches.
        package var pages: Int
        /// The same with a page and its translations counted as one.
        package var originals: Int
        /// Projects that it reaches.
        package var projects: Int
        /// Places in `findings`.
        package var findings: [Int]
    }

    /// What holds for one product area and its owners.
    package struct AreaSummary: Sendable {
        package var area: String
        package var owners: [String]
        package var pages: [PageState: Int]
        package var projects: [PageState: Int]
        package var tallies: [Topic: Tally]
        /// Places in `findings`.
        package var findings: [Int]
        /// What happened upstream and reaches the area, the one that reaches most first.
        package var causes: [CauseGroup] = []
    }

    /// What is not as it was at the last audit.
    package struct Changes: Sendable {
        /// The day of the last audit; nil where there was none, or nobody remembers.
        package var since: Day?
        /// Places in `findings`.
        package var new: [Int] = []
        package var reopened: [Int] = []
        package var fixed: [FormerFinding] = []
        /// Their page or project is gone.
        package var vanished: [FormerFinding] = []
        /// It could not be looked at this time.
        package var notLookedAt: [FormerFinding] = []

        package var isNothing: Bool { new.isEmpty && reopened.isEmpty && fixed.isEmpty && vanished.isEmpty }
    }
}

/// A finding of an earlier audit.
package struct FormerFinding: Hashable, Sendable {
    /// Its digits.
    package var fingerprint: String
    package var kind: String
    package var repository: String
    package var path: String
    package var message: String
    package var firstSeen: Day
    /// Whether it was gone at the last audit that looked.
    package var isFixed: Bool

    package init(
        fingerprint: String, kind: String, repository: String, path: String, message: String, firstSeen: Day,
        isFixed: Bool
    ) {
        self.fingerprint = fingerprint
        self.kind = kind
        self.repository = repository
        self.path = path
        self.message = message
        self.firstSeen = firstSeen
        self.isFixed = isFixed
    }
}

/// What earlier audits of the same fleet have left.
package struct FormerAudit: Hashable, Sendable {
    package var day: Day
    package var findings: [FormerFinding]
    /// What it was asked, as the header of its report says; empty where nobody knows.
    package var configuration: String

    package init(day: Day, findings: [FormerFinding], configuration: String = "") {
        self.day = day
        self.findings = findings
        self.configuration = configuration
    }
}
