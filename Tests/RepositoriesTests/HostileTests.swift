import Model
import Testing

@testable import Repositories

@Suite("Bad input is normal input")
struct HostileTests {
    let shop = Workshop()

    @Test("a missing object is not assessed, and the rest is read")
    func missingObject() throws {
        try shop.repository()
        try shop.write("one\n", to: "docs/a.md")
        try shop.write("two\n", to: "docs/b.md")
        try shop.write("three\n", to: "docs/in/c.md")
        try shop.commit()
        let blob = try shop.git("rev-parse", "HEAD:a.md", in: "docs").prefix(40)
        try shop.remove("docs/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
        let snapshot = try shop.open(revision: "HEAD")
        #expect(
            try snapshot.text("a.md")
                == "not assessed: object \(blob.prefix(10)) is missing from the repository")
        #expect(try snapshot.text("b.md") == "two\n")

        let tree = try shop.git("rev-parse", "HEAD:in", in: "docs").prefix(40)
        try shop.remove("docs/.git/objects/\(tree.prefix(2))/\(tree.dropFirst(2))")
        let listing = try snapshot.listing()
        #expect(listing.entries.map(\.path) == ["a.md", "b.md"])
        #expect(
            listing.problems == [
                Listing.Problem(
                    path: "in", isFolder: true,
                    reason: "object \(tree.prefix(10)) is missing from the repository")
            ])
        guard case .unknown(let reason) = listing.answer(at: "in/c.md") else {
            Issue.record("a file in a folder that cannot be listed is known")
            return
        }
        #expect(reason.hasPrefix("'in' could not be listed: object"))

        let root = try shop.git("rev-parse", "HEAD^{tree}", in: "docs").prefix(40)
        try shop.remove("docs/.git/objects/\(root.prefix(2))/\(root.dropFirst(2))")
        #expect(throws: RepositoryError.self) { try snapshot.listing() }

