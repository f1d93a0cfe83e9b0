import Testing

@testable import Sandbox

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("The folders of a program")
struct ProgramTests {
    @Test("are those around its `bin`, and never a home or what lies right in it")
    func folders() {
        let home = Programs.variable("HOME") ?? "/nobody"
        #expect(Programs.folders(of: "/usr/bin/gcc").isEmpty)
        #expect(Programs.folders(of: "/no/swift-6/usr/bin/swiftc") == ["/no/swift-6"])
        #expect(Programs.folders(of: "/no/go/bin/go") == ["/no/go"])
        #expect(Programs.folders(of: "\(home)/bin/tool") == ["\(home)/bin/tool"])
        #expect(Programs.folders(of: "\(home)/.cargo/bin/no-tool") == ["\(home)/.cargo/bin/no-tool"])
        #expect(Programs.folders(of: "\(home)/.local/bin/no-tool") == ["\(home)/.local/bin/no-tool"])
        #expect(Programs.folders(of: "\(home)/swift/usr/bin/no-swiftc") == ["\(home)/swift/usr"])
        #expect(
            Programs.folders(of: "\(home)/.rustup/toolchains/none/bin/rustc") == [
                "\(home)/.rustup/toolchains/none"
            ])
        let other = ["home", "other", "bin", "tool"].map { "/" + $0 }.joined()
        #expect(Programs.folders(of: other) == [other])
        #expect(Programs.folders(of: "/tool") == ["/tool"])
    }
}
