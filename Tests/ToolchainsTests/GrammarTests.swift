import Model
import Testing
import Toolchains

@Suite(
    "Languages that a grammar of tree-sitter reads",
    .enabled(if: Toolbox.isThere(Grammar.python), "not run, because tree-sitter's grammars are not installed")
)
struct GrammarTests {
    @Test(
        "are taken as a file and as parts",
        arguments: [
            (
                "kotlin", "fun main() = runBlocking {\n    launch { delay(1000L) }\n    println(\"a\")\n}\n",
                "file"
            ),
            ("kt", "override fun a(b: Int): String = \"$b\"\n", "file"),
            ("csharp", "using System;\n\nConsole.WriteLine($\"{1 + 1}\");\n", "file"),
            ("c#", "public int A { get; set; }\n\npublic A(int b) : base(b) { ... }\n", "members of a class"),
            ("cs", "new Dictionary<string, int> { [\"a\"] = 1 }\n", "expression"),
        ])
    func passes(_ label: String, _ code: String, _ expected: String) async {
        #expect(await form(label, code) == expected)
    }

    @Test(
        "are likely wrong where a bracket or quote has no partner, and possibly wrong elsewhere",
        arguments: [
            ("kotlin", "fun main() {\n    println(1\n}\n", "2:12 likely"),
            ("csharp", "class A\n{\n    void B() { c(; }\n}\n", "3:17 likely"),
            ("csharp", "var a = 1 +;\n", "1:12 possible"),
        ])
    func faults(_ label: String, _ code: String, _ expected: String) async {
        #expect(await failure(label, code) == expected)
    }

    @Test(
        "can stand in for a parser that is not installed",
        arguments: [
            ("java", "int a = f(1);\n", "int a = f(1;\n"), ("go", "a := f(1)\n", "a := f(1\nb := 2\n"),
            ("c", "int a = 1;\n", "int a[2 = 1;\n"), ("rust", "let a = f(1);\n", "let a = f(1;\n"),
            ("ruby", "a = [1]\n", "a = [1\nb = (2]\n"), ("php", "$a = f(1);\n", "$a = f(1;\n"),
            ("javascript", "const a = f(1);\n", "const a = f(1;\n"),
            ("typescript", "let a: A = f(1);\n", "let a: A = f(1;\n"),
            ("python", "a = f(1)\n", "a = f(1\nb = 2)]\n"), ("cpp", "auto a = f(1);\n", "auto a = f(1;\n"),
        ])
    func standsIn(_ label: String, _ good: String, _ bad: String) async throws {
        let language = try #require(LanguageCatalog.all.first { $0.labels.contains(label) })
        var alone = language
        alone.parsers = language.parsers.map { _ in .process(ParserProcess(["no-such-program"], [])) }
        let states = await SyntaxChecker([alone], toolbox: Toolbox(patience: .seconds(60))).states(
            of: [good, bad].map { SyntaxQuestion(label: label, code: Array($0.utf8)) })
        if case .passed = states[0] {} else { Issue.record("\(label): \(states[0])") }
        if case .failed(let fault) = states[1] {
            #expect(fault.confidence == .likely)
        } else {
            Issue.record("\(label): \(states[1])")
        }
    }
}

@Suite("A language without a parser")
struct MissingParserTests {
    @Test("says what is not installed, and its snippets are not assessed")
    func nothingThere() async {
        var go = Language.go
        go.parsers = [.process(ParserProcess(["no-such-program"], []))]
        go.grammar = nil
        let question = SyntaxQuestion(label: "go", code: Array("a := f(\n".utf8))
        #expect(
            await SyntaxChecker([go]).states(of: [question])
                == [.noToolchain("`no-such-program` is not installed")])
    }
}