        let commit = try #require(snapshot.revision)
        try shop.remove("docs/.git/objects/\(commit.prefix(2))/\(commit.dropFirst(2))")
        do throws(RepositoryError) {
            _ = try shop.open("", repository: "docs", revision: "main")
            Issue.record("a branch without its commit was opened")
        } catch {
            #expect(error.kind == .damaged)
            #expect(error.message == "it leads to an object that is missing from the repository")
        }
    }

    @Test("a damaged object is not assessed")
    func damagedObject() throws {
        try shop.repository()
        try shop.write(String(repeating: "one\n", count: 1000), to: "docs/a.md")
        try shop.commit()
        let blob = try shop.git("rev-parse", "HEAD:a.md", in: "docs").prefix(40)
        let name = "docs/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
        let whole = try shop.bytes(of: name)
        let snapshot = try shop.open(revision: "HEAD")
        var turned = whole
        for place in turned.indices { turned[place] ^= 0x55 }
        var otherEnd = whole
        otherEnd[whole.count - 3] ^= 0x55
        let empty: [UInt8] = []
        for damaged in [empty, Array(whole.prefix(20)), turned, otherEnd] {
            try shop.remove(name)
            try shop.write(damaged, to: name)
            let text = try snapshot.text("a.md")
            #expect(text.hasPrefix("not assessed: object \(blob.prefix(10)) is "), "\(text.prefix(80))")
        }
    }

    @Test("names that are no UTF-8, or hold quotes and line feeds, are listed and read")
    func strangeNames() throws {
        try shop.repository()
        try shop.write("line feed", to: "docs/a\nb.md")
        try shop.write("quotes", to: "docs/\"q\" 'q'.md")
        try shop.write("emoji", to: "docs/🎉 é.md")
        #if os(Linux)
            try shop.run(["sh", "-c", "printf bytes > \"$(printf 'docs/b\\377\\303.md')\""])
        #endif
        try shop.commit()
        for snapshot in [try shop.open(), try shop.open(revision: "HEAD")] {
            let listing = try snapshot.listing()
            #expect(try snapshot.text("a\nb.md") == "line feed")
            #expect(try snapshot.text("\"q\" 'q'.md") == "quotes")
            #expect(try snapshot.text("🎉 é.md") == "emoji")
            #if os(Linux)
                #expect(listing.entries.map(\.path) == ["\"q\" 'q'.md", "a\nb.md", "b%FF%C3.md", "🎉 é.md"])
                let entry = try #require(listing.entries.first { $0.path == "b%FF%C3.md" })
                #expect(entry.pathBytes == [0x62, 0xFF, 0xC3, 0x2E, 0x6D, 0x64])
                var reader = try snapshot.reader()
                #expect(reader.read(entry) == .bytes(Array("bytes".utf8)))
            #endif
        }
    }

    @Test("links are followed to say what exists, never out of the repository, and never for ever")
    func symbolicLinks() throws {
        try shop.write("secret", to: "outside.md")
        try shop.repository()
        try shop.write("x", to: "docs/real/a.md")
        try shop.link("docs/direct.md", to: "real/a.md")
        try shop.link("docs/folder", to: "./real")
        try shop.link("docs/real/up", to: "../folder/a.md")
        try shop.link("docs/loop-a", to: "loop-b")
        try shop.link("docs/loop-b", to: "loop-a")
        try shop.link("docs/self", to: "self/self")
        try shop.link("docs/out", to: "../outside.md")
        try shop.link("docs/absolute", to: "/etc/passwd")
        try shop.link("docs/dangling", to: "nothing.md")
        try shop.commit()
        for snapshot in [try shop.open(), try shop.open(revision: "HEAD")] {
            let listing = try snapshot.listing()
            func answer(_ path: String) -> String {
                switch listing.answer(at: path) {
                case .entry(.file): "file"
                case .entry(.folder): "folder"
                case .entry(.nothing): "nothing"
                case .unknown(let reason): reason
                default: "another answer"
                }
            }
            let expected: [String: String] = [
                "direct.md": "file", "folder": "folder", "folder/a.md": "file", "real/up": "file",
                "folder/up": "file", "loop-a": "nothing", "self": "nothing", "self/x": "nothing",
                "dangling": "nothing", "real": "folder", "real/": "folder", "": "folder",
                "real/a.md/x": "nothing",
                "out": "a symbolic link leads out of the repository",
                "absolute": "a symbolic link leads out of the repository",
            ]
            for (path, word) in expected { #expect(answer(path) == word, "\(path)") }
            for path in ["out", "absolute", "direct.md", "loop-a"] {
                #expect(try snapshot.text(path) == "not assessed: it is a symbolic link")
            }
        }
    }

    @Test("a folder that has become a link since it was listed is not followed")
    func folderBecomesLink() throws {
        try shop.write("secret", to: "secrets/a.md")
        try shop.write("harmless", to: "docs/in/a.md")
        let snapshot = try shop.open()
        let entry = try #require(try snapshot.listing().entry(at: "in/a.md"))
        try shop.remove("docs/in")
        try shop.link("docs/in", to: "../secrets")
        var reader = try snapshot.reader()
        guard case .notAssessed = reader.read(entry) else {
            Issue.record("a link was followed out of the folder")
            return
        }
    }

    @Test("a pipe is not waited for, also when it takes a file's place after listing")
    func pipes() throws {
        try shop.write("x", to: "docs/later.md")
        try shop.run(["mkfifo", "docs/pipe.md"])
        let snapshot = try shop.open()
        let listing = try snapshot.listing()
        #expect(listing.entries.map(\.path) == ["later.md"])
        #expect(listing.problems.map(\.path) == ["pipe.md"])
        #expect(listing.problems.map(\.reason) == ["it is a pipe, not a file"])
        try shop.remove("docs/later.md")
        try shop.run(["mkfifo", "docs/later.md"])
        var reader = try snapshot.reader()
        #expect(reader.read(listing.entries[0]) == .notAssessed("it is a pipe, not a file"))
        try shop.remove("docs/later.md")
        #expect(reader.read(listing.entries[0]) == .notAssessed("it has vanished"))
        try shop.write("x", to: "docs/later.md/now-a-folder")
        #expect(reader.read(listing.entries[0]) == .notAssessed("it is a folder"))
    }

    @Test("a file over the limit is not read")
    func tooLarge() throws {
        try shop.repository()
        try shop.write(String(repeating: "x", count: 2000), to: "docs/big.md")
        try shop.write(String(repeating: "x", count: 1000), to: "docs/fits.md")
        try shop.commit()
        var limits = Limits()
        limits.fileSize = 1000
        for snapshot in [try shop.open(limits: limits), try shop.open(revision: "HEAD", limits: limits)] {
            #expect(
                try snapshot.text("big.md")
                    == "not assessed: it is too large: 2000 bytes, where the limit is 1000")
            #expect(try snapshot.text("fits.md").utf8.count == 1000)
        }
    }

    @Test("many files in one folder and deep folders are all listed")
    func manyAndDeep() throws {
        try shop.repository()
        for number in 0..<5000 { try shop.write("x", to: "docs/many/\(number).md") }
        let deep = Array(repeating: "d", count: 600).joined(separator: "/") + "/deep.md"
        try shop.write("deep", to: "docs/" + deep)
        try shop.commit()
        for snapshot in [try shop.open(), try shop.open(revision: "HEAD")] {
            let listing = try snapshot.listing()
            #expect(listing.entries.count == 5001)
            #expect(try snapshot.text(deep) == "deep")
        }
    }

    @Test("a few objects that describe a tree without an end are stopped")
    func treeBomb() throws {
        try shop.repository()
        var id = try shop.git("hash-object", "-w", "--stdin", in: "docs", input: [0x78]).prefix(40)
        var kind = "100644 blob"
        for _ in 0..<12 {
            let text = (0..<10).map { "\(kind) \(id)\t\($0)\n" }.joined()
            id = try shop.git("mktree", in: "docs", input: Array(text.utf8)).prefix(40)
            kind = "040000 tree"
        }
        let commit = try shop.git("commit-tree", "-m", "x", String(id), in: "docs").prefix(40)
        var limits = Limits()
        limits.entries = 1000
        let listing = try shop.open(revision: String(commit), limits: limits).listing()
        #expect(listing.entries.count < 1000)
        #expect(listing.problems.map(\.reason) == ["there are more than 1000 files and folders"])
        guard case .unknown = listing.answer(at: "9/9/9/9") else {
            Issue.record("what was not listed is said not to exist")
            return
        }
    }

    @Test("a tree with names that no file can have does not lead anywhere")
    func namesThatCannotBe() throws {
        try shop.repository()
        let blob = try shop.git("hash-object", "-w", "--stdin", in: "docs", input: [0x78]).prefix(40)
        var tree: [UInt8] = []
        for name in ["..", ".", "a/b", "ok.md", "also.md", "ok.md"] {
            tree += "100644 \(name)".utf8
            tree.append(0)
            for place in stride(from: 0, to: 40, by: 2) {
                let digits = blob.dropFirst(place).prefix(2)
                tree.append(UInt8(digits, radix: 16) ?? 0)
            }
        }
        let id = try shop.git(
            "hash-object", "-w", "-t", "tree", "--literally", "--stdin", in: "docs", input: tree)
        let commit = try shop.git("commit-tree", "-m", "x", String(id.prefix(40)), in: "docs").prefix(40)
        let listing = try shop.open(revision: String(commit)).listing()
        #expect(listing.entries.map(\.path) == ["also.md", "ok.md"])
        #expect(listing.problems.map(\.path) == ["..", ".", "a/b"])
    }

    @Test("a file that changes while it is read is read whole or not at all")
    func changingFile() async throws {
        try shop.write(String(repeating: "b", count: 300_000), to: "docs/other.md")
        try shop.write("", to: "docs/live.md")
        let snapshot = try shop.open()
        let listing = try snapshot.listing()
        let live = try #require(listing.entry(at: "live.md"))
        let other = try #require(listing.entry(at: "other.md"))
        let path = shop.path + "/docs/live.md"
        let writer = Task.detached {
            let script =
                "i=0; while [ $i -lt 200 ]; do head -c 200000 /dev/zero | tr '\\0' a >> \"$1\"; : > \"$1\"; i=$((i+1)); done"
            try Workshop().run(["sh", "-c", script, "sh", path])
        }
        var reader = try snapshot.reader()
        for _ in 0..<400 {
            // What is left in the buffer of one file must not come out as a part of the next.
            _ = reader.read(other)
            switch reader.read(live) {
            case .bytes(let bytes): #expect(bytes.allSatisfy { $0 == 0x61 })
            case .notAssessed(let reason): #expect(reason == "it changes while it is read")
            }
        }
        _ = try await writer.value
    }
}
