import Testing

@Suite("An audit builds samples by their own build systems")
struct AuditBuildTests {
    /// A sample in one of the languages, as it is and with a mistake in it.
    struct Sample: Sendable, CustomTestStringConvertible {
        var program: String
        /// Path and text of the files that stay.
        var files: [String: String]
        var source: String
        var right: String
        var wrong: String

        var testDescription: String { program }
    }

    static let samples = [
        Sample(
            program: "swift",
            files: [
                "hello/Package.swift":
                    "// swift-tools-version: 5.9\nimport PackageDescription\nlet package = Package(name: \"hello\", targets: [.executableTarget(name: \"hello\")])\n"
            ], source: "hello/Sources/hello/main.swift", right: "print(1 + 1)\n",
            wrong: "print(1 + nothing)\n"),
        Sample(
            program: "go", files: ["hello/go.mod": "module example.org/hello\n\ngo 1.19\n"],
            source: "hello/main.go", right: "package main\n\nfunc main() { println(1 + 1) }\n",
            wrong: "package main\n\nfunc main() { println(1 + nothing) }\n"),
        Sample(
            program: "cargo",
            files: [
                "hello/Cargo.toml": "[package]\nname = \"hello\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"
            ],
            source: "hello/src/main.rs", right: "fn main() { println!(\"{}\", 1 + 1); }\n",
            wrong: "fn main() { println!(\"{}\", 1 + nothing); }\n"),
        Sample(
            program: "npm", files: ["hello/package.json": "{\"scripts\": {\"build\": \"node main.js\"}}\n"],
            source: "hello/main.js", right: "console.log(1 + 1)\n", wrong: "console.log(1 + nothing)\n"),
        Sample(
            program: "gradle", files: ["hello/build.gradle": "apply plugin: 'java'\n"],
            source: "hello/src/main/java/Hello.java", right: "class Hello { int sum = 1 + 1; }\n",
            wrong: "class Hello { int sum = 1 + nothing; }\n"),
        Sample(
            program: "python3", files: ["hello/requirements.txt": ""], source: "hello/main.py",
            right: "print(1 + 1)\n", wrong: "print(1 +\n"),
    ]

    @Test(
        "a sample that asks for a newer toolchain is not attempted where it fails, and a `go.work` above leaves no module out"
    )
    func newerToolchain() throws {
        try AuditYard.with { yard in
            try yard.write("samples/go.work", "go 1.18\n\nuse ./other\n")
            let source = "package main\n\nfunc main() { println(1 + 1) }\n"
            for (name, version) in [("same", "1.18"), ("newer", "99.1.0")] {
                try yard.write("samples/\(name)/go.mod", "module example.org/\(name)\n\ngo \(version)\n")
                try yard.write("samples/\(name)/main.go", source)
            }
            try yard.write("samples/swift/Package.swift", "// swift-tools-version: 99.0\n")
            try yard.commit("samples", "2025-01-05")
            try yard.fleet(["samples": "samples"])
            let report = try yard.audit("--build")
            #expect(!report.contains("[build-fails]"), "\(report)")
            #expect(report.contains("builds: 1 of 1 hold, 2 not checked"))
            #expect(report.contains("it asks for version 99.1.0 at least, and `go version"))
            #expect(report.contains("it asks for version 99.0 at least, and `Swift version"))
        }
    }

    @Test(
        "a sample that stops building is told once, with the commit, and then that it is mended; what is not installed is not attempted",
        arguments: samples)
    func stopsAndIsMended(sample: Sample) throws {
        try AuditYard.with { yard in
            for (path, text) in sample.files { try yard.write("samples/\(path)", text) }
            try yard.write("samples/hello/README.md", "# Hello\n")
            func commit(_ source: String, _ day: String) throws {
                try yard.write("samples/\(sample.source)", source)
                try yard.commit("samples", day)
            }
            func audit(_ day: String) throws -> String {
                try yard.run("docent audit fleet.yml --build --archive audits.sqlite --as-of \(day)")
            }
            try commit(sample.right, "2025-01-05")
            try yard.fleet(["samples": "samples"])
            let first = try audit("2026-01-01")
            guard try Shell.run("command -v \(sample.program)").status == 0 else {
                #expect(first.contains("is not installed, or does not run in the sandbox"), "\(first)")
                return
            }
            #expect(first.contains("builds: 1 of 1 hold"), "\(first)")
            try commit(sample.wrong, "2026-01-05")
            let commitID = try yard.head("samples")
            let second = try audit("2026-01-08")
            #expect(second.contains("since 2026-01-01: 1 new"), "\(second)")
            #expect(second.contains("error[build-fails]: it does not build since commit \(commitID)\n"))
            let third = try audit("2026-01-15")
            #expect(third.contains("since 2026-01-08: nothing new"))
            #expect(third.contains("it does not build since commit \(commitID) (known since 2026-01-08)"))
            try commit(sample.right, "2026-01-16")
            #expect(try audit("2026-01-22").contains("since 2026-01-15: 1 fixed"))
        }
    }

