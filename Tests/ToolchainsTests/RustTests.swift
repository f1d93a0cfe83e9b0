import Model
import Testing
import Toolchains

@Suite(
    "A snippet in Rust",
    .enabled(if: Toolbox.isThere("rustfmt"), "not run, because rustfmt is not installed"))
struct RustTests {
    private func words(_ codes: [String]) async -> [String] {
        let questions = codes.map { SyntaxQuestion(label: "rust", code: Array($0.utf8)) }
        return await SyntaxChecker(toolbox: Toolbox(patience: .seconds(60))).states(of: questions).map {
            state in
            switch state {
            case .passed(let form, _): form
            case .failed(let fault): "\(fault.range.lower): \(fault.message)"
            default: "not checked"
            }
        }
    }

    @Test("is taken as a file, or as the part of one that it shows")
    func forms() async {
        #expect(
            await words([
                "use std::io;\n\nfn main() { ... }\n", "use std::io;\nlet a = 1;\nprintln!(\"{a}\");\n",
                "Some(n) => n,\nNone => 0,\n",
            ]) == ["file", "function body", "arms of a match"])
    }

    @Test("leaves something out where a value, a type, arguments or fields stand")
    func elisions() async {
        #expect(
            await words([
                "let a: TcpStream = ...;\nlet b = Router::new().route(...);\n",
                "let a: Vec<...> = f(1, ...);\n",
                "let a = A {\n    b: ...,\n    c: 1, ...\n};\n", "let a = ...\nlet b = f(…, 2);\n",
                "match a {\n    0...9 => 1,\n    _ => f(\"...\"),\n}\n",
            ]) == [String](repeating: "function body", count: 5))
        #expect(
            await words(["let a = f(...;\n", "let a = (1, ...);\nlet b = ;\n"]).allSatisfy {
                $0.contains(": ")
            })
    }

    @Test("is wrong where the compiler's parser stops, each by itself")
    func faults() async {
        #expect(
            await words(["let a = 1\nlet b = 2;\n", "fn f() {}\n", "fn main() {\n    let x = (1;\n}\n"]) == [
                "9: expected `;`, found keyword `let`", "file", "24: mismatched closing delimiter: `}`",
            ])
    }
}
