import Testing

@Suite("An audit follows what pages take in and ask for")
struct AuditReferenceTests {
    private let region = """
        # ANCHOR: connect
        client.connect("a")
        # ANCHOR_END: connect

        """

    /// A book with a page that takes in a region, a file and a range of lines.
    private func makeBook(_ yard: AuditYard) throws {
        try yard.write("docs/book.toml", "[book]\ntitle = \"Book\"\n")
        try yard.write("docs/src/code.py", region + "print(1)\n")
        try yard.write("docs/src/whole.py", "print(2)\n")
        try yard.write(
            "docs/src/page.md",
            """
            # Page

            ```python
            {{#include code.py:connect}}
            ```

            ```python
            {{#include whole.py}}
            ```

            """)
        try yard.commit("docs", "2025-01-05")
        try yard.fleet(["docs": "docs"])
    }

    @Test("a region and a file that are there hold, whatever changes in comments and around them")
    func holding() throws {
        try AuditYard.with { yard in
            try makeBook(yard)
            try yard.write(
                "docs/src/code.py", "import client\n" + region.replacing("(\"a\")", with: "( \"a\" )  # Now.")
            )
            try yard.commit("docs", "2025-02-05")
            let report = try yard.audit()
            #expect(report.contains("regions: 1 of 1 hold"), "\(report)")
            #expect(report.contains("includes: 1 of 1 hold"))
            #expect(!report.contains("[region-") && !report.contains("[include-"))
        }
    }

