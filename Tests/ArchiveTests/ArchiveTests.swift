import Model
import Testing

@testable import Archive

@Suite("An archive")
struct ArchiveTests {
    let shelf = Shelf()

    @Test("tells what is new, fixed, there again, or gone with its file")
    func changes() throws {
        let archive = try shelf.archive()
        let first = try archive.run("2026-11-01", ["a", "b", "c"])
        #expect(first.summary == "new a b c")
        #expect(first.since == nil)
        let second = try archive.run("2026-11-02", ["b", "d"], gone: ["c.md"])
        #expect(second.summary == "new d, fixed a, vanished c, stayed 1")
        #expect(second.since == Day("2026-11-01"))
        #expect(try archive.run("2026-11-03", ["a", "b", "c", "d"]).summary == "reopened a c, stayed 2")
        #expect(try archive.run("2026-11-04", ["a", "b", "c", "d"]).summary == "stayed 4")
        #expect(try archive.changes(scope: "fleet")?.summary == "stayed 4")
        #expect(try archive.changes(scope: "another") == nil)
        let remembered = try #require(try archive.findings(repository: "docs", path: "a.md").first)
        #expect(remembered.state == "open")
        #expect(remembered.firstSeen == Day("2026-11-01"))
        #expect(
            remembered.events.map { "\($0.kind) \($0.day)" } == [
                "new 2026-11-01", "fixed 2026-11-02", "reopened 2026-11-03",
            ])
    }

    @Test("never counts as fixed what a run did not assess")
    func unassessed() throws {
        let archive = try shelf.archive()
        try archive.run("2026-11-01", ["a", "b"])
        let page = UnitRecord.Unassessed(path: "a.md", rule: "", reason: "it is missing")
        #expect(try archive.run("2026-11-02", [], unassessed: [page]).summary == "fixed b, unconfirmed 1")
        let rule = UnitRecord.Unassessed(path: "", rule: "links/dead", reason: "the network is off")
        #expect(try archive.run("2026-11-03", [], unassessed: [rule]).summary == "unconfirmed 1")
        let other = UnitRecord.Unassessed(path: "", rule: "links/other", reason: "the network is off")
        #expect(try archive.run("2026-11-04", [], unassessed: [other]).summary == "fixed a")
        // A repository that the run left out altogether.
        try archive.run("2026-11-05", ["a"])
        let run = try archive.begin(.on("2026-11-06"))
        try run.record(UnitRecord(name: "samples", repository: "samples", head: nil))
        #expect(try run.finish(at: 1) { _, _ in true }.summary == "unconfirmed 1")
    }

    @Test("goes on with a run that was interrupted, and forgets one that nobody goes on with")
    func resuming() throws {
        do {
            let run = try shelf.archive().begin(.on("2026-11-01"))
            #expect(run.done.isEmpty)
            try run.record(.docs([.one("a")]))
        }
        let archive = try shelf.archive()
        do {
            let run = try archive.begin(.on("2026-11-01"))
            #expect(run.done == ["docs": Array("done".utf8)])
            var rest = UnitRecord(name: "more", repository: "more", head: nil)
            rest.builds = [
                BuildRecord(
                    project: "app", revision: "abc", tree: "t", toolchain: "swift 6.3", environment: "lock",
                    result: .fails, reason: "no such module")
            ]
            try run.record(rest)
        }
        do {
            let other = try archive.begin(.on("2026-11-01", plan: "another"))
            #expect(other.done.isEmpty)
            #expect(try archive.builds(repository: "more", project: "app").isEmpty)
        }
        let run = try archive.begin(.on("2026-11-02", plan: "another"))
        #expect(run.done.isEmpty)
        #expect(try run.finish(at: 1) { _, _ in true }.summary.isEmpty)
        #expect(try archive.isSound())
    }

    @Test(
        "counts no run that is taken back, and tells what was known on a day where runs of later days are there"
    )
    func takenBack() throws {
        let archive = try shelf.archive()
        try archive.run("2026-11-01", ["a"])
        try archive.run("2026-11-05", ["a", "b"])
        let run = try archive.begin(.on("2026-11-06", plan: "q"))
        try run.record(.docs([.one("c")]))
        try run.abandon()
        #expect(try archive.changes(scope: "fleet")?.summary == "new b, stayed 1")
        let day = try #require(Day("2026-11-03"))
        let known = try archive.scope("fleet", before: "q", on: day)
        #expect(known.since == Day("2026-11-01") && known.later == Day("2026-11-05") && !known.isDone)
        #expect(known.findings.map(\.finding.fingerprint) == ["a"])
        let last = try archive.scope("fleet", before: "q", on: try #require(Day("2026-11-05")))
        #expect(last.since == Day("2026-11-05") && last.later == nil && last.findings.count == 2)
    }

    @Test("takes the findings of a unit once, even where it was recorded twice")
    func twice() throws {
        let run = try shelf.archive().begin(.on("2026-11-01"))
        try run.record(.docs([.one("a"), .one("a")]))
        try run.record(.docs([.one("a")]))
        #expect(try run.finish(at: 1) { _, _ in true }.summary == "new a")
    }

    @Test("is written by one run at a time, and read meanwhile")
    func twoAtOnce() throws {
        let archive = try shelf.archive()
        try archive.run("2026-11-01", ["a"])
        let other = try shelf.archive()
        let run = try archive.begin(.on("2026-11-02"))
        let error = try #require(throws: ArchiveError.self) {
            try other.begin(.on("2026-11-02"), patience: 0.1)
        }
        #expect(error.kind == .inUse)
        #expect(error.message == "another run writes to it")
        #expect(try other.findings(repository: "docs", path: "a.md").count == 1)
        _ = try run.finish(at: 1) { _, _ in true }
    }

    @Test("keeps states of pages, builds, histories and answers")
    func knowledge() throws {
        let archive = try shelf.archive()
        for (day, state) in [("2026-11-01", "current"), ("2026-11-02", "current"), ("2026-11-03", "drifted")]
        {
            let run = try archive.begin(.on(day))
            var unit = UnitRecord.docs([])
            unit.pages = [PageRecord(path: "a.md", state: state, contentDay: Day("2026-10-01"))]
            unit.measures = [MeasureRecord(subject: "docs", name: "links", holds: 3, fails: 1, unknown: 2)]
            unit.builds = [
                BuildRecord(
                    project: "app", revision: day, tree: "t", toolchain: "swift 6.3", environment: "",
                    result: state == "drifted" ? .fails : .builds, reason: "")
            ]
            try run.record(unit)
            _ = try run.finish(at: 1) { _, _ in true }
        }
        #expect(
            try archive.pages(repository: "docs", path: "a.md").map { "\($0.since) \($0.page.state)" }
                == ["2026-11-01 current", "2026-11-03 drifted"])
        #expect(
            try archive.lines().split(separator: "\n").filter { $0.contains(#""kind":"page""#) }.count == 2)
        #expect(
            try archive.builds(repository: "docs", project: "app").map { "\($0.day) \($0.build.result)" }
                == ["2026-11-01 builds", "2026-11-02 builds", "2026-11-03 fails"])
        try archive.keepHistory(repository: "docs", head: "abc", [1, 2, 0, 255])
        try archive.keepHistory(repository: "docs", head: "abd", [1, 2, 0])
        #expect(try archive.history(repository: "docs") == [1, 2, 0])
        #expect(try archive.history(repository: "other") == nil)
        let day = try #require(Day("2026-11-01"))
        try archive.keepAnswer(to: "pypi six", [1], on: day)
        #expect(try archive.answer(to: "pypi six")?.answer == [1])
        #expect(try archive.answer(to: "pypi six")?.day == day)
        #expect(try archive.answer(to: "pypi seven") == nil)
        #expect(try archive.repositories() == ["docs"])
    }

    @Test("is exported with the same bytes for the same content, whatever order it was written in")
    func export() throws {
        let other = Shelf()
        let names = ["a", "b", "\"q\"\n\u{1}ü"]
        for (archive, names) in [
            (try shelf.archive(), names), (try other.archive(), Array(names.reversed())),
        ] {
            try archive.run("2026-11-01", names)
            try archive.run("2026-11-02", ["a"])
        }
        let lines = try shelf.archive().lines()
        #expect(lines == (try other.archive().lines()))
        #expect(
            lines.hasPrefix(
                #"{"kind":"run","id":1,"scope":"fleet","plan":"p","day":"2026-11-01","version":"0"}"# + "\n"))
        #expect(lines.contains(#""fingerprint":"\"q\"\n\u0001ü""#))
        // An interrupted run counts for nothing.
        let run = try shelf.archive().begin(.on("2026-11-03"))
        try run.record(.docs([.one("z")]))
        #expect(try shelf.archive().lines() == lines)
    }
}
