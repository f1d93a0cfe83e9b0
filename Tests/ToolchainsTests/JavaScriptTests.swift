import Model
import Testing
import Toolchains

@Suite("JavaScript and TypeScript in snippets", .enabled("not run: no TypeScript") { await isHere("ts") })
struct JavaScriptTests {
    @Test("pass as whole files, modules or scripts")
    func files() async {
        #expect(
            await syntax("js", "import a from 'a';\nawait a;\n") == .passed(form: "file", adaptations: []))
        #expect(await syntax("cjs", "with (a) { b = 010; }\n") == .passed(form: "file", adaptations: []))
        #expect(await syntax("js", "return 1;\n") == .passed(form: "file", adaptations: []))
        #expect(await syntax("ts", "let a: A = <A>b;\n") == .passed(form: "file", adaptations: []))
    }

    @Test("pass as the part of a file that they begin like")
    func parts() async {
        #expect(await syntax("js", "{ a: 1, b: 2 }\n") == .passed(form: "expression", adaptations: []))
        #expect(
            await syntax("js", "a: 1,\nb() {}\n") == .passed(form: "members of an object", adaptations: []))
        #expect(
            await syntax("js", "#a = 1;\nconstructor() {\n}\n")
                == .passed(form: "members of a class", adaptations: []))
        #expect(await syntax("js", "case 1: f();\n") == .passed(form: "cases of a switch", adaptations: []))
        #expect(await syntax("jsx", "<a/>\n<b/>\n") == .passed(form: "elements", adaptations: []))
        #expect(
            await syntax("tsx", "<a b={1}>\n") == .passed(form: "opening tag", adaptations: []))
    }

    @Test("pass with what stands for something else")
    func elisions() async {
        #expect(
            await syntax("js", "const a = ...;\nf({ ... });\n")
                == .passed(form: "file", adaptations: ["elisions left out"]))
        #expect(
            await syntax("js", "f(<your key>, {{ name }});\n")
                == .passed(form: "file", adaptations: ["placeholders filled in"]))
        #expect(
            await syntax("js", "function f() {\n  g(() => {\n    h();\n    // ...\n")
                == .passed(form: "beginning of a file", adaptations: []))
    }

    @Test("fail where the parser says, counted in characters")
    func failures() async {
        #expect(
            await syntax("js", "'é'; f(1;\n")
                == .failed(
                    SyntaxFault(range: SourceRange(9, 10), message: "')' expected.", language: "JavaScript")))
        #expect(
            await syntax("ts", "type A = string |;\n")
                == .failed(
                    SyntaxFault(range: SourceRange(17, 18), message: "Type expected.", language: "TypeScript")
                ))
    }

    @Test("fail at a regular expression with a bracket that has no partner")
    func patterns() async {
        #expect(await failure("js", "const a = <b/>;\nc(/\\.(j|tsx?$/);\n") == "2:3")
        #expect(await form("js", "const a = <b/>;\nc(/\\.(j|tsx?)$/u, /[(]/);\n") == "file")
    }

    @Test("fail where a bracket has no partner, in code that is newer than the parser as well")
    func news() async {
        #expect(await failure("js", "using a = b(;\nawait using c = d();\n") != nil)
    }

    @Test("are told apart: types make JavaScript TypeScript")
    func types() async {
        #expect(
            await syntax("js", "let a: number = 1;\n")
                == .failed(
                    SyntaxFault(
                        range: SourceRange(7, 8),
                        message: "Type annotations can only be used in TypeScript files.",
                        language: "JavaScript", otherLanguage: "TypeScript")))
    }

    @Test("are only possibly wrong where the author says so, or shows no more than a beginning")
    func doubts() async {
        for code in ["// Wrong:\nf(;\n", "function f() {\n  g();\n"] {
            guard case .failed(let fault) = await syntax("js", code) else {
                Issue.record("passes: \(code)")
                continue
            }
            #expect(fault.confidence == .possible)
        }
    }
}
