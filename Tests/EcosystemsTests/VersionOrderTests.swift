import Ecosystems
import Testing

/// The order of versions, from the lowest to the highest as the ecosystems' references have it.
struct VersionOrderTests {
    static let ladders: [(Version.Scheme, [String])] = [
        (
            .semantic,
            [
                "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1", "1.0.0", "1.0.1", "1.10.0", "2.0.0",
            ]
        ),
        (
            .pep440,
            [
                "1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456",
                "1.0b2", "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0",
                "1.0+abc.5",
                "1.0+abc.7", "1.0+5", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1", "1!0.1",
            ]
        ),
        (
            .maven,
            [
                "1-alpha2", "1-alpha-10", "1-beta", "1-m2", "1-rc", "1-rc-2", "1-snapshot", "1", "1-sp",
                "1-abc",
                "1-1", "1.1", "1.2", "1.10", "2.0.1", "11.0",
            ]
        ),
        (
            .gradle,
            [
                "1.0-dev", "1.0-alpha", "1.0-zeta", "1.0-rc", "1.0-snapshot", "1.0-final", "1.0-ga",
                "1.0-release", "1.0-sp", "1.0", "1.0.0", "1.0.1", "1.2", "1.10",
            ]
        ),
        (.nuget, ["1.0-alpha", "1.0-beta.2", "1.0-beta.11", "1.0", "1.0.0.1", "1.0.1", "1.2", "1.10"]),
        (.rubygems, ["0.9", "1.0.a", "1.0.a2", "1.0.b1", "1.0.rc1", "1.0", "1.0.1", "1.2", "1.10"]),
        (
            .composer,
            ["1.0-dev", "1.0-alpha1", "1.0-alpha2", "1.0-beta1", "1.0-RC1", "1.0", "1.0-p1", "1.0.1", "1.10"]
        ),
        (.plain, ["3", "3.8", "3.8.1", "3.10"]),
    ]

    @Test("versions rise as the ecosystem's reference lists them", arguments: ladders)
    func rises(_ scheme: Version.Scheme, _ texts: [String]) throws {
        let versions = try texts.map { try #require(scheme.version($0), "\($0)") }
        for (low, lower) in versions.enumerated() {
            for (high, higher) in versions.enumerated() {
                #expect((lower < higher) == (low < high), "\(lower) and \(higher)")
            }
        }
    }

    @Test(
        "two spellings of one version are equal",
        arguments: [
            (Version.Scheme.pep440, "1.0", "1"), (.pep440, "1.0-1", "1.0.post1"),
            (.pep440, "v1.0RC1", "1.0c1"),
            (.pep440, "1.0.Alpha-3", "1.0a3"), (.pep440, "1.0+ubuntu-1", "1.0+ubuntu.1"),
            (.maven, "1.0", "1"),
            (.maven, "1.0.0-ga", "1"), (.maven, "1-a1", "1-alpha-1"), (.maven, "1.0.RELEASE", "1"),
            (.maven, "1.0.0-foo.0.0", "1-foo"), (.gradle, "1.a.1", "1a1"), (.nuget, "1.0.0.0", "1.0"),
            (.nuget, "1.0-BETA", "1.0-beta"), (.rubygems, "1.0.0", "1"), (.semantic, "v1.2.3+build", "1.2.3"),
            (.composer, "v1.0", "1.0.0.0"),
        ])
    func equal(_ scheme: Version.Scheme, _ one: String, _ other: String) throws {
        let (one, other) = (try #require(scheme.version(one)), try #require(scheme.version(other)))
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(!(one < other) && !(other < one))
    }

    @Test(
        "what comes before a release is known as such",
        arguments: [
            (Version.Scheme.semantic, "1.0.0-rc.1"), (.pep440, "1.0.dev1"), (.maven, "3.0.0-M4"),
            (.maven, "1.0-SNAPSHOT"), (.gradle, "1.9.0-RC2"), (.nuget, "9.0.0-preview.1"),
            (.rubygems, "7.0.0.rc1"),
            (.composer, "v5.0.0-BETA2"),
        ])
    func prereleases(_ scheme: Version.Scheme, _ text: String) throws {
        let version = try #require(scheme.version(text))
        #expect(version.isPrerelease)
    }

    @Test(
        "and a mark that only names a variant is not",
        arguments: [
            (Version.Scheme.maven, "31.1-jre"), (.maven, "2.3.4.RELEASE"), (.maven, "5.0.0.Final"),
            (.gradle, "31.1-android"), (.pep440, "1.0.post1"), (.pep440, "2.0+cpu"),
        ])
    func variants(_ scheme: Version.Scheme, _ text: String) throws {
        let version = try #require(scheme.version(text))
        #expect(!version.isPrerelease)
    }

    @Test(
        "what is no version of the ecosystem is none",
        arguments: [
            (Version.Scheme.semantic, "1.2.3.4"), (.semantic, "main"), (.pep440, "1.0-x"),
            (.pep440, "99999999999999999999"),
            (.nuget, "1.2.3.4.5"), (.rubygems, "x1"), (.composer, "1.2.3.4.5"), (.plain, "3.x"), (.maven, ""),
        ])
    func none(_ scheme: Version.Scheme, _ text: String) { #expect(scheme.version(text) == nil) }
}
