import Testing

@testable import Repositories

@Suite("A work tree")
struct WorkTreeTests {
    let shop = Workshop()

    @Test("lists what is tracked and what is not ignored, and reads it as it is now")
    func listsTheWorkTree() throws {
        try shop.repository()
        try shop.write("# Guide\n", to: "docs/guide.md")
        try shop.write("old\n", to: "docs/changed.md")
        try shop.write("gone\n", to: "docs/deleted.md")
        try shop.write("build/\n*.log\n", to: "docs/.gitignore")
        try shop.commit()
        try shop.write("new\n", to: "docs/changed.md")
        try shop.write("staged\n", to: "docs/staged.md")
        try shop.git("add", "staged.md", in: "docs")
        try shop.write("untracked\n", to: "docs/in/untracked.md")
        try shop.write("ignored\n", to: "docs/build/out.md")
        try shop.write("ignored\n", to: "docs/in/a.log")
        try shop.remove("docs/deleted.md")
        let snapshot = try shop.open()
        #expect(snapshot.revision == nil)
        #expect(!snapshot.isBare)
        #expect(snapshot.root == shop.path + "/docs")
        let listing = try snapshot.listing()
        #expect(
            listing.entries.map(\.path) == [
                ".gitignore", "changed.md", "guide.md", "in/untracked.md", "staged.md",
            ])
        #expect(listing.problems.isEmpty)
        #expect(try snapshot.text("changed.md") == "new\n")
        #expect(try snapshot.text("in/untracked.md") == "untracked\n")
    }

    @Test("respects ignore files in every folder, the repository's own and the user's")
    func respectsAllIgnoreFiles() throws {
        try shop.repository()
        for name in ["a.tmp", "keep.tmp", "in/b.tmp", "in/c.tmp", "mine.txt", "yours.txt", "x.md"] {
            try shop.write("x", to: "docs/" + name)
        }
        try shop.write("*.tmp\n!keep.tmp\n", to: "docs/.gitignore")
        try shop.write("!c.tmp\n", to: "docs/in/.gitignore")
        try shop.write("mine.txt\n", to: "docs/.git/info/exclude")
        try shop.write("yours.txt\n", to: "ignored-by-the-user")
        try shop.link("the-link-to-it", to: "ignored-by-the-user")
        try shop.git("config", "core.excludesFile", shop.path + "/the-link-to-it", in: "docs")
        #expect(try shop.paths() == [".gitignore", "in/.gitignore", "in/c.tmp", "keep.tmp", "x.md"])
    }

    @Test("lists a tracked file also where a pattern ignores it or its folder")
    func trackedBeatsIgnored() throws {
        try shop.repository()
        try shop.write("x", to: "docs/out/tracked.md")
        try shop.commit()
        try shop.write("out/\n", to: "docs/.gitignore")
        try shop.write("x", to: "docs/out/untracked.md")
        #expect(try shop.paths() == [".gitignore", "out/tracked.md"])
    }

    @Test("is found from a folder deep inside, and knows where the user stands")
    func isFoundFromInside() throws {
        try shop.repository()
        try shop.write("x", to: "docs/a/b/c.md")
        let snapshot = try shop.open("docs/a/b")
        #expect(snapshot.root == shop.path + "/docs")
        #expect(snapshot.prefix == "a/b")
        #expect(snapshot.path(of: "c.md") == "a/b/c.md")
        #expect(snapshot.path(of: "../../README.md") == "README.md")
        #expect(snapshot.path(of: "../..") == "")
        #expect(snapshot.path(of: "../../..") == nil)
        #expect(snapshot.path(of: shop.path + "/docs/a/./x.md") == "a/x.md")
        #expect(snapshot.path(of: "/etc/passwd") == nil)
        try shop.link("way", to: "docs/a")
        #expect(snapshot.path(of: shop.path + "/way/new/x.md") == "a/new/x.md")
    }

    @Test("a folder that is no repository is listed too, with its ignore files")
    func plainFolder() throws {
        try shop.write("x", to: "plain/a.md")
        try shop.write("x", to: "plain/in/b.md")
        try shop.write("x", to: "plain/out/c.md")
        try shop.write("out\n", to: "plain/.gitignore")
        let snapshot = try shop.open("plain")
        #expect(!snapshot.isRepository)
        #expect(snapshot.revision == nil)
        #expect(try snapshot.listing().entries.map(\.path) == [".gitignore", "a.md", "in/b.md"])
        #expect(try snapshot.text("in/b.md") == "x")
    }

    @Test("a submodule, and a clone that nobody added, are listed and never entered")
    func submodules() throws {
        try shop.repository("part")
        try shop.write("x", to: "part/inner.md")
        try shop.commit(in: "part")
        try shop.repository()
        try shop.write("x", to: "docs/sub.md")
        try shop.git(
            "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", shop.path + "/part", "sub",
            in: "docs")
        try shop.commit()
        try shop.git("clone", "--quiet", "../part", "clone", in: "docs")
        let listing = try shop.open().listing()
        #expect(listing.entries.map(\.path) == [".gitmodules", "clone", "sub", "sub.md"])
        #expect(listing.entry(at: "sub")?.kind == .submodule)
        #expect(listing.entry(at: "clone")?.kind == .submodule)
        let committed = try shop.open(revision: "HEAD").listing()
        #expect(committed.entries.map(\.path) == [".gitmodules", "sub", "sub.md"])
        #expect(committed.entry(at: "sub")?.kind == .submodule)
        #expect(try shop.open().text("sub") == "not assessed: it is another repository (a submodule)")
    }

    @Test("what a sparse checkout leaves out exists, and is not read")
    func sparseCheckout() throws {
        try shop.repository()
        try shop.write("x", to: "docs/in/a.md")
        try shop.write("x", to: "docs/out/b.md")
        try shop.commit()
        try shop.git("sparse-checkout", "set", "--no-cone", "/in/", in: "docs")
        let snapshot = try shop.open()
        let listing = try snapshot.listing()
        #expect(listing.entries.map(\.path) == ["in/a.md", "out/b.md"])
        #expect(listing.entry(at: "out/b.md")?.isSparse == true)
        #expect(listing.entry(at: "in/a.md")?.isSparse == false)
        #expect(try snapshot.text("out/b.md").contains("sparse checkout"))
    }

    @Test("a second work tree of the repository is read like the first")
    func linkedWorkTree() throws {
        try shop.repository()
        try shop.write("x", to: "docs/a.md")
        try shop.commit()
        try shop.write("*.tmp\n", to: "docs/.git/info/exclude")
        try shop.git("worktree", "add", "--quiet", "../second", in: "docs")
        try shop.write("x", to: "second/b.md")
        try shop.write("x", to: "second/c.tmp")
        #expect(try shop.paths("second") == ["a.md", "b.md"])
    }

    @Test("an unfinished merge lists every file once")
    func unfinishedMerge() throws {
        try shop.repository()
        try shop.write("one\n", to: "docs/a.md")
        try shop.commit()
        try shop.git("checkout", "--quiet", "-b", "side", in: "docs")
        try shop.write("two\n", to: "docs/a.md")
        try shop.commit()
        try shop.git("checkout", "--quiet", "main", in: "docs")
        try shop.write("three\n", to: "docs/a.md")
        try shop.commit()
        #expect(throws: Workshop.Broken.self) { try shop.git("merge", "side", in: "docs") }
        #expect(try shop.paths() == ["a.md"])
        #expect(try shop.open().text("a.md").contains("<<<<<<<"))
    }

    @Test("a repository of another owner is read: nothing in it is run")
    func otherOwner() throws {
        try shop.repository()
        try shop.write("x", to: "docs/a.md")
        try shop.commit()
        // Only root can give a repository away; for anybody else there is nothing to show here.
        guard (try? shop.run(["chown", "-R", "65534:65534", "docs"])) != nil else { return }
        #expect(try shop.paths() == ["a.md"])
        #expect(try shop.paths(revision: "HEAD") == ["a.md"])
    }
}
