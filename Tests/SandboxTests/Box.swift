import Testing

@testable import Sandbox

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A sandbox with a folder to try things in.
final class Box: Sendable {
    let sandbox: Sandbox
    let folder: WorkFolder
    /// A word that stands in the command line of everything that it starts.
    let mark = "docent-test-\(UInt64.random(in: .min ... .max))"

    /// - Throws: where there is no sandbox.
    init() async throws {
        sandbox = try await Sandbox.find().get()
        folder = try WorkFolder()
    }

    /// No walls, only limits.
    init(without sandbox: Sandbox) throws {
        self.sandbox = sandbox
        folder = try WorkFolder()
    }

    deinit { folder.remove() }

    func run(
        _ script: String, _ limits: SandboxLimits = SandboxLimits(), readable: [String] = [],
        input: String = "", network: SandboxedCommand.Network = .none
    ) async -> SandboxOutcome {
        await sandbox.run(
            SandboxedCommand(
                ["/bin/bash", "-c", script, mark], in: folder.path, readable: readable,
                input: Array(input.utf8),
                limits: limits, network: network))
    }

    /// How many processes are still there that it started.
    var left: Int {
        Links.names(in: "/proc").count { name in
            guard let process = Int(name), ProcessTree.isAlive(process),
                let file = unsafe fopen("/proc/\(process)/cmdline", "r")
            else { return false }
            defer { unsafe fclose(file) }
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = unsafe fread(buffer.baseAddress, 1, 1 << 16, file)
            }
            return String(decoding: bytes, as: UTF8.self).contains(mark)
        }
    }

    /// Waits until nobody is left, as long as the kernel may need to clear up; whether that came true.
    func becomesEmpty() async -> Bool {
        for _ in 0..<200 {
            if left == 0 { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}

extension SandboxOutcome {
    var text: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }
}

/// Whether hostile commands can be tried here. Where not, the tests say that they were not run.
enum Walls {
    static let areThere: Bool = {
        guard let program = Programs.path("bwrap") else { return false }
        return unsafe system("\(program) --unshare-all --ro-bind / / --proc /proc true 2>/dev/null") == 0
    }()
}
