import Model
import Testing
import Toolchains

@Suite("A snippet in Swift")
struct SwiftTests {
    private func word(_ code: String) async -> String {
        switch await SyntaxChecker().states(of: [SyntaxQuestion(label: "swift", code: Array(code.utf8))])[0] {
        case .passed(let form, _): form
        case .failed(let fault): "\(fault.range.lower): \(fault.message)"
        default: "not checked"
        }
    }

    @Test("are right with marks for what somebody is to fill in, but for a bracket that has no partner")
    func marks() async {
        #expect(await form("swift", "while <#condition#> {\n   <#statements#>\n}\n") != nil)
        #expect(
            await failure("swift", "while <#condition#> \n   <#statements#>\n}\n")?.hasPrefix("1:") == true)
        #expect(await form("swift", "let a = /* get */,\n    b = 1\n") != nil)
    }

    @Test(
        "is taken as a file, or as the part of one that it shows",
        arguments: [
            ("let a = 1\nprint(a)\n", "file"),
            ("struct S { ... }\nlet user: User ... // from the database\nf(...)\nlet r = 1...\n", "file"),
            ("import Fluent<#Database#>\nuse(.<#id#>)\n", "file"),
            (".padding()\n.font(.title)\n", "file"),
            (".package(url: \"a\", from: \"1.0.0\"),\n", "elements of an array"),
            ("case .a:\n    f()\ndefault:\n    break\n", "cases of a switch"),
            ("name: \"a\",\nport: 80\n", "arguments of a call"),
            ("@Suite(\"all\", .serialized)\n", "attribute"),
            ("func build<B>(_ b: B) where B: C {\n", "head of a declaration"),
        ])
    func forms(_ code: String, _ form: String) async {
        #expect(await word(code) == form)
    }

    @Test(
        "is wrong where the compiler's parser stops",
        arguments: [
            ("func f() {\n    g(1\n}\n", "18: expected ')' to end function call"),
            ("let s = \"a\nprint(s)\n", "10: expected '\"' to end string literal"),
            (
                "var ws = new WebSocket()\n",
                "12: consecutive statements on a line must be separated by newline or ';'"
            ),
            ("struct S {\n    var a = 1\n", "24: expected '}' to end struct"),
        ])
    func faults(_ code: String, _ fault: String) async {
        #expect(await word(code) == fault)
    }
}
