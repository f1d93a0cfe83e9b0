import Testing

@Suite("`docent check --fix` and `--diff`")
struct FixTests {
    private static let setUp = """
        git init -q -b main . && git config core.autocrlf false && git config user.name a && git config user.email a@b
        """

    /// Writes a page with something to mend at each of its ends, in many forms.
    private static let pages = #"""
        mkdir -p 'docs/a folder' && page() { printf "$2" > "docs/$1"; }
        page plain.md 'The the end.\n\nMiddle.\n\nThe the end.\n'
        page crlf.md '# A\r\n\r\nThe the end.\r\n\r\n\r\n* a\r\n* b\r\n\r\nThe the end.\r\n'
        page mixed.md 'The the end.\r\n\nThe the end.\n\r\nThe the end.\rThe the end.'
        page no-newline.md 'Middle.\n\nThe the end.'
        page 'a folder/a page.md' 'The the end.\n'
        page "quotes\"'.md" 'The the end.\n'
        page 'größe.md' 'The the end.\n'
        page 'back\\slash.md' 'The the end.\n'
        page bytes.md 'The the end.\n\377\376\0\n\nThe the end.\n'
        page bom.md '\357\273\277The the end.\n'
        page empty.md ''
        page long.md "$(seq 1 400 | sed 's/$/ line\\n\\nThe the end.\\n/')\n"
        """#

    @Test("make the same of every page, whatever it is called and whatever ends its lines")
    func sameBytes() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed("\(Self.setUp)\n\(Self.pages)\ngit add . && git commit -qm First", in: folder)
            for profile in ["docent", "markdownlint"] {
                for word in ["", "=unsafe"] {
                    try Shell.succeed(
                        "git checkout -q . && git clone -q . ../\(folder.lastPart)-copy", in: folder)
                    defer { _ = try? Shell.run("rm -rf ../\(folder.lastPart)-copy", in: folder) }
                    // markdownlint has no rule about words, so its profile changes fewer pages.
                    let patch = "docent check --diff\(word) --profile \(profile) 2>/dev/null"
                    try Shell.succeed(
                        "\(patch) > ../\(folder.lastPart)-copy/.git/patch; test -z \"$(git status --short)\"",
                        in: folder)
                    try Shell.succeed(
                        "cd ../\(folder.lastPart)-copy && git apply --whitespace=nowarn .git/patch",
                        in: folder)
                    try Shell.succeed(
                        "docent check --fix\(word) --profile \(profile) --fail-on never >/dev/null",
                        in: folder)
                    try Shell.succeed("test \"$(git diff --name-only | wc -l)\" -gt 2", in: folder)
                    try Shell.succeed("diff -r --exclude=.git . ../\(folder.lastPart)-copy", in: folder)
                    // Twice equals once.
                    try Shell.succeed("\(patch) | cmp - /dev/null", in: folder)
                }
            }
        }
    }

    @Test("change nothing but what is mended")
    func rest() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed("\(Self.setUp)\n\(Self.pages)", in: folder)
            try Shell.succeed("chmod 640 docs/plain.md && ln -s plain.md docs/link.md", in: folder)
            try Shell.succeed("docent check --fix --fail-on never >/dev/null", in: folder)
            let text = try Shell.succeed(
                "stat -c %a docs/plain.md; readlink docs/link.md; cat docs/link.md; cat -v docs/mixed.md docs/bom.md",
                in: folder)
            #expect(
                text == """
                    640
                    plain.md
                    The end.

                    Middle.

                    The end.
                    The end.^M

                    The end.
                    ^M
                    The end.^MThe end.M-oM-;M-?The end.

                    """)
        }
    }

    @Test("leave generated, excluded and ignored pages alone, and silenced findings")
    func leftOut() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed(
                """
                \(Self.setUp)
                mkdir vendor generated ignored && for f in vendor generated ignored; do echo 'The the end.' > $f/a.md; done
                echo '/generated/** linguist-generated' > .gitattributes && echo ignored/ > .gitignore
                echo 'exclude: [vendor/]' > .docent.yml
                printf 'The the.\\n\\n<!-- docent: ignore language/* because it is quoted -->\\n\\nThe the.\\n' > a.md
                docent check --fix
                """, in: folder)
            let text = try Shell.succeed(
                "cat vendor/a.md generated/a.md ignored/a.md; sed -n '1p;5p' a.md", in: folder)
            #expect(text == "The the end.\nThe the end.\nThe the end.\nThe.\nThe the.\n")
        }
    }

    @Test("keep links between pages whole where a heading changes")
    func anchors() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed(
                """
                printf '# A\\n\\n## Set up\\n\\n##Set up\\n\\n## Set up\\n\\nThe the end.\\n' > a.md
                printf '# B\\n\\n[a](a.md#set-up-1)\\n' > b.md
                """, in: folder)
            let rules = "--rule MD018 --rule links/missing-anchor --rule language/doubled-words"
            let (text, status) = try Shell.run("docent check --fix \(rules)", in: folder)
            #expect(text.contains("not fixed, because the page would render to something else"))
            #expect(text.contains("1 finding fixed in 1 document; 1 not fixed") && status == 0)
            #expect(try Shell.succeed("cat a.md", in: folder).contains("##Set up\n\n## Set up\n\nThe end.\n"))
        }
    }
}

extension String {
    /// The last part of a path.
    fileprivate var lastPart: Substring { split(separator: "/").last ?? "" }

    @Test("start a parser once, however many rounds of fixes a page takes")
    func parsers() throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.write(
                "# A\n\nThe the end.\n\n```python\nx = (\n```\n", to: "\(folder)/page.md")
            try Shell.succeed(
                """
                mkdir bin && real=$(command -v python3)
                printf '#!/bin/sh\\necho started >> %s/count\\nexec %s "$@"\\n' "$PWD" "$real" > bin/python3
                chmod +x bin/python3
                """, in: folder)
            let run = "PATH=$PWD/bin:$PATH; docent check --no-cache page.md"
            _ = try Shell.run("\(run); mv count once; \(run) --fix", in: folder)
            #expect(try Shell.succeed("cat page.md", in: folder).contains("\nThe end.\n"))
            #expect(try Shell.succeed("cat count", in: folder) == Shell.succeed("cat once", in: folder))
        }
    }
}
