import Model
import Testing

@testable import Surface

@Suite("What releases did to a product")
struct HistoryTests {
    @Test(
        "Tags are ordered as semantic versioning has it",
        arguments: [
            ("1.2.0", "1.10.0"), ("v1.0.0-alpha.2", "v1.0.0-alpha.10"), ("2.0.0-rc.1", "2.0.0"),
            ("0.9", "1.0"),
            ("release-1.0", "release-1.0.1"), ("swift-5.1", "swift-5.2"),
        ])
    func order(_ pair: (String, String)) throws {
        #expect(try #require(ReleaseNumber(tag: pair.0)) < #require(ReleaseNumber(tag: pair.1)))
    }

    @Test(
        "What is no release has no number", arguments: ["nightly", "docs2", "", "v", "1.a", "a1.0", "2024x"])
    func noNumber(_ tag: String) { #expect(ReleaseNumber(tag: tag) == nil) }

    @Test("A product line is what has the same first numbers")
    func line() throws {
        let number = try #require(ReleaseNumber(tag: "4.122.0"))
        #expect(number.isIn(line: "4") && number.isIn(line: "4.x") && number.isIn(line: "4.122.x"))
        #expect(!number.isIn(line: "4.12") && !number.isIn(line: "5.x"))
    }

    private let net = product([
        ("1.0.0", "public struct A { public func a() {}; public func b() {}; public func c(x: Int) {} }"),
        (
            "1.1.0",
            "public struct A { @available(*, deprecated) public func a() {}; public func b() {}; public func c(x: String) {} }"
        ),
        ("1.2.0", "public struct A { public func d() {} }"),
        ("2.0.0", "public struct B {}"),
    ])

    @Test("Each event has its release, and says whether it was announced and allowed")
    func events() {
        let events = net.events(after: 0, through: 3).map {
            "\($0.release.name) \($0.kind) \($0.path)\($0.wasAnnounced ? "" : " unannounced")\($0.breaksPromise ? " breaking" : "")"
        }
        #expect(
            events == [
                "1.1.0 changed A.c(x:)", "1.1.0 deprecated A.a()", "1.2.0 added A.d()",
                "1.2.0 removed A.a() breaking",
                "1.2.0 removed A.b() unannounced breaking", "1.2.0 removed A.c(x:) unannounced breaking",
                "2.0.0 added B", "2.0.0 removed A unannounced",
            ])
    }

    @Test("A deprecation without a word is counted, and so is what was taken away without notice")
    func friction() {
        let friction = net.friction(after: 0, through: 2)
        #expect(friction.removed == 3 && friction.withoutNotice.count == 2 && friction.breaking.count == 3)
        #expect(net.friction(after: 0, through: 1).silent == ["A.a()"])
    }

    @Test("What comes back has two spells")
    func comesBack() {
        let net = product([
            ("1.0.0", "public struct A {}"), ("1.1.0", "public struct B {}"), ("1.2.0", "public struct A {}"),
        ])
        #expect(net.line("A")?.spells.map(\.from) == [0, 2])
        #expect(net.line("A")?.spell(at: 1) == nil)
    }

    @Test("Several declarations of a name count as the best of them")
    func overloads() {
        let net = product([
            ("1.0.0", "@available(*, deprecated) public func f(a: Int) {}\npublic func f(a: String) {}")
        ])
        #expect(net.line("f(a:)")?.spell(at: 0)?.symbol.availability.isFine == true)
    }

    @Test("A written list tells a history, and its mistakes have their lines")
    func list() {
        let list = SymbolList(
            SourceText(
                """
                # the client
                release  2.0.0 2024-05-01
                function Client.connect(host:) 1.0.0 1.4.0 2.0.0 Client.open(host:)
                option   --colour 1.0.0 - 2.0.0 --color
                planet   Mars
                function f 1.x.0
                """))
        #expect(list.mistakes.map(\.line) == [5, 6])
        let history = list.history(of: "Client")
        #expect(history.releases.map(\.name) == ["1.0.0", "1.4.0", "2.0.0"])
        #expect(
            findings(in: "Call `Client.connect(host:)` with `--colour`.", history) == [
                "Client.connect(host:): Client.connect(host:) removed in 2.0.0, likely -> Client.open(host:)",
                "--colour: --colour removed in 2.0.0, likely -> --color",
            ])
        #expect(
            findings(in: "Call `Client.connect(host:)`.", history, at: "1.4.0").first?.contains("renamed")
                == true)
        #expect(findings(in: "Call `Client.connect(host:)`.", history, at: "1.0.0").isEmpty)
    }

    @Test("A symbol graph gives what the sources give")
    func symbolGraph() throws {
        let graph = """
            {"metadata": {}, "module": {"name": "Net"}, "symbols": [
             {"kind": {"identifier": "swift.struct"}, "identifier": {"precise": "s:A"}, "pathComponents": ["A"],
              "accessLevel": "public", "declarationFragments": []},
             {"kind": {"identifier": "swift.method"}, "identifier": {"precise": "s:B"},
              "pathComponents": ["A", "send(_:to:)"], "accessLevel": "public",
              "functionSignature": {"returns": [{"spelling": "Bool"}]},
              "declarationFragments": [{"spelling": "func send(_ value: [Int: Int], to host: String = .here) -> Bool"}],
              "availability": [{"domain": "*", "isUnconditionallyDeprecated": true, "renamed": "post(_:)"}]},
             {"kind": {"identifier": "swift.method"}, "identifier": {"precise": "s:C"},
              "pathComponents": ["A", "own()"], "accessLevel": "internal"}
            ], "relationships": [{"kind": "conformsTo", "source": "s:A", "target": "s:SH", "targetFallback": "Swift.Hashable"}]}
            """
        let outline = Outline.ofSymbolGraph(Array(graph.utf8))
        #expect(outline.problem == nil)
        try #require(outline.symbols.map(\.path) == ["A", "A.send(_:to:)"])
        #expect(outline.symbols[1].availability == Availability(isDeprecated: true, renamed: "post(_:)"))
        #expect(outline.symbols[1].parameters.map(\.isOptional) == [false, true])
        #expect(outline.symbols[1].parameters.map(\.type) == ["[Int: Int]", "String"])
        #expect(outline.supertypes == [Outline.Pair("A", "Swift.Hashable")])
        #expect(Outline.ofSymbolGraph(Array(graph.utf8.dropLast(40))).problem != nil)
    }

    @Test(
        "JSON is read as its grammar says, and what is no JSON is refused",
        arguments: [
            ("{\"a\": [1, -2.5e3, true, null, \"\\u00e9\\ud83d\\ude00\\n\"]}", true), ("[1,]", false),
            ("{", false),
            ("\"\u{1}\"", false), (String(repeating: "[", count: 100_000), false), ("", false),
            ("[1] 2", false),
        ])
    func json(_ text: String, isJSON: Bool) {
        #expect((JSONValue(Array(text.utf8)) != nil) == isJSON)
    }
}
