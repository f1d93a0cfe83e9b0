import Testing

@testable import Sandbox

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("A sandbox", .enabled("not run: bubblewrap does not work here") { Walls.areThere })
struct SandboxTests {
    @Test("runs a command with its input, and tells what it printed and how it ended")
    func ordinary() async throws {
        let box = try await Box()
        let outcome = await box.run("cat; pwd; echo trouble >&2; echo $HOME; exit 3", input: "hello\n")
        #expect(outcome.ending == .exited(3))
        #expect(outcome.text == "hello\n/box\n/tmp/home\n")
        #expect(outcome.errorText == "trouble\n")
        #expect(!outcome.wasTruncated)
    }

    @Test("keeps what a command wrote into its folder")
    func folder() async throws {
        let box = try await Box()
        box.folder.write(Array("in".utf8), as: "a/in.txt")
        let outcome = await box.run("cat a/in.txt; mkdir b; echo out > b/out.txt")
        #expect(outcome.text == "in")
        #expect(box.folder.bytes(of: "b/out.txt") == Array("out\n".utf8))
    }

    @Test("runs several commands at the same time, and gives their outcomes in order")
    func several() async throws {
        let box = try await Box()
        let commands = (0..<6).map { index in
            SandboxedCommand(["/bin/sh", "-c", "sleep 0.\(6 - index); echo \(index)"], in: box.folder.path)
        }
        let outcomes = await box.sandbox.runs(commands, workers: 6)
        #expect(outcomes.map(\.text) == (0..<6).map { "\($0)\n" })
    }

