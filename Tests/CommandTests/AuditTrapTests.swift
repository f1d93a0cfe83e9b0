import Testing

/// What looks like drift and is none, each beside something that is.
///
/// Every repository is made by the test, with fixed dates.
@Suite("An audit is not led astray by names, versions and keys")
struct AuditTrapTests {
    /// A product with three major versions; `open(file:)` went with the third.
    private func makeProduct(_ yard: AuditYard) throws {
        for (number, call) in [("1.4.0", "open(path:)"), ("2.8.0", "open(file:)"), ("3.1.0", "open(at:)")] {
            let label = call.split { "(:".contains($0) }[1]
            try yard.write(
                "engine/Package.swift",
                """
                // swift-tools-version: 5.9
                import PackageDescription
                let package = Package(name: "engine", products: [.library(name: "Engine", targets: ["Engine"])],
                    targets: [.target(name: "Engine")])

                """)
            try yard.write(
                "engine/Sources/Engine/Engine.swift",
                """
                public struct Engine {
                    public init() {}
                    public func open(\(label) name: String) {}
                    public func close() {}
                }

                """)
            try yard.commit("engine", "202\(number.prefix(1))-03-01", tag: number)
        }
    }

    private func manifest(_ requirement: String) -> String {
        """
        ```swift
        .package(url: "https://example.org/engine.git", \(requirement)),
        ```

        """
    }

    private func page(calling label: String) -> String {
        """
        # Opening

        ```swift
        import Engine

        let engine = Engine()
        engine.open(\(label): "a")
        ```

        """
    }

