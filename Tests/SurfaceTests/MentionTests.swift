import Model
import Testing

@testable import Surface

@Suite("What pages name of a product")
struct MentionTests {
    private let net = product([
        (
            "1.0.0",
            """
            public final class Bootstrap {
                public init(group: Group) {}
                public func option(_ name: String, value: Int) -> Self { self }
                public func initializer(_ body: @escaping (Channel) -> Future<Void>) -> Self { self }
                public func withPipes(input: Int, output: Int) -> Future<Channel> { fatalError() }
                public func legacyMode() {}
                public enum Source { case createNew, shared(Group) }
                public init(source: Source) {}
            }
            public struct Future<Value> { public func wait() -> Value { fatalError() } }
            public protocol Channel { var pipeline: Pipeline { get } }
            public struct Pipeline { public func addHandler(_ handler: Int, first: Bool = false) {} }
            public struct Group { public init() {} }
            public struct OldThing { public init() {} }
            """
        ),
        (
            "1.1.0",
            """
            public final class Bootstrap {
                public init(group: Group) {}
                public func option(_ name: String, value: Int) -> Self { self }
                public func initializer(_ body: @escaping (Channel) -> Future<Void>) -> Self { self }
                @available(*, deprecated, renamed: "takingOwnership(input:output:)")
                public func withPipes(input: Int, output: Int) -> Future<Channel> { fatalError() }
                public func takingOwnership(input: Int, output: Int) -> Future<Channel> { fatalError() }
                public enum Source {
                    @available(*, deprecated, message: "Share one.") case createNew
                    case shared(Group)
                }
                public init(source: Source) {}
            }
            public struct Future<Value> { public func wait() -> Value { fatalError() } }
            public protocol Channel { var pipeline: Pipeline { get } }
            public struct Pipeline {
                @available(*, deprecated, message: "Use the other.")
                public func addHandler(_ handler: Int, first: Bool = false) {}
            }
            public struct Group { public init() {} }
            """
        ),
    ])

    @Test("A call is followed along its chain to the type it is made on")
    func chain() {
        let page = """
            ```swift
            import Net
            let channel = try Bootstrap(group: group)
                .option("a", value: 1)
                .withPipes(input: 1, output: 2)
                .wait()
            channel.pipeline.addHandler(1)
            ```
            """
        #expect(
            findings(in: page, net) == [
                "withPipes: Bootstrap.withPipes(input:output:) renamed in 1.1.0, exact -> takingOwnership(input:output:)",
                "addHandler: Pipeline.addHandler(_:first:) deprecated in 1.1.0, exact",
            ])
        #expect(findings(in: page, net, at: "1.0.0").isEmpty)
    }

    @Test("The parameter of a closure has the type that the function says")
    func closure() {
        let page = """
            ```swift
            import Net
            Bootstrap(group: g).initializer { channel in
                channel.pipeline.addHandler(1, first: true)
            }
            Bootstrap(group: g).initializer { $0.pipeline.addHandler(1) }
            ```
            """
        #expect(findings(in: page, net).count == 2)
    }

    @Test("A member without a type takes the one that the function wants")
    func implicitMember() {
        #expect(
            findings(in: "```swift\nimport Net\nlet b = Bootstrap(source: .createNew)\n```\n", net) == [
                "createNew: Bootstrap.Source.createNew deprecated in 1.1.0, exact"
            ])
        #expect(
            findings(in: "```swift\nimport Net\nlet s: Bootstrap.Source = .createNew\n```\n", net).count == 1)
    }

    @Test("Names in code spans count, with labels or with their type")
    func codeSpans() {
        #expect(
            findings(
                in: "Call `Bootstrap.withPipes(input:output:)`, ``Bootstrap/legacyMode()`` or `OldThing`.",
                net, dialect: .docc)
                == [
                    "withPipes(input:output:): Bootstrap.withPipes(input:output:) renamed in 1.1.0, likely -> takingOwnership(input:output:)",
                    "legacyMode: Bootstrap.legacyMode() removed in 1.1.0, likely",
                    "OldThing: OldThing removed in 1.1.0, likely",
                ])
        #expect(findings(in: "Call `withPipes(input:output:)`.", net).count == 1)
        #expect(findings(in: "Call `withPipes` or `wait()`.", net).isEmpty)
    }

    @Test(
        "What code declares itself shadows the product",
        arguments: [
            "struct OldThing {}\nlet a = OldThing()",
            "func withPipes(input: Int, output: Int) {}\nx.withPipes(input: 1, output: 2)",
            "extension Bootstrap { func legacyMode() {} }\nBootstrap(group: g).legacyMode()",
            "let OldThing = 1\nprint(OldThing)",
            "func f<OldThing>(_ a: OldThing) {}",
        ])
    func shadows(_ code: String) {
        #expect(findings(in: "```swift\nimport Net\n\(code)\n```\n", net).isEmpty)
    }

    @Test("Code that imports another module and not the product is not judged")
    func otherModule() {
        #expect(findings(in: "```swift\nimport Other\nlet a = OldThing()\n```\n", net).isEmpty)
        #expect(findings(in: "```swift\nimport Net\nlet a = OldThing()\n```\n", net).count == 1)
    }

    @Test("A page that speaks of the change names what is gone on purpose")
    func changeTalk() {
        #expect(findings(in: "`OldThing` was removed in 1.1.", net).isEmpty)
        #expect(findings(in: "# Migrating from 1.0\n\nTake `OldThing` out.", net).isEmpty)
        #expect(findings(in: "```swift\n// deprecated\nlet a = OldThing()\n```\n", net).isEmpty)
    }

    @Test(
        "Paths, files and sentences in code are no names",
        arguments: [
            "OldThing/config.json", "OldThing.swift", "OldThing and more", "OldThing+More", "a OldThing",
        ])
    func noNames(_ code: String) {
        #expect(findings(in: "See `\(code)`.", net).isEmpty)
    }

    @Test("A type that code of other modules may bring by now is only a name")
    func strangers() {
        let page = "```swift\nimport Net\nimport Other\nlet a = OldThing()\n```\n"
        #expect(findings(in: page, net) == ["OldThing: OldThing removed in 1.1.0, nameOnly"])
    }

    @Test("A type that is now another name for one that is not read keeps its members")
    func aliasOfUnknown() {
        let net = product([
            ("1.0.0", "public struct Answer { public init() {}; public var status: Int }"),
            ("1.1.0", "public typealias Answer = OtherAnswer"),
        ])
        #expect(findings(in: "```swift\nimport Net\nlet a = Answer()\nprint(a.status)\n```\n", net).isEmpty)
    }

    @Test("A name that no release had is nobody's business")
    func unknown() {
        #expect(
            findings(
                in: "Call `Bootstrap.fly()` and `Eagle`.\n\n```swift\nBootstrap(group: g).fly()\n```\n", net
            ).isEmpty)
    }
}
