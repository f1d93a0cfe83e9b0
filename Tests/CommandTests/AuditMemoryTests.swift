import Testing

@Suite("What audits remember of repositories")
struct AuditMemoryTests {
    @Test(
        "never changes what an audit says, whatever is edited, tagged or configured, on whatever day",
        arguments: 0..<4)
    func random(seed: UInt64) throws {
        try AuditYard.with { yard in
            var dice = Dice(state: seed)
            try Self.begin(yard)
            var day = 1
            for step in 0..<10 {
                let audit =
                    "docent audit fleet.yml --as-of 2026-\(step < 7 ? "03" : "11")-\(day < 10 ? "0" : "")\(day) --no-archive"
                    + " --format json"
                let kept = try yard.run(audit)
                let fresh = try yard.run(audit + " --no-cache")
                #expect(kept == fresh, "step \(step)")
                #expect(try yard.run(audit) == fresh, "step \(step), at once")
                day = Int.random(in: 1...28, using: &dice)
                for _ in 0..<Int.random(in: 0...2, using: &dice) { try Self.change(yard, step, &dice) }
            }
        }
    }

    @Test(
        "is used for repositories that did not change where the fleet file names another revision of one, and objects lie elsewhere"
    )
    func revisions() throws {
        try AuditYard.with { yard in
            for name in ["a", "b"] {
                try yard.write("\(name)/page.md", "# \(name)\n\n[No](no.md)\n")
                try yard.commit(name, "2024-01-05")
                try yard.write("\(name)/more.md", "# More\n\n[No](no.md)\n")
                try yard.commit(name, "2024-02-05")
                try Shell.succeed("git clone -q --bare --shared \(name) \(name).git", in: yard.folder)
            }
            try yard.fleet(["a.git": "docs", "b.git": "docs"])
            let audit = "docent audit fleet.yml --as-of 2026-03-01 --no-archive --format json"
            let first = try yard.run(audit)
            try Shell.succeed("touch -t 200001010000 cache/docent/audits/*", in: yard.folder)
            #expect(try yard.run(audit) == first)
            let old = "find cache/docent/audits -not -newermt 2001-01-01 -type f | wc -l"
            #expect(try Shell.succeed(old, in: yard.folder).contains("2"), "both are taken as they were")
            try Shell.succeed(
                "sed -i.bak 's/path: a.git,/path: a.git, revision: HEAD~1,/' fleet.yml", in: yard.folder)
            let back = try yard.run(audit)
            #expect(back != first)
            #expect(back == (try yard.run(audit + " --no-cache")))
            #expect(try Shell.succeed(old, in: yard.folder).contains("1"), "one is looked at again")
            // A commit that comes to the repository behind it.
            try yard.write("b/no.md", "# No\n")
            try yard.commit("b", "2024-03-05")
            try Shell.succeed(
                "git -C b.git update-ref refs/heads/main $(git -C b rev-parse HEAD)", in: yard.folder)
            let moved = try yard.run(audit)
            #expect(moved != back)
            #expect(moved == (try yard.run(audit + " --no-cache")))
        }
    }

