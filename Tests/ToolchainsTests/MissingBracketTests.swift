import Model
import Testing
import Toolchains

/// Where a bracket is missing, and what a user reads there.
@Suite("A bracket that is missing is told where indentation says it belongs")
struct MissingBracketTests {
    private func said(_ label: String, _ code: String) async -> String? {
        guard case .failed(let fault) = await syntax(label, code) else { return nil }
        let line = Array(code.utf8)[..<fault.range.lower].count { $0 == 0x0A } + 1
        return "\(line): \(fault.message)"
    }

    @Test("in JSON, and not at the end")
    func json() async {
        let code = "{\n  \"a\": {\n    \"b\": 1,\n  \"c\": [\n    2\n  ]\n}\n"
        #expect(
            await said("json", code)
                == "4: the `{` of `\"a\": {` is never closed: by the indentation, `}` is missing here")
        #expect(
            await said("json", "{\n  \"a\": \n    \"b\": 1\n  }\n}\n")
                == "2: a `}` below closes nothing: by the indentation, `{` is missing here")
        #expect(await said("json", "{\n  \"a\": [1, 2\n}\n")?.hasPrefix("2: ") == true)
    }

    @Test("in style sheets")
    func style() async {
        #expect(
            await said("css", ".a {\n  b: c;\n\n.d {\n  e: f;\n}\n")
                == "3: the `{` of `.a {` is never closed: by the indentation, `}` is missing here")
        #expect(
            await said("scss", "// a\n.b\n  c: d;\n  .e {\n    f: g;\n  }\n}\n")
                == "2: a `}` below closes nothing: by the indentation, `{` is missing here")
    }

    @Test("in Swift, but the parser's own words where it names that line")
    func swift() async {
        let code = "struct A {\n    func b() {\n        c()\n\n    func d() {\n        e(1)\n    }\n}\n"
        #expect(
            await said("swift", code)
                == "4: the `{` of `func b() {` is never closed: by the indentation, `}` is missing here")
        #expect(await said("swift", "f(1\ng(2)\n")?.hasPrefix("1: ") == true)
    }

    @Test("in C, where the branches of conditions count as one", .enabled(if: Toolbox.isThere("clang")))
    func c() async {
        let code =
            "int f(void)\n{\n#ifdef A\n  if(a) {\n#else\n  if(b) {\n#endif\n    c(1);\n  d(\"e\");\n}\n\nint g;\n"
        #expect(
            await said("c", code)
                == "9: the `{` of `if(b) {` is never closed: by the indentation, `}` is missing here")
        let branch = "#ifdef A\nvoid f(int a\n{\n}\n#else\n#define f(x) 1\n#endif\nint b = f(3);\n"
        #expect(await said("c", branch) == "2: `(` is never closed")
    }

    @Test("in Kotlin, also before `else`", .enabled(if: Toolbox.isThere(Grammar.python)))
    func kotlin() async {
        let code = """
            fun main() {
                if (a) {
                    b()
                 else {
                    c()
                }
            }

            """
        #expect(
            await said("kotlin", code)
                == "4: the `{` of `if (a) {` is never closed: by the indentation, `}` is missing here")
    }

    @Test("and not where more than one is missing")
    func several() async {
        #expect(await said("css", "a {\n  b {\n    c: d;\n") == "2: `{` is never closed")
    }
}
