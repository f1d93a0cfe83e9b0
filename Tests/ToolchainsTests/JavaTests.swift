import Model
import Testing
import Toolchains

@Suite("Java", .enabled(if: Toolbox.isThere("javac"), "not run, because javac is not installed"))
struct JavaTests {
    @Test(
        "is taken as a file and as the parts that documents show",
        arguments: [
            ("package a;\n\nclass A { int b = 1; }\n", "file"),
            ("import a.B;\n\nB b = new B();\nb.c(x -> x + 1);\n", "method body"),
            ("@Override\npublic void run() {\n  a();\n}\n", "members of a class"),
            ("MissileLauncher(Target target) {\n  this(target, false);\n}\n", "members of a class"),
            ("public class A {}\n\nfor (A a : b) {}\n", "declarations and statements"),
            (
                "int size(List<String> a) {\n  return a.size();\n}\n\nsize(List.of());\n",
                "members and statements"
            ),
            (".map(a -> a.b())\n.toList()\n", "calls on a value"), ("new A(1, \"b\")\n", "expression"),
            ("@Inject Foo(List<String> strings)\n", "signature"),
            ("List<String> a = ...\nb(a, ...);\nfor (var x : a) { ... }\n", "method body"),
            ("case A:\n  b();\n  break;\ndefault:\n  c();\n", "cases of a switch"),
        ])
    func passes(_ code: String, _ expected: String) async {
        #expect(await form("java", code) == expected)
    }

    @Test("is wrong where javac stops, at the author's own line and column")
    func faults() async {
        #expect(await failure("java", "int a = 1;\nint b = f(2;\n") == "2:12")
        #expect(await failure("java", "String ö = \"ö;\nint b;\n") == "1:12")
        #expect(await failure("java", "class A {\n  void b() {\n    c()\n  }\n}\n") == "3:8")
        #expect(await failure("java", "if (a) {\n  b();\n") != nil)
    }

    @Test("is not judged where it is newer than the JDK, and every other snippet is")
    func newer() async {
        let codes = [
            "if (a instanceof Point(int x, int y) && x > 0) { b(); }\n", "int a = ;\n", "int a = 1;\n",
        ]
        let states = await SyntaxChecker(toolbox: Toolbox(patience: .seconds(60))).states(
            of: codes.map { SyntaxQuestion(label: "java", code: Array($0.utf8)) })
        if case .failed = states[0] { Issue.record("a record pattern is right in Java 21") }
        if case .failed(let fault) = states[1] {
            #expect(fault.message == "illegal start of expression")
        } else {
            Issue.record("`= ;` is wrong in every Java")
        }
        #expect(states[2] == .passed(form: "method body", adaptations: []))
    }

    @Test("of another language is called by its name")
    func lookalike() async {
        guard case .failed(let fault) = await syntax("java", "fun main() {\n    val a = listOf(1)\n}\n")
        else {
            Issue.record("Kotlin is no Java")
            return
        }
        #expect(fault.otherLanguage == (Toolbox.isThere(Grammar.python) ? "Kotlin" : nil))
    }
}
