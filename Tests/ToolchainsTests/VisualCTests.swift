import Model
import Testing
import Toolchains

@Suite("C and C++ for Microsoft's compiler")
struct VisualCTests {
    @Test(
        "cannot be judged where only that compiler reads it",
        arguments: [
            "public ref class R {};\n", "public value struct S { int a; };\n",
            "private enum class E { a } e;\n",
            "[export]\nstruct S {\n  int a;\n};\n", "#using <mscorlib.dll>\nint a;\n",
            "int f() {\n  __asm { nop }\n}\n", "public delegate void D(int a);\n",
        ])
    func unknown(_ code: String) async throws {
        try await skipWithoutParser()
        guard case .noToolchain(let reason) = await syntax("cpp", code) else {
            Issue.record("\(await syntax("cpp", code))")
            return
        }
        #expect(reason.contains("Microsoft"))
    }

    @Test("is read where it differs in words alone")
    func words() async throws {
        try await skipWithoutParser()
        #expect(await form("c", "unsigned __int64 f(void);\nint *__ptr32 p;\n") == "file")
        #expect(await form("cpp", "struct __declspec(uuid(\"1\")) A {};\n") == "file")
        #expect(await failure("cpp", "struct __declspec(uuid(\"1\")) A {\nint b(;\n};\n") != nil)
    }

    @Test("is told from what is wrong: powers and remainders are no handles")
    func operators() async throws {
        try await skipWithoutParser()
        #expect(await failure("c", "int f(int a) {\n  return a ^ (2 % a;\n}\n")?.hasPrefix("2:") == true)
    }

    @Test(
        "is shown with numbers in front of alternatives and lines, with the head of a type, below a directive"
    )
    func excerpts() async throws {
        try await skipWithoutParser()
        #expect(await form("cpp", "1) int f();\n2) int f(int a);\n") == "file")
        #expect(await form("cpp", "10: int f() {\n11:   return 1;\n12: }\n") == "file")
        #expect(await form("cpp", "template <int t = 1>\nclass A\n") == "head of a type")
        #expect(await form("cpp", "#pragma omp parallel\n{\n  f(1);\n}\n") == "function body")
        #expect(await failure("cpp", "1) int f();\n2) int f(int a;\n")?.hasPrefix("2:") == true)
        #expect(await failure("c", "# get the key\ncurl -x http://a.b > c\n") != nil)
    }

    @Test("is doubted where the page shows what a compiler says of it")
    func numbers() async throws {
        try await skipWithoutParser()
        #expect(await failure("cpp", "int main() {\n  int i   // C2143\n}\n") == "2:8 possible")
        #expect(await failure("c", "int f(const char *a [, int b]);\n")?.hasSuffix("possible") == true)
    }

    private func skipWithoutParser() async throws {
        if case .noToolchain(let reason) = await syntax("cpp", "int a;\n") {
            try Test.cancel("not run: \(reason)")
        }
    }
}
