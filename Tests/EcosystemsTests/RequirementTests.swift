import Ecosystems
import Testing

/// Which versions the requirements of each ecosystem admit; the facts are those of the ecosystems' own references.
struct RequirementTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var syntax: RequirementSyntax
        var requirement: String
        var admitted: [String]
        var refused: [String]
        var testDescription: String { "\(syntax.rawValue): \(requirement)" }

        init(_ syntax: RequirementSyntax, _ requirement: String, _ admitted: [String], not refused: [String])
        {
            self.syntax = syntax
            self.requirement = requirement
            self.admitted = admitted
            self.refused = refused
        }
    }

    static let rows: [Row] = [
        Row(
            .swift, #"from: "4.76.0""#, ["4.76.0", "4.122.0", "v4.80"],
            not: ["4.75.9", "5.0.0", "4.80.0-rc.1"]),
        Row(
            .swift, #"from: "5.0.0-beta.1""#, ["5.0.0-beta.1", "5.0.0-rc.1", "5.0.0", "5.1.0"],
            not: ["4.9.9", "6.0.0-alpha"]),
        Row(.swift, #".upToNextMajor(from: "3.0.0")"#, ["3.0.0", "3.9.9"], not: ["4.0.0"]),
        Row(.swift, #".upToNextMinor(from: "1.2.3")"#, ["1.2.3", "1.2.9"], not: ["1.3.0", "1.2.2"]),
        Row(.swift, #""1.2.3"..<"1.9.0""#, ["1.2.3", "1.8.9"], not: ["1.9.0", "1.2.2"]),
        Row(.swift, #""1.2.3" ... "1.9.0""#, ["1.9.0"], not: ["1.9.1"]),
        Row(.swift, #"exact: "1.2.3""#, ["1.2.3"], not: ["1.2.4"]),
        Row(.swift, #".exact("1.2.3")"#, ["1.2.3"], not: ["1.2.4"]),

        Row(.npm, "^1.2.3", ["1.2.3", "1.9.0"], not: ["2.0.0", "1.2.2", "1.3.0-beta"]),
        Row(.npm, "^0.2.3", ["0.2.3", "0.2.9"], not: ["0.3.0"]),
        Row(.npm, "^0.0.3", ["0.0.3"], not: ["0.0.4"]),
        Row(
            .npm, "^1.2.3-beta.2", ["1.2.3-beta.2", "1.2.3-beta.11", "1.2.3", "1.4.0"],
            not: ["1.2.3-beta.1", "1.2.4-beta.2"]),
        Row(.npm, "^0.x", ["0.0.1", "0.9.0"], not: ["1.0.0"]),
        Row(.npm, "^0.0", ["0.0.9"], not: ["0.1.0"]),
        Row(.npm, "~1.2.3", ["1.2.9"], not: ["1.3.0"]),
        Row(.npm, "~1", ["1.9.0"], not: ["2.0.0"]),
        Row(.npm, "1.x", ["1.0.0", "1.9.9"], not: ["2.0.0", "0.9.0"]),
        Row(.npm, "1.2", ["1.2.0", "1.2.9"], not: ["1.3.0"]),
        Row(.npm, "", ["0.0.1", "9.9.9"], not: ["1.0.0-rc.1"]),
        Row(.npm, "*", ["3.0.0"], not: []),
        Row(.npm, "1.2 - 2.3", ["1.2.0", "2.3.9"], not: ["2.4.0", "1.1.9"]),
        Row(.npm, "1.2.3 - 2.3.4", ["2.3.4"], not: ["2.3.5"]),
        Row(.npm, ">=1.2 <3 || ^5.1", ["1.2.0", "2.9.9", "5.1.0"], not: ["3.0.0", "4.0.0", "5.0.9"]),
        Row(.npm, "> 1", ["2.0.0"], not: ["1.9.9"]),
        Row(.npm, ">= 14", ["14.0.0", "22.1.0"], not: ["13.9.9"]),
        Row(.npm, "<=2.1", ["2.1.9"], not: ["2.2.0"]),
        Row(.npm, "=v1.2.3", ["1.2.3"], not: ["1.2.4"]),
        Row(.npm, "latest", ["8.0.0"], not: ["8.0.0-rc.1"]),

        Row(.pep440, "~=2.2", ["2.2", "2.9"], not: ["3.0", "2.1"]),
        Row(.pep440, "~=1.4.5", ["1.4.5", "1.4.99"], not: ["1.5.0", "1.4.4"]),
        Row(.pep440, "==1.1", ["1.1", "1.1.0", "1.1+local"], not: ["1.1.post1", "1.1a1", "1.1.1"]),
        Row(.pep440, "==1.1.*", ["1.1", "1.1.4", "1.1.post1"], not: ["1.2", "1.10"]),
        Row(.pep440, "!=1.1.*", ["1.2"], not: ["1.1.3"]),
        Row(.pep440, ">1.7", ["1.7.1", "1.8"], not: ["1.7", "1.7.0", "1.7.post2", "1.7+local"]),
        Row(.pep440, "<3.1", ["3.0"], not: ["3.1", "3.1.dev0", "3.1rc1"]),
        Row(.pep440, "<3.1rc1", ["3.1b2", "3.0"], not: ["3.1rc1"]),
        Row(.pep440, ">=1.0,<2,!=1.5", ["1.0", "1.9"], not: ["1.5", "2.0", "1.6rc1"]),
        Row(.pep440, ">=1.0rc1", ["1.0rc1", "1.0", "2.0b1"], not: ["1.0b9"]),
        Row(.pep440, "===1.0", ["1.0"], not: ["1.0.0"]),
        Row(.pep440, "==1!2.0", ["1!2.0"], not: ["2.0"]),
        Row(.pep440, "", ["1.0", "2024.1"], not: ["1.0.dev1"]),
        Row(.pep440, "<=2.0", ["2.0+cpu"], not: ["2.0.post1"]),

        Row(.poetry, "^1.2.3", ["1.2.3", "1.9"], not: ["2.0"]),
        Row(.poetry, "^0.0.3", ["0.0.3"], not: ["0.0.4"]),
        Row(.poetry, "~1.2", ["1.2.9"], not: ["1.3"]),
        Row(.poetry, "^3.8 || ^2.7", ["3.9", "2.7.1"], not: ["3.7", "4.0"]),
        Row(.poetry, "1.2.3", ["1.2.3"], not: ["1.2.4"]),
        Row(.poetry, "*", ["0.1"], not: []),

        Row(.go, "v1.2.3", ["v1.2.3", "v1.9.0"], not: ["v1.2.2"]),
        Row(.go, "v2.0.0", ["v2.1.0"], not: ["v3.0.0"]),
        Row(.go, "v2.0.0+incompatible", ["v3.0.0+incompatible"], not: ["v1.9.0"]),

        Row(.cargo, "1.2.3", ["1.2.3", "1.9.0"], not: ["2.0.0", "1.2.2"]),
        Row(.cargo, "0.2.3", ["0.2.9"], not: ["0.3.0"]),
        Row(.cargo, "0.0", ["0.0.9"], not: ["0.1.0"]),
        Row(.cargo, "~1.2", ["1.2.9"], not: ["1.3.0"]),
        Row(.cargo, "1.*", ["1.9.0"], not: ["2.0.0"]),
        Row(.cargo, ">= 1.2, < 1.5", ["1.4.9"], not: ["1.5.0"]),
        Row(.cargo, "=1.2.3", ["1.2.3"], not: ["1.2.4"]),
        Row(.cargo, "1.0.0-alpha.1", ["1.0.0-alpha.2", "1.0.0"], not: ["1.1.0-alpha.1"]),

        Row(.maven, "[1.0]", ["1.0", "1.0.0"], not: ["1.1"]),
        Row(.maven, "[1.2,1.3]", ["1.2", "1.2.5", "1.3"], not: ["1.3.1"]),
        Row(.maven, "[1.0,2.0)", ["1.0", "1.9.9"], not: ["2.0"]),
        Row(.maven, "(,1.0],[1.2,)", ["0.9", "1.0", "1.2", "9"], not: ["1.1"]),
        Row(.maven, "1.5", ["1.5", "2.0"], not: ["1.4"]),

        Row(.gradle, "1.+", ["1.0", "1.9.9"], not: ["2.0"]),
        Row(.gradle, "+", ["9"], not: []),
        Row(.gradle, "[1.0,2.0[", ["1.9"], not: ["2.0"]),
        Row(.gradle, "]1.0, 2.0]", ["1.1", "2.0"], not: ["1.0"]),
        Row(.gradle, "1.0!!", ["1.0"], not: ["1.1"]),
        Row(.gradle, "[1.0,2.0)!!", ["1.5"], not: ["2.0"]),
        Row(.gradle, "latest.release", ["2.0"], not: ["2.1-rc-1"]),

        Row(.nuget, "1.0", ["1.0.0", "2.0.0"], not: ["0.9"]),
        Row(.nuget, "[1.0]", ["1.0.0.0"], not: ["1.0.1"]),
        Row(.nuget, "(,1.0]", ["0.5", "1.0"], not: ["1.0.1"]),
        Row(.nuget, "(1.0,2.0)", ["1.5"], not: ["1.0", "2.0"]),
        Row(.nuget, "1.*", ["1.9"], not: ["2.0", "1.9-beta"]),
        Row(.nuget, "*", ["3.0"], not: ["3.1-rc.1"]),
        Row(.nuget, "1.0.0-*", ["1.0.0-beta", "1.0.0"], not: ["1.0.1"]),

        Row(.rubygems, "~> 2.2", ["2.2", "2.9.1"], not: ["3.0", "2.1"]),
        Row(.rubygems, "~> 2.2.0", ["2.2.9"], not: ["2.3.0"]),
        Row(.rubygems, "~> 2", ["2.9"], not: ["3.0"]),
        Row(.rubygems, ">= 1.0, < 2.0", ["1.5"], not: ["2.0", "1.5.rc1"]),
        Row(.rubygems, "1.2", ["1.2.0"], not: ["1.2.1"]),
        Row(.rubygems, "!= 1.5", ["1.4"], not: ["1.5.0"]),
        Row(.cocoapods, "~> 0.1.2", ["0.1.9"], not: ["0.2.0"]),

        Row(.composer, "^1.2.3", ["1.2.3", "1.9"], not: ["2.0.0", "1.2.2"]),
        Row(.composer, "^0.3", ["0.3.9"], not: ["0.4.0"]),
        Row(.composer, "~1.2", ["1.2", "1.9.9"], not: ["2.0.0"]),
        Row(.composer, "~1.2.3", ["1.2.9"], not: ["1.3.0"]),
        Row(.composer, "1.0.*", ["1.0.9"], not: ["1.1"]),
        Row(.composer, ">=1.0 <1.1 || >=1.2", ["1.0.5", "1.3"], not: ["1.1.0"]),
        Row(.composer, ">=1.0,<1.1", ["1.0.5"], not: ["1.1.0"]),
        Row(.composer, "1.0 - 2.0", ["2.0.9", "1.0.0"], not: ["2.1"]),
        Row(.composer, "1.0.0 - 2.1.0", ["2.1.0"], not: ["2.1.1"]),
        Row(.composer, "^7.4|^8.0", ["7.4.1", "8.3"], not: ["7.3", "9.0"]),
        Row(.composer, "^2.0@beta", ["2.1.0-beta1", "2.0"], not: ["3.0"]),
        Row(.composer, "^2.0", ["2.1"], not: ["2.1.0-RC1"]),
        Row(.composer, "*", ["0.1"], not: []),

        Row(.cycle, "3.8", ["3.8", "3.8.10"], not: ["3.80", "3.9"]),
        Row(.minimum, "5.9", ["5.9", "6.1"], not: ["5.8"]),
    ]

    @Test("a requirement admits what its ecosystem's reference says", arguments: rows)
    func admits(_ row: Row) throws {
        let requirement = try row.syntax.read(row.requirement)
        for version in row.admitted { #expect(requirement.admits(version) == true, "\(version)") }
        for version in row.refused { #expect(requirement.admits(version) == false, "\(version)") }
    }

    @Test(
        "what says nothing of versions is not assessed, with the reason",
        arguments: [
            (RequirementSyntax.swift, #"branch: "main""#, "it follows a branch"),
            (.swift, #"revision: "abc""#, "it names a commit"),
            (.npm, "github:user/repo", "it names an address and no version"),
            (.npm, "workspace:*", "it is another package of the same repository"),
            (.npm, "next", "`next` is a tag that moves"),
            (.go, "master", "`master` is a branch, a commit or a partial version"),
            (.maven, "${spring.version}", "its version is a property that is set elsewhere"),
            (.gradle, "$version", "its version is a variable that is set elsewhere"),
            (.nuget, "$(Version)", "its version is a property that is set elsewhere"),
            (.composer, "dev-main", "it follows a branch"),
            (.cocoapods, ":git => 'x'", "it names a source and no version"),
            (.pep440, ">=x", "`>=x` is no requirement that could be understood"),
            (.pep440, "~=1", "`~=1` is no requirement that could be understood"),
            (.rubygems, "~> x", "`~> x` is no requirement that could be understood"),
        ])
    func unreadable(_ syntax: RequirementSyntax, _ text: String, _ reason: String) {
        #expect(throws: Unreadable(reason)) { try syntax.read(text) }
    }

    @Test("NuGet, Go, Maven and Gradle take the lowest version that fits, the others the highest")
    func choice() throws {
        for (syntax, requirement, taken) in [
            (RequirementSyntax.nuget, "1.0", "1.1"), (.go, "v1.0.0", "v1.1"), (.maven, "1.0", "1.1"),
            (.gradle, "1.0", "1.1"), (.npm, ">=1", "2.0"), (.pep440, ">=1", "2.0"), (.nuget, "*", "2.0"),
        ] {
            let versions = ["v0.9", "v2.0", "v1.1"].compactMap {
                syntax.scheme.version(syntax == .go ? $0 : String($0.dropFirst()))
            }
            #expect(try syntax.read(requirement).selection(from: versions)?.text == taken, "\(syntax)")
        }
    }
}
