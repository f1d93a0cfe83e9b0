import Fleet
import Model
import Testing

@Suite("A fleet file")
struct FleetFileTests {
    private func read(_ text: String) throws(FleetError) -> Fleet {
        try FleetReader.read(path: "fleet.yml", SourceText(text))
    }

    @Test("says where repositories are, what they are there for, and who owns what")
    func reads() throws {
        let fleet = try read(
            """
            title: Example
            horizon: 30
            repositories:
              - path: ../clones/docs.git
                role: docs
                area: guides
                owners: ["@docs"]
              - name: client
                url: https://example.org/client
                revision: main
                role: product
                package: client
                lifecycle: active
            areas:
              - files: docs:api/**
                area: api
                owners: ["@api"]
            lines:
              - files: docs/3.0/**
                package: client
                line: 3
            """)
        #expect(fleet.title == "Example" && fleet.horizon == 30)
        #expect(fleet.repositories.map(\.name) == ["client", "docs"])
        #expect(fleet.repository("docs")?.source == .path("../clones/docs.git"))
        #expect(fleet.repository("client")?.lifecycle == .active)
        #expect(fleet.areas.first?.files.contain("api/a.md", in: "docs") == true)
        #expect(fleet.areas.first?.files.contain("api/a.md", in: "client") == false)
        #expect(fleet.lines.first?.line == "3")
    }

    @Test(
        "an unknown key is an error with its place and what was probably meant, and so is every other mistake"
    )
    func mistakes() {
        let error = #expect(throws: FleetError.self) {
            try read("repositories:\n  - path: a\n    rolle: docs\n    lifecycle: dead\n  - role: docs\n")
        }
        let whats = error?.failures.map(\.what) ?? []
        #expect(
            whats == [
                "fleet.yml:3:5: a repository has no key `rolle`",
                "fleet.yml:4:16: `lifecycle` cannot be `dead`",
                "fleet.yml:2:5: `a` has no role",
                "fleet.yml:5:5: this repository does not say where it is",
            ])
        #expect(error?.failures.first?.remedy.contains("`role`") == true)
    }

    @Test("the order of its repositories changes nothing")
    func order() throws {
        let a = "  - path: a\n    role: docs\n"
        let b = "  - path: b\n    role: samples\n"
        #expect(
            try read("repositories:\n" + a + b).canonical == read("repositories:\n" + b + a).canonical)
    }

    @Test("two repositories of one name, an area of an unknown one, and a file without any are refused")
    func names() {
        let error = #expect(throws: FleetError.self) {
            try read(
                "repositories:\n  - {path: x/a, role: docs}\n  - {path: y/a, role: docs}\nareas:\n  - files: b:**\n"
            )
        }
        #expect(error?.failures.count == 2)
        #expect(throws: FleetError.self) { try read("title: nothing\n") }
        #expect(throws: FleetError.self) { try read("- a list\n") }
        #expect(throws: FleetError.self) { try read("a: [\n") }
    }

    @Test("a proposal is a fleet file that is read without a mistake")
    func proposal() throws {
        var proposal = FleetProposal()
        proposal.add(path: "clones/docs", paths: ["README.md", "docs/a.md", "mkdocs.yml"])
        proposal.add(
            path: "clones/odd: name",
            paths: ["a/go.mod", "b/go.mod", "c/go.mod", "d/go.mod", "a/main.go", "CODEOWNERS"])
        proposal.add(path: "clones/product", paths: ["Package.swift", "Sources/A/A.swift", "README.md"])
        proposal.add(
            path: "clones/swift-nio",
            paths: ["Package.swift", "Sources/A.swift"]
                + ["a", "b", "c", "d"].map { "IntegrationTests/\($0)/Package.swift" }, versions: 120)
        for place in ["one", "two"] {
            proposal.add(path: "/mirrors/\(place)+client/repo", paths: ["Package.swift", "A.swift"])
        }
        proposal.add(path: "clones/quick-samples", paths: ["a.py", "b.py", "README.md"])
        proposal.add(
            path: "clones/site-docs",
            paths: (0..<12).map { "\($0).md" } + (0..<20).map { "\($0)/package.json" } + ["a.js"])
        proposal.add(path: "clones/broken", because: "cannot read: it is\ndamaged")
        let fleet = try read(proposal.text)
        #expect(
            fleet.repositories.map { "\($0.name) \($0.role)" } == [
                "docs docs", "odd: name samples", "one+client product", "product product",
                "quick-samples samples", "site-docs docs", "swift-nio product", "two+client product",
            ])
    }
}
