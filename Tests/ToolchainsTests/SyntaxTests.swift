import Model
import Testing
import Toolchains

@Suite("The syntax of a snippet")
struct SyntaxTests {
    private let checker = SyntaxChecker()

    private func state(_ label: String, _ code: String) async -> SyntaxState {
        await checker.states(of: [SyntaxQuestion(label: label, code: Array(code.utf8))])[0]
    }

    @Test("is fine where the parser of the language takes it")
    func passes() async {
        #expect(await state("json", "{\"a\": [1, -2.5e3, true]}\n") == .passed(form: "file", adaptations: []))
        #expect(await state("py", "def f():\n    return 1\n") == .passed(form: "file", adaptations: []))
    }

    @Test("of Python may be a session, a body that only a comment stands for, and a mistake shown on purpose")
    func python() async {
        #expect(await form("pycon", "   >>> a = [1,\n   ...      2]\n   >>> a\n   [1, 2]\n") == "file")
        #expect(
            await form(
                "python", "try:\n    # something that may fail\nexcept OSError:\n    # and what then\n")
                == "file")
        #expect(await form("python", "with a() as b:\n") == "head of a block")
        #expect(
            await syntax(
                "pycon", ">>> while True print(1)\n  File \"<stdin>\", line 1\nSyntaxError: invalid syntax\n")
                == .notCode)
        #expect(await failure("python", "if a:\n# b\nc = (1\n") != nil)
        #expect(await form("python", "a = [\n    ...\n    B('c'),\n]\n\n\ndef d():\n    ...\n") == "file")
        #expect(await failure("python", "a = [\n    ...\n    B('c'\n]\n") != nil)
        #expect(await form("pycon", ">>> a.triggers\n... similar output to that of b\n") == "file")
        #expect(await failure("pycon", ">>> for a in b\n...     print(a)\n") != nil)
    }

    @Test("of Python that is newer than the parser is not assessed, and never said to be wrong")
    func newerPython() async {
        for code in [
            "class A[T]:\n    pass\n", "def a[T](b: T) -> T: ...\n", "type A = int\n",
            "async def a[T](): ...\n",
            "a = f\"b {c.get(\"d\", \"e\")}!\"\n",
            "try:\n    a()\nexcept* B:\n    pass\n", "match a:\n    case 1:\n        pass\n",
        ] {
            #expect(await failure("python", code) == nil)
        }
        #expect(await failure("python", "a = [T\n") != nil)
    }

    @Test("of JSON may show front matter with its marks")
    func frontMatter() async {
        #expect(await form("json", "---\n{\"a\": 1}\n---\n") == "front matter")
        #expect(await failure("json", "---\n{\"a\": }\n---\n") == "2:7")
    }

    @Test("is wrong where no form is taken, at the exact place")
    func fails() async {
        #expect(
            await state("json", "{\"a\": }\n")
                == .failed(
                    SyntaxFault(
                        range: SourceRange(6, 7), message: "a value should come here", language: "JSON")))
        #expect(
            await state("python", "x = (1,\ny = 2\n")
                == .failed(
                    SyntaxFault(range: SourceRange(4, 5), message: "'(' was never closed", language: "Python")
                ))
    }
}
