import Testing

@testable import Sandbox

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Where there is no sandbox")
struct NoSandboxTests {
    @Test("it says what is missing and what to do")
    func missing() async throws {
        let folder = try WorkFolder()
        defer { folder.remove() }
        guard case .failure(let failure) = await Sandbox.find(in: folder.path) else {
            Issue.record("a sandbox was found")
            return
        }
        #expect(failure.reason == "bubblewrap (`bwrap`) is not installed")
        #expect(failure.remedy.contains("--no-sandbox"))
    }

    @Test("it says what bubblewrap said where it is refused")
    func refused() async throws {
        let folder = try WorkFolder()
        defer { folder.remove() }
        let script = "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2; exit 1\n"
        folder.write(Array(script.utf8), as: "bwrap")
        _ = unsafe chmod(folder.path + "/bwrap", 0o755)
        guard case .failure(let failure) = await Sandbox.find(in: folder.path) else {
            Issue.record("a sandbox was found")
            return
        }
        #expect(failure.reason == "bwrap: No permissions to create new namespace")
        #expect(failure.remedy.contains("user namespaces"))
    }

    @Test("a command that is run all the same has an empty home, no secrets, limits and a deadline")
    func limits() async throws {
        let box = try Box(without: .none)
        unsafe setenv("DOCENT_TEST_SECRET", "hunter2", 1)
        defer { unsafe unsetenv("DOCENT_TEST_SECRET") }
        let outcome = await box.run("env; ls ~; pwd -P")
        #expect(!outcome.text.contains("hunter2"))
        #expect(outcome.text.hasSuffix("\(Programs.real(box.folder.path) ?? "")\n"))
        #expect(
            await box.run("trap '' TERM; while :; do sleep 1; done", SandboxLimits(wallTime: .seconds(1)))
                .ending
                == .timedOut)
        #expect(await box.run("yes", SandboxLimits(outputBytes: 1000)).output.count == 1000)
        #expect(await box.becomesEmpty())
    }

    @Test(
        "a daemon that leaves its session is found, and ended",
        .enabled(if: Links.names(in: "/proc/self").count > 0))
    func daemon() async throws {
        let box = try Box(without: .none)
        let outcome = await box.run(
            """
            (setsid bash -c '(setsid bash -c "echo up > up; while :; do sleep 1; done" $0 \
            </dev/null >/dev/null 2>&1 &)' $0 &)
            until [ -e up ]; do sleep 0.01; done
            """, SandboxLimits(wallTime: .seconds(30)))
        #expect(outcome.ending == .exited(0))
        #expect(await box.becomesEmpty())
    }
}
