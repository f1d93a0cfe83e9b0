import Testing

@Suite("An audit uses what an earlier one has learnt, and says the same as without it")
struct AuditAgainTests {
    private let audit = "docent audit fleet.yml --as-of 2026-01-01 --no-archive --format json"

    /// A fleet of many small repositories.
    private func makeFleet(_ yard: AuditYard, _ count: Int) throws {
        for number in 0..<count {
            try yard.write("docs\(number)/a.md", "# A\n\nSee `old/\(number).txt` and [b](b.md).\n")
            try yard.write("docs\(number)/old/\(number).txt", "x\n")
            try yard.commit("docs\(number)", "2024-01-05")
            try Shell.succeed("rm -r docs\(number)/old", in: yard.folder)
            try yard.commit("docs\(number)", "2024-02-05")
        }
        try yard.fleet(Dictionary(uniqueKeysWithValues: (0..<count).map { ("docs\($0)", "docs") }))
    }

    @Test("an audit that is killed goes on where it was, and ends with the same bytes")
    func killed() throws {
        try AuditYard.with { yard in
            try makeFleet(yard, 20)
            try yard.write("zebra/README.md", "# Zebra\n")
            try yard.commit("zebra", "2024-01-05", tag: "1.0.0")
            try Shell.succeed("echo '  - {path: zebra, role: product}' >> fleet.yml", in: yard.folder)
            // It is killed as soon as it has kept the first repositories.
            try Shell.succeed(
                """
                export XDG_CACHE_HOME=$PWD/cache
                \(audit) > first.json 2>&1 &
                pid=$!
                while kill -0 $pid 2>/dev/null; do
                    if ls cache/docent/resume-*/*.json >/dev/null 2>&1; then kill -9 $pid; break; fi
                done
                wait $pid || true
                """, in: yard.folder)
            let kept = try Shell.succeed("ls cache/docent/resume-*/*.json", in: yard.folder)
            #expect((1..<20).contains(kept.split(separator: "\n").count), "\(kept)")
            try Shell.succeed("cp -R cache marked", in: yard.folder)
            try Shell.succeed("cp -R cache kept", in: yard.folder)
            let resumed = try yard.run(audit)
            #expect(
                resumed
                    == (try Shell.run("export XDG_CACHE_HOME=$PWD/fresh\n\(audit)", in: yard.folder).output))
            #expect(try Shell.run("ls cache/docent/resume-*", in: yard.folder).status != 0)
            // What was kept is not looked at again: with a mark in it the mark comes out.
            try Shell.succeed(
                "sed -i.bak 's/is not in the repository any more/was kept/' marked/docent/resume-*/*.json",
                in: yard.folder)
            let marked = try Shell.run("export XDG_CACHE_HOME=$PWD/marked\n\(audit)", in: yard.folder).output
            #expect(marked.contains("was kept") && marked.contains("is not in the repository any more"))
            // It is where a product has a new release: pages are held against that.
            try Shell.succeed(
                "git -C zebra tag 2.0.0 && mv kept released && sed -i.bak 's/is not in the repository any more/was kept/' released/docent/resume-*/*.json",
                in: yard.folder)
            let released = try Shell.run("export XDG_CACHE_HOME=$PWD/released\n\(audit)", in: yard.folder)
                .output
            #expect(!released.contains("was kept") && released.contains("is not in the repository any more"))
        }
    }

    @Test("after new commits, and after a branch that was written anew, an audit says what a fresh one says")
    func incremental() throws {
        try AuditYard.with { yard in
            try makeFleet(yard, 2)
            try yard.write("engine/Package.swift", "// swift-tools-version: 5.9\n")
            try yard.write(
                "engine/Sources/Engine/Engine.swift", "public struct Engine {\n    public func go() {}\n}\n")
            try yard.commit("engine", "2024-01-01", tag: "1.0.0")
            try yard.fleet(["docs0": "docs", "docs1": "docs", "engine": "product"])
            try yard.write(
                "docs0/api.md", "# API\n\n```swift\nimport Engine\nlet engine = Engine()\nengine.go()\n```\n")
            try yard.commit("docs0", "2024-03-01")
            func compare() throws -> String {
                let kept = try yard.run(audit)
                #expect(
                    kept
                        == (try Shell.run("export XDG_CACHE_HOME=$PWD/fresh\n\(audit)", in: yard.folder)
                            .output))
                try Shell.succeed("rm -rf fresh", in: yard.folder)
                return kept
            }
            let first = try compare()
            for (name, count) in [("histories", 3), ("surfaces", 1)] {
                let kept = try Shell.succeed("ls cache/docent/\(name)", in: yard.folder)
                #expect(kept.split(separator: "\n").count == count)
            }
            try yard.write("docs0/a.md", "# A\n\nSomething else.\n")
            try yard.commit("docs0", "2024-04-01")
            try yard.write(
                "engine/Sources/Engine/Engine.swift", "public struct Engine {\n    public func run() {}\n}\n")
            try yard.commit("engine", "2024-05-01", tag: "2.0.0")
            let second = try compare()
            #expect(second != first && second.contains("`Engine.go()` is not there since 2.0.0"), "\(second)")
            // The last commit is taken back, and another one made.
            try Shell.succeed("git -C docs0 reset -q --hard HEAD~1", in: yard.folder)
            try yard.write("docs0/c.md", "# C\n")
            try yard.commit("docs0", "2024-06-01")
            #expect(try compare() != second)
            // What is kept may be damaged.
            try Shell.succeed(
                "for file in cache/docent/histories/* cache/docent/surfaces/*; do printf x >> $file; done",
                in: yard.folder)
            _ = try compare()
        }
    }

    @Test("`docent history` uses what an audit has kept, and shows names and words harmless")
    func history() throws {
        try AuditYard.with { yard in
            try makeFleet(yard, 1)
            let name = "a\u{1B}[31mred.md"
            try yard.write("docs0/\(name)", "# Red\n")
            try yard.commit("docs0", "2024-03-01")
            _ = try yard.run(audit)
            let state =
                "stat -c %Y.%Z cache/docent/histories/* 2>/dev/null || stat -f %m cache/docent/histories/*"
            let before = try Shell.succeed(state, in: yard.folder)
            let report = try yard.run(
                "cd docs0 && XDG_CACHE_HOME=../cache docent history --archive ../none \(Shell.quoted(name)) || docent history \(Shell.quoted(name))"
            )
            #expect(report.contains("first seen    2024-03-01"), "\(report)")
            #expect(!report.contains("\u{1B}"))
            #expect(try Shell.succeed(state, in: yard.folder) == before)
        }
    }

    @Test(
        "what is mended is told as fixed, also beside what nobody can check; what could not be looked at is not"
    )
    func mended() throws {
        try AuditYard.with { yard in
            func page(_ link: String, _ image: String) -> String {
                "# Page\n\n[Here](\(link)), and [elsewhere](https://example.org/).\n\n```dockerfile\nFROM \(image)\nFROM example/tool:latest\n```\n"
            }
            try yard.write("docs/page.md", page("nothing.md", "python:3.8"))
            try yard.write("docs/other.md", page("nothing.md", "python:3.8"))
            try yard.commit("docs", "2025-01-05")
            try yard.fleet(["docs": "docs"])
            func audit(_ day: String) throws -> String {
                try yard.run("docent audit fleet.yml --archive audits.sqlite --as-of \(day)")
            }
            #expect(try audit("2026-01-01").contains("4 errors"))
            try yard.write("docs/page.md", page("other.md", "python:3.14"))
            try yard.write("docs/other.md", page("page.md", "python:3.14"))
            try yard.commit("docs", "2026-01-05")
            try Shell.succeed(
                """
                cd docs && id=$(git rev-parse HEAD:other.md)
                rm -f .git/objects/$(echo $id | cut -c1-2)/$(echo $id | cut -c3-)
                """, in: yard.folder)
            let second = try audit("2026-01-08")
            #expect(second.contains("since 2026-01-01: 2 fixed, 2 not looked at this time"), "\(second)")
            #expect(second.contains("fixed\n  docs:page.md: there is no file `nothing.md`"))
            #expect(try audit("2026-01-15").contains("since 2026-01-08: nothing new, 2 not looked at"))
        }
    }

    @Test("an audit as of an earlier day is compared with what was known then, said so, and not kept")
    func earlierDay() throws {
        try AuditYard.with { yard in
            try yard.write("docs/a.md", "# A\n\n[One](one.md)\n")
            try yard.commit("docs", "2026-01-01")
            try yard.fleet(["docs": "docs"])
            func audit(_ day: String) throws -> String {
                try yard.run("docent audit fleet.yml --archive a.sqlite --as-of 2026-\(day) 2>&1")
            }
            let first = try audit("02-01")
            #expect(first.contains("no earlier audit is known"), "\(first)")
            try yard.write("docs/a.md", "# A\n\n[One](one.md)\n\n[Two](two.md)\n")
            try yard.commit("docs", "2026-02-10")
            let last = try audit("03-01")
            #expect(last.contains("2026-02-01") && last.contains("1 new"), "\(last)")
            let between = try audit("02-20")
            #expect(between.contains("2026-02-01") && between.contains("1 new"), "\(between)")
            #expect(
                between.contains(
                    "the audit as of 2026-02-20 is not kept: the archive has one as of 2026-03-01"))
            #expect(try audit("01-15").contains("no earlier audit is known"))
            #expect(try audit("03-01") == last)
            #expect(try audit("04-01").contains("nothing new"))
        }
    }
}