    @Test(
        "a region that is gone, a file that is gone, and code that says something else are told with their commits"
    )
    func gone() throws {
        try AuditYard.with { yard in
            try makeBook(yard)
            try yard.write("docs/src/code.py", region.replacing("(\"a\")", with: "(\"b\", port: 80)"))
            try yard.commit("docs", "2025-02-05")
            let changed = try yard.head("docs")
            let first = try yard.audit()
            #expect(first.contains("[include-changed]"), "\(first)")
            #expect(first.contains("= `src/code.py` changed, \(changed) of docs on 2025-02-05"))
            #expect(first.contains("1 at risk"))

            try yard.write("docs/src/code.py", "print(1)\n")
            try yard.commit("docs", "2025-03-05")
            let without = try yard.head("docs")
            try Shell.succeed("rm docs/src/whole.py", in: yard.folder)
            try yard.commit("docs", "2025-04-05")
            let removed = try yard.head("docs")
            let second = try yard.audit()
            #expect(
                second.contains("error[region-missing]: `src/code.py` has no region `connect`"), "\(second)")
            #expect(
                second.contains(
                    "= region `connect` of `src/code.py` removed, \(without) of docs on 2025-03-05"))
            #expect(second.contains("error[include-gone]: there is no file `whole.py` to take in"))
            #expect(second.contains("= `src/whole.py` removed, \(removed) of docs on 2025-04-05"))
            #expect(second.contains("1 drifted"))
        }
    }

    @Test("regions of samples: unbalanced, defined twice, asked for and not there, and taken by nobody")
    func regions() throws {
        try AuditYard.with { yard in
            try yard.write(
                "samples/a/main.py", "# [START one]\nprint(1)\n# [END one]\n# [START open]\nprint(2)\n")
            try yard.write(
                "samples/a/other.py",
                "# [START one]\nprint(1)\n# [END one]\n# [START fine]\nx = 1\n# [END fine]\n")
            try yard.write("samples/c/fold.cs", "#region Fields\nint a;\n#endregion\n#region Open\n")
            try yard.write("samples/README.md", "# Samples\n\n    # [START shown]\n")
            try yard.commit("samples", "2025-01-05")
            try yard.fleet(["samples": "samples"])
            let report = try yard.audit()
            #expect(
                report.contains("[region-unbalanced], likely: the region `open` is never closed"), "\(report)"
            )
            #expect(report.contains("samples:a/main.py:4"))
            #expect(
                report.contains("[region-duplicate], likely: the region `one` is defined in `a/main.py`, too")
            )
            // Nobody is known to take any, so nothing is said of those that are fine.
            #expect(
                !report.contains("region-unused") && report.contains("no page of the fleet takes in a region")
            )
            #expect(!report.contains("Open") && !report.contains("shown"))

            try yard.write(
                "samples/.doc_gen/metadata/a_metadata.yaml",
                "a_Hello:\n  languages:\n    Python:\n      versions:\n        - excerpts:\n            - description: One.\n              snippet_tags:\n                - one\n                - two\n"
            )
            try yard.commit("samples", "2025-02-05")
            let listed = try yard.audit()
            #expect(
                listed.contains("error[region-missing]: no file of the repository has the region `two`"),
                "\(listed)")
            #expect(listed.contains("samples:.doc_gen/metadata/a_metadata.yaml:9"))
            #expect(
                listed.contains("[region-unused], possible: no page of the fleet takes in the region `fine`"))
            #expect(!listed.contains("the region `one`\n"))
        }
    }

    @Test(
        "runtimes that a host is asked for are judged once for each sample, with and without other manifests")
    func hosts() throws {
        try AuditYard.with { yard in
            try yard.write("samples/engine/app.yaml", "runtime: python37\n")
            try yard.write(
                "samples/sam/template.yaml",
                "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: {Runtime: nodejs12.x}\n"
            )
            try yard.write("samples/sam/src/package.json", "{}\n")
            try yard.write("samples/both/serverless.yml", "provider: {name: aws, runtime: java8}\n")
            try yard.write("samples/both/pom.xml", "<project/>\n")
            try yard.write("samples/both/build.gradle", "apply plugin: 'java'\n")
            try yard.write("samples/part/package.json", "{}\n")
            try yard.write("samples/part/deploy/app.yaml", "runtime: nodejs24\n")
            try yard.write("samples/part/deploy/kubernetes.yaml", "kind: Service\n")
            try yard.write("samples/testdata/app.yaml", "runtime: python27\n")
            try yard.commit("samples", "2025-01-05")
            try yard.fleet(["samples": "samples"])
            let report = try yard.audit()
            #expect(report.matches(of: /\[runtime-ended\]/).count == 3, "\(report)")
            #expect(
                report.contains(
                    "Python 3.7 is past its end of life, which was 2023-06-27\n  --> samples:engine/app.yaml:1"
                ))
            #expect(
                report.contains(
                    "AWS Lambda nodejs12.x is past its end of life, which was 2023-03-31\n  --> samples:sam/template.yaml:4"
                ))
            #expect(
                report.contains(
                    "AWS Lambda java8 is past its end of life, which was 2024-01-08\n  --> samples:both/serverless.yml:1"
                ))
            #expect(report.contains("runtimes: 1 of 4 hold"))
        }
    }

    @Test("packages of others are judged by a file of releases, and without one they are not assessed")
    func versions() throws {
        try AuditYard.with { yard in
            try yard.write("samples/hello/requirements.txt", "flask==2.0.0\nother==1.0\n")
            try yard.write("samples/hello/README.md", "# Hello\n")
            try yard.commit("samples", "2025-01-05")
            try yard.write(
                "versions.json",
                """
                {"format": 1, "day": "2025-12-01", "packages": {"pypi:flask": {"source": "a registry", "releases": [
                    {"version": "2.0.0", "day": "2021-05-11"}, {"version": "3.0.0", "day": "2023-09-30"}]}}}

                """)
            try yard.fleet(["samples": "samples"])
            let without = try yard.audit()
            #expect(!without.contains("[pin-excludes-latest]"), "\(without)")
            #expect(without.contains("pins: none of 2 checked"))
            let with = try yard.audit("--versions versions.json")
            #expect(with.contains("`==2.0.0` does not admit `flask` 3.0.0"), "\(with)")
            #expect(with.contains("pins: 0 of 1 hold, 1 not checked"))
            #expect(with.contains("releases"))
        }
    }

    @Test(
        "a link to a symbol's page is held against the product; what a product offers and cannot be read is said"
    )
    func documentationLinks() throws {
        try AuditYard.with { yard in
            for (version, name) in [("1.0.0", "Channel"), ("1.1.0", "Pipe")] {
                try yard.write(
                    "net/Package.swift",
                    "// swift-tools-version: 5.9\nimport PackageDescription\nlet package = Package(name: \"net\", products: [.library(name: \"Net\", targets: [\"Net\"])], targets: [.target(name: \"Net\")])\n"
                )
                try yard.write(
                    "net/Sources/Net/Net.swift", "public struct \(name) {}\npublic struct Client {}\n")
                try yard.commit("net", version == "1.0.0" ? "2025-01-05" : "2025-02-05", tag: version)
            }
            try yard.write(
                "docs/page.md",
                "# Page\n\n- [1](https://example.org/documentation/net/channel)\n- [2](https://example.org/documentation/net/client)\n"
            )
            try yard.commit("docs", "2024-12-05")
            try yard.write("other/main.go", "package main\n")
            try yard.commit("other", "2024-12-05")
            try yard.fleet(["docs": "docs", "net": "product", "other": "product"])
            let report = try yard.audit()
            #expect(
                report.contains("[symbol-removed], likely: `Channel` is not there since 1.1.0"), "\(report)")
            #expect(report.contains("docs:page.md:3") && !report.contains("docs:page.md:4"))
            #expect(report.contains("symbols: 1 of 2 hold"))
            #expect(
                report.contains("its public symbols, because its language is none whose are read"))
        }
    }

    @Test("regions of clouds: closed, none, of another cloud, and newer than what is known")
    func cloudRegions() throws {
        try AuditYard.with { yard in
            try yard.write(
                "docs/page.md",
                """
                # Deploy

                ```sh
                aws s3 ls --region us-east-1
                AWS_REGION=us-east-9 ./deploy
                curl https://dynamodb.eu-north-7.amazonaws.com
                az group create --location germanycentral --name a
                gcloud run deploy --region us-east-8
                other --region ap-south-9
                ```

                Prose names us-east-7.

                """)
            try yard.commit("docs", "2025-01-05")
            try yard.fleet(["docs": "docs"])
            let report = try yard.audit()
            #expect(
                report.contains("error[cloud-region-gone]: the region `germanycentral` of Azure is closed"),
                "\(report)")
            #expect(report.contains("error[cloud-region-gone], likely: AWS has no region `us-east-9`"))
            #expect(report.contains("AWS has no region `eu-north-7`"))
            #expect(report.matches(of: /\[cloud-region-gone\]/).count == 3)
            #expect(report.contains("cloud regions: 1 of 4 hold"))

            try yard.write("docs/page.md", "# New\n\n```sh\naws s3 ls --region us-east-9\n```\n")
            try yard.commit("docs", "2026-12-20")
            let later = try yard.run("docent audit fleet.yml --as-of 2027-01-01 --no-archive")
            #expect(later.contains("cloud regions: the list of regions is older than the page"), "\(later)")
            #expect(!later.contains("cloud-region-gone"))
        }
    }

    @Test("Python on pages and in samples is held against a product in Python")
    func python() throws {
        try AuditYard.with { yard in
            try yard.write("net/pyproject.toml", "[project]\nname = \"net\"\n")
            for (day, version, old) in [
                ("2025-01-05", "1.0.0", "def dial(a):\n    pass\n"), ("2025-02-05", "1.1.0", ""),
            ] {
                try yard.write("net/src/net/__init__.py", "def connect(a):\n    pass\n" + old)
                try yard.commit("net", day, tag: version)
            }
            let code = "import net\n\nnet.connect(1)\nnet.dial(1)\n"
            try yard.write("docs/page.md", "# Page\n\n```python\n\(code)```\n")
            try yard.commit("docs", "2025-01-06")
            try yard.write("samples/hello/requirements.txt", "net\n")
            try yard.write("samples/hello/main.py", code)
            try yard.commit("samples", "2025-01-06")
            try yard.fleet(["docs": "docs", "net": "product", "samples": "samples"])
            let report = try yard.audit()
            #expect(report.contains("docs:page.md:7"), "\(report)")
            #expect(report.contains("samples:hello/main.py:4"))
            #expect(report.matches(of: /`net.dial` is not there since 1.1.0/).count == 2)
        }
    }

    @Test("code of another repository of the fleet is followed, by its name and as the configuration says")
    func otherRepository() throws {
        try AuditYard.with { yard in
            try yard.write("samples/a.py", region)
            try yard.write("samples/LICENSE", "free\n")
            try yard.commit("samples", "2025-01-01")
            try yard.write(
                "docs/.docent.yml",
                "snippets: {shortcodes: [{name: code, file: f, folder: samples}], "
                    + "repositories: {samples: ../samples}}\n")
            try yard.write(
                "docs/page.md",
                """
                # Page

                [!code-python[](~/samples/a.py)]

                {{< code f="a.py" >}}

                <!-- docent: snippet source=samples:a.py#connect -->
                ```python
                client.connect("a")
                ```

                """)
            try yard.commit("docs", "2025-01-05")
            try yard.fleet(["docs": "docs", "samples": "samples"])
            let first = try yard.audit()
            #expect(first.contains("includes: 2 of 2 hold"), "\(first)")
            #expect(!first.contains("[region-missing]"))
            // Pages take one of its regions, so that the others are known to be taken by nobody.
            try yard.write("samples/c.py", region.replacing("connect", with: "spare"))
            try yard.commit("samples", "2025-01-06")
            for _ in 0..<2 {
                let unused = try yard.audit()
                #expect(unused.contains("no page of the fleet takes in the region `spare`"), "\(unused)")
                #expect(!unused.contains("the region `connect`"))
            }

            try yard.write("samples/a.py", region.replacing("(\"a\")", with: "(\"b\")"))
            try yard.commit("samples", "2025-02-05")
            let changed = try yard.head("samples")
            let second = try yard.audit()
            #expect(second.contains("includes: 0 of 2 hold"), "\(second)")
            #expect(second.contains("= `a.py` changed, \(changed) of samples on 2025-02-05"))

            try Shell.succeed("mv samples/a.py samples/b.py", in: yard.folder)
            try yard.commit("samples", "2025-03-05")
            let moved = try yard.head("samples")
            let third = try yard.audit()
            #expect(
                third.contains("error[include-gone]: there is no file `~/samples/a.py` to take in"),
                "\(third)")
            #expect(third.contains("= `a.py` moved to `b.py`, \(moved) of samples on 2025-03-05"))

            try yard.fleet(["docs": "docs"])
            let alone = try yard.audit()
            #expect(!alone.contains("[include-gone]"), "\(alone)")
            #expect(alone.contains("what it takes in is not in the repository"))
        }
    }
}
