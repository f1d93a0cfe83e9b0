internal import GRDB
internal import Model

/// Compares what a run has seen with what was known before.
struct Settling {
    let run: Int64
    let scope: String
    let database: Database

    init(run: Int64, scope: String, _ database: Database) {
        self.run = run
        self.scope = scope
        self.database = database
    }

    func settle(_ exists: (_ repository: String, _ path: String) -> Bool) throws {
        try reopen()
        try addNew()
        try close(exists)
        try forgetUnchangedPages()
    }

    /// A page whose state is that of the run before says nothing new, and would say it every night.
    private func forgetUnchangedPages() throws {
        try database.execute(
            sql: """
                DELETE FROM pages AS p WHERE p.run = :run AND EXISTS (
                    SELECT 1 FROM pages q WHERE q.repository = p.repository AND q.path = p.path
                        AND q.run = (SELECT max(o.run) FROM pages o
                            WHERE o.repository = p.repository AND o.path = p.path AND o.run < :run)
                        AND q.state = p.state AND q.reason = p.reason
                        AND q.content_commit IS p.content_commit AND q.content_day IS p.content_day
                        AND q.declared IS p.declared)
                """, arguments: ["run": run])
    }

    private func reopen() throws {
        try database.execute(
            sql: """
                INSERT INTO changes SELECT :run, f.scope, f.fingerprint, 'reopened'
                FROM findings f JOIN sightings s ON s.fingerprint = f.fingerprint AND s.run = :run
                WHERE f.scope = :scope AND f.state <> 'open'
                """, arguments: ["run": run, "scope": scope])
        try database.execute(
            sql: """
                UPDATE findings SET rule = s.rule, repository = s.repository, path = s.path,
                    severity = s.severity, message = s.message, line = s.line, last_seen = :run,
                    changed = CASE findings.state WHEN 'open' THEN changed ELSE :run END, state = 'open'
                FROM sightings s
                WHERE s.run = :run AND s.fingerprint = findings.fingerprint AND findings.scope = :scope
                """, arguments: ["run": run, "scope": scope])
    }

    private func addNew() throws {
        try database.execute(
            sql: """
                INSERT INTO changes SELECT :run, :scope, fingerprint, 'new' FROM sightings
                WHERE run = :run AND fingerprint NOT IN (SELECT fingerprint FROM findings WHERE scope = :scope)
                """, arguments: ["run": run, "scope": scope])
        try database.execute(
            sql: """
                INSERT INTO findings
                SELECT :scope, fingerprint, rule, repository, path, severity, message, line, 'open', :run, :run, :run
                FROM sightings
                WHERE run = :run AND fingerprint NOT IN (SELECT fingerprint FROM findings WHERE scope = :scope)
                """, arguments: ["run": run, "scope": scope])
    }

    /// Closes what was looked for and not seen again. What could not be assessed stays open.
    private func close(_ exists: (_ repository: String, _ path: String) -> Bool) throws {
        let gone = try Row.fetchAll(
            database,
            sql: """
                SELECT f.fingerprint, f.repository, f.path FROM findings f
                WHERE f.scope = :scope AND f.state = 'open' AND f.last_seen <> :run
                    AND f.repository IN (SELECT repository FROM units WHERE run = :run)
                    AND NOT EXISTS (
                        SELECT 1 FROM unassessed u WHERE u.run = :run AND u.repository = f.repository
                            AND u.path IN ('', f.path) AND u.rule IN ('', f.rule))
                ORDER BY f.fingerprint
                """, arguments: ["run": run, "scope": scope])
        for row in gone {
            let path: String = row["path"]
            let kind = path.isEmpty || exists(row["repository"], path) ? "fixed" : "vanished"
            let fingerprint: String = row["fingerprint"]
            try database.execute(
                sql: "UPDATE findings SET state = ?, changed = ? WHERE scope = ? AND fingerprint = ?",
                arguments: [kind, run, scope, fingerprint])
            try database.execute(
                sql: "INSERT INTO changes VALUES (?, ?, ?, ?)", arguments: [run, scope, fingerprint, kind])
        }
    }
}

extension ArchivedChanges {
    /// What a finished run has changed.
    init(run: Int64, _ database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT c.kind, f.* FROM changes c
                JOIN findings f ON f.scope = c.scope AND f.fingerprint = c.fingerprint
                WHERE c.run = ? ORDER BY f.repository, f.path, f.line, f.rule, f.fingerprint
                """, arguments: [run])
        for row in rows {
            let finding = ArchivedFinding(row)
            switch row["kind"] as String {
            case "new": new.append(finding)
            case "fixed": fixed.append(finding)
            case "reopened": reopened.append(finding)
            default: vanished.append(finding)
            }
        }
        let counts = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*) FILTER (WHERE last_seen = :run) AS seen,
                    count(*) FILTER (WHERE last_seen <> :run) AS unseen
                FROM findings WHERE state = 'open' AND scope = (SELECT scope FROM runs WHERE id = :run)
                """, arguments: ["run": run])
        stayed = (counts?["seen"] ?? 0) - new.count - reopened.count
        unconfirmed = counts?["unseen"] ?? 0
        let day = try String.fetchOne(
            database,
            sql: """
                SELECT day FROM runs WHERE state = 'done' AND id < :run
                    AND scope = (SELECT scope FROM runs WHERE id = :run) ORDER BY id DESC LIMIT 1
                """, arguments: ["run": run])
        since = day.flatMap { Day($0) }
    }
}

extension ArchivedFinding {
    init(_ row: Row) {
        self.init(
            fingerprint: row["fingerprint"], rule: row["rule"], repository: row["repository"],
            path: row["path"], severity: row["severity"], message: row["message"], line: row["line"])
    }
}
