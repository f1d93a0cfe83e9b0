internal import GRDB

/// The forms that an archive has had, each made from the one before it. A form that was released is never changed.
enum Migrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for (number, sql) in all.enumerated() {
            migrator.registerMigration(String(number + 1)) { try $0.execute(sql: sql) }
        }
        return migrator
    }

    static let all = [runs, knowledge, configurations]

    /// 1: runs, and the findings that they tell of.
    private static let runs = """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY, scope TEXT NOT NULL, plan TEXT NOT NULL, day TEXT NOT NULL,
            started INTEGER NOT NULL, finished INTEGER, version TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'done', 'abandoned'))
        ) STRICT;
        CREATE INDEX runs_by_scope ON runs (scope, id);
        CREATE TABLE units (
            run INTEGER NOT NULL REFERENCES runs (id), name TEXT NOT NULL, repository TEXT NOT NULL,
            head TEXT, outcome BLOB NOT NULL, PRIMARY KEY (run, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sightings (
            run INTEGER NOT NULL REFERENCES runs (id), unit TEXT NOT NULL, fingerprint TEXT NOT NULL,
            rule TEXT NOT NULL, repository TEXT NOT NULL, path TEXT NOT NULL, severity TEXT NOT NULL,
            message TEXT NOT NULL, line INTEGER, PRIMARY KEY (run, fingerprint)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE unassessed (
            run INTEGER NOT NULL REFERENCES runs (id), repository TEXT NOT NULL, path TEXT NOT NULL,
            rule TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (run, repository, path, rule)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE absent (
            run INTEGER NOT NULL REFERENCES runs (id), repository TEXT NOT NULL, path TEXT NOT NULL,
            PRIMARY KEY (run, repository, path)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE findings (
            scope TEXT NOT NULL, fingerprint TEXT NOT NULL, rule TEXT NOT NULL, repository TEXT NOT NULL,
            path TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, line INTEGER,
            state TEXT NOT NULL CHECK (state IN ('open', 'fixed', 'vanished')),
            first_seen INTEGER NOT NULL REFERENCES runs (id), last_seen INTEGER NOT NULL REFERENCES runs (id),
            changed INTEGER NOT NULL REFERENCES runs (id), PRIMARY KEY (scope, fingerprint)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX findings_by_path ON findings (repository, path);
        CREATE TABLE changes (
            run INTEGER NOT NULL REFERENCES runs (id), scope TEXT NOT NULL, fingerprint TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('new', 'fixed', 'reopened', 'vanished')),
            PRIMARY KEY (run, fingerprint)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX changes_by_finding ON changes (scope, fingerprint, run);
        CREATE TABLE measures (
            run INTEGER NOT NULL REFERENCES runs (id), unit TEXT NOT NULL, subject TEXT NOT NULL,
            name TEXT NOT NULL, holds INTEGER NOT NULL, fails INTEGER NOT NULL, unknown INTEGER NOT NULL,
            PRIMARY KEY (run, unit, subject, name)
        ) STRICT, WITHOUT ROWID;
        """

    /// 2: states of pages, builds, histories, and what registries answered.
    private static let knowledge = """
        CREATE TABLE pages (
            run INTEGER NOT NULL REFERENCES runs (id), repository TEXT NOT NULL, path TEXT NOT NULL,
            state TEXT NOT NULL, reason TEXT NOT NULL, content_commit TEXT, content_day TEXT, declared TEXT,
            PRIMARY KEY (repository, path, run)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX pages_by_run ON pages (run);
        CREATE TABLE builds (
            run INTEGER NOT NULL REFERENCES runs (id), repository TEXT NOT NULL, project TEXT NOT NULL,
            revision TEXT NOT NULL, tree TEXT NOT NULL, toolchain TEXT NOT NULL, environment TEXT NOT NULL,
            result TEXT NOT NULL CHECK (result IN ('builds', 'fails', 'not attempted')),
            reason TEXT NOT NULL, PRIMARY KEY (repository, project, run)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX builds_by_run ON builds (run);
        CREATE TABLE histories (
            repository TEXT NOT NULL PRIMARY KEY, head TEXT NOT NULL, state BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE answers (
            question TEXT NOT NULL PRIMARY KEY, day TEXT NOT NULL, answer BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// 3: what a run was asked.
    private static let configurations = """
        ALTER TABLE runs ADD COLUMN configuration TEXT NOT NULL DEFAULT '';
        """
}
