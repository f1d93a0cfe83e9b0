import Testing

@testable import Repositories

@Suite("A revision")
struct RevisionTests {
    let shop = Workshop()

    /// A repository with two commits, a light and an annotated tag, and a bare clone of it.
    private func prepare() throws -> (first: String, second: String) {
        try shop.repository()
        try shop.write("one\n", to: "docs/guide.md")
        try shop.write("x\n", to: "docs/a-b.md")
        try shop.write("x\n", to: "docs/a/b.md")
        try shop.write("x\n", to: "docs/a.md")
        let first = try shop.commit()
        try shop.git("tag", "v1.0", in: "docs")
        try shop.git("tag", "-m", "Signed off", "v1.0-final", in: "docs")
        try shop.write("two\n", to: "docs/guide.md")
        let second = try shop.commit()
        try shop.git("clone", "--quiet", "--bare", "docs", "mirror.git")
        return (first, second)
    }

    @Test(
        "is named by a branch, a tag, a short id or a way from one",
        arguments: ["v1.0", "v1.0-final", "HEAD~1", "main~1", "main^", "refs/tags/v1.0"])
    func names(_ name: String) throws {
        let (first, _) = try prepare()
        for snapshot in [
            try shop.open(revision: name), try shop.open("", repository: "mirror.git", revision: name),
        ] {
            #expect(snapshot.revision == first)
            #expect(try snapshot.text("guide.md") == "one\n")
        }
    }

    @Test("of a mirror without a configuration is read as of any bare repository")
    func bareWithoutConfiguration() throws {
        let (_, second) = try prepare()
        try shop.remove("mirror.git/config")
        let snapshot = try shop.open("", repository: "mirror.git")
        #expect(snapshot.isBare)
        #expect(snapshot.revision == second)
        #expect(try snapshot.text("guide.md") == "two\n")
    }

    @Test("is named by the beginning of its id")
    func shortID() throws {
        let (first, second) = try prepare()
        #expect(try shop.open(revision: String(first.prefix(8))).revision == first)
        #expect(try shop.open(revision: second).revision == second)
    }

    @Test("gives the same from a bare repository as from a clean work tree")
    func sameFromBareAndWorkTree() throws {
        let (_, second) = try prepare()
        let bare = try shop.open("", repository: "mirror.git")
        #expect(bare.isBare)
        #expect(bare.revision == second)
        let workTree = try shop.open()
        let paths = try bare.listing().entries.map(\.path)
        #expect(paths == ["a-b.md", "a.md", "a/b.md", "guide.md"])
        #expect(try workTree.listing().entries.map(\.path) == paths)
        for path in paths { #expect(try bare.text(path) == workTree.text(path)) }
    }

    @Test("does not see what is not committed")
    func ignoresTheWorkTree() throws {
        _ = try prepare()
        try shop.write("three\n", to: "docs/guide.md")
        try shop.write("x\n", to: "docs/untracked.md")
        let snapshot = try shop.open(revision: "main")
        #expect(try snapshot.text("guide.md") == "two\n")
        #expect(try snapshot.listing().entry(at: "untracked.md") == nil)
    }

    @Test("that nobody knows comes with the name that was probably meant")
    func unknownRevision() throws {
        _ = try prepare()
        try shop.git("branch", "feature/search", in: "docs")
        #expect(error("mian").kind == .unknownRevision(near: ["main"]))
        #expect(error("v1.O").kind == .unknownRevision(near: ["v1.0"]))
        #expect(error("v1.O~1").kind == .unknownRevision(near: ["v1.0"]))
        #expect(error("search").kind == .unknownRevision(near: ["feature/search"]))
        #expect(error("zzzzzzzzzz").kind == .unknownRevision(near: []))
        let unknown = error("mian")
        #expect(unknown.operation == "cannot read the revision 'mian'")
        #expect(unknown.message == "no branch, tag or commit has this name")
        #expect(unknown.remedy == "did you mean 'main'?")
        #expect(error("main~7").message == "'main' is there, but 'main~7' leads to nothing")
    }

    @Test("that is no commit, or no revision at all, is an error that says so")
    func noCommit() throws {
        _ = try prepare()
        let tree = try shop.git("rev-parse", "HEAD^{tree}", in: "docs").prefix(40)
        #expect(error(String(tree)).message == "it names a folder's content (a tree), not a commit")
        #expect(error("main:guide.md").message == "it names a file's content (a blob), not a commit")
        #expect(error("main:guide.md").kind == .notACommit)
        try shop.git("tag", "-m", "x", "of-a-blob", "HEAD:guide.md", in: "docs")
        #expect(error("of-a-blob").message == "the tag is not one of a commit")
        #expect(error("main\0").message == "no revision has a NUL character in its name")
        #expect(error("").kind == .unknownRevision(near: []))
        #expect(error("main..v1.0").kind != .damaged)
        #expect(error("^main").kind != .damaged)
        #expect(error("main@{").kind != .damaged)
    }

    @Test("whose short id fits several objects is ambiguous")
    func ambiguous() throws {
        try shop.repository()
        for number in 0..<600 { try shop.write("\(number)\n", to: "docs/\(number).md") }
        try shop.commit()
        let ids = try shop.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)", in: "docs")
        let starts = ids.split(separator: "\n").map { $0.prefix(4) }
        let twice = try #require(zip(starts, starts.dropFirst()).first { $0 == $1 }?.0)
        let failure = error(String(twice))
        #expect(failure.kind == .ambiguousRevision)
        #expect(failure.message == "several objects have an id that begins so")
    }

    @Test("of an empty repository is an error that says there is no commit yet")
    func emptyRepository() throws {
        try shop.repository()
        try shop.git("init", "--quiet", "--bare", "empty.git")
        #expect(error("HEAD").kind == .noCommits)
        #expect(error("HEAD").message == "there is no commit yet")
        #expect(throws: RepositoryError.self) { try shop.open("", repository: "empty.git") }
        try shop.write("x", to: "docs/a.md")
        #expect(try shop.paths() == ["a.md"])
    }

    @Test("needs a repository")
    func noRepository() throws {
        try shop.write("x", to: "plain/a.md")
        #expect(throws: RepositoryError.self) { try shop.open("plain", revision: "main") }
        do throws(RepositoryError) {
            _ = try shop.open("plain", repository: "plain")
            Issue.record("a plain folder was opened as a repository")
        } catch {
            #expect(error.kind == .notARepository)
            #expect(error.message == "there is no Git repository at this path")
        }
        do throws(RepositoryError) {
            _ = try shop.open("", repository: "nowhere.git")
            Issue.record("nothing was opened as a repository")
        } catch {
            #expect(error.kind == .missing)
            #expect(error.description.contains("nowhere.git': there is nothing at this path"))
        }
    }

    /// The error that a revision gives.
    private func error(_ revision: String) -> RepositoryError {
        do throws(RepositoryError) {
            _ = try shop.open(revision: revision)
        } catch {
            return error
        }
        Issue.record("'\(revision)' is a revision")
        return RepositoryError(.damaged, code: 0, operation: "", message: "")
    }
}
