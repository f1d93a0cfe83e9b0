import Testing

@testable import Repositories

@Suite("What is read without libgit2 is what libgit2 reads")
struct OrdinaryTests {
    let shop = Workshop()

    private var folder: String { shop.path + "/docs" }

    private func bytes() throws -> [UInt8] { try #require(Folder.text(ofFileAt: folder + "/.git/index")) }

    private func expectSameIndex() throws {
        let index = try #require(Index(ordinary: bytes()))
        #expect(try index == Index(libgit2: folder + "/.git/index"))
        #expect(index.count > 0)
    }

    private func expectSameWorkTree() throws {
        let repository = try Repository(at: folder)
        #expect(WorkTree(ordinaryAround: folder) == WorkTree(repository, root: folder))
    }

    private func makeFiles() throws {
        try shop.repository()
        for name in ["a", "a-b", "a/b", "a/b c", "ä", "docs/long/" + String(repeating: "x", count: 200)] {
            try shop.write("x", to: "docs/in \(name)/page.md")
        }
        try shop.write("x", to: "docs/page.md")
        try shop.commit()
    }

    @Test("an index of each version", arguments: ["2", "3", "4"])
    func versions(version: String) throws {
        try makeFiles()
        try shop.git("update-index", "--index-version", version, in: "docs")
        try shop.write("x", to: "docs/new.md")
        try shop.git("add", "--intent-to-add", "new.md", in: "docs")
        try expectSameIndex()
        #if os(Linux)
            try expectSameWorkTree()
        #endif
    }

    @Test("an index with submodules, files left out by a sparse checkout, and an unfinished merge")
    func kinds() throws {
        try makeFiles()
        try shop.git("sparse-checkout", "set", "--no-cone", "/page.md", in: "docs")
        let commit = try shop.git("rev-parse", "HEAD", in: "docs").prefix(40)
        try shop.git("update-index", "--add", "--cacheinfo", "160000,\(commit),module", in: "docs")
        let blob = try shop.git("hash-object", "-w", "page.md", in: "docs").prefix(40)
        let stages = (1...3).map { "100644 \(blob) \($0)\tmerged.md\n" }.joined()
        try shop.git("update-index", "--index-info", in: "docs", input: Array(stages.utf8))
        try expectSameIndex()
        let index = try #require(Index(ordinary: bytes()))
        #expect(index.submodules.count == 1)
        #expect((0..<index.count).contains { index.isSparse($0) })
    }

    @Test("an index that is split or sparse is left to libgit2")
    func unusualIndex() throws {
        try makeFiles()
        try shop.git("update-index", "--split-index", in: "docs")
        #expect(try Index(ordinary: bytes()) == nil)
        try shop.git("update-index", "--no-split-index", in: "docs")
        try expectSameIndex()
    }

    @Test("an index that is cut or broken anywhere never stops the program")
    func damagedIndex() throws {
        try makeFiles()
        for version in ["2", "4"] {
            try shop.git("update-index", "--index-version", version, in: "docs")
            let bytes = try bytes()
            let whole = Index(ordinary: bytes)
            for end in bytes.indices {
                // Git does not look at the checksum either: without its extensions an index is still whole.
                let cut = Index(ordinary: Array(bytes[..<end]))
                #expect(cut == nil || cut == whole)
            }
            for place in bytes.indices {
                for value: UInt8 in [0x00, 0x7F, 0xFF] {
                    var damaged = bytes
                    damaged[place] = value
                    _ = Index(ordinary: damaged)
                }
            }
        }
    }

    #if os(Linux)
        @Test(
            "a configuration as people write it",
            arguments: [
                "[core]\n\tignorecase = true\n", "[Core]\r\n  IgnoreCase=true\r\n", "# note\n; note\n\n",
                "[core]\n\texcludesFile = /somewhere/else\n", "[core]\n\texcludesFile = ~/ignored\n",
                "[core]\n\tignorecase = true\n[core]\n\tignorecase = false\n",
                "[remote \"origin\"]\n\turl = https://example.com\n\tbare = true\n",
            ])
        func configurations(text: String) throws {
            try shop.repository()
            let path = "docs/.git/config"
            let before = try #require(Folder.text(ofFileAt: shop.path + "/" + path))
            try shop.write(before + Array(text.utf8), to: path)
            #expect(WorkTree(ordinaryAround: folder) != nil)
            try expectSameWorkTree()
        }

        @Test(
            "a configuration with more in it is left to libgit2",
            arguments: [
                "[core]\n\tworktree = ../elsewhere\n", "[core]\n\tbare = true\n", "[include]\n\tpath = x\n",
                "[includeIf \"gitdir:x\"]\n\tpath = x\n", "[extensions]\n\tobjectFormat = sha256\n",
                "[core]\n\trepositoryformatversion = 1\n", "[core]\n\texcludesFile = \"/with quotes\"\n",
                "[core]\n\texcludesFile = /x # note\n", "[core] ignorecase = true\n",
                "[core]\n\tignorecase = yes\n", "[core]\n\tignorecase\n", "[user]\n\tname = a\\\n[core]\n",
                "[core]\n\texcludesFile = relative\n", "[core \n",
            ])
        func unusualConfigurations(text: String) throws {
            try shop.repository()
            let path = "docs/.git/config"
            let before = try #require(Folder.text(ofFileAt: shop.path + "/" + path))
            try shop.write(before + Array(text.utf8), to: path)
            #expect(WorkTree(ordinaryAround: folder) == nil)
        }

        @Test("a linked work tree, a submodule and a bare repository are left to libgit2")
        func unusualPlaces() throws {
            try makeFiles()
            try shop.git("worktree", "add", "--quiet", "../linked", in: "docs")
            #expect(WorkTree(ordinaryAround: shop.path + "/linked") == nil)
            try shop.git("clone", "--quiet", "--bare", "docs", "bare.git")
            #expect(WorkTree(ordinaryAround: shop.path + "/bare.git") == nil)
            #expect(WorkTree(ordinaryAround: shop.path + "/bare.git/objects") == nil)
            #expect(WorkTree(ordinaryAround: shop.path) == nil)
            #expect(WorkTree(ordinaryAround: folder + "/in a")?.root == folder)
        }
    #endif
}
