import Markup
import Model
import Testing

@testable import Surface

@Suite("Links to the pages of symbols")
struct DocumentationLinkTests {
    private let net = product([
        (
            "1.0.0",
            """
            public struct Client {
                public func connect(host: String) {}
                public var headers: Int
            }
            public struct OldThing {}
            public func client() {}
            """
        ),
        (
            "1.1.0",
            """
            public struct Client {
                @available(*, deprecated, renamed: "open(host:)")
                public func connect(host: String) {}
                public func open(host: String) {}
                public var headers: Int
            }
            public func client() {}
            """
        ),
    ])

    private func said(_ address: String) -> [String] { findings(in: "See [it](\(address)).", net) }

    @Test(
        "A link to what is gone is told, in each form of address",
        arguments: [
            "https://example.org/a/net/documentation/net/oldthing",
            "https://example.org/a/net/main/documentation/net/oldthing#Overview",
            "https://a.github.io/net/docs/current/Net/Structs/OldThing.html",
            "https://api.net.codes/net/oldthing",
        ])
    func gone(_ address: String) {
        #expect(said(address) == ["\(address): OldThing removed in 1.1.0, likely"])
        #expect(findings(in: "See [it].\n\n[it]: \(address)\n", net).count == 1)
    }

    @Test("A link to a member leads to the member, with DocC's marks left out")
    func members() {
        let address = "https://example.org/documentation/net/client/connect(host:)-4k2f9"
        #expect(
            findings(in: "[it](<\(address)>)", net) == [
                "\(address): Client.connect(host:) renamed in 1.1.0, likely -> open(host:)"
            ])
        #expect(said("https://example.org/documentation/net/client/headers-swift.property").isEmpty)
        // The type and the function have one address.
        #expect(said("https://example.org/documentation/net/client").isEmpty)
    }

    @Test(
        "What leads elsewhere, to another release, or to what no release had is nobody's business",
        arguments: [
            "https://developer.apple.com/documentation/foundation/oldthing",
            "https://example.org/a/net/1.0.0/documentation/net/oldthing",
            "https://example.org/net/oldthing", "https://example.org/documentation/net/eagle",
            "https://example.org/documentation/net", "documentation/net/oldthing", "#net.OldThing",
        ])
    func elsewhere(_ address: String) { #expect(said(address).isEmpty) }

    @Test("A page that speaks of the change links to what is gone on purpose, and no address is rewritten")
    func noFix() {
        #expect(
            findings(in: "`OldThing` is [gone](https://api.net.codes/net/oldthing) and removed.", net).isEmpty
        )
        let view = SurfaceView(net, at: 1)
        let address = "https://example.org/documentation/net/client/connect(host:)"
        let document = Markdown.parse(
            SourceFile(path: "page.md", bytes: Array("[it](<\(address)>)".utf8)), dialect: .gfm)
        let placed = PageMentions(of: document, view).placed
        #expect(placed.count == 1)
        #expect(placed.allSatisfy { one in view.judge(one.mention).flatMap { Renaming(one, $0) } == nil })
    }
}
