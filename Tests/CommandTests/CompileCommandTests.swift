import RandomDocuments
import Testing

@testable import Commands

@Suite("docent check --snippets=types")
struct CompileCommandTests {
    /// A compiler that tells how often it was started, and finds `wrong` wrong.
    private func withFakeCompiler(_ body: (_ site: String, _ run: String) throws -> Void) throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed("mkdir \(folder)/bin \(folder)/site \(folder)/cache")
            let script = """
                #!/bin/sh
                echo started >> \(folder)/count
                [ "$1" = --version ] && { echo fake 1.0; exit 0; }
                status=0
                for file; do case $file in u*.c)
                    grep -n wrong "$file" | sed "s/^\\\\([0-9]*\\\\):.*/$file:\\\\1:1: error: it is wrong/" >&2
                    grep -q wrong "$file" && status=1
                esac; done
                exit $status

                """
            try Shell.write(script, to: "\(folder)/bin/gcc")
            try Shell.succeed("chmod +x \(folder)/bin/gcc")
            let run =
                "XDG_CACHE_HOME=\(folder)/cache PATH=\(folder)/bin:$PATH docent check --rule snippets/does-not-compile "
                + "--no-sandbox --snippets=types --color never ."
            try body(folder, run)
        }
    }

    private func starts(_ folder: String) throws -> Int {
        try Shell.run("cat \(folder)/count 2>/dev/null | wc -l").output.split { $0 == " " || $0 == "\n" }
            .first
            .flatMap { Int($0) } ?? 0
    }

    @Test("starts no compiler the second time, unless the code or the compiler has changed")
    func warm() throws {
        try withFakeCompiler { folder, run in
            let site = "\(folder)/site"
            try Shell.write("```c\nint a;\n```\n\n```c\nint wrong;\n```\n", to: "\(site)/page.md")
            let first = try Shell.run(run + " | sed '$d'", in: site)
            #expect(first.output.contains("page.md:6:1"))
            let count = try starts(folder)
            #expect(count > 1)
            #expect(try Shell.run(run + " | sed '$d'", in: site).output == first.output)
            #expect(try starts(folder) == count)
            try Shell.write("# New\n\n```c\nint a;\n```\n\n```c\nint wrong;\n```\n", to: "\(site)/page.md")
            #expect(try Shell.run(run, in: site).output.contains("page.md:8:1"))
            #expect(try starts(folder) == count)
            try Shell.write("```c\nint b;\n```\n", to: "\(site)/page.md")
            _ = try Shell.run(run, in: site)
            #expect(try starts(folder) == count + 1)
            try Shell.succeed("sed -i 's/fake 1.0/fake 1.01/' \(folder)/bin/gcc")
            _ = try Shell.run(run, in: site)
            #expect(try starts(folder) == count + 3)
        }
    }

    @Test("looks at code in reStructuredText and AsciiDoc, too")
    func formats() throws {
        try withFakeCompiler { folder, run in
            let site = "\(folder)/site"
            try Shell.write("A\n=\n\n.. code-block:: c\n\n   int wrong;\n", to: "\(site)/a.rst")
            try Shell.write("= A\n\n[source,c]\n----\nint wrong;\n----\n", to: "\(site)/b.adoc")
            let output = try Shell.run(run, in: site).output
            #expect(output.contains("a.rst:6:4") && output.contains("b.adoc:5:1"), "\(output)")
        }
    }

    @Test("lists how sure a fault is")
    func confidence() throws {
        try withFakeCompiler { folder, run in
            let site = "\(folder)/site"
            try Shell.write("```c\nint wrong;\n```\n", to: "\(site)/page.md")
            let list = run.replacing(
                "docent check --rule snippets/does-not-compile", with: "docent snippets list"
            )
            .replacing("--snippets=types --color never", with: "--level types --format json")
            #expect(try Shell.run(list, in: site).output.contains("\"confidence\": \"likely\""))
        }
    }

    @Test(
        "starts the real compiler of Rust once, and not the second time",
        .enabled("not run: no bubblewrap or no rustc") {
            (try? Shell.run("command -v bwrap && command -v rustc").status) == 0
        })
    func warmRust() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed("mkdir \(folder)/site \(folder)/cache \(folder)/bin")
            try Shell.write(
                "```rust\nlet a: u8 = 1;\n```\n\n```rust\nlet b: u8 = \"\";\n```\n",
                to: "\(folder)/site/page.md")
            // Counts the sandboxes: no compiler is started but in one, or to be asked for its version.
            let real = try Shell.run("command -v bwrap").output.split(separator: "\n").first ?? ""
            try Shell.write(
                "#!/bin/sh\necho started >>\(folder)/count\nexec \(real) \"$@\"\n", to: "\(folder)/bin/bwrap")
            try Shell.succeed("chmod +x \(folder)/bin/bwrap")
            let run =
                "XDG_CACHE_HOME=\(folder)/cache PATH=\(folder)/bin:$PATH docent check --rule snippets/does-not-compile "
                + "--snippets=types --color never . | sed '$d'"
            let first = try Shell.run(run, in: "\(folder)/site")
            #expect(first.output.contains("page.md:6:13"))
            let count = try starts(folder)
            #expect(count > 2)
            #expect(try Shell.run(run, in: "\(folder)/site").output == first.output)
            // To see whether there is a sandbox takes one, and that is all.
            #expect(try starts(folder) == count + 1)
        }
    }

    @Test("says with what it kept what it says without, whatever is edited")
    func edits() throws {
        try withFakeCompiler { folder, run in
            let site = "\(folder)/site"
            var random = SplitMix64(seed: 7)
            var snippets = (0..<6).map { "int a\($0);" }
            for _ in 0..<12 {
                let place = Int(random.next() % 6)
                snippets[place] =
                    ["int wrong;", "int a\(random.next() % 4);", "int b;\nint wrong;"][Int(random.next() % 3)]
                if random.next() % 4 == 0 { snippets.swapAt(0, place) }
                let page = snippets.map { "```c\n\($0)\n```\n\n" }.joined()
                try Shell.write(page, to: "\(site)/page.md")
                let kept = try Shell.run(run + " | sed '$d'", in: site)
                let fresh = try Shell.run(run + " --no-cache | sed '$d'", in: site)
                #expect(kept.output == fresh.output)
            }
        }
    }

    @Test(
        "leaves no compiler behind when it is killed",
        .enabled(if: try Shell.run("command -v bwrap").status == 0))
    func killed() async throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed("mkdir \(folder)/bin \(folder)/site")
            let script = """
                #!/bin/sh
                [ "$1" = --version ] && { echo fake 1.0; exit 0; }
                trap '' TERM HUP INT
                (setsid sh -c 'while :; do sleep 1; done' \(folder) &)
                while :; do sleep 1; done

                """
            try Shell.write(script, to: "\(folder)/bin/gcc")
            try Shell.succeed("chmod +x \(folder)/bin/gcc")
            try Shell.write("```c\nint a;\n```\n", to: "\(folder)/site/page.md")
            let count = "grep -l '\(folder)/[b]in/gcc' /proc/[0-9]*/cmdline 2>/dev/null | wc -l"
            let result = try Shell.run(
                """
                PATH=\(folder)/bin:$PATH docent check --no-cache --snippets=types . >/dev/null 2>&1 &
                docent=$!
                for i in $(seq 200); do [ $(\(count)) -gt 2 ] && break; sleep 0.05; done
                echo running $([ $(\(count)) -gt 2 ] && echo yes)
                kill -9 $docent
                for i in $(seq 200); do [ $(\(count)) -eq 0 ] && break; sleep 0.05; done
                echo left $(\(count))
                """, in: "\(folder)/site")
            #expect(result.output.contains("running yes"))
            #expect(result.output.contains("left 0"))
        }
    }
}
