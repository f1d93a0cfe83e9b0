import Ecosystems
import Model
import Testing

/// What registries answer, by the protocols that they document; the answers are recorded in their forms.
struct RegistryTests {
    private func releases(
        _ ecosystem: Ecosystem, _ name: String, base: String = "https://registry.invalid/base",
        naming: [String] = [],
        _ answers: [String: String]
    ) async throws -> ReleaseAnswer {
        let registry = try #require(
            Registry(ecosystem, at: base + "/") { request in
                answers[request.address].map { .body(Array($0.utf8)) } ?? .status(404)
            })
        return await registry.releases(of: PackageName(ecosystem, name), naming: naming)
    }

    private func text(_ answer: ReleaseAnswer) -> [String] {
        switch answer {
        case .unknown(let reason): ["unknown: \(reason)"]
        case .releases(let releases, _):
            releases.map { release in
                "\(release.version) \(release.day?.description ?? "-")" + (release.isYanked ? " yanked" : "")
                    + (release.isDeprecated ? " deprecated" : "")
            }
        }
    }

    @Test("PyPI tells versions, days and what is yanked by its files")
    func pypi() async throws {
        let body = #"""
            {"meta": {"api-version": "1.1"}, "name": "foo-bar", "versions": ["1.0", "1.1"], "files": [
              {"filename": "foo_bar-1.0.tar.gz", "upload-time": "2020-01-02T03:04:05Z", "yanked": false},
              {"filename": "foo_bar-1.0-py3-none-any.whl", "upload-time": "2020-01-01T03:04:05Z", "yanked": "broken"},
              {"filename": "Foo-Bar-1.1.zip", "upload-time": "2021-01-02T03:04:05Z", "yanked": "broken"},
              {"filename": "foo_bar-x.tar.gz", "upload-time": "2021-01-02T03:04:05Z"}, {"filename": "other-9.0.tar.gz"}]}
            """#
        let answer = try await releases(.pypi, "Foo.Bar", ["https://registry.invalid/base/foo-bar/": body])
        #expect(text(answer) == ["1.0 2020-01-01", "1.1 2021-01-02 yanked"])
        let page =
            "<!DOCTYPE html><a href=\"x\">foo-1.0.tar.gz</a><br><a href=\"y\" data-yanked=\"\">foo-1.1-py3-none-any.whl</a>"
        #expect(
            text(try await releases(.pypi, "foo", ["https://registry.invalid/base/foo/": page])) == [
                "1.0 -", "1.1 - yanked",
            ])
    }

    @Test("npm tells versions, days and what is deprecated")
    func npm() async throws {
        let body = #"""
            {"name": "@a/b", "versions": {"1.0.0": {"deprecated": "use c"}, "1.1.0": {}, "2.0.0-rc.1": {}},
             "time": {"created": "2019-01-01T00:00:00.000Z", "1.0.0": "2019-01-01T00:00:00.000Z", "1.1.0": "2020-02-03T00:00:00.000Z"}}
            """#
        let answer = try await releases(.npm, "@a/b", ["https://registry.invalid/base/@a%2Fb": body])
        #expect(text(answer) == ["1.0.0 2019-01-01 deprecated", "1.1.0 2020-02-03", "2.0.0-rc.1 -"])
    }

    @Test(
        "Cargo's sparse index is asked by the length of the name",
        arguments: [("a", "1/a"), ("ab", "2/ab"), ("abc", "3/a/abc"), ("Serde", "se/rd/serde")])
    func cargo(_ name: String, _ path: String) async throws {
        let body =
            #"{"name":"x","vers":"1.0.0","yanked":false,"pubtime":"2024-05-06T00:00:00Z"}"# + "\n"
            + #"{"name":"x","vers":"1.0.1","yanked":true}"# + "\n"
        #expect(
            text(try await releases(.cargo, name, ["https://registry.invalid/base/\(path)": body])) == [
                "1.0.0 2024-05-06", "1.0.1 - yanked",
            ])
    }

    @Test("Maven's metadata lists versions")
    func maven() async throws {
        let body =
            "<?xml version=\"1.0\"?><metadata><groupId>a.b</groupId><versioning><latest>2.0</latest><versions><version>1.0</version><version>2.0</version></versions></versioning></metadata>"
        #expect(
            text(
                try await releases(
                    .maven, "a.b:c", ["https://registry.invalid/base/a/b/c/maven-metadata.xml": body])) == [
                    "1.0 -", "2.0 -",
                ])
    }

    @Test("Go's proxy lists versions, and is asked for the days of the latest and of those that are named")
    func go() async throws {
        let base = "https://registry.invalid/base/github.com/!azure/x/@v/"
        let answer = try await releases(
            .go, "github.com/Azure/x", naming: ["v1.0.0"],
            [
                base + "list": "v1.0.0\nv1.1.0\nv1.2.0\n",
                base + "v1.2.0.info": #"{"Version":"v1.2.0","Time":"2024-01-02T00:00:00Z"}"#,
                base + "v1.0.0.info": #"{"Version":"v1.0.0","Time":"2020-01-02T00:00:00Z"}"#,
            ])
        #expect(text(answer) == ["v1.0.0 2020-01-02", "v1.1.0 -", "v1.2.0 2024-01-02"])
    }

    @Test("NuGet is asked through its service index, page by page")
    func nuget() async throws {
        let index =
            #"{"resources": [{"@id": "https://registry.invalid/r/", "@type": "RegistrationsBaseUrl/3.6.0"}]}"#
        let pages = #"""
            {"items": [{"@id": "https://registry.invalid/r/a/1.json"}, {"items": [
              {"catalogEntry": {"version": "2.0.0", "published": "2022-01-01T00:00:00Z", "listed": true, "deprecation": {"reasons": ["Legacy"]}}}]}]}
            """#
        let page = #"""
            {"items": [{"catalogEntry": {"version": "1.0.0+build", "published": "2020-01-01T00:00:00Z"}},
              {"catalogEntry": {"version": "1.1.0", "published": "1900-01-01T00:00:00Z", "listed": false}}]}
            """#
        let answer = try await releases(
            .nuget, "A", base: "https://registry.invalid/v3/index.json",
            [
                "https://registry.invalid/v3/index.json": index,
                "https://registry.invalid/r/a/index.json": pages, "https://registry.invalid/r/a/1.json": page,
            ])
        #expect(text(answer) == ["1.0.0 2020-01-01", "1.1.0 - yanked", "2.0.0 2022-01-01 deprecated"])
    }

    @Test("what is not there, or makes no sense, is unknown with a reason", arguments: Registry.ecosystems)
    func unknown(_ ecosystem: Ecosystem) async throws {
        let name = ecosystem == .maven ? "a:b" : "abcd"
        #expect(
            text(try await releases(ecosystem, name, [:])) == ["unknown: \(ecosystem.title) does not know it"]
        )
        for body in ["", "{", "[]", "\u{0}", "<html>"] where ecosystem != .go {
            let registry = try #require(
                Registry(ecosystem, at: "https://registry.invalid") { _ in .body(Array(body.utf8)) })
            let answer = await registry.releases(of: PackageName(ecosystem, name), naming: [])
            if case .releases(let releases, _) = answer { #expect(releases.isEmpty, "\(body)") }
        }
        #expect(
            text(try await releases(ecosystem, "../../x", [:])) == ["unknown: its name cannot be asked for"])
    }

    @Test("a snapshot of answers reads back the same, and the same facts are the same bytes")
    func snapshot() async throws {
        var tags = TagSource()
        let package = PackageName(.swift, "https://github.com/vapor/vapor.git")
        tags.add(
            package, tags: [("4.0.0", Day("2020-04-09")), ("nightly", nil), ("5.0.0-alpha.1", nil)],
            of: "vapor/vapor")
        let sources = VersionSources([tags])
        let wanted = [package: [String](), PackageName(.npm, "x\"y"): [], PackageName(.pypi, "z"): []]
        let day = try #require(Day("2026-01-01"))
        let snapshot = await sources.snapshot(of: wanted, on: day)
        let read = try #require(VersionSnapshot.read(SourceText(snapshot.written)))
        #expect(read.written == snapshot.written)
        #expect(
            read[package]
                == .releases(
                    [Release(version: "5.0.0-alpha.1"), Release(version: "4.0.0", day: Day("2020-04-09"))],
                    source: "the tags of vapor/vapor"))
        #expect(read[PackageName(.pypi, "z")] == .unknown("no repository that is known makes it"))
        #expect(read[PackageName(.pypi, "other")] == .unknown("the snapshot of 2026-01-01 does not hold it"))
        #expect(VersionSnapshot.read(SourceText("{}")) == nil)
    }
}
