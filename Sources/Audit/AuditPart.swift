package import Model

/// What an audit was made with: the same for all its parts, and all that its result depends on beside the repositories.
package struct AuditHeader: Hashable, Sendable {
    /// Of the program.
    package var version: String
    package var title: String
    /// A hash of all that the fleet file says and of what the command line asks for.
    package var configuration: String
    /// The day that counts as today.
    package var asOf: Day
    /// Data that was used beside the repositories: a name, and an id or a day.
    package var snapshots: [DataSnapshot]

    package init(
        version: String, title: String, configuration: String, asOf: Day, snapshots: [DataSnapshot] = []
    ) {
        self.version = version
        self.title = title
        self.configuration = configuration
        self.asOf = asOf
        self.snapshots = snapshots
    }

    /// The name of the data that says what registries have.
    package static let releases = "releases"

    /// Data of others, as it was on a day.
    package struct DataSnapshot: Hashable, Sendable {
        package var name: String
        package var id: String

        package init(name: String, id: String) {
            self.name = name
            self.id = id
        }
    }
}

/// One of several parts that an audit is done in.
package struct Shard: Hashable, Sendable, CustomStringConvertible {
    /// Counted from 1.
    package var index: Int
    package var count: Int

    /// Nil where there is no such part.
    package init?(index: Int, count: Int) {
        guard (1...10_000).contains(count), (1...count).contains(index) else { return nil }
        self.index = index
        self.count = count
    }

    /// Reads `3/16`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
        self.init(index: index, count: count)
    }

    package var description: String { "\(index)/\(count)" }
}

/// What a part of an audit, or all of it, has found: nothing in it depends on other parts.
package struct AuditPart: Sendable {
    package var header: AuditHeader
    /// Nil for an audit as a whole.
    package var shard: Shard?
    package var repositories: [RepositoryRecord]
    package var units: [UnitRecord]
    package var findings: [AuditFinding]
    package var unknowns: [AuditUnknown]
    package var builds: [BuildRecord]

    package init(
        header: AuditHeader, shard: Shard? = nil, repositories: [RepositoryRecord] = [],
        units: [UnitRecord] = [], findings: [AuditFinding] = [], unknowns: [AuditUnknown] = [],
        builds: [BuildRecord] = []
    ) {
        self.header = header
        self.shard = shard
        self.repositories = repositories
        self.units = units
        self.findings = findings
        self.unknowns = unknowns
        self.builds = builds
    }

    /// Joins parts to a whole; the order they come in decides nothing.
    ///
    /// - Throws: what keeps them from being one audit.
    package static func join(_ parts: [AuditPart]) throws(Failure) -> AuditPart {
        guard let first = parts.first else {
            throw Failure(
                what: "there is nothing to join", why: "no part was named",
                remedy: "name the files that `docent audit --shard` has written")
        }
        guard let count = first.shard?.count else {
            throw Failure(
                what: "an audit as a whole cannot be joined", why: "it is no part of one",
                remedy: "name files that were written with `docent audit --shard I/N --format json`")
        }
        var missing = Set(1...count)
        for part in parts {
            guard part.header == first.header, part.shard?.count == count else {
                throw Failure(
                    what: "these are parts of different audits",
                    why: "\(difference(part, first)) differs", remedy: "name the parts of one audit only")
            }
            missing.remove(part.shard?.index ?? 0)
        }
        guard missing.isEmpty else {
            let names = missing.sorted().map { "\($0)/\(count)" }.joined(separator: ", ")
            throw Failure(
                what: "parts of the audit are missing", why: "nobody has named \(names)",
                remedy: "run `docent audit --shard` for each, then join them all")
        }
        return try joined(parts, first.header)
    }

    private static func joined(_ parts: [AuditPart], _ header: AuditHeader) throws(Failure) -> AuditPart {
        var whole = AuditPart(header: header)
        var records: [String: RepositoryRecord] = [:]
        for part in parts {
            for record in part.repositories {
                guard var known = records[record.name] else {
                    records[record.name] = record
                    continue
                }
                guard known.revision == record.revision else {
                    throw Failure(
                        what: "the parts have read `\(record.name)` at different commits",
                        why: "one at \(known.revision.prefix(10)), another at \(record.revision.prefix(10))",
                        remedy: "name a `revision:` in the fleet file, and run all parts again")
                }
                for gap in record.gaps where !known.gaps.contains(gap) { known.gaps.append(gap) }
                if known.notAssessed.isEmpty { known.notAssessed = record.notAssessed }
                records[record.name] = known
            }
            whole.units += part.units
            whole.findings += part.findings
            whole.unknowns += part.unknowns
            whole.builds += part.builds
        }
        whole.repositories = Array(records.values)
        return whole.inOrder()
    }

    /// The same with everything in the order of reports, and nothing twice.
    package func inOrder() -> AuditPart {
        var part = self
        part.repositories.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for index in part.repositories.indices { part.repositories[index].gaps.sort() }
        part.units = Array(Set(units)).sorted(by: UnitRecord.isBefore)
        part.findings = Array(Set(findings)).sorted(by: AuditFinding.isBefore)
        part.builds = Array(Set(builds)).sorted { a, b in
            (a.repository, a.project, a.commitSeconds, a.commit) < (
                b.repository, b.project, b.commitSeconds, b.commit
            )
        }
        part.unknowns = Array(Set(unknowns)).sorted { a, b in
            (a.repository, a.path, a.topic, a.subject, a.reason) < (
                b.repository, b.path, b.topic, b.subject, b.reason
            )
        }
        return part
    }

    private static func difference(_ a: AuditPart, _ b: AuditPart) -> String {
        if a.header.version != b.header.version { return "the version of the program" }
        if a.header.asOf != b.header.asOf { return "the day (--as-of)" }
        if a.header.configuration != b.header.configuration { return "the fleet file or an option" }
        if a.header.snapshots != b.header.snapshots { return "the data beside the repositories" }
        return "the number of parts"
    }
}
