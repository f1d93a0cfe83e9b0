import Model
import RandomDocuments
import Reporting
import Testing

@testable import Commands

@Suite("A run from the cache shows what a run without it shows")
struct RunCacheTests {
    @Test(
        "whatever was edited, renamed, removed, touched or configured anew in between",
        arguments: 0..<6)
    func edits(seed: Int) async throws {
        let site = try CachedSite(isRepository: seed % 2 == 0)
        var random = SplitMix64(seed: UInt64(seed))
        // With the clock ahead what was just written counts as settled, as in a repository at rest.
        let cache = site.cache(clockAhead: seed % 3 == 0 ? 0 : 60)
        for step in 0..<12 {
            for _ in 0...random.number(below: 2) { try site.edit(&random) }
            let plain = try await site.shown(nil)
            #expect(try await site.shown(cache) == plain, "step \(step)")
            #expect(try await site.shown(cache) == plain, "step \(step), again")
        }
    }

    @Test("the second time it is not made again")
    func hit() async throws {
        for ahead in [0, 60] {
            let site = try CachedSite(isRepository: true)
            let cache = site.cache(clockAhead: Int64(ahead))
            let first = try await site.shown(cache)
            try site.markRecords()
            #expect(try await site.shown(cache).report == CachedSite.mark)
            #expect(first.report != CachedSite.mark)
        }
    }

    @Test("a file that was only touched, and a folder that something ignored came into, change nothing")
    func touched() async throws {
        let site = try CachedSite(isRepository: true)
        let cache = site.cache(clockAhead: 60)
        _ = try await site.shown(cache)
        try site.markRecords()
        try site.run("touch page.md docs; echo x > note.tmp; git add page.md")
        #expect(try await site.shown(cache).report == CachedSite.mark)
        #expect(try await site.shown(cache).report == CachedSite.mark)
    }

    @Test("in folders with many files and folders, too, every change is seen")
    func manyFiles() async throws {
        let site = try CachedSite(isRepository: true)
        let cache = site.cache(clockAhead: 60)
        try site.run(
            "for n in $(seq 40); do mkdir -p docs/many/$n docs/many/one; echo '# T' > docs/many/one/$n.md; done"
        )
        for change in [
            "true", "echo '[a](b.md)' >> docs/many/one/7.md", "rm docs/many/one/9.md",
            "echo '[a](c.md)' > docs/many/21/page.md", "mv docs/many/one docs/many/other",
            "ln -s other docs/many/one", "rm -r docs/many",
        ] {
            try site.run(change)
            let plain = try await site.shown(nil)
            #expect(try await site.shown(cache) == plain, "\(change)")
            #expect(try await site.shown(cache) == plain, "\(change), again")
        }
    }

    @Test("another build of the program, day, request or width does not see it")
    func keys() async throws {
        let site = try CachedSite(isRepository: false)
        let cache = site.cache(clockAhead: 60)
        let plain = try await site.shown(cache)
        try site.markRecords()
        #expect(try await site.shown(site.cache(clockAhead: 60, program: [2])) == plain)
        var tomorrow = site.request
        tomorrow.today = try #require(Day("2999-01-01"))
        var other = site.request
        other.rules = ["links/*"]
        var path = site.request
        path.paths = ["docs"]
        var never = site.request
        never.failOn = .never
        for request in [tomorrow, other, path, never] {
            let shown = try await site.shown(cache, request)
            #expect(try await shown == site.shown(nil, request))
            #expect(shown.report != CachedSite.mark)
        }
        var wide = ReportOptions()
        wide.width = 60
        #expect(try await site.shown(cache, options: wide).report != CachedSite.mark)
        #expect(try await site.shown(cache).report == CachedSite.mark)
    }