    @Test("tells what is not installed, and by which signal a command ended")
    func endings() async throws {
        let box = try await Box()
        let missing = SandboxedCommand(["docent-no-such-program"], in: box.folder.path)
        #expect(
            await box.sandbox.run(missing).ending == .notStarted("`docent-no-such-program` is not installed"))
        #expect(await box.run("kill -SEGV $$").ending == .signalled(SIGSEGV))
    }

    @Test("survives a fork bomb, and nobody is left")
    func forkBomb() async throws {
        let box = try await Box()
        let outcome = await box.run(
            "bomb() { bomb $0 | bomb $0 & }; bomb; wait; sleep 60",
            SandboxLimits(wallTime: .seconds(10), processes: 60))
        // Who is root is ended for it; who is not is refused further processes, and ended in time.
        #expect([.processLimit, .timedOut, .exited(0)].contains(outcome.ending))
        #expect(await box.becomesEmpty())
    }

    @Test("cuts endless output off")
    func endlessOutput() async throws {
        let box = try await Box()
        for redirection in ["", ">&2"] {
            let outcome = await box.run("yes $0 \(redirection)", SandboxLimits(outputBytes: 100_000))
            #expect(outcome.ending == .outputLimit)
            #expect(outcome.wasTruncated)
            #expect(max(outcome.output.count, outcome.errors.count) == 100_000)
        }
        #expect(await box.becomesEmpty())
    }

    @Test("gives a process no more memory than it may have")
    func memory() async throws {
        let box = try await Box()
        let outcome = await box.run(
            "perl -e '$x = \"a\" x (1 << 29); print length $x'", SandboxLimits(memoryBytes: 128 << 20))
        #expect(outcome.ending != .exited(0))
        #expect(outcome.text.isEmpty)
    }

    @Test("ends many processes that take too much memory together")
    func memoryOfMany() async throws {
        let box = try await Box()
        let outcome = await box.run(
            "for i in 1 2 3 4 5 6 7 8; do perl -e '$x = \"a\" x (60 << 20); sleep 60' $0 & done; wait",
            SandboxLimits(wallTime: .seconds(50), memoryBytes: 200 << 20))
        #expect(outcome.ending == .memoryLimit)
        #expect(await box.becomesEmpty())
    }

    @Test("does not show a command what is private")
    func secrets() async throws {
        let box = try await Box()
        let secret = try WorkFolder()
        defer { secret.remove() }
        secret.write(Array("hunter2".utf8), as: "token")
        unsafe setenv("DOCENT_TEST_SECRET", "hunter2", 1)
        defer { unsafe unsetenv("DOCENT_TEST_SECRET") }
        let home = Programs.variable("HOME") ?? "/nobody"
        let outcome = await box.run(
            """
            cat \(secret.path)/token /etc/shadow /etc/ssh/* ~/.ssh/* '\(home)'/.ssh/* /h*me/*/.ssh/* /proc/*/environ
            cd /proc; cat */r??t\(secret.path)/token
            ls -a '\(home)' /var /run /sys /mnt /srv
            env
            """)
        #expect(!outcome.text.contains("hunter2"))
        #expect(!outcome.text.contains("root:"))
        let names = outcome.text.split(separator: "\n").filter { $0.contains("=") }
            .compactMap { $0.split(separator: "=").first }
        #expect(Set(names).isSubset(of: ["PATH", "HOME", "TMPDIR", "LC_ALL", "PWD", "SHLVL", "_", "OLDPWD"]))
        #expect(!outcome.text.contains(".bashrc"))
    }

    @Test("shows a command what it may read, and lets it change nothing of that")
    func readable() async throws {
        let box = try await Box()
        let other = try WorkFolder()
        defer { other.remove() }
        other.write(Array("shown".utf8), as: "a")
        let outcome = await box.run("cat \(other.path)/a; echo no > \(other.path)/a", readable: [other.path])
        #expect(outcome.text == "shown")
        #expect(outcome.ending == .exited(1))
        #expect(other.bytes(of: "a") == Array("shown".utf8))
    }

    @Test("lets nothing be written outside of the folder and a private temporary one")
    func writing() async throws {
        let box = try await Box()
        let home = Programs.variable("HOME") ?? "/nobody"
        let outcome = await box.run(
            """
            for place in / /usr /usr/bin /etc /dev /proc /var /opt '\(home)' /box/..; do
                touch $place/docent-test 2>/dev/null && echo wrote to $place
                mkdir $place/docent-test-folder 2>/dev/null && echo made a folder in $place
            done
            touch /tmp/fine /box/fine && echo fine
            mount -t tmpfs none /usr 2>/dev/null && echo mounted
            unshare -Ur true 2>/dev/null && echo a new user
            """)
        #expect(outcome.text == "fine\n")
    }

    @Test("ends a command that ignores being asked to end")
    func ignoring() async throws {
        let box = try await Box()
        let outcome = await box.run(
            "trap '' TERM INT HUP QUIT; echo on; while :; do sleep 0.1; done",
            SandboxLimits(wallTime: .seconds(1)))
        #expect(outcome.ending == .timedOut)
        #expect(outcome.text == "on\n")
        #expect(await box.becomesEmpty())
    }

    @Test("leaves no daemon behind")
    func daemon() async throws {
        let box = try await Box()
        let outcome = await box.run(
            """
            (setsid bash -c 'trap "" TERM HUP; (setsid bash -c "echo up > up; while :; do sleep 1; done" $0 \
            </dev/null >/dev/null 2>&1 &)' $0 &)
            until [ -e up ]; do sleep 0.01; done
            echo started
            """, SandboxLimits(wallTime: .seconds(30)))
        #expect(outcome.ending == .exited(0))
        #expect(outcome.text == "started\n")
        #expect(await box.becomesEmpty())
    }

    @Test("lets no file grow without end")
    func hugeFile() async throws {
        let box = try await Box()
        let limits = SandboxLimits(fileBytes: 1 << 20, temporaryBytes: 2 << 20)
        let outcome = await box.run("exec head -c 10000000 /dev/zero > big", limits)
        #expect(outcome.ending == .signalled(SIGXFSZ))
        #expect(box.folder.bytes(of: "big")?.count == 1 << 20)
        let many = await box.run(
            "for i in 1 2 3 4; do head -c 1000000 /dev/zero > /tmp/$i || echo full; done", limits)
        #expect(many.text.contains("full"))
    }

    @Test("ends what fills its folder with many files")
    func manyFiles() async throws {
        let box = try await Box()
        let limits = SandboxLimits(wallTime: .seconds(30), folderBytes: 20 << 20)
        let outcome = await box.run(
            "for i in $(seq 2000); do head -c 1000000 /dev/zero > f$i; done; echo done", limits)
        #expect(outcome.ending == .storageLimit)
        #expect(await box.becomesEmpty())
        #expect(FolderSize.bytes(in: box.folder.path, limit: 1 << 40) < 2000 << 20)
    }

    @Test("lets a command change a further folder only where that is allowed")
    func writable() async throws {
        let box = try await Box()
        let other = try WorkFolder()
        defer { other.remove() }
        let command = SandboxedCommand(
            ["/bin/sh", "-c", "echo new > \(other.path)/a; cat \(other.path)/a"], in: box.folder.path,
            writable: [other.path])
        #expect(await box.sandbox.run(command).text == "new\n")
        #expect(other.bytes(of: "a") == Array("new\n".utf8))
    }

    @Test("forbids system calls that lead out of it, and leaves all others alone")
    func systemCalls() async throws {
        let box = try await Box()
        let outcome = await box.run(
            """
            python3 -u -I - <<'END'
            import ctypes, os, platform, subprocess, threading
            libc = ctypes.CDLL(None, use_errno=True)
            own = {"x86_64": {"ptrace": 101, "keyctl": 250, "bpf": 321, "unshare": 272, "userfaultfd": 323,
                "io_uring_setup": 425, "mount": 165, "perf_event_open": 298, "clone3": 435},
                "aarch64": {"ptrace": 117, "keyctl": 219, "bpf": 280, "unshare": 97, "userfaultfd": 282,
                "io_uring_setup": 425, "mount": 40, "perf_event_open": 241, "clone3": 435}}[platform.machine()]
            for name, number in sorted(own.items()):
                ctypes.set_errno(0)
                libc.syscall(number, 0, 0, 0, 0, 0)
                print(name, ctypes.get_errno())
            one = threading.Thread(target=lambda: print("thread", subprocess.run(["echo", "child"]).returncode))
            one.start(); one.join()
            END
            """)
        #expect(
            outcome.text == """
                bpf 1
                clone3 38
                io_uring_setup 1
                keyctl 1
                mount 1
                perf_event_open 1
                ptrace 1
                unshare 1
                userfaultfd 1
                child
                thread 0

                """)
    }

    @Test("has a filter in which every jump leads to an instruction, and which ends")
    func filter() {
        let program = SystemCallFilter.instructions
        for (place, one) in program.enumerated() where one.code & 0x07 == 0x05 {
            #expect(place + 1 + Int(max(one.jumpIfTrue, one.jumpIfFalse)) < program.count)
        }
        #expect(program.last?.code == 0x06)
        #expect(SystemCallFilter.bytes(of: program).count == 8 * program.count)
    }

    @Test("follows no link out of the folder, neither inside nor afterwards")
    func links() async throws {
        let box = try await Box()
        let secret = try WorkFolder()
        defer { secret.remove() }
        secret.write(Array("hunter2".utf8), as: "token")
        let outcome = await box.run(
            """
            ln -s \(secret.path)/token file; ln -s \(secret.path) folder; ln -s /etc/shadow shadow
            cat file folder/token shadow
            """)
        #expect(outcome.text.isEmpty)
        #expect(box.folder.bytes(of: "file") == nil)
        #expect(box.folder.bytes(of: "folder/token") == nil)
        #expect(!box.folder.write(Array("new".utf8), as: "folder/other"))
        #expect(box.folder.write(Array("new".utf8), as: "file"))
        #expect(secret.bytes(of: "token") == Array("hunter2".utf8))
        box.folder.remove()
        #expect(secret.bytes(of: "token") == Array("hunter2".utf8))
    }

    @Test("takes any name of a file")
    func names() async throws {
        let box = try await Box()
        for name in [
            "-rf", "a b", "new\nline", "quote'\"`$(reboot)", "*", "ü", String(repeating: "n", count: 255),
        ] {
            #expect(box.folder.write(Array("x".utf8), as: name))
        }
        for name in [
            "", ".", "..", "../out", "a/../b", "/etc", "a/", "nul\0", String(repeating: "n", count: 256),
        ] {
            #expect(!box.folder.write(Array("x".utf8), as: name))
        }
        let outcome = await box.run(
            "touch $'\\xff\\xfe'; mkdir -p d/e; chmod 0 d; ls -U | wc -l; cat ./*\\'*")
        #expect(outcome.text == "10\nx")
        let strange = SandboxedCommand(["/bin/echo", "--", "a\nb", "$(x)"], in: box.folder.path)
        #expect(await box.sandbox.run(strange).text == "-- a\nb $(x)\n")
        let path = box.folder.path
        box.folder.remove()
        #expect(unsafe access(path, F_OK) != 0)
    }
}
