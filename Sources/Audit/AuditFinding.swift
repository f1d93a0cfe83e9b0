package import Model

/// Something that an audit found, with its evidence.
package struct AuditFinding: Hashable, Sendable {
    package var kind: AuditKind
    package var confidence: Confidence
    package var audience: Audience
    package var repository: String
    /// The page, or the `id` of the project, that it is counted with; empty for the repository itself.
    package var unit: String
    /// The file, empty for the repository itself.
    package var path: String
    /// Counted from 1; 0 where no line is meant.
    package var line: Int
    /// The line as it is written, or what may be shown of it.
    package var quote: String
    /// What it is about: an address, a symbol, a version. Never a number measured today.
    package var subject: String
    /// A sentence without full stop.
    package var message: String
    /// What brought it about upstream; nil where nothing did, or it is not known.
    package var cause: Cause?
    package var area: String
    package var owners: [String]
    /// Whether it was so already when the page was last edited or reviewed.
    package var isOlder: Bool

    package init(
        _ kind: AuditKind, confidence: Confidence = .certain, audience: Audience = .docs, repository: String,
        unit: String, path: String, line: Int = 0, quote: String = "", subject: String, message: String,
        cause: Cause? = nil, area: String = "", owners: [String] = [], isOlder: Bool = false
    ) {
        self.kind = kind
        self.confidence = confidence
        self.audience = audience
        self.repository = repository
        self.unit = unit
        self.path = path
        self.line = line
        self.quote = quote
        self.subject = subject
        self.message = message
        self.cause = cause
        self.area = area
        self.owners = owners
        self.isOlder = isOlder
    }

    /// What it makes of its page: what is only likely by a name makes nothing wrong.
    package var effect: AuditKind.Effect { confidence == .possible ? .none : kind.effect }

    package var severity: Severity { confidence == .possible ? .advice : kind.severity }

    /// What happened elsewhere.
    package struct Cause: Hashable, Sendable {
        /// "`withPipes` deprecated", "Python 3.8 past its end of life".
        package var what: String
        /// The repository or the data that tells it.
        package var origin: String
        /// The commit or tag; empty where it is none.
        package var reference: String
        /// The day; nil where it is not known.
        package var day: Day?

        package init(what: String, origin: String, reference: String = "", day: Day? = nil) {
            self.what = what
            self.origin = origin
            self.reference = reference
            self.day = day
        }
    }
}

extension AuditFinding {
    /// The order of reports: by place, then by what is said.
    package static func isBefore(_ a: AuditFinding, _ b: AuditFinding) -> Bool {
        if a.repository != b.repository {
            return a.repository.utf8.lexicographicallyPrecedes(b.repository.utf8)
        }
        if a.path != b.path { return a.path.utf8.lexicographicallyPrecedes(b.path.utf8) }
        if a.line != b.line { return a.line < b.line }
        if a.kind != b.kind { return a.kind.rawValue < b.kind.rawValue }
        if a.subject != b.subject { return a.subject.utf8.lexicographicallyPrecedes(b.subject.utf8) }
        return a.message.utf8.lexicographicallyPrecedes(b.message.utf8)
    }
}
