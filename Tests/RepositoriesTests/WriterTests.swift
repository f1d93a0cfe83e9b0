import Testing

@testable import Repositories

@Suite("A file is replaced")
struct WriterTests {
    let shop = Workshop()

    /// Replaces a file of the repository `docs`.
    ///
    /// - Returns: why it was not, if it was not.
    private func replace(
        _ path: String, _ old: String, _ new: String, meanwhile: () throws -> Void = {}
    ) throws -> String? {
        let snapshot = try shop.open()
        let entry = try #require(try snapshot.listing().entry(at: path))
        guard let writer = try snapshot.writer() else { return "there is no writer" }
        try meanwhile()
        do throws(NotWritten) {
            try writer.replace(entry, Array(old.utf8), with: Array(new.utf8))
            return nil
        } catch {
            return error.reason
        }
    }

    private func mode(_ name: String) throws -> String {
        String(try shop.run(["stat", "-c", "%a", name]).dropLast())
    }

    @Test("as a whole, with the permissions it had, and nothing is left beside it")
    func replaced() throws {
        try shop.repository()
        try shop.write("old\n", to: "docs/in/a page.md")
        try shop.write("old\n", to: "docs/top.md")
        try shop.run(["chmod", "751", "docs/in/a page.md"])
        #expect(try replace("in/a page.md", "old\n", "new\r\n\u{0}") == nil)
        #expect(try replace("top.md", "old\n", "") == nil)
        #expect(try shop.bytes(of: "docs/in/a page.md") == Array("new\r\n\u{0}".utf8))
        #expect(try shop.bytes(of: "docs/top.md").isEmpty)
        #expect(try mode("docs/in/a page.md") == "751")
        #expect(try shop.run(["ls", "-A", "docs/in"]) == "a page.md\n")
    }

    @Test("only where it still holds what was read")
    func changed() throws {
        try shop.repository()
        try shop.write("old\n", to: "docs/a.md")
        let reason = "it was changed while it was being mended"
        for other in ["owl\n", "old\nmore\n", ""] {
            #expect(
                try replace("a.md", "old\n", "new\n", meanwhile: { try shop.write(other, to: "docs/a.md") })
                    == reason)
            #expect(try shop.bytes(of: "docs/a.md") == Array(other.utf8))
        }
        let vanished = try replace("a.md", "", "new\n", meanwhile: { try shop.remove("docs/a.md") })
        #expect(vanished == "it has vanished")
        #expect(try shop.run(["ls", "-A", "docs"]) == ".git\n")
    }

    @Test("never through a symbolic link that has taken its place")
    func links() throws {
        try shop.repository()
        try shop.write("old\n", to: "docs/a.md")
        try shop.write("old\n", to: "docs/in/b.md")
        try shop.write("old\n", to: "outside/b.md")
        let file = try replace("a.md", "old\n", "new\n") {
            try shop.remove("docs/a.md")
            try shop.link("docs/a.md", to: "../outside/b.md")
        }
        #expect(file == "it is a symbolic link")
        let folder = try replace("in/b.md", "old\n", "new\n") {
            try shop.remove("docs/in")
            try shop.link("docs/in", to: "../outside")
        }
        #expect(folder != nil)
        #expect(try shop.bytes(of: "outside/b.md") == Array("old\n".utf8))
    }

    @Test("unless it or its folder is read-only")
    func readOnly() throws {
        try shop.repository()
        try shop.write("old\n", to: "docs/a.md")
        try shop.write("old\n", to: "docs/in/b.md")
        try shop.run(["chmod", "444", "docs/a.md"])
        try shop.run(["chmod", "555", "docs/in"])
        defer { _ = try? shop.run(["chmod", "755", "docs/in"]) }
        #expect(try replace("a.md", "old\n", "new\n") == "it is read-only")
        #expect(try replace("in/b.md", "old\n", "new\n") == "its folder is read-only")
        #expect(try shop.run(["ls", "-A", "docs/in"]) == "b.md\n")
    }

    @Test("and never in a revision")
    func revisions() throws {
        try shop.repository()
        try shop.write("old\n", to: "docs/a.md")
        try shop.commit()
        let writer = try shop.open(revision: "main").writer()
        let isThere = writer != nil
        #expect(!isThere)
    }
}
