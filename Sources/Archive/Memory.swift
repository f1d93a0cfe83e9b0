internal import GRDB
package import Model

/// A finding, and what became of it.
package struct RememberedFinding: Hashable, Sendable {
    /// What happened, and on which day of which run.
    package struct Event: Hashable, Sendable {
        /// new, fixed, reopened, vanished
        package var kind: String
        package var day: Day
    }

    package var finding: ArchivedFinding
    /// open, fixed, vanished
    package var state: String
    package var firstSeen: Day
    package var lastSeen: Day
    /// Oldest first.
    package var events: [Event]
}

/// The state that a page had from a run on.
package struct RememberedPage: Hashable, Sendable {
    package var since: Day
    package var page: PageRecord
}

/// A build, and the day of its run.
package struct RememberedBuild: Hashable, Sendable {
    package var day: Day
    package var build: BuildRecord
}

extension Archive {
    /// The findings of a page, in all scopes, the oldest first.
    package func findings(repository: String, path: String) throws(ArchiveError) -> [RememberedFinding] {
        try read("cannot read the archive") { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT f.*, a.day AS first_day, b.day AS last_day FROM findings f
                    JOIN runs a ON a.id = f.first_seen JOIN runs b ON b.id = f.last_seen
                    WHERE f.repository = ? AND f.path = ? ORDER BY f.first_seen, f.line, f.rule, f.fingerprint
                    """, arguments: [repository, path])
            return try rows.map { row in
                let events = try Row.fetchAll(
                    database,
                    sql: """
                        SELECT c.kind, r.day FROM changes c JOIN runs r ON r.id = c.run
                        WHERE c.scope = ? AND c.fingerprint = ? ORDER BY c.run
                        """, arguments: [row["scope"] as String, row["fingerprint"] as String])
                return RememberedFinding(
                    finding: ArchivedFinding(row), state: row["state"],
                    firstSeen: Day(column: row["first_day"]),
                    lastSeen: Day(column: row["last_day"]),
                    events: events.map { .init(kind: $0["kind"], day: Day(column: $0["day"])) })
            }
        }
    }

    /// The states that a page had in finished runs, oldest first; a run that changed nothing of it is left out.
    package func pages(repository: String, path: String) throws(ArchiveError) -> [RememberedPage] {
        try read("cannot read the archive") { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT p.*, r.day FROM pages p JOIN runs r ON r.id = p.run
                    WHERE p.repository = ? AND p.path = ? AND r.state = 'done' ORDER BY p.run
                    """, arguments: [repository, path])
            var pages: [RememberedPage] = []
            for row in rows {
                let page = PageRecord(row)
                if pages.last?.page != page {
                    pages.append(.init(since: Day(column: row["day"]), page: page))
                }
            }
            return pages
        }
    }

    /// The builds of a project in finished runs, oldest first.
    package func builds(repository: String, project: String) throws(ArchiveError) -> [RememberedBuild] {
        try read("cannot read the archive") { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT b.*, r.day FROM builds b JOIN runs r ON r.id = b.run
                    WHERE b.repository = ? AND b.project = ? AND r.state = 'done' ORDER BY b.run
                    """, arguments: [repository, project])
            return rows.map { RememberedBuild(day: Day(column: $0["day"]), build: BuildRecord($0)) }
        }
    }

    /// The repositories that runs have told of, by name.
    package func repositories() throws(ArchiveError) -> [String] {
        try read("cannot read the archive") { database in
            try String.fetchAll(database, sql: "SELECT DISTINCT repository FROM units ORDER BY repository")
        }
    }

    /// What the last finished run of a scope changed; nil where there was none.
    package func changes(scope: String) throws(ArchiveError) -> ArchivedChanges? {
        try read("cannot read the archive") { database in
            let run = try Int64.fetchOne(
                database, sql: "SELECT max(id) FROM runs WHERE scope = ? AND state = 'done'",
                arguments: [scope])
            return try run.map { try ArchivedChanges(run: $0, database) }
        }
    }

    /// What the walk through a repository's history has left.
    package func history(repository: String) throws(ArchiveError) -> [UInt8]? {
        try read("cannot read the archive") { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT state FROM histories WHERE repository = ?", arguments: [repository])
            return row.map { ($0["state"] as DataBlob).bytes }
        }
    }

    /// Keeps what a walk through a repository's history has left.
    package func keepHistory(repository: String, head: String, _ state: [UInt8]) throws(ArchiveError) {
        try write("cannot keep a history in the archive") { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO histories VALUES (?, ?, ?)",
                arguments: [repository, head, state.data])
        }
    }

    /// What somebody was asked, and the day of the answer; nil where nobody was.
    package func answer(to question: String) throws(ArchiveError) -> (day: Day, answer: [UInt8])? {
        try read("cannot read the archive") { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT day, answer FROM answers WHERE question = ?", arguments: [question])
            return row.map { (Day(column: $0["day"]), ($0["answer"] as DataBlob).bytes) }
        }
    }

    package func keepAnswer(to question: String, _ answer: [UInt8], on day: Day) throws(ArchiveError) {
        try write("cannot keep an answer in the archive") { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)",
                arguments: [question, day.description, answer.data])
        }
    }
}

extension PageRecord {
    init(_ row: Row) {
        let day: String? = row["content_day"]
        self.init(
            path: row["path"], state: row["state"], reason: row["reason"],
            contentCommit: row["content_commit"],
            contentDay: day.flatMap { Day($0) }, declared: row["declared"])
    }
}

extension BuildRecord {
    init(_ row: Row) {
        self.init(
            project: row["project"], revision: row["revision"], tree: row["tree"],
            toolchain: row["toolchain"],
            environment: row["environment"], result: Result(rawValue: row["result"]) ?? .notAttempted,
            reason: row["reason"])
    }
}

extension Day {
    /// A day as the archive keeps it; what is none, in a file that others changed, is the first of all.
    init(column text: String) {
        self = Day(text) ?? Day(secondsSince1970: 0)
    }
}

/// A scope as it was remembered before a run.
package struct RememberedScope: Hashable, Sendable {
    /// The day of the last run before; nil where there was none.
    package var since: Day?
    /// What that run was asked, as `RunPlan` has it; empty where nobody knows.
    package var configuration: String
    /// In the order of their fingerprints.
    package var findings: [RememberedFinding]
    /// Whether a run of the plan is finished already.
    package var isDone: Bool
    /// The day of the last finished run, where it is after that of the plan; nil where it is not.
    package var later: Day?
}

extension Archive {
    /// What was known of a scope before the first finished run of a plan, so that a run that is done again is compared
    /// with what it was compared with the first time; what runs as of later days have found is not told.
    ///
    /// - Parameters:
    ///   - plan: as `RunPlan` has it; where no run of it is finished, all is told that is known of its day.
    ///   - day: of the plan.
    package func scope(_ scope: String, before plan: String, on day: Day) throws(ArchiveError)
        -> RememberedScope
    {
        try read("cannot read the archive") { database in
            let first = try Int64.fetchOne(
                database, sql: "SELECT min(id) FROM runs WHERE scope = ? AND plan = ? AND state = 'done'",
                arguments: [scope, plan])
            // Runs are kept in the order of their days.
            let later = try Row.fetchOne(
                database,
                sql: """
                    SELECT min(id) AS id, max(day) AS day FROM runs
                    WHERE scope = ? AND state = 'done' AND day > ?
                    """, arguments: [scope, day.description])
            let end = first ?? later?["id"] ?? Int64.max
            let last = try Row.fetchOne(
                database,
                sql: """
                    SELECT day, configuration FROM runs WHERE scope = ? AND state = 'done' AND id < ?
                    ORDER BY id DESC LIMIT 1
                    """, arguments: [scope, end])
            var events: [String: [(kind: String, day: Day)]] = [:]
            let changes = try Row.fetchCursor(
                database,
                sql: """
                    SELECT c.fingerprint, c.kind, r.day FROM changes c JOIN runs r ON r.id = c.run
                    WHERE c.scope = ? AND c.run < ? AND r.state = 'done' ORDER BY c.run
                    """, arguments: [scope, end])
            while let row = try changes.next() {
                events[row["fingerprint"], default: []].append((row["kind"], Day(column: row["day"])))
            }
            let rows = try Row.fetchAll(
                database, sql: "SELECT * FROM findings WHERE scope = ? ORDER BY fingerprint",
                arguments: [scope])
            let findings = rows.compactMap { row -> RememberedFinding? in
                guard let own = events[row["fingerprint"]], let first = own.first, let last = own.last else {
                    return nil
                }
                let isOpen = last.kind == "new" || last.kind == "reopened"
                return RememberedFinding(
                    finding: ArchivedFinding(row), state: isOpen ? "open" : last.kind, firstSeen: first.day,
                    lastSeen: last.day, events: own.map { .init(kind: $0.kind, day: $0.day) })
            }
            return RememberedScope(
                since: last.flatMap { Day($0["day"] as String) },
                configuration: last.map { $0["configuration"] } ?? "", findings: findings,
                isDone: first != nil,
                later: (later?["day"] as String?).flatMap { Day($0) })
        }
    }
}
