import CAllocator
import Testing

@testable import Repositories

#if canImport(Glibc)
    import Glibc

    /// These run in a process of their own: they measure it, change who it runs as, or would take it down.
    @Suite("In a process of its own")
    struct ProcessTests {
        @Test("opening, listing and reading again and again takes no more memory and no more files")
        func noLeaks() async {
            await #expect(processExitsWith: .success) { try Endurance().run() }
        }

        @Test("what permissions hide is not assessed, and the rest is done")
        func permissions() async {
            await #expect(processExitsWith: .success) { try ProcessTests.readAsNobody() }
        }

        @Test(
            "random damage in a repository's own files gives errors and no crash",
            arguments: ["HEAD", "packed-refs", "config", "index", ".idx", ".pack"])
        func damagedRepository(file: String) async {
            await #expect(processExitsWith: .success) { [file] in try Damage().run(on: file) }
        }

        static func readAsNobody() throws {
            let shop = Workshop()
            try shop.write("x", to: "docs/open.md")
            try shop.write("x", to: "docs/closed.md")
            try shop.write("x", to: "docs/closed/in.md")
            try shop.run(["chmod", "000", "docs/closed.md", "docs/closed"])
            // To root nothing is closed, so the rest is done as nobody.
            if geteuid() == 0 { _ = seteuid(65534) }
            let snapshot = try shop.open()
            let listing = try snapshot.listing()
            try demand(listing.entries.map(\.path) == ["closed.md", "open.md"])
            try demand(listing.problems.map(\.path) == ["closed"])
            try demand(listing.problems.map(\.reason) == ["permissions do not allow to read it"])
            try demand(try snapshot.text("closed.md") == "not assessed: permissions do not allow to read it")
            try demand(try snapshot.text("open.md") == "x")
            _ = seteuid(0)
            try shop.run(["chmod", "755", "docs/closed"])
        }
    }

    /// What ends a process of its own without success.
    private struct Unmet: Error {
        var line: Int
    }

    private func demand(_ condition: Bool, line: Int = #line) throws {
        if !condition { throw Unmet(line: line) }
    }

    /// Reads all that a listing holds; returns how much of it could not be read.
    private func failures(in snapshot: Snapshot) throws(RepositoryError) -> Int {
        let listing = try snapshot.listing()
        return try failures(reading: listing.entries, with: snapshot) + listing.problems.count
    }

    private func failures(reading entries: [Entry], with snapshot: Snapshot) throws(RepositoryError) -> Int {
        var reader = try snapshot.reader()
        var failures = 0
        for entry in entries {
            if case .notAssessed = reader.read(entry) { failures += 1 }
        }
        return failures
    }

    /// Does everything again and again.
    private struct Endurance {
        private let shop = Workshop()
        private let blob: String
        private let missing: [Entry]

        init() throws {
            try shop.repository()
            for number in 0..<30 { try shop.write("text \(number)\n", to: "docs/in/\(number).md") }
            try shop.write("*.md linguist-generated\n", to: "docs/.gitattributes")
            try shop.write("*.tmp\n", to: "docs/.gitignore")
            try shop.link("docs/link", to: "in/1.md")
            try shop.commit()
            try shop.git("gc", "--quiet", in: "docs")
            try shop.git("tag", "-m", "x", "v1", in: "docs")
            blob = String(try shop.git("rev-parse", "v1:in/1.md", in: "docs").prefix(40))
            try shop.repository("other")
            try shop.write("not in the first", to: "other/a.md")
            try shop.commit(in: "other")
            missing = try shop.open("other", revision: "HEAD").listing().entries
        }

        func run() throws {
            for _ in 0..<30 { try round() }
            let files = openFiles()
            // What is lost in every round grows in every stretch; what only settles does not.
            var growths: [Int] = []
            for _ in 0..<4 {
                let memory = Int(allocated_bytes())
                for _ in 0..<50 { try round() }
                growths.append(Int(allocated_bytes()) - memory)
            }
            // One forgotten object for each round would be 50 times its size, 5,000 bytes at the least.
            try demand(growths.contains { $0 < 3000 })
            try demand(openFiles() == files)
        }

        private func round() throws {
            for revision in [nil, "v1", "HEAD~0"] as [String?] {
                let snapshot = try shop.open(revision: revision)
                let listing = try snapshot.listing()
                // The link is the one entry that is not read.
                try demand(try failures(reading: listing.entries, with: snapshot) == 1)
                _ = listing.answer(at: "in/x.md")
                _ = snapshot.path(of: shop.path + "/docs/x")
            }
            // Errors have things to give back, too.
            for revision in ["mian", "v1^{tree}", blob, "@{", "v1:nothing"] {
                try demand((try? shop.open(revision: revision)) == nil)
            }
            try demand((try? shop.open("", repository: "docs/in")) == nil)
            try demand(try failures(reading: missing, with: shop.open(revision: "v1")) == missing.count)
        }

        private func openFiles() -> Int {
            (0..<1024).count { (file: Int32) in fcntl(file, F_GETFD) >= 0 }
        }
    }

    /// Breaks files of a repository at random, and reads it all the same.
    private struct Damage {
        private let shop = Workshop()

        init() throws {
            try shop.repository()
            for number in 0..<40 {
                try shop.write(String(repeating: "text \(number)\n", count: 50), to: "docs/in/\(number).md")
            }
            try shop.write("*.md linguist-generated\n", to: "docs/.gitattributes")
            try shop.commit()
            try shop.git("tag", "-m", "x", "v1", in: "docs")
            try shop.git("gc", "--quiet", in: "docs")
            try shop.git("pack-refs", "--all", in: "docs")
        }

        func run(on file: String) throws {
            var name = "docs/.git/" + file
            if file.hasPrefix(".") {
                let packs = try shop.run(["ls", ".git/objects/pack"], in: "docs").split(separator: "\n")
                name = "docs/.git/objects/pack/" + (packs.first { $0.hasSuffix(file) } ?? "")
            }
            let whole = try shop.bytes(of: name)
            var random = RulesTests.Seeded(state: 7)
            var refused = 0
            for _ in 0..<150 {
                // A new file each time: a pack that is open stays as it was.
                try? shop.remove(name)
                try shop.write(damaged(whole, &random), to: name)
                for revision in [nil, "v1", "main", "HEAD"] as [String?] {
                    do throws(RepositoryError) {
                        refused += try failures(in: try shop.open(revision: revision))
                    } catch {
                        refused += 1
                        try demand(!error.message.isEmpty)
                    }
                }
            }
            // Damage that nobody notices would mean that nothing was damaged.
            try demand(refused > 20)
            try shop.remove(name)
            try shop.write(whole, to: name)
            try demand(try shop.open(revision: "v1").text("in/1.md").hasPrefix("text 1"))
        }

        private func damaged(_ whole: [UInt8], _ random: inout RulesTests.Seeded) -> [UInt8] {
            var bytes = whole
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                bytes = Array(bytes.prefix(Int.random(in: 0...whole.count, using: &random)))
            case 1:
                let place = Int.random(in: 0..<whole.count, using: &random)
                for next in place..<min(place + 4, whole.count) { bytes[next] = 0xFF }
            default:
                for _ in 0...Int.random(in: 0..<8, using: &random) {
                    let place = Int.random(in: 0..<whole.count, using: &random)
                    bytes[place] = UInt8.random(in: 0...255, using: &random)
                }
            }
            return bytes
        }
    }
#endif
