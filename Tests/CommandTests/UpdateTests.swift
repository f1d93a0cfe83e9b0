import Testing

@Suite("`docent snippets update` and `docent check --snippets=run`", .timeLimit(.minutes(5)))
struct UpdateTests {
    private static let page = #"""
        git init -q -b main . && git config core.autocrlf false && git config user.name a && git config user.email a@b
        mkdir -p 'a folder'
        printf '# A\r\n\r\n> ```py\r\n> print("new")\r\n> ```\r\n>\r\n> ```output\r\n> old\r\n> ```\r\n' > 'a folder/crlf.md'
        printf -- '- Run:\n\n\t```js\n\tconsole.log(1);\n\tconsole.log(2);\n\t```\n\n\t```output\n\t1\n\t```' > tabs.md
        printf '```py\nprint("half")\nraise ValueError\n```\n\n```output\nwhole\n```\n' > failing.md
        git add . && git commit -qm First
        """#

    @Test("write what is printed, as the patch does, and again nothing")
    func sameBytes() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed(Self.page, in: folder)
            let update = "docent snippets update --allow-run"
            try Shell.succeed(
                "\(update) --diff > .git/patch && test -z \"$(git status --short)\"", in: folder)
            try Shell.succeed(
                "git apply --whitespace=nowarn .git/patch && git diff > .git/applied", in: folder)
            try Shell.succeed(
                "git checkout -q . && { \(update) > .git/report || test $? -eq 1; }", in: folder)
            try Shell.succeed("git diff | cmp - .git/applied", in: folder)
            #expect(
                try Shell.succeed("cat 'a folder/crlf.md'", in: folder)
                    == "# A\r\n\r\n> ```py\r\n> print(\"new\")\r\n> ```\r\n>\r\n> ```output\r\n> new\r\n> ```\r\n"
            )
            #expect(
                try Shell.succeed("cat tabs.md", in: folder).hasSuffix("\t```output\n\t1\n\t2\n\t```"))
            #expect(try Shell.succeed("git diff --stat failing.md", in: folder) == "")
            try Shell.succeed("\(update) --diff 2>/dev/null | cmp - /dev/null", in: folder)
        }
    }

    @Test("fail a build where something is out of date, and change nothing")
    func check() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed(Self.page, in: folder)
            let update = "docent snippets update --allow-run"
            let (report, status) = try Shell.run("\(update) --check tabs.md 'a folder'", in: folder)
            #expect(status == 1)
            #expect(report.contains("the code prints `new` here"), "\(report)")
            let (patch, withPatch) = try Shell.run("\(update) --check --diff tabs.md 'a folder'", in: folder)
            #expect(withPatch == 1)
            #expect(patch.contains("+> new"), "\(patch)")
            try Shell.succeed("test -z \"$(git status --short)\"", in: folder)
            try Shell.succeed("\(update) tabs.md 'a folder'", in: folder)
            try Shell.succeed("\(update) --check tabs.md 'a folder'", in: folder)
            try Shell.succeed("\(update) --check --diff tabs.md 'a folder'", in: folder)
        }
    }

    @Test("are as sure of a failure as the list of snippets")
    func confidence() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.write(
                "```py\nnames = []\n```\n\n```py\nnames.push(1)\n```\n\n<!-- docent: snippet standalone -->\n\n```py\n[].push(1)\n```\n",
                to: "\(folder)/a.md")
            let report = try Shell.run(
                "docent check --snippets=run --allow-run --rule snippets/failed-run --color never", in: folder
            )
            #expect(report.output.contains("error[snippets/failed-run] (likely): this fails"))
            #expect(report.output.contains("error[snippets/failed-run]: this fails"))
            let (list, status) = try Shell.run(
                "docent snippets list --level run --allow-run --format json --state failed", in: folder)
            #expect(status == 1)
            let words = list.matches(of: /"confidence":\s*"(\w+)"/).map { String($0.1) }
            #expect(words == ["likely", "certain"], "\(list)")
        }
    }

    @Test("read the sessions of Sphinx as Sphinx does, in whatever group they are")
    func sphinx() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.write(
                """
                .. testsetup:: group

                   start = 1

                .. doctest:: group

                   >>> class D: pass
                   >>> D()
                   <D object at ...>
                   >>> [].pop()
                   Traceback (most recent call last):
                     ...
                   IndexError: nothing to see
                   >>> start + 1
                   3

                """, to: "\(folder)/a.rst")
            let (list, status) = try Shell.run(
                "docent snippets list --level run --allow-run a.rst", in: folder)
            #expect(status == 1)
            #expect(list.contains(/testsetup +passed +run/), "\(list)")
            #expect(list.contains(/doctest +failed +run +15:4: it prints `2`/), "\(list)")
        }
    }

    @Test("bring copies up to date without running anything")
    func copies() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed(
                "git init -q . && printf 'print(2)\\n' > a.py && printf '<!-- docent: snippet source=a.py -->\\n\\n```py\\nprint(1)\\n```\\n\\n```output\\n7\\n```\\n' > a.md",
                in: folder)
            try Shell.succeed("docent snippets update --copies", in: folder)
            #expect(try Shell.succeed("sed -n 4p a.md; sed -n 8p a.md", in: folder) == "print(2)\n7\n")
        }
    }

    @Test("run nothing where nobody allowed it")
    func refused() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed("printf '```py\\nopen(\"/tmp/was-run\", \"w\")\\n```\\n' > a.md", in: folder)
            for command in [
                "docent check --snippets=run", "docent snippets update", "docent snippets update --diff",
            ] {
                let (output, status) = try Shell.run(command, in: folder)
                #expect(status == 2)
                #expect(output.contains("add --allow-run"))
            }
        }
    }

    @Test("leave the machine as it was: no file outside, no network, no secrets")
    func closed() throws {
        try Shell.withTemporaryFolder { folder in
            let code = """
                import os, socket
                print("TOKEN" in os.environ, os.path.exists("\(folder)/secret"))
                try:
                    open("\(folder)/written", "w")
                except OSError:
                    print("read only")
                try:
                    socket.create_connection(("127.0.0.1", 22), 1)
                except OSError:
                    print("no network")
                """
            try Shell.succeed("echo x > secret", in: folder)
            try Shell.write(
                "```py\n\(code)\n```\n\n```output\nFalse False\nread only\nno network\n```\n",
                to: "\(folder)/a.md")
            let (output, status) = try Shell.run(
                "TOKEN=1 docent check --snippets=run --allow-run --rule 'snippets/*'", in: folder)
            #expect(status == 0, "\(output)")
            try Shell.succeed("test ! -e written", in: folder)
        }
    }

    @Test("refuse to choose between two outputs that one block shall have")
    func conflict() throws {
        try Shell.withTemporaryFolder { folder in
            let text = """
                <!-- docent: snippet setup -->

                ```py
                import random
                print(random.random())
                ```

                ```output
                0.5
                ```

                <!-- docent: snippet session=a -->

                ```py
                a = 1
                ```

                <!-- docent: snippet session=b -->

                ```py
                b = 1
                ```

                """
            try Shell.write(text, to: "\(folder)/a.md")
            let (output, status) = try Shell.run("docent snippets update --allow-run", in: folder)
            #expect(status == 2)
            #expect(output.contains("'a.md' was not updated"), "\(output)")
            #expect(output.contains("claim the same output"))
            #expect(try Shell.succeed("cat a.md", in: folder) == text)
        }
    }
}