    @Test("where no file has changed the toolchain is named, and no commit")
    func environment() throws {
        try AuditYard.with { yard in
            for (day, tag) in [("2025-01-01", "1.0.0"), ("2026-01-04", "1.1.0"), ("2026-01-05", "2.0.0")] {
                try yard.write("engine/README.md", "# Engine \(tag)\n")
                try yard.commit("engine", day, tag: tag)
            }
            try yard.write("samples/hello/requirements.txt", "engine~=1.0\n")
            try yard.write("samples/hello/main.py", "print(1)\n")
            try yard.write("samples/plain/requirements.txt", "")
            try yard.write("samples/plain/main.py", "print(1)\n")
            try yard.commit("samples", "2025-01-05")
            try yard.fleet(["samples": "samples", "engine": "product"])
            let audit = "docent audit fleet.yml --build --archive audits.sqlite --as-of"
            #expect(try yard.run("\(audit) 2026-01-01").contains("builds: 2 of 2 hold"))
            // A newer interpreter that takes the files no more.
            try yard.write(
                "bin/python3",
                "#!/bin/sh\n[ \"$1\" = --version ] && { echo Python 9.1; exit; }\necho 'SyntaxError: no print in 9.1' >&2\nexit 1\n"
            )
            try Shell.succeed("chmod +x bin/python3", in: yard.folder)
            let second = try yard.run("PATH=$PWD/bin:$PATH \(audit) 2026-01-08")
            #expect(second.contains("[build-environment]"), "\(second)")
            #expect(second.contains("though none of its files has changed since it did on 2026-01-01"))
            #expect(
                second.matches(of: /: the toolchain was `Python [0-9.]+` and is `Python 9.1`\n/).count == 1)
            #expect(
                second.matches(
                    of:
                        /`Python 9.1`, no lock file fixes its dependencies, `engine` 1.1.0 was released on 2026-01-04\n/
                ).count == 1)
            #expect(!second.contains("since commit"))
        }
    }

    @Test(
        "what needs dependencies, or a tool that is not installed, is not attempted; Maven builds from a repository on the machine",
        arguments: [("mvn", "pom.xml"), ("dotnet", "hello.csproj")])
    func notAttempted(program: String, manifest: String) throws {
        try AuditYard.with { yard in
            let repository = "/usr/share/maven-repo"
            try yard.write(
                "samples/hello/pom.xml",
                """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId><artifactId>hello</artifactId><version>1</version>
                  <properties>
                    <maven.compiler.source>17</maven.compiler.source>
                    <maven.compiler.target>17</maven.compiler.target>
                  </properties>
                </project>

                """)
            if manifest != "pom.xml" {
                try Shell.succeed("rm samples/hello/pom.xml", in: yard.folder)
                try yard.write(
                    "samples/hello/\(manifest)",
                    "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>\n"
                )
            }
            try yard.write("samples/hello/src/main/java/Hello.java", "class Hello {}\n")
            try yard.commit("samples", "2025-01-05")
            try yard.fleet(["samples": "samples"])
            let refused = try yard.audit("--build")
            #expect(refused.contains("1 builds: it needs dependencies, and nobody allowed"), "\(refused)")
            guard try Shell.run("command -v \(program)").status == 0 else {
                let report = try yard.audit("--build --allow-download")
                #expect(
                    report.contains(
                        "1 builds: `\(program)` is not installed, or does not run in the sandbox"),
                    "\(report)")
                return
            }
            let plugins = "\(repository)/org/apache/maven/plugins"
            let hasPlugins =
                try Shell.run("ls -d \(plugins)/maven-{resources,compiler,jar}-plugin").status == 0
            guard program == "mvn", hasPlugins else { return }
            try yard.write("samples/hello/.mvn/maven.config", "-Dmaven.repo.local=\(repository)\n")
            try yard.commit("samples", "2025-01-06")
            func audit(_ day: String) throws -> String {
                try yard.run("docent audit fleet.yml --build --archive audits.sqlite --as-of \(day)")
            }
            let builds = try audit("2026-01-01")
            #expect(builds.contains("builds: 1 of 1 hold"), "\(builds)")
            try yard.write("samples/hello/src/main/java/Hello.java", "class Hello { int a = nothing; }\n")
            try yard.commit("samples", "2026-01-05")
            let commit = try yard.head("samples")
            let fails = try audit("2026-01-08")
            #expect(
                fails.contains("error[build-fails]: it does not build since commit \(commit)\n"), "\(fails)")
            try yard.write("samples/hello/src/main/java/Hello.java", "class Hello {}\n")
            try yard.commit("samples", "2026-01-12")
            #expect(try audit("2026-01-15").contains("since 2026-01-08: 1 fixed"))
        }
    }
}
