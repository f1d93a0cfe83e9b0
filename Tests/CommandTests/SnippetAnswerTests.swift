import Model
import Running
import Testing
import Toolchains

@testable import Commands

@Suite("What parsers said and runs came to, kept for the next run")
struct SnippetAnswerTests {
    /// A site, and programs that tell how often they were started.
    private func withCountedPrograms(
        _ names: [String], _ body: (_ folder: String, _ run: String) throws -> Void
    ) throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed("mkdir \(folder)/bin \(folder)/site \(folder)/cache")
            for name in names {
                let real = try Shell.succeed("command -v \(name)").filter { $0 != "\n" }
                try Shell.write(
                    "#!/bin/sh\necho \(name) 2>/dev/null >>\(folder)/count\nexec \(real) \"$@\"\n",
                    to: "\(folder)/bin/\(name)")
                try Shell.succeed("chmod +x \(folder)/bin/\(name)")
            }
            try body(
                folder, "XDG_CACHE_HOME=\(folder)/cache PATH=\(folder)/bin:$PATH docent")
        }
    }

    /// The programs that were started since the last look, each once for each start.
    private func starts(_ folder: String) throws -> [String] {
        let output = try Shell.run("cat \(folder)/count 2>/dev/null; rm -f \(folder)/count").output
        return output.split(separator: "\n").map(String.init)
    }

    @Test(
        "a second run asks only about what was edited, and says what a run without them says",
        .enabled("not run: no ruby or no gofmt") {
            (try? Shell.run("command -v ruby && command -v gofmt").status) == 0
        })
    func edited() throws {
        try withCountedPrograms(["ruby", "gofmt"]) { folder, docent in
            let site = "\(folder)/site"
            let check = "\(docent) check --color never . | sed '$d'"
            let go = "```go\npackage a\n```\n"
            try Shell.write("```ruby\nputs(1\n```\n\n\(go)", to: "\(site)/page.md")
            #expect(try Shell.run(check, in: site).output.contains("page.md:"))
            #expect(Set(try starts(folder)) == ["ruby", "gofmt"])
            try Shell.write("# New\n\n```ruby\nputs(1\n```\n\n\(go)", to: "\(site)/page.md")
            let moved = try Shell.run(check, in: site).output
            #expect(try starts(folder) == [])
            #expect(
                moved
                    == (try Shell.run("\(docent) check --no-cache --color never . | sed '$d'", in: site)
                        .output))
            _ = try starts(folder)
            try Shell.write("# New\n\n```ruby\nputs 2\n```\n\n\(go)", to: "\(site)/page.md")
            #expect(!(try Shell.run(check, in: site).output.contains("page.md:")))
            #expect(try starts(folder) == ["ruby"])
            // Another program may say something else.
            try Shell.succeed("echo >>\(folder)/bin/gofmt")
            try Shell.write("```ruby\nputs 2\n```\n\(go)", to: "\(site)/page.md")
            _ = try Shell.run(check, in: site)
            #expect(Set(try starts(folder)) == ["gofmt"])
        }
    }

    @Test(
        "a second run with --snippets=run starts nothing but a look for the sandbox",
        .enabled("not run: no bubblewrap, ruby or gcc") {
            (try? Shell.run("command -v bwrap && command -v ruby && command -v gcc").status) == 0
        })
    func ran() throws {
        try withCountedPrograms(["ruby", "gcc", "clang", "bwrap"]) { folder, docent in
            let site = "\(folder)/site"
            // What it prints is another each time it runs.
            let time = "```ruby\nputs Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)\n```\n\n"
            let main = "```c\n#include <stdio.h>\nint main(void) { puts(\"2\"); }\n```\n\n```output\n3\n```\n"
            try Shell.write("\(time)```output\n7\n```\n\n\(main)", to: "\(site)/page.md")
            let check = "\(docent) check --snippets=run --allow-run --color never"
            let first = try Shell.run("\(check) . | sed '$d'", in: site).output
            #expect(first.contains("page.md:6:1") && first.contains("page.md:15:1"), "\(first)")
            #expect(try starts(folder).count { $0 == "bwrap" } > 3)
            #expect(try Shell.run("\(check) . | sed '$d'", in: site).output == first)
            let again = try starts(folder)
            #expect(again == ["bwrap"], "\(again)")
            let fresh = try Shell.run("\(check) --no-cache . | sed '$d'", in: site).output
            #expect(fresh.contains("page.md:6:1") && fresh != first)
        }
    }

    @Test("replies of parsers are there the next time, for the same code and program only")
    func parsed() throws {
        try Shell.withTemporaryFolder { path in
            let folder = CacheFolder(path: path)
            try Shell.write("1", to: "\(path)/parser")
            let parser = ParserSign(words: ["-c"], programs: ["\(path)/parser"])
            let snippets = ["a", "b", "c"].map { [Array($0.utf8), Array("{\($0)}".utf8)] }
            let replies: [Reply] = [
                .taken(1),
                .refused([Fault(at: SourceRange(0, 1), "é"), Fault(at: SourceRange(at: 2), "")]),
                .unknown("it is too old"),
            ]
            ParseShelf(in: folder, of: [1]).keep(
                zip(snippets, replies).map { (snippet: $0, reply: $1) }, of: parser)
            #expect(ParseShelf(in: folder, of: [1]).replies(to: snippets, of: parser) == replies)
            let none: [Reply?] = [nil, nil, nil]
            #expect(ParseShelf(in: folder, of: [2]).replies(to: snippets, of: parser) == none)
            let other = ParserSign(words: ["-d"], programs: parser.programs)
            #expect(ParseShelf(in: folder, of: [1]).replies(to: snippets, of: other) == none)
            let bytes = try #require(folder.read("snippets/parsed"))
            for index in bytes.indices {
                var damaged = bytes
                damaged[index] ^= 0x10
                folder.write("snippets/parsed", damaged)
                #expect(ParseShelf(in: folder, of: [1]).replies(to: snippets, of: parser) == none)
            }
            folder.write("snippets/parsed", bytes)
            try Shell.write("22", to: "\(path)/parser")
            #expect(ParseShelf(in: folder, of: [1]).replies(to: snippets, of: parser) == none)
        }
    }

    @Test("what came of runs is there the next time, whatever it was")
    func sessions() throws {
        try Shell.withTemporaryFolder { path in
            let folder = CacheFolder(path: path)
            let question = RunQuestion(evidence: ["a"], words: ["b"])
            let endings: [SessionReply.Ending] = [
                .finished, .exited(3), .signalled(9), .timedOut,
                .failed(.init(kinds: ["KeyError", "LookupError"], text: "no", line: 2, near: nil)),
                .failed(.init(kinds: [], text: "", line: nil, near: "name")),
            ]
            let replies = endings.enumerated().map { index, ending in
                var reply = SessionReply(address: .init(session: 0, step: index, part: 1))
                reply.output = "out\n"
                reply.errors = "é"
                reply.prints = [.init(inner: 1, outer: -1, text: "x")]
                reply.values = [3: "y", 1: ""]
                reply.status = index == 0 ? nil : index
                reply.ending = ending
                return reply
            }
            let shelf = RunShelf(in: folder, of: [1])
            shelf.keep(replies, for: question)
            shelf.save()
            let known = try #require(RunShelf(in: folder, of: [1]).replies(to: question))
            #expect(known.map(\.ending) == endings)
            #expect(known.map(\.prints) == replies.map(\.prints))
            #expect(known.map(\.values) == replies.map(\.values))
            #expect(known.map(\.status) == replies.map(\.status))
            #expect(known.map(\.address) == replies.map(\.address))
            #expect(known.allSatisfy { $0.output == "out\n" && $0.errors == "é" })
            let other = RunQuestion(evidence: ["other"], words: ["b"])
            #expect(RunShelf(in: folder, of: [1]).replies(to: other) == nil)
        }
    }
}
