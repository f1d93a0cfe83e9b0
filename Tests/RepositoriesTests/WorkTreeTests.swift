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
}