    @Test(
        "is used where nothing has changed, on another day too, and only by the same program with the same fleet file"
    )
    func use() throws {
        try AuditYard.with { yard in
            try Self.begin(yard)
            let audit = "docent audit fleet.yml --no-archive --as-of"
            let first = try yard.run("\(audit) 2026-03-01")
            let kept = try Shell.succeed("cd cache/docent/audits; sha1sum *", in: yard.folder)
            #expect(kept.split(separator: "\n").count == 4)
            func isUsed(_ command: String) throws -> [Bool] {
                // What is looked at anew is written anew.
                try Shell.succeed("touch -t 200001010000 cache/docent/audits/*", in: yard.folder)
                _ = try yard.run(command)
                return try Shell.succeed(
                    "for f in cache/docent/audits/*; do find $f -newermt 2001-01-01 | wc -l; done",
                    in: yard.folder
                ).split(separator: "\n").map { $0.allSatisfy { $0 == "0" || $0 == " " } }
            }
            #expect(try isUsed("\(audit) 2026-03-01") == [true, true, true, true])
            #expect(try isUsed("\(audit) 2026-03-09").count(where: \.self) == 4)
            // The support of what a sample asks for ends in between.
            #expect(try isUsed("\(audit) 2026-11-20").count(where: \.self) == 3)
            #expect(
                try isUsed("cp $(which docent) d2; ./d2\(audit.dropFirst(6)) 2026-11-20") == [
                    false, false, false, false,
                ])
            try yard.write("docs/more.md", "# More\n")
            try yard.commit("docs", "2026-01-20")
            #expect(
                try isUsed("\(audit) 2026-11-20").count(where: \.self) == 0, "another program was the last")
            try yard.write("docs/more.md", "# Even more\n")
            try yard.commit("docs", "2026-01-21")
            #expect(try isUsed("\(audit) 2026-11-20").count(where: \.self) == 3)
            try yard.commit("engine", "2026-01-22", tag: "3.0.0")
            #expect(try isUsed("\(audit) 2026-11-20").count(where: \.self) == 0)
            try Shell.succeed("sed -i.bak s/Traps/Others/ fleet.yml", in: yard.folder)
            _ = try yard.run("\(audit) 2026-11-20")
            #expect(
                try Shell.succeed("ls cache/docent/audits", in: yard.folder).split(separator: "\n").count == 8
            )
            // A file that is damaged is none.
            try Shell.succeed("for f in cache/docent/audits/*; do printf x >> $f; done", in: yard.folder)
            try Shell.succeed("sed -i.bak s/Others/Traps/ fleet.yml", in: yard.folder)
            #expect(try isUsed("\(audit) 2026-11-20").count(where: \.self) == 4)
            #expect(!first.isEmpty)
        }
    }

    /// A fleet with a product, docs that follow it, samples, and regions that docs take from their own files.
    private static func begin(_ yard: AuditYard) throws {
        try yard.write("engine/Package.swift", "// swift-tools-version: 5.9\n")
        try yard.write("engine/Sources/Engine/Engine.swift", source(["go", "stop"]))
        try yard.commit("engine", "2024-01-01", tag: "1.0.0")
        try yard.write(
            "docs/api.md", "# API\n\n```swift\nimport Engine\nEngine().go()\n```\n\nSee [b](b.md).\n")
        try yard.write("docs/b.md", "---\nms.date: 2024-01-05\n---\n# B\n\n[a](api.md#api), `src/a.py`\n")
        try yard.write("docs/src/a.py", "# [START one]\nprint(1)\n# [END one]\n")
        try yard.write(
            "docs/take.md",
            "# Take\n\n--8<-- \"src/a.py:one\"\n\n<!-- docent: covers engine:Package.swift -->\n")
        try yard.commit("docs", "2024-01-05")
        try yard.write("samples/package.json", "{\"name\": \"s\", \"engines\": {\"node\": \"20\"}}\n")
        try yard.write("samples/a.py", "# [START two]\nprint(2)\n# [END two]\n")
        try yard.write("samples/README.md", "# Samples\n")
        try yard.commit("samples", "2024-02-01")
        try yard.write("plain/index.md", "# Plain\n\n[gone](gone.md)\n")
        try yard.commit("plain", "2024-02-01")
        try yard.fleet(
            ["engine": "product", "docs": "docs", "samples": "samples", "plain": "docs"], "horizon: 10\n")
    }

    private static func source(_ names: [String]) -> String {
        "public struct Engine {\n" + names.map { "    public func \($0)() {}\n" }.joined() + "}\n"
    }

    private static func change(_ yard: AuditYard, _ step: Int, _ dice: inout Dice) throws {
        let day = "2026-0\(Int.random(in: 1...9, using: &dice))-1\(Int.random(in: 0...9, using: &dice))"
        switch Int.random(in: 0..<10, using: &dice) {
        case 0:
            try yard.write("docs/b.md", "# B \(step)\n\n[a](api.md#api)\n")
            try yard.commit("docs", day)
        case 1:
            try yard.write("docs/b.md", "---\nms.date: \(day)\n---\n# B\n")
            try yard.commit("docs", "2026-02-02")
        case 2:
            try Shell.succeed("rm -f docs/b.md", in: yard.folder)
            try yard.commit("docs", day)
        case 3:
            try yard.write(
                "engine/Sources/Engine/Engine.swift", source(step % 2 == 0 ? ["stop"] : ["go", "run"]))
            try yard.commit("engine", day, tag: "\(step + 2).0.0")
        case 4:
            try yard.write("docs/take.md", "# Take\n\n--8<-- \"~/src/a.py:two\"\n")
            try yard.commit("docs", day)
        case 5:
            try yard.write("samples/a.py", "# [START three]\nprint(\(step))\n# [END three]\n")
            try yard.commit("samples", day)
        case 6:
            try yard.write(
                "plain/index.md",
                "# Plain\n\n<!-- docent: ignore links/missing-file until \(day) because it comes -->\n[gone](gone.md)\n"
            )
            try yard.commit("plain", "2026-01-01")
        case 7:
            try yard.fleet(
                [
                    "engine": "product", "docs": "docs", "samples": "samples",
                    "plain": step % 2 == 0 ? "samples" : "docs",
                ],
                "horizon: \(30 * (1 + step % 4))\n")
        case 8:
            try yard.write("engine/Package.swift", "// swift-tools-version: 5.\(step)\n")
            try yard.commit("engine", day)
        default: try Shell.succeed("git -C docs gc -q; git -C samples repack -adq", in: yard.folder)
        }
    }
}

/// SplitMix64: the same numbers in each run.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
