import Model
import Testing

@testable import Repositories

@Suite("A history")
struct HistoryTroubleTests {
    let shop = Workshop()

    private func walk(_ name: String = "docs", workers: Int = 2) async throws -> History {
        let walk = try HistoryWalk(shop.open(name))
        return History(try await walk.run(workers: workers), asOf: 4_000_000_000)
    }

    /// Takes an object out of a repository.
    private func lose(_ name: String) throws {
        let id = String(try shop.git("rev-parse", name, in: "docs").prefix(40))
        try shop.remove("docs/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
    }

    @Test("is refused where the clone is shallow, and where there is no repository or no commit")
    func refused() async throws {
        try shop.repository()
        #expect(throws: RepositoryError.self) { try HistoryWalk(shop.open()) }
        try shop.write("a\n", to: "docs/a.md")
        try shop.commit()
        try shop.write("b\n", to: "docs/a.md")
        try shop.commit()
        try shop.git("clone", "--quiet", "--depth=1", "file://\(shop.path)/docs", "shallow")
        let error = try #require(throws: RepositoryError.self) { try HistoryWalk(shop.open("shallow")) }
        #expect(error.message == "the clone is shallow: commits before a certain one were left out")
        #expect(error.remedy == "`git fetch --unshallow` brings the rest of the history")
        try shop.write("a", to: "plain/a.md")
        let plain = try #require(throws: RepositoryError.self) { try HistoryWalk(shop.open("plain")) }
        #expect(plain.kind == .notARepository)
    }

    @Test("does without a content that is missing as long as it is not needed")
    func missingContents() async throws {
        try shop.repository()
        for (month, text) in ["one\n", "two\n", "three\n"].enumerated() {
            try shop.write(text, to: "docs/a.md")
            if text == "one\n" { try shop.write("b\n", to: "docs/b.md") }
            // Within 30 days the oldest could be what the newest went back to.
            shop.date = "2026-0\(2 * month + 1)-01T12:00:00Z"
            try shop.commit()
        }
        try lose("HEAD~2:a.md")
        #expect(try await walk().file("a.md")?.content.point != nil)
        try lose("HEAD~1:a.md")
        let file = try #require(try await walk().file("a.md"))
        let id = try shop.git("rev-parse", "HEAD~1:a.md", in: "docs").prefix(10)
        #expect(file.content == .notAssessed("object \(id) is missing from the repository, or damaged"))
        #expect(file.firstSeen.point != nil)
        #expect(try await walk().file("b.md")?.content.point != nil)
    }

    @Test("says so where a folder or a commit is missing, and dates the rest")
    func missingFolders() async throws {
        try shop.repository()
        for text in ["one\n", "two\n", "three\n"] {
            try shop.write(text, to: "docs/in/a.md")
            if text == "one\n" { try shop.write("b\n", to: "docs/in/b.md") }
            try shop.write(text, to: "docs/top.md")
            try shop.commit()
        }
        try lose("HEAD~1:in")
        let id = try shop.git("rev-parse", "HEAD", in: "docs").prefix(10)
        let gap = "what was there before commit \(id) cannot be read from the repository"
        var history = try await walk()
        #expect(history.file("in/b.md")?.content == .notAssessed(gap))
        #expect(history.file("in/b.md")?.firstSeen == .notAssessed(gap))
        #expect(history.file("top.md")?.content.point != nil)
        try lose("HEAD~1")
        history = try await walk()
        #expect(history.file("top.md")?.content == .notAssessed(gap))
        // A state with a gap is not built upon: the object may be there the next time.
        let state = try await HistoryWalk(shop.open()).run(workers: 1)
        #expect(state.log.hasGaps)
    }

    @Test("is walked through folders nested without an end")
    func deep() async throws {
        try shop.repository()
        let path = String(repeating: "d/", count: 400) + "x.md"
        let stream = """
            blob
            mark :1
            data 2
            a
            commit refs/heads/main
            committer A <a@example.com> 1700000000 +0000
            data 1
            a
            M 100644 :1 \(path)
            M 100644 :1 top.md

            """
        try shop.git("fast-import", "--quiet", in: "docs", input: Array(stream.utf8))
        let history = try await walk()
        #expect(history.file("top.md")?.content.point != nil)
        let files = Array(history.files)
        #expect(files.count == 2)
        #expect(files.first?.path.hasPrefix("d/d/d/") == true)
        #expect(files.first?.content.reason?.hasSuffix("cannot be read from the repository") == true)
    }

    @Test("does without a commit-graph that is damaged, and is never read outside of it")
    func damagedGraph() async throws {
        try shop.repository()
        for text in ["one\n", "two\n"] {
            try shop.write(text, to: "docs/a.md")
            try shop.commit()
        }
        try shop.git("commit-graph", "write", "--reachable", in: "docs")
        let name = "docs/.git/objects/info/commit-graph"
        let bytes = try shop.bytes(of: name)
        let head = try #require(try await walk().head?.id)
        #expect(CommitGraph(bytes)?.place(of: head) != nil)
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var damaged = bytes
            damaged[place] ^= 0xFF
            if let graph = CommitGraph(damaged) {
                _ = graph.place(of: head)
                for place in 0..<graph.count { _ = (graph.id(at: place), graph.header(at: place)) }
            }
            _ = CommitGraph(Array(bytes[..<place]))
        }
        try shop.remove(name)
        try shop.write(Array(bytes[..<(bytes.count / 2)]), to: name)
        #expect(CommitGraph(of: shop.path + "/docs/.git") == nil)
        #expect(try await walk().file("a.md")?.content.point?.id == head)
    }

    @Test("is kept as bytes, and damaged bytes are no state")
    func coding() async throws {
        try shop.repository()
        for text in ["one\n", "two\n"] {
            try shop.write(text, to: "docs/a.md")
            try shop.commit()
        }
        let bytes = try await HistoryWalk(shop.open()).run(workers: 1).encoded()
        #expect(HistoryState(decoding: bytes)?.encoded() == bytes)
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 0x11
            #expect(HistoryState(decoding: damaged) == nil)
            #expect(HistoryState(decoding: Array(bytes[..<place])) == nil)
        }
    }

    @Test("is kept with what came later behind it, as far as that is whole and goes on from it")
    func additions() async throws {
        try shop.repository()
        func next(_ text: String, after kept: [UInt8]) async throws -> HistoryState {
            try shop.write(text, to: "docs/a.md")
            try shop.commit()
            return try await HistoryWalk(shop.open()).run(resuming: HistoryState(decoding: kept), workers: 1)
        }
        try shop.write(
            String(repeating: "long ", count: 200), to: "docs/\(String(repeating: "b", count: 200)).md")
        let first = try await next("one\n", after: []).encoded()
        let second = try await next("two\n", after: first)
        let more = try #require(second.addition())
        #expect(more.count < first.count)
        #expect(second.keptLength == first.count)
        #expect(HistoryState(decoding: first + more)?.encoded() == second.encoded())
        for place in more.indices {
            var damaged = more
            damaged[place] ^= 0x11
            #expect(HistoryState(decoding: first + damaged)?.encoded() == first)
            #expect(HistoryState(decoding: first + more[..<place])?.encoded() == first)
        }
        // Two that were at work at once: what the second one added is not taken, and all is written again.
        let twice = try #require(HistoryState(decoding: first + more + more))
        #expect(twice.encoded() == second.encoded())
        #expect(try await next("three\n", after: first + more + more).addition() == nil)
    }
}