    @Test("a record that is cut or damaged anywhere is made anew")
    func damage() async throws {
        let site = try CachedSite(isRepository: false)
        let cache = site.cache(clockAhead: 60)
        let plain = try await site.shown(cache)
        let record = try #require(site.records().first)
        let bytes = try #require(cache.folder.read(record))
        var random = SplitMix64(seed: 7)
        for round in 0..<60 {
            var damaged = bytes
            if round.isMultiple(of: 2) {
                damaged.removeLast(1 + random.number(below: bytes.count))
            } else {
                damaged[random.number(below: bytes.count)] ^= 1 << UInt8(random.number(below: 8))
            }
            #expect(RunRecord(damaged) == nil)
            cache.folder.write(record, damaged)
            #expect(try await site.shown(cache) == plain)
        }
        let report = String(record.dropLast(3)) + "report"
        for other in [[], CachedSite.mark, Array(try #require(cache.folder.read(report)).dropLast())] {
            cache.folder.write(report, other)
            #expect(try await site.shown(cache) == plain)
        }
        for length in 0..<min(400, bytes.count) { #expect(RunRecord(Array(bytes[..<length])) == nil) }
    }

    @Test("many at once, and a folder that cannot be written, do no harm")
    func concurrency() async throws {
        let site = try CachedSite(isRepository: true)
        let plain = try await site.shown(nil)
        let cache = site.cache(clockAhead: 60)
        let all = try await withThrowingTaskGroup(of: CachedSite.Shown.self) { group in
            for _ in 0..<8 { group.addTask { try await site.shown(cache) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(all.allSatisfy { $0 == plain })
        var blocked = cache
        blocked.folder = CacheFolder(path: site.path + "/page.md/cache")
        #expect(try await site.shown(blocked) == plain)
        #expect(try await site.shown(blocked) == plain)
    }

    @Test("a revision is shown again, and another one is not taken for it")
    func revisions() async throws {
        let site = try CachedSite(isRepository: true)
        try site.run("git add -A && \(CachedSite.commit)")
        var request = site.request
        request.place.revision = "HEAD"
        let cache = site.cache(clockAhead: 60)
        let plain = try await site.shown(nil, request)
        #expect(try await site.shown(cache, request) == plain)
        try site.markRecords()
        #expect(try await site.shown(cache, request).report == CachedSite.mark)
        try site.run("echo '[a](nowhere.md)' >> page.md && git add -A && \(CachedSite.commit)")
        let next = try await site.shown(cache, request)
        #expect(try await next == site.shown(nil, request))
        #expect(next.report != CachedSite.mark)
    }

    @Test("code from another repository is shown again until that repository has another commit")
    func otherRepository() async throws {
        let site = try CachedSite(isRepository: true)
        let samples = site.path + "-samples"
        defer { _ = try? Shell.run("rm -rf \(Shell.quoted(samples))") }
        try site.run(
            "git init -q \(Shell.quoted(samples)) && cd \(Shell.quoted(samples)) && "
                + "echo 'let a = 1' > main.swift && git add -A && \(CachedSite.commit)")
        try Shell.write(
            "snippets:\n  repositories:\n    samples: \(samples)\n", to: site.path + "/.docent.yml")
        try site.run(
            "printf '<!-- docent: snippet source=samples:main.swift -->\n\n```swift\nlet a = 1\n```\n' > copy.md"
        )
        let cache = site.cache(clockAhead: 60)
        let plain = try await site.shown(nil)
        #expect(try await site.shown(cache) == plain)
        try site.markRecords()
        #expect(try await site.shown(cache).report == CachedSite.mark)
        // What is not committed does not count.
        try site.run("echo 'let a = 2' > \(Shell.quoted(samples))/main.swift")
        #expect(try await site.shown(cache).report == CachedSite.mark)
        try site.run("cd \(Shell.quoted(samples)) && \(CachedSite.commit) -a")
        let next = try await site.shown(cache)
        #expect(try await next == site.shown(nil))
        #expect(next.report != plain.report)
        #expect(next.report != CachedSite.mark)
        // One that cannot be opened is looked for again.
        try site.run("mv \(Shell.quoted(samples)) \(Shell.quoted(samples))-away")
        let without = try await site.shown(cache)
        #expect(try await without == site.shown(nil))
        #expect(without != next)
        try site.run("mv \(Shell.quoted(samples))-away \(Shell.quoted(samples))")
        #expect(try await site.shown(cache) == next)
    }

    @Test("old records go when there are many")
    func pruning() throws {
        let site = try CachedSite(isRepository: false)
        let cache = site.cache(clockAhead: 0)
        for number in 0..<230 { cache.folder.write("site\(number % 7)/\(number).run", [1]) }
        cache.folder.prune()
        #expect(try site.records().count == 200)
    }

    @Test("`--no-cache` writes and reads nothing, and without it the second run says the same")
    func commandLine() throws {
        let site = try CachedSite(isRepository: false)
        let cache = "XDG_CACHE_HOME=\(Shell.quoted(site.path + "-xdg"))"
        let withoutTime = "sed 's/; [0-9.]* s$//'"
        let plain = try Shell.run("\(cache) docent check --no-cache | \(withoutTime)", in: site.path)
        #expect(try Shell.run("ls \(Shell.quoted(site.path + "-xdg"))").status != 0)
        let first = try Shell.run("\(cache) docent check | \(withoutTime)", in: site.path)
        let second = try Shell.run("\(cache) docent check | \(withoutTime)", in: site.path)
        #expect(plain.output == first.output)
        #expect(plain.output == second.output)
        #expect(plain.output.contains("nowhere.md"))
        _ = try Shell.run("rm -rf \(Shell.quoted(site.path + "-xdg"))")
    }
}
