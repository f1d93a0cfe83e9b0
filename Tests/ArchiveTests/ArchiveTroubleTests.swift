import GRDB
import Model
import Testing

@testable import Archive

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("An archive in trouble")
struct ArchiveTroubleTests {
    let shelf = Shelf()

    private func refusal(_ body: () throws -> Void) throws -> ArchiveError {
        try #require(throws: ArchiveError.self) { try body() }
    }

    @Test("is refused where there is none, where it is another file, and where it is too new")
    func refused() throws {
        #expect(try refusal { _ = try Archive.reading(shelf.path) }.kind == .missing)
        try shelf.write(Array("# No database, but a long enough text to be looked at.\n".utf8))
        #expect(try refusal { _ = try shelf.archive() }.kind == .foreign)
        #expect(try shelf.bytes().starts(with: Array("# No database".utf8)))

        let foreign = Shelf()
        try DatabaseQueue(path: foreign.path).write { try $0.execute(sql: "CREATE TABLE notes (text TEXT)") }
        #expect(
            try refusal { _ = try foreign.archive() }.message == "the file is a database of another program")

        let newer = Shelf()
        _ = try newer.archive()
        try DatabaseQueue(path: newer.path).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999')")
        }
        #expect(try refusal { _ = try newer.archive() }.kind == .newer)
        #expect(try refusal { _ = try Archive.reading(newer.path) }.remedy.hasPrefix("update docent"))
    }

    @Test("is opened or refused, and never trapped on, whatever its bytes are")
    func damaged() throws {
        let good = Shelf()
        do {
            let archive = try good.archive()
            try archive.run("2026-11-01", (0..<50).map(String.init))
            try archive.database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
        }
        let bytes = try good.bytes()
        var state: UInt64 = 7
        for _ in 0..<60 {
            let bad = Shelf()
            var damaged = bytes
            for _ in 0..<20 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                damaged[Int(state >> 33) % damaged.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            if state & 3 == 0 { damaged.removeLast(Int(state >> 33) % damaged.count) }
            try bad.write(damaged)
            do throws(ArchiveError) {
                let archive = try bad.archive()
                _ = try archive.findings(repository: "docs", path: "1.md")
                _ = try archive.lines()
                _ = try archive.isSound()
            } catch {
                #expect(!error.message.isEmpty)
            }
        }
    }

    @Test(
        "of every older form is brought up to date, and keeps what it held", arguments: Migrations.all.indices
    )
    func migrations(form: Int) throws {
        // As the program of that form left it.
        let old = Shelf()
        var migrator = DatabaseMigrator()
        for (number, sql) in Migrations.all.prefix(form + 1).enumerated() {
            migrator.registerMigration(String(number + 1)) { try $0.execute(sql: sql) }
        }
        do {
            let database = try DatabaseQueue(path: old.path)
            try migrator.migrate(database)
            try database.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA application_id = \(0x446F_636E)")
                try database.execute(
                    sql: """
                        INSERT INTO runs (id, scope, plan, day, started, finished, version, state) VALUES (1, 'fleet', 'p', '2026-11-01', 1, 2, '0', 'done');
                        INSERT INTO units VALUES (1, 'docs', 'docs', 'abc', x'');
                        INSERT INTO findings VALUES ('fleet', 'a', 'links/dead', 'docs', 'a.md', 'error', 'm', 3,
                            'open', 1, 1, 1);
                        INSERT INTO changes VALUES (1, 'fleet', 'a', 'new');
                        """)
            }
        }
        let archive = try old.archive()
        #expect(try archive.run("2026-11-02", ["b"]).summary == "new b, fixed a")
        #expect(try archive.isSound())
        let schema =
            "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name)"
        let now = try archive.read("x") { try String.fetchOne($0, sql: schema) }
        let fresh = try shelf.archive().read("x") { try String.fetchOne($0, sql: schema) }
        #expect(now == fresh)
    }

    #if os(Linux)
        @Test("holds what the last finished run left, whenever its writer is killed", arguments: 0..<10)
        func killed(round: Int) async throws {
            let path = shelf.path
            try shelf.archive().run("2026-10-01", ["a", "b"])
            let delay = UInt32(2000 + round * 7919 % 60_000)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = path as String, delay = delay as UInt32] in
                let thread = Task.detached {
                    usleep(delay)
                    kill(getpid(), SIGKILL)
                }
                let archive = try Archive.open(path)
                var day = 0
                while true {
                    day += 1
                    let run = try archive.begin(.on("2026-11-\(10 + day % 20)", plan: "\(day)"))
                    for unit in 0..<20 {
                        var record = UnitRecord(name: "unit \(unit)", repository: "docs", head: "abc")
                        record.findings = (0..<50).map { .one("\(day) \(unit) \($0)") }
                        record.outcome = Array(repeating: 1, count: 5000)
                        try run.record(record)
                    }
                    _ = try run.finish(at: 1) { _, _ in true }
                }
                await thread.value
            }
            let archive = try shelf.archive()
            #expect(try archive.isSound())
            // Every run that counts counts whole: of the last one a thousand findings are open, or the first two are.
            let open = try archive.read("x") {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM findings WHERE state = 'open'")
            }
            #expect(open == 2 || open == 1000)
            let halves = try archive.read("x") {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM runs WHERE state = 'open'")
            }
            #expect(halves == 0 || halves == 1)
            #expect(try archive.run("2026-12-01", ["a"]).fixed.count == (open == 2 ? 1 : 1000))
        }

        @Test("says that there is no room, and is unharmed")
        func full() async throws {
            let path = shelf.path
            try shelf.archive().run("2026-10-01", ["a", "b"])
            await #expect(processExitsWith: .success) { [path = path as String] in
                signal(SIGXFSZ, SIG_IGN)
                var limit = rlimit(rlim_cur: 400_000, rlim_max: 400_000)
                guard unsafe setrlimit(.init(RLIMIT_FSIZE.rawValue), &limit) == 0 else { exit(3) }
                let archive = try Archive.open(path)
                let run = try archive.begin(.on("2026-11-01"))
                for unit in 0..<1000 {
                    var record = UnitRecord(name: "unit \(unit)", repository: "docs", head: "abc")
                    record.outcome = Array(repeating: 1, count: 5000)
                    do throws(ArchiveError) {
                        try run.record(record)
                    } catch {
                        guard error.kind == .full, error.message == "there is no room left to write" else {
                            exit(4)
                        }
                        // What was there can still be read.
                        guard try archive.findings(repository: "docs", path: "a.md").count == 1 else {
                            exit(5)
                        }
                        exit(0)
                    }
                }
                exit(6)
            }
            let archive = try shelf.archive()
            #expect(try archive.isSound())
            #expect(try archive.run("2026-11-01", ["a"]).summary == "fixed b, stayed 1")
        }
    #endif

    @Test("is refused where it cannot be written")
    func readOnly() throws {
        #expect(try refusal { _ = try Archive.open("/proc/none/archive.sqlite") }.kind == .readOnly)
    }
}
