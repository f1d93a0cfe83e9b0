import Testing

@Suite("An audit of a fleet of real repositories")
struct AuditTests {
    /// Lends a folder with the fleet that `samples/audits/make-fleet.sh` makes.
    private func withFleet(_ body: (String) throws -> Void) throws {
        try Shell.withTemporaryFolder { folder in
            try Shell.succeed(
                "cp \(Shell.quoted("\(Shell.root)/samples/audits"))/* . && sh make-fleet.sh", in: folder)
            try body(folder)
        }
    }

    private let command = "docent audit fleet.yml --as-of 2026-01-01 --no-archive"

    @Test("code that changed in meaning makes its page drift, with the commit; a new layout does not")
    func covers() throws {
        try withFleet { folder in
            let report = try Shell.run(command, in: folder).output
            #expect(report.contains("error[covered-code-changed]"))
            #expect(report.contains("docs:docs/index.md:"))
            #expect(report.contains("`client:Sources/Client.swift#Client.connect` changed"))
            #expect(report.contains("on 2025-06-01"))
            #expect(!report.contains("docs:docs/closing.md"), "\(report)")
        }
    }

    @Test("a path that was there and is gone is told with the commit, and not in a changelog")
    func paths() throws {
        try withFleet { folder in
            let report = try Shell.run(command, in: folder).output
            #expect(report.contains("`scripts/install.sh` is not in the repository any more"))
            #expect(report.contains("error[link-gone]: there is no file `docs/manual.md`"))
            #expect(report.contains("docs:docs/setup.md:3"))
            #expect(!report.contains("CHANGELOG.md"))
        }
    }

    @Test("a flag that a command had and has no more is told, and nobody else's flags are")
    func flags() throws {
        try withFleet { folder in
            let report = try Shell.run(command, in: folder).output
            #expect(report.contains("`client` has no flag `--verbose` any more"))
            #expect(report.contains("docs:docs/serve.md:4"))
            #expect(report.contains("flags: 1 of 2 hold"))
        }
    }

