import Ecosystems
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Facts that the ecosystems' own programs told of versions and requirements made at random: node-semver 7, packaging
/// 26 for Python, RubyGems 3.3, and Maven 3.8.
struct PeerTests {
    @Test(
        "a requirement admits what the ecosystem's own program admits",
        arguments: [
            ("npm-admits", RequirementSyntax.npm, 400), ("pep440-admits", .pep440, 400),
            ("rubygems-admits", .rubygems, 350),
        ])
    func admits(_ name: String, _ syntax: RequirementSyntax, _ least: Int) throws {
        let rows = try Self.rows(name)
        #expect(rows.count >= least)
        for row in rows {
            let requirement = try #require(try? syntax.read(row[0]), "\(row[0])")
            #expect(requirement.admits(row[1]) == (row[2] == "yes"), "\(row[0]) and \(row[1])")
        }
    }

    @Test(
        "versions have the order that the ecosystem's own program gives them",
        arguments: [
            ("pep440-order", Version.Scheme.pep440, 250), ("rubygems-order", .rubygems, 250),
            ("maven-order", .maven, 300),
        ])
    func order(_ name: String, _ scheme: Version.Scheme, _ least: Int) throws {
        let rows = try Self.rows(name)
        #expect(rows.count >= least)
        for row in rows {
            let one = try #require(scheme.version(row[0]), "\(row[0])")
            let other = try #require(scheme.version(row[1]), "\(row[1])")
            let sign = one < other ? "<" : one == other ? "=" : ">"
            #expect(sign == row[2], "\(row[0]) and \(row[1])")
        }
    }

    private static func rows(_ name: String) throws -> [[String]] {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        guard let file = unsafe fopen("/\(folder)/Fixtures/\(name).txt", "rb") else {
            Issue.record("the table \(name) is not there")
            return []
        }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
