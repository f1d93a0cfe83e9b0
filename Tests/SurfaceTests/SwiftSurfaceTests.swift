import Model
import Testing

@testable import Surface

@Suite("What Swift files make public")
struct SwiftSurfaceTests {
    @Test("Types, members, cases and labels are listed; what is not public is not")
    func symbols() {
        let outline = Outline.ofSwift(
            Array(
                """
                public struct Client<Value> {
                    public var host: String
                    var secret = 1
                    public init(host: String, port: Int = 80) {}
                    public static func connect(to host: String, _ port: Int..., then: @escaping (Int) -> Void) -> Client { fatalError() }
                    public enum Mode { case fast, slow(after: Int) }
                    @_spi(Inner) public func hidden() {}
                }
                struct Own { public func nothing() {} }
                public protocol Taker { func take(_ value: Int) }
                extension Client: Taker { public func take(_ value: Int) {} }
                public extension Taker { func twice() {} }
                #if os(Linux)
                public func onLinux() {}
                #endif
                """.utf8))
        #expect(
            outline.symbols.map(\.path) == [
                "Client", "Client.host", "Client.init(host:port:)", "Client.connect(to:_:then:)",
                "Client.Mode",
                "Client.Mode.fast", "Client.Mode.slow(after:)", "Taker", "Taker.take(_:)", "Client.take(_:)",
                "Taker.twice()", "onLinux()",
            ])
        #expect(outline.generics == [Outline.Pair("Client", "Value")])
        #expect(outline.supertypes == [Outline.Pair("Client", "Taker")])
        #expect(outline.hidden == ["Own"])
    }

    @Test("What is deprecated says since when, by what it is replaced, and why")
    func availability() {
        let outline = Outline.ofSwift(
            Array(
                """
                @available(*, deprecated, renamed: "new(input:output:)")
                public func old() {}
                @available(*, deprecated, message: "Use the other.")
                extension Thing { public func a() {} }
                @available(macOS, deprecated: 10.15)
                public func platform() {}
                @available(*, unavailable)
                public func gone() {}
                """.utf8))
        let found = Dictionary(uniqueKeysWithValues: outline.symbols.map { ($0.path, $0.availability) })
        #expect(found["old()"] == Availability(isDeprecated: true, renamed: "new(input:output:)"))
        #expect(found["Thing.a()"] == Availability(isDeprecated: true, message: "Use the other."))
        #expect(found["platform()"]?.isFine == true)
        #expect(found["gone()"]?.isUnavailable == true && found["gone()"]?.isSilent == true)
    }

    @Test(
        "A file that holds no Swift yields nothing, and nothing breaks",
        arguments: [
            "", "public", "public struct", "public \u{0}", "}}}}} public func (", "public extension A.B.C {",
        ])
    func hostile(_ text: String) {
        _ = Outline.ofSwift(Array(text.utf8))
        _ = Outline.ofSwift(Array(text.utf8) + [0xFF, 0xFE, 0x00])
    }

    @Test("Only what a manifest has in libraries is offered")
    func libraries() {
        let manifest = """
            let package = Package(name: "net", products: [
                .library(name: "Net", targets: ["Net", "NetCore"]), .executable(name: "tool", targets: ["Tool"]),
            ], targets: [.target(name: "Net"), .target(name: "Inner")])
            """
        #expect(SwiftLibraries(manifest: Array(manifest.utf8)).targets == ["Net", "NetCore"])
        #expect(
            SwiftLibraries(manifest: Array("let p = [.library(name: \"a\", targets: names)]".utf8)).targets
                == nil)
        #expect(SwiftLibraries(manifest: []).targets == nil)
    }
}
