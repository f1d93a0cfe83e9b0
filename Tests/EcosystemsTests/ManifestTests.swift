import Ecosystems
import Model
import Testing

/// What files of every kind refer to, as one line for each reference: kind, name, requirement, and what else is told.
struct ManifestTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        var path: String
        var text: String
        var references: [String]
        var testDescription: String { path }

        init(_ path: String, _ text: String, _ references: [String]) {
            self.path = path
            self.text = text
            self.references = references
        }
    }

    static func line(_ reference: Reference) -> String {
        var line = "\(reference.kind.rawValue) \(reference.name) \(reference.requirement)"
        if let resolved = reference.resolved, resolved != reference.requirement { line += " = \(resolved)" }
        if reference.scope != .direct { line += " (\(reference.scope.rawValue))" }
        if let reason = reference.unassessed { line += " – \(reason)" }
        return line
    }

    @Test("a file's references are found", arguments: swift + node + python + go + rust + java + dotnet)
    func found(_ sample: Sample) throws {
        let kind = try #require(Manifest.kind(of: sample.path))
        let reading = kind.reading(of: Array(sample.text.utf8), at: sample.path)
        #expect(reading.problem == nil)
        #expect(reading.references.map(Self.line) == sample.references)
    }

    @Test("a file's references are found", arguments: ruby + php + containers + actions + runtimes)
    func foundToo(_ sample: Sample) throws { try found(sample) }

    @Test(
        "a requirement's place holds the requirement",
        arguments: swift + node + python + go + rust + java + dotnet + ruby + php + containers + actions)
    func places(_ sample: Sample) throws {
        let kind = try #require(Manifest.kind(of: sample.path))
        let bytes = Array(sample.text.utf8)
        for reference in kind.reading(of: bytes, at: sample.path).references {
            #expect(reference.range.lower >= 0 && reference.range.upper <= bytes.count)
            guard let range = reference.requirementRange, !reference.requirement.contains(", ") else {
                continue
            }
            #expect(range.lower < range.upper && range.upper <= bytes.count)
            let written = String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
            let last = reference.requirement.split(separator: ".").last.map(String.init) ?? ""
            #expect(written.contains(last), "\(written) for \(reference.requirement)")
        }
    }

    @Test(
        "a file that is cut off anywhere, or holds anything, stops nothing",
        arguments: swift + node + python + go + rust + java + dotnet + ruby + php + containers + actions
            + runtimes)
    func prefixes(_ sample: Sample) throws {
        let kind = try #require(Manifest.kind(of: sample.path))
        let bytes = Array(sample.text.utf8)
        for count in 0...bytes.count {
            let reading = kind.reading(of: Array(bytes[..<count]), at: sample.path)
            for reference in reading.references {
                #expect(reference.range.lower <= reference.range.upper && reference.range.upper <= count)
            }
        }
        let crlf = kind.reading(of: Array(sample.text.replacing("\n", with: "\r\n").utf8), at: sample.path)
        #expect(crlf.references.map(Self.line) == sample.references)
        for place in stride(from: 0, to: bytes.count, by: 3) {
            for byte in [UInt8(0), 0xFF, 0x22, 0x7B, 0x5D] {
                var broken = bytes
                broken[place] = byte
                _ = kind.reading(of: broken, at: sample.path)
            }
        }
    }

    @Test("brackets without end are refused, and stop nothing")
    func nesting() throws {
        for path in [
            "package.json", "Cargo.toml", "pom.xml", "compose.yaml", "build.gradle", "Package.swift",
            "Gemfile",
        ] {
            for text in ["[", "{\"a\":", "<a>", "a: [", "x = [", "- ", "(", "\"", "a.b.c.", "{a={"] {
                let bytes = Array(String(repeating: text, count: 20_000).utf8)
                _ = try #require(Manifest.kind(of: path)).reading(of: bytes, at: path)
            }
        }
    }

    @Test("what is no file of a known kind is none")
    func unknown() {
        for path in ["README.md", "src/main.swift", "data.json", "config.toml", "Dockerfiles/readme.txt"] {
            #expect(Manifest.kind(of: path) == nil, "\(path)")
        }
    }

    @Test("a requirements file names those that it takes in")
    func includes() throws {
        let reading = try #require(Manifest.kind(of: "app/requirements-test.txt"))
            .reading(
                of: Array(
                    "-r requirements.txt\n-c ../constraints.txt\n--requirement=more/a.txt\n-r ../../out.txt\n"
                        .utf8), at: "app/requirements-test.txt")
        #expect(reading.includes == ["app/requirements.txt", "constraints.txt", "app/more/a.txt"])
    }
}
