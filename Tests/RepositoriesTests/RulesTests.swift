import Testing

@testable import Repositories

@Suite("Ignore and attribute files mean what Git takes them to mean")
struct RulesTests {
    let shop = Workshop()

    /// A reproducible stream of numbers (SplitMix64).
    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let names = [
        "a", "b", "ab", "a.md", "b.md", "A", "x y", "[a]", "a*", "-", "é", "#a", "!a", "a ",
    ]
    private static let atoms = [
        "a", "b", "ab", ".md", "*", "*", "**", "/", "/", "?", "[ab]", "[!a]", "[^b]", "[a-z]", "[]a]",
        "[[:alpha:]]",
        "\\a", "\\*", "\\", "[", "]", "é", "x", " ", "!", "#", "A", "**/", "/**", "***", "[a-", "[[:nope:]]",
        "-",
    ]

    private func fill(_ random: inout Seeded) throws -> [String] {
        var files: Set<String> = []
        for _ in 0..<40 {
            let parts = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                Self.names.randomElement(using: &random) ?? "a"
            }
            let path = parts.enumerated().map { $0 + 1 == parts.count ? $1 + ".f" : $1 }.joined(
                separator: "/")
            files.insert(Bool.random(using: &random) ? path : String(path.dropLast(2)) + ".md")
        }
        // A name cannot be a file and a folder: of two such paths only the first is made.
        return files.sorted().filter { (try? shop.write("x", to: "docs/" + $0)) != nil }
    }

    private func pattern(_ random: inout Seeded) -> String {
        let length = Int.random(in: 1...5, using: &random)
        let body = (0..<length).map { _ in Self.atoms.randomElement(using: &random) ?? "a" }.joined()
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return "!" + body
        case 1: return "/" + body
        case 2: return body + "/"
        case 3: return "*" + body
        default: return body
        }
    }

    @Test("random ignore files, compared with what Git lists", arguments: [1, 2, 3, 122, 129] as [UInt64])
    func ignoreFiles(seed: UInt64) throws {
        var random = Seeded(state: seed)
        try shop.repository()
        let files = try fill(&random)
        // What a round does not write stays as the last one left it.
        var rules: [String: String] = [:]
        for _ in 0..<40 {
            for folder in ["", "a/", "ab/", "b/a/"] where folder.isEmpty || Bool.random(using: &random) {
                let endings = ["\n", "\n", "\n", "\r\n", "  \n"]
                let text = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                    pattern(&random) + (endings.randomElement(using: &random) ?? "\n")
                }.joined()
                try shop.write(text, to: "docs/\(folder).gitignore")
                rules[folder] = text
            }
            let git = try shop.git("ls-files", "-o", "--exclude-standard", "-z", in: "docs")
            let expected = Set(git.split(separator: "\0").map(String.init))
            let found = Set(try shop.paths())
            #expect(found == expected, "\(found.symmetricDifference(expected)) in \(rules) with \(files)")
        }
    }

    @Test("random attribute files, compared with what Git says", arguments: [1, 2, 202, 212] as [UInt64])
    func attributeFiles(seed: UInt64) throws {
        var random = Seeded(state: seed)
        try shop.repository()
        let files = try fill(&random)
        let words = [
            "linguist-generated", "linguist-generated=true", "linguist-generated=false",
            "-linguist-generated",
            "!linguist-generated", "linguist-vendored", "-linguist-vendored", "text", "eol=lf", "made",
            "-made", "all",
        ]
        for _ in 0..<30 {
            var written: [String] = []
            for folder in ["", "a/", "ab/"] where folder.isEmpty || Bool.random(using: &random) {
                var text =
                    folder.isEmpty
                    ? "[attr]made linguist-generated -linguist-vendored\n[attr]all made linguist-vendored\n"
                    : ""
                for _ in 0..<Int.random(in: 1...5, using: &random) {
                    var head = pattern(&random)
                    if Bool.random(using: &random) {
                        head = "\"" + head.replacing("\\", with: "\\\\") + "\""
                    }
                    let tail = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                        words.randomElement(using: &random) ?? "text"
                    }
                    text += head + " " + tail.joined(separator: " ") + "\n"
                }
                try shop.write(text, to: "docs/\(folder).gitattributes")
                written.append("\(folder).gitattributes: \(text.debugDescription)")
            }
            let answers = try shop.git(
                "check-attr", "-z", "--stdin", "linguist-generated", "linguist-vendored", in: "docs",
                input: Array(files.map { $0 + "\0" }.joined().utf8))
            let fields = answers.split(separator: "\0").map(String.init)
            let listing = try shop.open().listing()
            for place in stride(from: 0, to: fields.count, by: 6) {
                let entry = try #require(listing.entry(at: fields[place]))
                let isOn = [fields[place + 2], fields[place + 5]].map { $0 == "set" || $0 == "true" }
                #expect([entry.isGenerated, entry.isVendored] == isOn, "\(entry.path) in \(written)")
            }
        }
    }

    @Test("a revision is read with its own attributes, whatever the work tree says")
    func attributesOfARevision() throws {
        try shop.repository()
        try shop.write("api/** linguist-generated\n", to: "docs/.gitattributes")
        try shop.write("*.md -linguist-generated linguist-vendored\n", to: "docs/api/by-hand/.gitattributes")
        try shop.write("x", to: "docs/api/a.md")
        try shop.write("x", to: "docs/api/by-hand/b.md")
        try shop.write("x", to: "docs/c.md")
        try shop.commit()
        try shop.git("tag", "v1", in: "docs")
        try shop.write("", to: "docs/.gitattributes")
        try shop.commit()
        let marked = try shop.open(revision: "v1").listing()
        #expect(
            marked.entries.filter(\.isGenerated).map(\.path) == ["api/a.md", "api/by-hand/.gitattributes"])
        #expect(marked.entries.filter(\.isVendored).map(\.path) == ["api/by-hand/b.md"])
        #expect(try shop.open().listing().entries.filter(\.isGenerated).isEmpty)
    }

    @Test("a case is ignored where the repository's file system ignores it")
    func ignoresCase() throws {
        try shop.repository()
        try shop.write("x", to: "docs/Build.MD")
        try shop.write("build.md\n", to: "docs/.gitignore")
        try shop.git("config", "core.ignoreCase", "false", in: "docs")
        #expect(try shop.paths() == [".gitignore", "Build.MD"])
        try shop.git("config", "core.ignoreCase", "true", in: "docs")
        #expect(try shop.paths() == [".gitignore"])
    }

    @Test("a pattern that would take forever is done at once")
    func hostilePattern() {
        let path = Array(String(repeating: "a", count: 4000).utf8)
        for text in [
            String(repeating: "*a", count: 200) + "b", "**/" + String(repeating: "*a", count: 200) + "/b",
        ] {
            let pattern = PathPattern(Array(text.utf8)[...], ignoresCase: false)
            #expect(!pattern.matches(path, base: 0, name: 0, isFolder: false))
        }
    }
}
