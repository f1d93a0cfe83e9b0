import Model
import Testing

@testable import Repositories

@Suite("The content date of a file")
struct ContentDateTests {
    let shop = Workshop()

    /// Makes a commit on a day of 2026.
    @discardableResult
    private func commit(on day: String, _ changes: [String: String?]) throws -> String {
        for (name, text) in changes {
            if let text { try shop.write(text, to: "docs/" + name) } else { try shop.remove("docs/" + name) }
        }
        shop.date = day.count == 5 ? "2026-\(day)T12:00:00Z" : day
        return try shop.commit()
    }

    private func history(asOf: String = "2026-12-31", policy: HistoryPolicy = HistoryPolicy()) async throws
        -> History
    {
        let state = try await HistoryWalk(shop.open(), policy: policy).run(workers: 2)
        let end = try shop.run(["date", "--date", asOf + "T23:59:59Z", "+%s"])
        return History(state, asOf: try #require(Int64(end.dropLast())))
    }

    /// The content date of a page, or why there is none.
    private func date(_ path: String = "page.md", asOf: String = "2026-12-31") async throws -> String {
        let file = try #require(try await history(asOf: asOf).file(path))
        switch file.content {
        case .at(let point): return point.day.description
        case .notAssessed(let reason): return reason
        }
    }

    @Test("is that of the commit that made it what it is")
    func simple() async throws {
        try shop.repository()
        try commit(on: "01-01", ["page.md": "old\n", "other.md": "x\n"])
        let id = try commit(on: "02-01", ["page.md": "new\n"])
        try commit(on: "03-01", ["other.md": "y\n"])
        let history = try await history()
        let page = try #require(history.file("page.md"))
        #expect(page.content.point?.id.description == id)
        #expect(page.content.point?.day.description == "2026-02-01")
        #expect(page.firstSeen.point?.day.description == "2026-01-01")
        #expect(page.lastTouched.point?.day.description == "2026-02-01")
        #expect(history.files.map(\.path) == ["other.md", "page.md"])
        #expect(history.file("gone.md") == nil)
    }

    @Test(
        "is not that of an edit that says nothing to a reader",
        arguments: [
            ("a\nb\n", "a\r\nb\r\n"), ("a\nb\n", "a  \nb"), ("a\n\nb\n", "a\n\n\n\nb\n\n\n"),
            ("a\n", "\u{FEFF}\na\n"),
            ("---\ntitle: T\nms.date: 01/01/2025\n---\na\n", "---\nms.topic: how-to\ntitle: T\n---\na\n"),
            ("a\n", "---\nauthor: someone\ntags:\n- one\n- two\n---\na\n"),
            ("+++\ntitle = \"T\"\n+++\na\n", "+++\ntitle = \"T\"\nlastmod = 2026-02-01\n+++\na\n"),
            (
                "<!--*\nfreshness: { owner: 'a' reviewed: '2023-01-01' }\n*-->\na\n",
                "<!--*\nfreshness: { owner: 'b' reviewed: '2024-01-01' }\n*-->\na\n"
            ),
            (
                "---\nlast_update:\n  date: 1/1/2025\n---\na\n",
                "---\nlast_update:\n  date: 2/2/2025\n---\na\n"
            ),
            (
                "# T\n\n@Metadata {\n  @CustomMetadata(key: \"reviewed\", value: \"1\")\n}\n",
                "# T\n\n@Metadata {\n  @CustomMetadata(key: \"reviewed\", value: \"2\")\n}\n"
            ),
            ("T\n=\n\n:date: 2020-01-01\n", "T\n=\n\n:date: 2021-01-01\n"),
            ("see [it](http://docs.a.com/x#y)\n", "see [it](https://a.dev/x#y)\n"),
            ("at https://github.com/apple/swift.\n", "at https://github.com/swiftlang/swift.\n"),
            ("!!! note\n\tA\n  \t  B\n", "!!! note\n    A\n      B\n"),
            ("### YamlMime:Hub\nmetadata:\n  ms.date: a\n", "### YamlMime:Hub\nmetadata:\n  ms.date: b\n"),
        ])
    func trivial(before: String, after: String) async throws {
        try shop.repository()
        try commit(on: "01-01", ["page.md": before])
        try commit(on: "05-01", ["page.md": after])
        #expect(try await date() == "2026-01-01")
    }

    @Test(
        "is that of an edit that does",
        arguments: [
            ("a\nb\n", "a\n\nb\n"), ("a b\n", "a  b\n"), ("  a\n", "a\n"), ("a\n", "A\n"),
            ("---\ntitle: T\n---\na\n", "---\ntitle: U\n---\na\n"),
            ("a\n---\nauthor: x\n---\n", "a\n---\nauthor: y\n---\n"),
            ("see https://a.com/x\n", "see https://a.com/y\n"),
            ("at https://github.com/apple\n", "at https://github.com/swiftlang\n"),
            ("at https://github.com/apple/swift\n", "at https://github.com/apple/llvm\n"),
            ("- a\n  - b\n", "- a\n    - b\n"), ("a\tb\n", "a    b\n"),
            ("open http://localhost:8080/x\n", "open http://localhost:8081/x\n"),
            ("open http://10.0.0.1/x\n", "open http://10.0.0.2/x\n"),
            ("open https://{host}/x\n", "open https://{name}/x\n"),
            ("a\u{0}\n\n\n", "a\u{0}\n"),
        ])
    func real(before: String, after: String) async throws {
        try shop.repository()
        try commit(on: "01-01", ["page.md": before])
        try commit(on: "05-01", ["page.md": after])
        #expect(try await date() == "2026-05-01")
    }

    @Test("is not that of a commit that is undone within 30 days, nor of the one that undoes it")
    func reversals() async throws {
        try shop.repository()
        try commit(on: "01-01", ["page.md": "good\n", "late.md": "good\n", "gone.md": "good\n"])
        try commit(on: "03-01", ["page.md": "bad\n", "late.md": "bad\n", "gone.md": nil])
        try commit(on: "03-20", ["page.md": "good \n", "gone.md": "good\n"])
        try commit(on: "04-20", ["late.md": "good\n"])
        #expect(try await date("page.md") == "2026-01-01")
        #expect(try await date("gone.md") == "2026-01-01")
        #expect(try await date("late.md") == "2026-04-20")
    }

    @Test(
        "follows a file to the name that it had before, also where a folder moved and was tidied up on the way"
    )
    func renames() async throws {
        try shop.repository()
        try commit(on: "01-01", ["old/a.md": "one\n", "old/b.md": "two\n", "c.md": "c\n"])
        try commit(
            on: "02-01", ["old/a.md": nil, "old/b.md": nil, "new/a.md": "one\n", "new/b.md": "two  \r\n"])
        try commit(on: "03-01", ["new/b.md": nil, "b.md": "two\n"])
        let history = try await history()
        let file = try #require(history.file("b.md"))
        #expect(file.content.point?.day.description == "2026-01-01")
        #expect(file.firstSeen.point?.day.description == "2026-01-01")
        #expect(file.lastTouched.point?.day.description == "2026-03-01")
        #expect(file.previousPaths.map(\.path) == ["new/b.md", "old/b.md"])
        #expect(history.file("new/a.md")?.content.point?.day.description == "2026-01-01")
        #expect(history.removal(of: "old/b.md")?.day.description == "2026-02-01")
        #expect(history.removal(of: "c.md") == nil)
        #expect(history.removal(of: "never.md") == nil)
        #expect(history.versions(of: "new/b.md").map { $0.objectID != nil } == [false, true])
    }

    @Test("passes over commits that .git-blame-ignore-revs lists")
    func ignored() async throws {
        try shop.repository()
        try commit(on: "01-01", ["page.md": "a\n"])
        let id = try commit(on: "02-01", ["page.md": "reflowed a\n"])
        #expect(try await date() == "2026-02-01")
        try commit(on: "03-01", [".git-blame-ignore-revs": "# Reflow\n\(id) # all pages\nnonsense\n"])
        #expect(try await date() == "2026-01-01")
        try commit(on: "04-01", ["page.md": "b\n"])
        #expect(try await date() == "2026-04-01")
    }

    @Test("is not assessed where the date of the commit is impossible")
    func impossible() async throws {
        try shop.repository()
        let old = try commit(on: "1970-01-01T00:00:10Z", ["old.md": "a\n"])
        let late = try commit(on: "06-01", ["late.md": "a\n"])
        #expect(
            try await date("old.md") == "commit \(old.prefix(10)) is dated 1970-01-01, before there was Git")
        #expect(
            try await date("late.md", asOf: "2026-05-01")
                == "commit \(late.prefix(10)) is dated 2026-06-01, after 2026-05-01, the day of this run")
        #expect(try await date("late.md", asOf: "2026-06-01") == "2026-06-01")
    }

    @Test("counts the merge of a branch once, on the day it was merged")
    func merges() async throws {
        try shop.repository()
        try commit(on: "01-01", ["page.md": "a\n"])
        try shop.git("checkout", "--quiet", "-b", "side", in: "docs")
        try commit(on: "01-05", ["page.md": "b\n"])
        try commit(on: "01-06", ["page.md": "c\n"])
        try shop.git("checkout", "--quiet", "main", in: "docs")
        try commit(on: "01-07", ["other.md": "x\n"])
        shop.date = "2026-02-01T12:00:00Z"
        try shop.git("merge", "--quiet", "--no-ff", "--no-edit", "side", in: "docs")
        #expect(try await date() == "2026-02-01")
    }

    @Test("tells a date that was set alone from one that came with an edit")
    func datesSetAlone() async throws {
        try shop.repository()
        let page = { (date: String, text: String) in "---\ntitle: T\nms.date: \(date)\n---\n\(text)\n" }
        try commit(on: "01-01", ["alone.md": page("1/1", "a"), "with.md": page("1/1", "a")])
        let id = try commit(on: "02-01", ["alone.md": page("2/1", "a"), "with.md": page("2/1", "b")])
        try commit(on: "03-01", ["alone.md": page("2/1", "a  "), "with.md": page("2/1", "b  ")])
        let history = try await history()
        #expect(history.file("alone.md")?.datesSetAlone?.id.description == id)
        #expect(history.file("with.md")?.datesSetAlone == nil)
    }

    @Test("is learnt for links, submodules, and names that are no text")
    func kinds() async throws {
        try shop.repository()
        try shop.link("docs/link", to: "page.md")
        try shop.write([0x61], to: "docs/page.md")
        try shop.run(["sh", "-c", #"printf x > "$(printf 'b\377d.md')""#], in: "docs")
        try commit(on: "01-01", [:])
        let head = try shop.git("rev-parse", "HEAD", in: "docs").prefix(40)
        try shop.git("update-index", "--add", "--cacheinfo", "160000,\(head),sub", in: "docs")
        shop.date = "2026-02-01T12:00:00Z"
        try shop.git("commit", "--quiet", "-m", "A submodule", in: "docs")
        let days = try await history().files.map { "\($0.path) \($0.content.point?.day.description ?? "-")" }
        #expect(days == ["b%FFd.md 2026-01-01", "link 2026-01-01", "page.md 2026-01-01", "sub 2026-02-01"])
    }
}
