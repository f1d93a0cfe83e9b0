import Model
import Samples
import Testing

@Suite("Samples")
struct SamplesTests {
    @Test("projects are found by their manifests, modules of a build with the outermost one")
    func projects() {
        let found = ProjectFinder.projects(in: [
            "README.md", "a/Package.swift", "a/Dockerfile", "b/pom.xml", "b/core/pom.xml", "c/package.json",
            "c/node_modules/x/package.json", "d/requirements.txt", "d/pyproject.toml", "e/Dockerfile",
            "f/App.csproj",
        ])
        #expect(
            found.map { "\($0.manifest) \($0.system.rawValue)" } == [
                "a/Package.swift swift", "b/pom.xml maven", "c/package.json npm", "d/pyproject.toml python",
                "e/Dockerfile docker", "f/App.csproj dotnet",
            ])
    }

    @Test("are not built with another version of the toolchain than the fleet file asks for")
    func toolchain() {
        let swift = "Swift version 6.3.1 (swift-6.3.1-RELEASE)"
        #expect(WantedToolchain("").admits(swift, of: "swift"))
        #expect(WantedToolchain("swift-6.3").admits(swift, of: "swift"))
        #expect(!WantedToolchain("swift-6.2").admits(swift, of: "swift"))
        #expect(!WantedToolchain("swift-6.3.2").admits(swift, of: "swift"))
        #expect(WantedToolchain("swift-6.2").admits("Python 3.13.1", of: "python3"))
        #expect(WantedToolchain("node-24").admits("v24.1.0", of: "node"))
        #expect(!WantedToolchain("go-1.23").admits("go version go1.22.1 linux/amd64", of: "go"))
    }

    @Test("README and licence are found by their names")
    func housekeeping() {
        let house = Housekeeping(paths: ["src/README.md", "readme.rst", "LICENSE.txt", "docs/readme.md"])
        #expect(house.readme == "readme.rst" && house.licence == "LICENSE.txt")
        #expect(Housekeeping(paths: ["a/README.md"]).readme == nil)
        #expect(Housekeeping(paths: ["LICENSES/MIT.txt"]).licence == "LICENSES/MIT.txt")
        #expect(Housekeeping.farewell(in: Array("# Old\nThis is deprecated.".utf8)) == "deprecated")
        #expect(Housekeeping.farewell(in: Array("# New\nHello.".utf8)) == nil)
    }
}

@Suite("Workflows")
struct WorkflowTests {
    private func workflow(_ text: String, _ name: String = "ci.yml") throws -> Workflow {
        try Workflow(path: ".github/workflows/\(name)", SourceText(text))
    }

    @Test("the triggers and their filters are read")
    func triggers() throws {
        let plain = try workflow("on: [push, pull_request]\njobs: {a: {runs-on: x}}\n")
        #expect(plain.runsOnChange && plain.reaches(["any/file"]))
        let filtered = try workflow(
            "on:\n  push:\n    paths: ['a/**', '!a/docs/**']\njobs: {a: {runs-on: x}}\n")
        #expect(
            filtered.reaches(["a/x.swift"]) && !filtered.reaches(["a/docs/x.md"])
                && !filtered.reaches(["b/x"]))
        let ignoring = try workflow("on:\n  push:\n    paths-ignore: ['**.md']\njobs: {a: {runs-on: x}}\n")
        #expect(ignoring.reaches(["a.swift"]) && !ignoring.reaches(["a.md"]))
        let clock = try workflow("on:\n  schedule:\n    - cron: '0 3 * * 1'\njobs: {a: {runs-on: x}}\n")
        #expect(clock.schedule == ["0 3 * * 1"] && clock.reaches(["any"]))
        #expect(try workflow("on: workflow_dispatch\n").isOnlyByHand)
        #expect(try workflow("on: {push: {tags: ['v*']}}\n").isOnlyByHand)
        #expect(try workflow("on: push\njobs:\n  a:\n    if: false\n").isSwitchedOff)
    }

    @Test("a project is reached, not reached, switched off, built elsewhere, or by nothing")
    func states() throws {
        let filtered = try workflow("on:\n  push:\n    paths: ['a/**']\njobs: {a: {runs-on: x}}\n")
        let off = try workflow("on: push\njobs:\n  a:\n    if: false\n", "off.yml")
        func state(_ paths: [String], _ workflows: [Workflow]) -> ContinuousIntegration.State {
            ContinuousIntegration(paths: paths, workflows: workflows).state(of: ["b/x"])
        }
        #expect(
            ContinuousIntegration(paths: [], workflows: [filtered]).state(of: ["a/x"])
                == .reached(by: ".github/workflows/ci.yml", isScheduled: false))
        #expect(state([], [filtered]) == .notReached)
        #expect(state([], [off]) == .switchedOff([".github/workflows/off.yml"]))
        #expect(
            state([".github/workflows/ci.yml.disabled"], [])
                == .switchedOff([".github/workflows/ci.yml.disabled"]))
        #expect(state([".travis.yml"], []) == .elsewhere(".travis.yml"))
        #expect(state(["b/x"], []) == .none)
    }
}

@Suite("Secrets")
struct SecretTests {
    private func kinds(_ text: String) -> [Secret.Kind] { Secrets.all(in: SourceText(text)).map(\.kind) }

    @Test("what has the form of a key and the digits of chance is found, and its digits are not shown")
    func found() throws {
        // Made for this test, cut in two so that nobody takes this page for a leak.
        #expect(kinds("key = \"AKIA" + "Q3EGZ7K2WNTVY5RB\"") == [.awsAccessKey])
        #expect(kinds("sk_live_" + "9aKq2Lw8ZrTn4VbX7cYd3FgH") == [.stripeLiveKey])
        let secret = try #require(Secrets.all(in: SourceText("AKIA" + "Q3EGZ7K2WNTVY5RB")).first)
        #expect(secret.shown == "AKIA… (20 characters)")
    }

    @Test(
        "examples, placeholders and test keys are left alone",
        arguments: [
            "AKIAIOSFODNN7EXAMPLE", "AKIAXXXXXXXXXXXXXXXX", "sk_test_9aKq2Lw8ZrTn4VbX7cYd3FgH",
            "sk_live_YOUR_KEY",
            "ghp_0000000000000000000000000000000000000", "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
            "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
            "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END PUBLIC KEY-----",
        ])
    func examples(text: String) { #expect(kinds(text).isEmpty) }

    @Test("a GitHub token counts only with its checksum")
    func checksum() {
        let wrong = "ghp_" + "9aKq2Lw8ZrTn4VbX7cYd3FgHjK5mNp" + "000000"
        #expect(kinds(wrong).isEmpty)
    }

    @Test("no bytes make it stumble")
    func hostile() {
        for prefix in ["AKIA", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "sk_live_", "ghp_", "xoxb-"] {
            for length in 0..<prefix.count { _ = kinds(String(prefix.prefix(length))) }
            #expect(kinds(prefix).isEmpty)
        }
    }
}