    @Test(
        "a page about an old line of a product is held against that line; one about no line against the latest"
    )
    func productLines() throws {
        try AuditYard.with { yard in
            try makeProduct(yard)
            for line in ["2.0", "3.0"] {
                try yard.write("docs/\(line)/install.md", "# Install\n\n" + manifest(#"from: "2.0.0""#))
                try yard.write("docs/\(line)/open.md", page(calling: "file"))
            }
            try yard.commit("docs", "2025-01-05")
            try yard.fleet(["docs": "docs", "engine": "product"])
            let report = try yard.audit()
            #expect(report.contains("docs:3.0/install.md:4"), "\(report)")
            #expect(report.contains("`from: \"2.0.0\"` does not admit `engine` 3.1.0"))
            #expect(report.contains("docs:3.0/open.md:7"))
            #expect(report.contains("`Engine.open(file:)` is not there since 3.1.0"))
            #expect(!report.contains("> docs:2.0/"))
            // Of line 2 the latest is 2.8.0, which `from: "2.0.0"` lets in.
            #expect(report.contains("pins: 1 of 2 hold\n"))
            // The fleet file can say it of any folder.
            try yard.fleet(
                ["docs": "docs", "engine": "product"],
                "lines:\n  - {files: 'docs:3.0/**', package: engine, line: 2}\n")
            #expect(!(try yard.audit()).contains("> docs:3.0/"))
        }
    }

    @Test(
        "a version in the place of a version, a line that is taken out, a guide to a new version and a range that still admits the latest are no old pins"
    )
    func pins() throws {
        try AuditYard.with { yard in
            try makeProduct(yard)
            try yard.write("docs/open.md", "# Open\n\n" + manifest(#"from: "3.0.0""#))
            try yard.write(
                "docs/placeholder.md",
                "# Placeholder\n\n" + manifest(#"from: "<version>""#) + manifest("from: \"<#version#>\"")
                    + manifest(#"exact: "X.Y.Z""#))
            try yard.write(
                "docs/diff.md",
                """
                # Difference

                ```diff
                - .package(url: "https://example.org/engine.git", from: "1.0.0"),
                + .package(url: "https://example.org/engine.git", from: "3.0.0"),
                ```

                """)
            try yard.write("docs/migrating-to-3.md", "# Migrate to 3\n\n" + manifest(#"from: "2.0.0""#))
            try yard.write("docs/CHANGELOG.md", "# Changes\n\n" + manifest(#"from: "1.0.0""#))
            try yard.write("docs/old.md", "# Old\n\n" + manifest(#"from: "1.0.0""#))
            try yard.commit("docs", "2025-01-05")
            try yard.fleet(["docs": "docs", "engine": "product"])
            let report = try yard.audit()
            #expect(report.contains("docs:old.md:4"), "\(report)")
            #expect(report.matches(of: /\[pin-excludes-latest\]/).count == 1)
        }
    }

    @Test("a translation says the same as its page: both are named, and one cause stands for both")
    func translations() throws {
        try AuditYard.with { yard in
            try makeProduct(yard)
            for name in ["install.md", "install.de.md", "install.ar.md"] {
                try yard.write("docs/\(name)", "# Install\n\n" + manifest(#"from: "2.0.0""#))
            }
            try yard.commit("docs", "2025-01-05")
            try yard.fleet(["docs": "docs", "engine": "product"])
            let report = try yard.audit()
            // Each has to be mended, and there is one reason for all.
            #expect(report.matches(of: /\[pin-excludes-latest\]/).count == 3, "\(report)")
            #expect(report.matches(of: /`engine` 3.1.0 released/).count == 4)
            #expect(report.contains("): 1 page (3 with translations)"))
            // Its name alone makes no translation: Hungarian, or a department.
            for path in ["README.md", "hr/README.md", "ja/README.md", "guides/a.md", "ja/guides/a.md"] {
                try yard.write("other/\(path)", "# Install\n\n" + manifest(#"from: "2.0.0""#))
            }
            try yard.commit("other", "2025-01-05")
            try yard.fleet(["other": "docs", "engine": "product"])
            #expect(try yard.audit().contains("): 3 pages (5 with translations)"))
        }
    }

    @Test(
        "a name that the page or another module declares is not the product's; a call on the product's type is"
    )
    func localNames() throws {
        try AuditYard.with { yard in
            try makeProduct(yard)
            try yard.write("docs/real.md", page(calling: "file"))
            try yard.write(
                "docs/own.md",
                """
                # Own

                ```swift
                import Engine

                struct Store {
                    func open(file: String) {}
                }
                let store = Store()
                store.open(file: "a")
                ```

                """)
            try yard.write(
                "docs/other.md",
                """
                # Another language

                Call `open(file:)` of the editor, or `Engine.open(file:)` of the car.

                """)
            try yard.write("docs/history.md", "# Before\n\n" + page(calling: "file"))
            try yard.commit("docs", "2025-01-05")
            try yard.fleet(["docs": "docs", "engine": "product"])
            let report = try yard.audit()
            #expect(report.contains("docs:real.md:7"), "\(report)")
            #expect(report.matches(of: /\[symbol-removed\]/).count == 1)
        }
    }

    @Test("what a source file of a project inside of another one names is told once, by the inner project")
    func nestedProjects() throws {
        try AuditYard.with { yard in
            for (version, more) in [
                ("1.0.0", ""), ("1.1.0", "@available(*, deprecated, message: \"Use Bolt.\")\n"),
            ] {
                try yard.write("engine/Package.swift", "// swift-tools-version: 5.9\n")
                try yard.write(
                    "engine/Sources/Engine/Lock.swift",
                    "\(more)public final class Lock {\n    public init() {}\n}\n")
                try yard.commit("engine", version == "1.0.0" ? "2024-01-01" : "2024-02-01", tag: version)
            }
            for folder in ["", "bench/"] {
                try yard.write("samples/\(folder)Package.swift", "// swift-tools-version: 5.9\n")
                try yard.write("samples/\(folder)package.json", "{\"name\": \"a\"}\n")
                try yard.write(
                    "samples/\(folder)Sources/App/main.swift", "import Engine\n\nlet lock = Lock()\n")
            }
            try yard.commit("samples", "2024-01-05")
            try yard.fleet(["engine": "product", "samples": "samples"])
            let report = try yard.audit()
            #expect(report.matches(of: /\[symbol-deprecated\]/).count == 2, "\(report)")
        }
    }

    @Test("capitals in an anchor are no matter where a host shows the pages, and are one on a site")
    func capitals() throws {
        try AuditYard.with { yard in
            for repository in ["hosted", "site"] {
                try yard.write(
                    "\(repository)/docs/page.md", "# Page\n\n[1](#Set-up) [2](#setup)\n\n## Set up\n")
            }
            try yard.write("site/mkdocs.yml", "site_name: Site\n")
            for repository in ["hosted", "site"] { try yard.commit(repository, "2025-01-05") }
            try yard.fleet(["hosted": "docs", "site": "docs"])
            let report = try yard.audit()
            #expect(report.matches(of: /hosted:docs\/page.md:3/).count == 1, "\(report)")
            #expect(report.matches(of: /site:docs\/page.md:3/).count == 2)
            #expect(report.contains("gives `#setup`") && report.contains("gives `#Set-up`"))
        }
    }

    @Test("a private key among tests is not assessed; one beside the code is told")
    func keys() throws {
        try AuditYard.with { yard in
            let digits = String(repeating: "MIIEvAIBADANBgkqhkiG9w0BAQEFAASC", count: 20)
            let key = "-----BEGIN PRIVATE KEY-----\n\(digits)\n-----END PRIVATE KEY-----\n"
            try yard.write("samples/Tests/AppTests/localhost.key", key)
            try yard.write("samples/server/server.key", key)
            try yard.commit("samples", "2025-01-05")
            try yard.fleet(["samples": "samples"])
            let report = try yard.audit()
            #expect(report.contains("samples:server/server.key:1"), "\(report)")
            #expect(report.matches(of: /\[secret\]/).count == 1)
            #expect(report.contains("a private key among files of tests"))
        }
    }

    @Test(
        "a key whose certificate is for localhost, and one of that name, are not assessed; one beside another is told"
    )
    func localKeys() throws {
        try AuditYard.with { yard in
            let digits = String(repeating: "MIIEvAIBADANBgkqhkiG9w0BAQEFAASC", count: 20)
            let key = "-----BEGIN PRIVATE KEY-----\n\(digits)\n-----END PRIVATE KEY-----\n"
            // "CN=localhost" and "CN=api.example.com" among other bytes, to base 64.
            let local =
                "-----BEGIN CERTIFICATE-----\nMIIBDQ4NQ049bG9jYWxob3N0AAECAw==\n-----END CERTIFICATE-----\n"
            let other =
                "-----BEGIN CERTIFICATE-----\nMIIBDQ4NQ049YXBpLmV4YW1wbGUuY29tAAECAw==\n-----END CERTIFICATE-----\n"
            try yard.write("samples/tls/localhost.key", key)
            try yard.write("samples/one/Keys.swift", "let pair = \"\"\"\n\(local)\(key)\"\"\"\n")
            try yard.write("samples/two/server.key", key)
            try yard.write("samples/two/server.crt", local)
            try yard.write("samples/three/server.key", key)
            try yard.write("samples/three/server.crt", other)
            try yard.write("samples/AppTestSupport/Key.swift", key)
            try yard.commit("samples", "2025-01-05")
            try yard.fleet(["samples": "samples"])
            let report = try yard.audit()
            #expect(report.contains("samples:three/server.key:1"), "\(report)")
            #expect(report.matches(of: /\[secret\]/).count == 1)
            #expect(
                report.contains("3 secrets: it has a private key whose certificate or name is for localhost"))
            #expect(report.contains("1 secrets: it has a private key among files of tests"))
        }
    }

    @Test("regions that are only numbered may have the same names in two files of a folder; others may not")
    func numberedRegions() throws {
        try AuditYard.with { yard in
            for name in ["a", "b"] {
                try yard.write(
                    "samples/\(name).go",
                    "// [START sample_1]\n// [END sample_1]\n// [START list_items]\n// [END list_items]\n")
            }
            try yard.commit("samples", "2025-01-05")
            try yard.fleet(["samples": "samples"])
            let report = try yard.audit()
            #expect(report.matches(of: /\[region-duplicate\]/).count == 1, "\(report)")
            #expect(report.contains("the region `list_items` is defined in"))
        }
    }

    @Test(
        "a project that a workflow leaves out by a pattern of its own is not assessed; one that it forgets is told"
    )
    func leftOutOnPurpose() throws {
        try AuditYard.with { yard in
            for name in ["client", "client/old", "forgotten"] {
                try yard.write("samples/\(name)/package.json", "{\"name\": \"a\"}\n")
                try yard.write("samples/\(name)/index.js", "\n")
                try yard.write("samples/\(name)/README.md", "# A\n")
            }
            try yard.write(
                "samples/.github/workflows/ci.yml",
                "on:\n  push:\n    paths: ['client/**', '!**/old/**', '!**.md']\njobs: {a: {runs-on: x}}\n")
            try yard.commit("samples", "2025-01-05")
            try yard.fleet(["samples": "samples"])
            let report = try yard.audit()
            #expect(report.matches(of: /\[integration-not-reached\]/).count == 1, "\(report)")
            #expect(report.contains("samples:forgotten/package.json"))
            #expect(report.contains("`.github/workflows/ci.yml` leaves it out on purpose (`!**/old/**`)"))
        }
    }

    @Test(
        "a heading that a template for pull requests names may be where its text is shown; a page's own has to be there"
    )
    func templates() throws {
        try AuditYard.with { yard in
            try yard.write("docs/.github/messages/welcome.md", "# Hello\n\nTick the [list](#list).\n")
            try yard.write("docs/page.md", "# Page\n\nTick the [list](#list).\n")
            try yard.commit("docs", "2025-01-05")
            try yard.fleet(["docs": "docs"])
            let report = try yard.audit()
            #expect(report.matches(of: /\[anchor-gone\]/).count == 1, "\(report)")
            #expect(report.contains("docs:page.md:3"))
            #expect(report.contains("1 links: its text is shown somewhere else, with other headings"))
        }
    }

    @Test("a path that a page says was removed is no path that is gone; one that it sends readers to is")
    func removedPaths() throws {
        try AuditYard.with { yard in
            try yard.write("docs/tools/check.sh", "exit 0\n")
            try yard.write("docs/said.md", "# Said\n\n- `tools/check.sh` - removed, `make check` does it.\n")
            try yard.write("docs/said.ja.md", "# Said\n\n- `tools/check.sh` - `make check` への切り替えで削除。\n")
            try yard.write("docs/sent.md", "# Sent\n\nRun `tools/check.sh` first.\n")
            try yard.commit("docs", "2025-01-05")
            try Shell.succeed("rm -r docs/tools", in: yard.folder)
            try yard.commit("docs", "2025-02-05")
            try yard.fleet(["docs": "docs"])
            let report = try yard.audit()
            #expect(report.matches(of: /\[path-gone\]/).count == 1, "\(report)")
            #expect(report.contains("docs:sent.md:3"))
        }
    }
}
