internal import GRDB
internal import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A run that is being written down.
///
/// While it is there, no other run of any program writes to the same archive.
package final class RunWriter: Sendable {
    package let run: Int64
    /// What was done before the run was interrupted: the outcome of each unit by its name.
    package let done: [String: [UInt8]]
    private let archive: Archive
    private let plan: RunPlan
    private let lock: RunLock

    fileprivate init(
        _ archive: Archive, _ plan: RunPlan, _ run: Int64, _ done: [String: [UInt8]], _ lock: RunLock
    ) {
        self.archive = archive
        self.plan = plan
        self.run = run
        self.done = done
        self.lock = lock
    }

    /// Keeps what a unit has found, as a whole or not at all.
    package func record(_ unit: UnitRecord) throws(ArchiveError) {
        try archive.write("cannot keep what was found in the archive") { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO units VALUES (?, ?, ?, ?, ?)",
                arguments: [run, unit.name, unit.repository, unit.head, unit.outcome.data])
            try Self.insert(unit, run, database)
        }
    }

    private static func insert(_ unit: UnitRecord, _ run: Int64, _ database: Database) throws {
        let sighting = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO sightings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        for finding in unit.findings {
            try sighting.execute(arguments: [
                run, unit.name, finding.fingerprint, finding.rule, finding.repository, finding.path,
                finding.severity, finding.message, finding.line,
            ])
        }
        let unassessed = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO unassessed VALUES (?, ?, ?, ?, ?)")
        for gap in unit.unassessed {
            try unassessed.execute(arguments: [run, unit.repository, gap.path, gap.rule, gap.reason])
        }
        let measure = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO measures VALUES (?, ?, ?, ?, ?, ?, ?)")
        for value in unit.measures {
            try measure.execute(arguments: [
                run, unit.name, value.subject, value.name, value.holds, value.fails, value.unknown,
            ])
        }
        let build = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO builds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        for result in unit.builds {
            try build.execute(arguments: [
                run, unit.repository, result.project, result.revision, result.tree, result.toolchain,
                result.environment, result.result.rawValue, result.reason,
            ])
        }
        let page = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        for state in unit.pages {
            try page.execute(arguments: [
                run, unit.repository, state.path, state.state, state.reason, state.contentCommit,
                state.contentDay?.description, state.declared,
            ])
        }
    }

    /// Makes the run count: from now on findings are new, open, fixed, reopened or vanished by it.
    ///
    /// - Parameters:
    ///   - finished: in seconds after 1970-01-01 UTC.
    ///   - exists: whether a repository still has a file at a path; asked of findings that were not seen again.
    package func finish(
        at finished: Int64, exists: (_ repository: String, _ path: String) -> Bool
    ) throws(ArchiveError) -> ArchivedChanges {
        try archive.write("cannot finish the run in the archive") { database in
            try Settling(run: run, scope: plan.scope, database).settle(exists)
            try database.execute(
                sql: "UPDATE runs SET state = 'done', finished = ? WHERE id = ?", arguments: [finished, run])
            // What is needed to resume the run, or to settle it, has served.
            for table in ["sightings", "unassessed"] {
                try database.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [run])
            }
            try database.execute(sql: "UPDATE units SET outcome = x'' WHERE run = ?", arguments: [run])
            return try ArchivedChanges(run: run, database)
        }
    }
}

extension RunWriter {
    /// Takes the run back: it never counts.
    package func abandon() throws(ArchiveError) {
        try archive.write("cannot take a run back in the archive") { database in
            try Archive.abandon(run, database)
        }
    }
}

extension Archive {
    /// Begins a run, or goes on with one of the same plan that was interrupted.
    ///
    /// - Parameter patience: how many seconds to wait for another run that writes to the archive.
    package func begin(_ plan: RunPlan, patience: Double = 10) throws(ArchiveError) -> RunWriter {
        let lock = try RunLock(besides: path, patience: patience)
        let (run, done) = try write("cannot begin a run in the archive") { database in
            let open = try Row.fetchAll(
                database,
                sql: "SELECT id, plan, day FROM runs WHERE scope = ? AND state = 'open' ORDER BY id",
                arguments: [plan.scope])
            var resumed: Int64?
            for row in open {
                let id: Int64 = row["id"]
                if row["plan"] == plan.plan, row["day"] == plan.day.description {
                    resumed = id
                } else {
                    try Self.abandon(id, database)
                }
            }
            guard let resumed else {
                try database.execute(
                    sql: """
                        INSERT INTO runs (scope, plan, day, started, version, configuration, state)
                        VALUES (?, ?, ?, ?, ?, ?, 'open')
                        """,
                    arguments: [
                        plan.scope, plan.plan, plan.day.description, plan.started, plan.version,
                        plan.configuration,
                    ])
                return (database.lastInsertedRowID, [String: [UInt8]]())
            }
            var done: [String: [UInt8]] = [:]
            let units = try Row.fetchAll(
                database, sql: "SELECT name, outcome FROM units WHERE run = ?", arguments: [resumed])
            for row in units { done[row["name"]] = (row["outcome"] as DataBlob).bytes }
            return (resumed, done)
        }
        return RunWriter(self, plan, run, done, lock)
    }

    /// Takes back what an interrupted run has written that nobody goes on with.
    fileprivate static func abandon(_ run: Int64, _ database: Database) throws {
        for table in ["units", "sightings", "unassessed", "measures", "builds", "pages"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [run])
        }
        try database.execute(sql: "UPDATE runs SET state = 'abandoned' WHERE id = ?", arguments: [run])
    }
}

/// Keeps other runs from writing to the same archive. Whatever ends the program, the system takes the lock back.
private final class RunLock: Sendable {
    private let file: Int32

    init(besides path: String, patience: Double) throws(ArchiveError) {
        let operation = "cannot begin a run in the archive '\(path)'"
        let file = unsafe open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw ArchiveError(.readOnly, operation, "'\(path).lock' cannot be written")
        }
        var left = patience
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, left > 0 else {
                close(file)
                throw ArchiveError(.inUse, operation, "another run writes to it")
            }
            usleep(50_000)
            left -= 0.05
        }
        self.file = file
    }

    deinit { close(file) }
}
