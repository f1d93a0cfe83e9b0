import Testing

@testable import Sandbox

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite(
    "A sandbox without a network", .enabled("not run: bubblewrap does not work here") { Walls.areThere })
struct NetworkTests {
    /// A server on this machine that anybody here can connect to.
    private func serve() -> (socket: Int32, port: Int) {
        #if canImport(Glibc)
            let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let server = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutablePointer(to: &address) { start in
            unsafe start.withMemoryRebound(to: sockaddr.self, capacity: 1) { start in
                _ = unsafe bind(server, start, length)
                _ = unsafe getsockname(server, start, &length)
            }
        }
        _ = listen(server, 8)
        return (server, Int(UInt16(bigEndian: address.sin_port)))
    }

    @Test("reaches nobody, not even on this machine, unless it is allowed")
    func loopback() async throws {
        let (socket, port) = serve()
        defer { close(socket) }
        let box = try await Box()
        let script = "exec 3<>/dev/tcp/127.0.0.1/\(port) && echo connected"
        #expect(await box.run(script).text.isEmpty)
        #expect(await box.run(script, network: .allowed).text == "connected\n")
    }

    @Test("has no names looked up")
    func names() async throws {
        let box = try await Box()
        let outcome = await box.run("getent hosts example.com || echo unknown; ls /sys/class/net 2>/dev/null")
        #expect(outcome.text == "unknown\n")
    }
}
