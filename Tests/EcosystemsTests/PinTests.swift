import Ecosystems
import Model
import Testing

/// Whether pins let the latest version in, and how far behind those are that do not.
struct PinTests {
    private static let vapor: ReleaseAnswer = .releases(
        [
            Release(version: "3.0.0", day: Day("2018-05-02")),
            Release(version: "3.3.3", day: Day("2020-02-18")),
            Release(version: "4.0.0", day: Day("2020-04-09")),
            Release(version: "4.76.0", day: Day("2023-04-20")),
            Release(version: "4.122.0", day: Day("2026-08-01")),
            Release(version: "5.0.0-alpha.1", day: Day("2026-08-20")),
            Release(version: "4.130.0", day: Day("2026-09-01"), isYanked: true),
        ], source: "a test")

    private func pin(_ requirement: String) throws -> Reference {
        let text = "let p = [.package(url: \"https://github.com/vapor/vapor.git\", \(requirement))]"
        return try #require(Manifest.kind(of: "Package.swift")).reading(
            of: Array(text.utf8), at: "Package.swift"
        ).references[0]
    }

    private func verdict(_ requirement: String, line: String? = nil, asOf day: String = "2026-11-01") throws
        -> PinVerdict
    {
        try pin(requirement).pinVerdict(
            given: Self.vapor, asOf: Day(day), in: line.flatMap { ProductLine($0) })
    }

    @Test("a low floor that still lets the latest version in is no lag")
    func admits() throws {
        let latest = Release(version: "4.122.0", day: Day("2026-08-01"))
        #expect(try verdict("from: \"4.76.0\"") == .admitsLatest(latest))
        #expect(try verdict("from: \"4.0.0\"") == .admitsLatest(latest))
        #expect(try verdict("\"3.0.0\"..<\"5.0.0\"") == .admitsLatest(latest))
    }

    @Test("one that keeps it out is behind by days, releases and majors")
    func excludes() throws {
        let lag = Lag(
            latest: Release(version: "4.122.0", day: Day("2026-08-01")),
            taken: Release(version: "3.3.3", day: Day("2020-02-18")), days: 2356, releases: 3, majors: 1,
            isFloor: false)
        #expect(try verdict("from: \"3.0.0\"") == .excludesLatest(lag))
    }

    @Test("in its own product line it is not")
    func line() throws {
        #expect(
            try verdict("from: \"3.0.0\"", line: "3.x")
                == .admitsLatest(Release(version: "3.3.3", day: Day("2020-02-18"))))
        #expect(
            try verdict("from: \"3.0.0\"", line: "2")
                == .notAssessed("no stable release of its line 2 is known"))
    }

    @Test("what came after the day does not count, and what the source does not know is no lag")
    func asOf() throws {
        #expect(
            try verdict("exact: \"4.76.0\"", asOf: "2023-05-01")
                == .admitsLatest(Release(version: "4.76.0", day: Day("2023-04-20"))))
        #expect(
            try verdict("from: \"4.200.0\"")
                == .notAssessed("it asks for more than the latest that is known, 4.122.0"))
        #expect(try verdict("branch: \"main\"") == .notAssessed("it follows a branch"))
        #expect(
            try pin("from: \"1.0.0\"").pinVerdict(given: .unknown("the network is off"), asOf: nil)
                == .notAssessed("the network is off"))
    }

    @Test(
        "where the ecosystem takes the lowest version, one that is allowed to be newer is behind all the same"
    )
    func floors() throws {
        let text =
            "<Project><ItemGroup><PackageReference Include=\"A\" Version=\"1.0\" /></ItemGroup></Project>"
        let reference = try #require(Manifest.kind(of: "a.csproj")).reading(
            of: Array(text.utf8), at: "a.csproj"
        ).references[0]
        let releases: ReleaseAnswer = .releases(
            ["1.0.0", "1.5.0", "2.0.0"].map { Release(version: $0) }, source: "a test")
        guard case .excludesLatest(let lag) = reference.pinVerdict(given: releases, asOf: nil) else {
            Issue.record("it is no lag")
            return
        }
        #expect(
            lag.isFloor && lag.taken?.version == "1.0.0" && lag.releases == 2 && lag.majors == 1
                && lag.days == nil)
    }

    @Test(
        "the lag of a project is counted by its lock file, and by the highest and lowest versions that are admitted"
    )
    func projects() throws {
        let manifest =
            #"{"dependencies": {"a": "^1.0.0", "b": "^2.0.0", "c": "git:x"}, "devDependencies": {"d": "1"}}"#
        let lock =
            #"{"packages": {"": {}, "node_modules/a": {"version": "1.0.0"}, "node_modules/b": {"version": "2.1.0"}}}"#
        let readings = [("x/package.json", manifest), ("package-lock.json", lock)].map { path, text in
            Manifest.kind(of: path)!.reading(of: Array(text.utf8), at: path)
        }
        let projects = Project.all(in: readings)
        #expect(projects.map(\.folder) == ["x"])
        #expect(projects[0].locks == ["package-lock.json"])
        let lag = ProjectLag(of: projects[0].references.map(\.reference), asOf: Day("2026-01-01")) {
            package in
            switch package.key {
            case "a":
                .releases(
                    [
                        Release(version: "1.0.0", day: Day("2024-01-01")),
                        Release(version: "1.1.0", day: Day("2024-01-11")),
                        Release(version: "2.0.0", day: Day("2024-02-01")),
                    ], source: "")
            case "b":
                .releases(
                    [
                        Release(version: "2.0.0", day: Day("2024-01-01")),
                        Release(version: "2.1.0", day: Day("2024-03-01")),
                    ], source: "")
            default: .unknown("nobody knows it")
            }
        }
        #expect(lag.locked?.sum == 31 && lag.locked?.maximum == 31 && lag.locked?.worst == ["a"])
        #expect(lag.locked?.assessed == 2 && lag.locked?.unresolved.map(\.name) == ["c"])
        #expect(lag.highest.sum == 21 && lag.highest.assessed == 2)
        #expect(lag.lowest.sum == 91 && lag.lowest.maximum == 60 && lag.lowest.worst == ["b"])
        #expect(lag.highest.unresolved.first?.reason == "it names an address and no version")
    }

    @Test("a workspace's Cargo.toml and a Directory.Packages.props give their versions to the projects below")
    func inherited() {
        let readings = [
            ("Cargo.toml", "[workspace.dependencies]\nserde = \"1.0\"\n"),
            ("a/Cargo.toml", "[dependencies]\nserde.workspace = true\n"),
            (
                "Directory.Packages.props",
                "<Project><ItemGroup><PackageVersion Include=\"J\" Version=\"3.0\" /></ItemGroup></Project>"
            ),
            ("a/a.csproj", "<Project><ItemGroup><PackageReference Include=\"j\" /></ItemGroup></Project>"),
        ].map { path, text in Manifest.kind(of: path)!.reading(of: Array(text.utf8), at: path) }
        let project = Project.all(in: readings).first { $0.folder == "a" }
        #expect(
            project?.references.map { "\($0.reference.name) \($0.reference.requirement)" } == [
                "serde 1.0", "j 3.0",
            ])
        #expect(project?.references.allSatisfy { $0.reference.unassessed == nil } == true)
    }

    @Test(
        "tags name versions in many ways",
        arguments: [
            ("1.2.3", nil, "1.2.3"), ("v1.2.3", nil, "1.2.3"), ("release-1.2.3", nil, "1.2.3"),
            ("rel/1.2.0", nil, "1.2.0"),
            ("pkg@1.2.3", "pkg", "1.2.3"), ("@a/pkg@1.2.3", "@a/pkg", "1.2.3"), ("other@1.2.3", "pkg", nil),
            ("sdk/go/v1.2.3", "github.com/x/y/sdk/go", "1.2.3"), ("sdk/go/v1.2.3", nil, nil),
            ("swift-5.9-RELEASE", nil, nil),
            ("vapor-4.0.0", "vapor/vapor", "4.0.0"), ("nightly", nil, nil), ("2024", nil, nil),
            ("v1.2.3-beta.1", nil, "1.2.3-beta.1"),
        ] as [(String, String?, String?)])
    func tags(_ tag: String, _ package: String?, _ version: String?) {
        #expect(VersionTags.version(in: tag, of: package) == version)
    }

    @Test("two spellings of an address are one package")
    func addresses() {
        for address in [
            "https://github.com/Vapor/vapor.git", "git@github.com:vapor/vapor.git",
            "ssh://git@github.com/vapor/vapor", "https://github.com/vapor/vapor/",
        ] {
            #expect(PackageName(.swift, address).key == "github.com/vapor/vapor", "\(address)")
        }
        #expect(PackageName(.pypi, "Foo_Bar.baz") == PackageName(.pypi, "foo-bar-baz"))
    }
}