    @Test("a sample that stops building is told once, with the commit, and then that it is mended")
    func builds() throws {
        try withFleet { folder in
            func audit(_ day: String, _ more: String = "") throws -> String {
                try Shell.run(
                    "docent audit fleet.yml --build --archive audits.sqlite --as-of \(day) \(more)",
                    in: folder
                ).output
            }
            func commit(_ file: String, _ text: String, _ day: String) throws {
                try Shell.succeed(
                    """
                    cd clones/examples && printf '%s\\n' \(Shell.quoted(text)) > \(file) && git add -A
                    GIT_COMMITTER_DATE=\(day)T12:00:00Z git -c user.name=a -c user.email=a@example.org commit -qm x
                    """, in: folder)
            }
            let first = try audit("2026-01-01")
            #expect(first.contains("builds: 2 of 2 hold"), "\(first)")
            try commit("hello/main.py", "print(\"hello\"", "2026-01-05")
            let broken = try Shell.succeed("git -C clones/examples rev-parse --short=10 HEAD", in: folder)
                .split(separator: "\n")[0]
            try commit("README.md", "More", "2026-01-06")
            let second = try audit("2026-01-08")
            #expect(second.contains("since 2026-01-01: 1 new"))
            #expect(second.contains("error[build-fails]: it does not build since commit \(broken)\n"))
            let third = try audit("2026-01-15")
            #expect(third.contains("since 2026-01-08: nothing new"))
            #expect(third.contains("it does not build since commit \(broken) (known since 2026-01-08)"))
            #expect(try audit("2026-01-15") == third)
            try commit("hello/main.py", "print(\"hello\")", "2026-01-16")
            let fourth = try audit("2026-01-22")
            #expect(fourth.contains("since 2026-01-15: 1 fixed"))
            #expect(fourth.contains("fixed\n  examples:hello/requirements.txt: it does not build"))
            #expect(try audit("2026-01-29").contains("since 2026-01-22: nothing new"))
            // Of several commits the one that broke it is found by building what lies between.
            for (day, text) in [
                ("2026-02-01", "print(1)"), ("2026-02-02", "print(2"), ("2026-02-03", "print(3"),
            ] {
                try commit("hello/main.py", text, day)
                if day == "2026-02-02" {
                    try Shell.succeed("git -C clones/examples rev-parse --short=10 HEAD > bad", in: folder)
                }
            }
            let bad = try Shell.succeed("cat bad", in: folder).split(separator: "\n")[0]
            #expect(
                try audit("2026-02-05", "--bisect").contains(
                    "it does not build since commit \(bad) (reopened"))
        }
    }

    @Test("bulk edits, reverts and impossible dates raise nothing")
    func traps() throws {
        try withFleet { folder in
            let json = try Shell.run("\(command) --format json", in: folder).output
            // The pages were written on 2025-02-01; nothing after that says anything else.
            #expect(
                json.contains(#""path": "docs/closing.md", "system": "", "original": "", "state": "current""#)
            )
            #expect(json.matches(of: /"contentDay": "2025-02-01"/).count >= 3)
            #expect(json.contains("is dated 1970-01-01"))
        }
    }

    @Test(
        "the same inputs give the same bytes: for any number of processors, any order, and any number of parts"
    )
    func bytes() throws {
        try withFleet { folder in
            for format in ["json", "markdown", "terminal"] {
                let whole = try Shell.run("\(command) --format \(format) --jobs 1", in: folder)
                #expect(whole.status == 1)
                #expect(try Shell.run("\(command) --format \(format) --jobs 4", in: folder) == whole)
                try Shell.succeed(
                    "python3 - <<'E'\nlines = open('fleet.yml').read().split('  - path')\nopen('fleet.yml', 'w').write('  - path'.join([lines[0], lines[3], lines[1], lines[2]]))\nE",
                    in: folder)
                #expect(try Shell.run("\(command) --format \(format)", in: folder) == whole)
                for count in [1, 3, 7] {
                    try Shell.succeed(
                        """
                        rm -f part-*
                        for part in $(seq 1 \(count)); do
                            \(command) --format json --shard $part/\(count) > part-$part.json || [ $? -eq 1 ]
                        done
                        """, in: folder)
                    for order in ["part-*.json", "$(ls -r part-*.json)"] {
                        let joined = try Shell.run(
                            "docent merge \(order) --format \(format)", in: folder)
                        #expect(joined == whole)
                    }
                }
            }
        }
    }

    @Test(
        "the workflow and the Kubernetes job in samples/ write the report of the whole",
        arguments: ["github-actions", "kubernetes"])
    func engines(name: String) throws {
        try withFleet { folder in
            let sample = try Shell.succeed("cat \(name).yml", in: folder)
            let lines = sample.split(separator: "\n").map { line in
                line.drop { " -".contains($0) }.replacing("run: ", with: "", maxReplacements: 1)
            }
            let part = try #require(lines.first { $0.contains("--shard") })
            let merge = try #require(lines.first { $0.hasPrefix("docent merge") })
            for index in 0..<4 {
                try Shell.succeed(
                    """
                    export DAY=2026-01-01 PART=\(index + 1) JOB_COMPLETION_INDEX=\(index) XDG_DATA_HOME=$PWD/state
                    part=$((JOB_COMPLETION_INDEX + 1))
                    \(part)
                    """, in: folder)
            }
            try Shell.succeed(
                "export GITHUB_STEP_SUMMARY=report.md XDG_DATA_HOME=$PWD/state\n\(merge)", in: folder)
            let whole = try Shell.run("\(command) --format markdown", in: folder).output
            #expect(try Shell.succeed("cat report.md", in: folder) == whole)
        }
    }

    @Test("a project that no workflow reaches is named, and one that is reached is not")
    func integration() throws {
        try withFleet { folder in
            let report = try Shell.run(command, in: folder).output
            #expect(report.contains("[integration-not-reached]"))
            #expect(report.contains("examples:other/requirements.txt"))
            #expect(!report.contains("examples:hello/requirements.txt"))
        }
    }

    @Test("a workflow that was taken away is named with its commit, and so is one that was switched off")
    func switchedOff() throws {
        try withFleet { folder in
            func commit(_ change: String) throws -> Substring {
                try Shell.succeed(
                    """
                    cd clones/examples && \(change) && git add -A
                    GIT_COMMITTER_DATE=2025-10-01T12:00:00Z git -c user.name=a -c user.email=a@example.org commit -qm x
                    git rev-parse --short=10 HEAD
                    """, in: folder
                ).split(separator: "\n")[0]
            }
            let off = try commit(
                "sed -i.bak 's/^  build:/  build:\\n    if: false/' .github/workflows/ci.yml && rm .github/workflows/*.bak"
            )
            let first = try Shell.run(command, in: folder).output
            #expect(first.contains("warning[integration-off]"), "\(first)")
            #expect(
                first.contains("= `.github/workflows/ci.yml` switched off, \(off) of examples on 2025-10-01"))
            _ = try commit("git revert --no-commit HEAD")
            let away = try commit("git mv .github/workflows/ci.yml .github/workflows/ci.yml.disabled")
            let second = try Shell.run(command, in: folder).output
            #expect(
                second.contains("= `.github/workflows/ci.yml` taken away, \(away) of examples on 2025-10-01"),
                "\(second)")
        }
    }

    @Test("a repository that is not there, is shallow, or is broken does not stop the others")
    func broken() throws {
        try withFleet { folder in
            try Shell.succeed(
                """
                git clone -q --depth 1 file://$PWD/clones/docs shallow
                cp -R clones/client clones/damaged && rm -rf clones/damaged/.git/objects/*
                printf '  - {path: nowhere, role: docs}\\n  - {path: shallow, role: docs}\\n  - {path: clones/damaged, role: docs}\\n' >> fleet.yml
                """, in: folder)
            let report = try Shell.run(command, in: folder)
            #expect(report.status == 1)
            #expect(report.output.contains("nowhere, because"))
            #expect(report.output.contains("damaged, because"))
            #expect(report.output.contains("shallow: its history, because"))
            #expect(report.output.contains("error[covered-code-changed]"))
        }
    }

    @Test("a fleet that cannot be read at all, and a mistake in the file, end with status 2")
    func refusals() throws {
        try withFleet { folder in
            try Shell.succeed(
                "printf 'repositories: [{path: nowhere, role: docs}]\\n' > none.yml", in: folder)
            let none = try Shell.run("docent audit none.yml --no-archive", in: folder)
            #expect(none.status == 2 && none.output.contains("no repository could be audited"))
            try Shell.succeed("printf 'repositories: [{path: nowhere, roll: docs}]\\n' > bad.yml", in: folder)
            let bad = try Shell.run("docent audit bad.yml", in: folder)
            #expect(bad.status == 2 && bad.output.contains("bad.yml:1:32: a repository has no key `roll`"))
        }
    }

    @Test(
        "a repository is fetched by its address, and again what is new; a server that is not there is named")
    func fetching() throws {
        try withFleet { folder in
            try Shell.succeed(
                "git clone -q --bare clones/docs served.git && printf \"repositories: [{url: 'file://$PWD/served.git', role: docs}]\\n\" > remote.yml",
                in: folder)
            let cache = "export XDG_CACHE_HOME=$PWD/cache\n"
            let audit = "docent audit remote.yml --as-of 2026-01-01 --no-archive"
            let first = try Shell.run(cache + audit, in: folder)
            #expect(
                first.output.contains(
                    "served \(try Shell.succeed("printf %.12s $(git -C served.git rev-parse HEAD)", in: folder))"
                ))
            try Shell.succeed(
                "echo x > clones/docs/new.md && cd clones/docs && git add -A && git -c user.name=a -c user.email=a@example.org commit -qm new && git push -q ../../served.git main",
                in: folder)
            let offline = try Shell.run(cache + audit + " --offline", in: folder)
            #expect(offline.output == first.output)
            let second = try Shell.run(cache + audit, in: folder)
            #expect(second.output != first.output)
            try Shell.succeed("rm -rf served.git", in: folder)
            let gone = try Shell.run(cache + audit, in: folder)
            #expect(gone.status == 2 && gone.output.contains("cannot fetch"))
            try Shell.succeed(
                "printf 'repositories: [{url: \"ssh://git@example.org/x\", role: docs}]\\n' > ssh.yml",
                in: folder)
            let ssh = try Shell.run(cache + "docent audit ssh.yml --no-archive", in: folder)
            #expect(ssh.output.contains("only file://, git://, http:// and https:// are fetched"))
            #expect(!ssh.output.contains("git@"))
        }
    }

    @Test("repositories are fetched from a server on loopback by git:// and http://")
    func servers() throws {
        try withFleet { folder in
            try Shell.succeed("git clone -q --bare clones/docs served.git", in: folder)
            let script = """
                import functools, http.server, os, socket, subprocess, threading, time
                core = subprocess.check_output(['git', '--exec-path'], text=True).strip()
                os.makedirs('www/cgi-bin', exist_ok=True)
                os.symlink(core + '/git-http-backend', 'www/cgi-bin/git-http-backend')
                os.environ.update(GIT_PROJECT_ROOT=os.getcwd(), GIT_HTTP_EXPORT_ALL='1')
                http.server.nobody_uid = os.getuid
                top = os.getcwd()
                handler = functools.partial(http.server.CGIHTTPRequestHandler, directory=top + '/www')
                server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
                threading.Thread(target=server.serve_forever, daemon=True).start()
                with socket.socket() as probe:
                    probe.bind(('127.0.0.1', 0))
                    port = probe.getsockname()[1]
                daemon = subprocess.Popen([core + '/git-daemon', '--export-all', '--reuseaddr', '--base-path=' + top,
                    '--listen=127.0.0.1', f'--port={port}', top], stderr=subprocess.DEVNULL)
                for _ in range(100):
                    try: socket.create_connection(('127.0.0.1', port)).close(); break
                    except OSError: time.sleep(0.1)
                addresses = [f'git://127.0.0.1:{port}/served.git',
                    f'http://127.0.0.1:{server.server_address[1]}/cgi-bin/git-http-backend/served.git']
                try:
                    for number, address in enumerate(addresses):
                        open('remote.yml', 'w').write(f"repositories: [{{url: '{address}', role: docs}}]\\n")
                        os.environ['XDG_CACHE_HOME'] = f'{top}/cache{number}'
                        print(subprocess.run(['docent', 'audit', 'remote.yml', '--as-of', '2026-01-01', '--no-archive'],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout)
                finally:
                    daemon.kill()
                """
            try Shell.write(script, to: folder + "/serve.py")
            let output = try Shell.run("python3 serve.py 2>/dev/null", in: folder).output
            let head = try Shell.succeed("git -C served.git rev-parse HEAD", in: folder).prefix(12)
            #expect(output.matches(of: /served [0-9a-f]{12}/).count == 2, "\(output)")
            #expect(output.contains("served \(head)"))
        }
    }

    @Test("`docent fleet init` proposes a file that `docent audit` reads")
    func proposing() throws {
        try withFleet { folder in
            try Shell.succeed("rm fleet.yml && docent fleet init clones", in: folder)
            let text = try Shell.succeed("cat fleet.yml", in: folder)
            #expect(text.contains("- path: clones/docs\n    role: docs  # "))
            #expect(try Shell.run(command + " --plan", in: folder).status == 0)
            #expect(try Shell.run("docent fleet init clones", in: folder).status == 2)
        }
    }

    @Test("one repository is looked at without a fleet file, from where the user stands")
    func freshness() throws {
        try withFleet { folder in
            let report = try Shell.run(
                "docent freshness docs/setup.md --as-of 2026-01-01", in: folder + "/clones/docs")
            #expect(report.status == 1 && report.output.contains("pages: 1 drifted"))
            let all = try Shell.run(
                "docent freshness --repository clones/docs --as-of 2026-01-01", in: folder)
            #expect(all.output.contains("error[link-gone]"))
        }
    }
}
