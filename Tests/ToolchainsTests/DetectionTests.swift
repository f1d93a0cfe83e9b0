import Model
import Testing
import Toolchains

/// Code that a parser takes, of which every bracket and every quote matters.
private struct Specimen: Sendable, CustomTestStringConvertible {
    var label: String
    var program: String?
    var codes: [String]

    var testDescription: String { label }

    /// The code without one of its brackets or quotes, each in turn, and the line that it was on.
    var mutants: [(code: String, line: Int)] {
        codes.flatMap { code -> [(code: String, line: Int)] in
            let bytes = Array(code.utf8)
            return bytes.indices.compactMap { index -> (code: String, line: Int)? in
                guard "()[]{}\"".utf8.contains(bytes[index]) else { return nil }
                let line = bytes[..<index].count { $0 == 0x0A }
                let rest = Array(bytes[..<index]) + bytes[(index + 1)...]
                return (String(decoding: rest, as: UTF8.self), line)
            }
        }
    }
}

@Suite("A bracket or a quote that is taken out of a snippet")
struct DetectionTests {
    private static let specimens = [
        Specimen(
            label: "swift",
            codes: [
                "struct A {\n    let b: [Int]\n    func c() -> String {\n        d(\"e\", b[0])\n    }\n}\n",
                "let a = f(1, [2, 3])\nprint(\"a: \\(a)\")\n",
                "case .a(let b):\n    c(b)\ndefault:\n    d()\n",
            ]),
        Specimen(
            label: "rust", program: "rustfmt",
            codes: [
                "fn main() {\n    let a = vec![1, 2];\n    println!(\"f\", a[0]);\n}\n",
                "let a = f(1, \"b\");\nif a { g(&[1]); }\n", "Some(n) => f(n),\nNone => 0,\n",
            ]),
        Specimen(
            label: "go", program: "gofmt",
            codes: [
                "package a\n\nimport \"fmt\"\n\nfunc main() {\n\tb := []int{1}\n\tfmt.Println(\"c\", b[0])\n}\n",
                "a := map[string]int{\"b\": 1}\nfor i := range a {\n\tf(i)\n}\n",
                "import \"fmt\"\n\nfunc a() {}\n\nfmt.Println(a())\n",
            ]),
        Specimen(
            label: "java", program: "javac",
            codes: [
                "class A {\n  int[] b = {1};\n  void c() {\n    d(\"e\", b[0]);\n  }\n}\n",
                "for (String a : b) {\n  c(a, new int[1]);\n}\nd(\"e\");\n",
                "@Override\npublic void a() {\n  b(\"c\");\n}\n", "new A(1, \"b\")\n",
            ]),
        Specimen(
            label: "c", program: "clang",
            codes: [
                "#include \"a.h\"\n#define F(x) g(x)\n\nint main(void)\n{\n  CURL *a = b(\"c\");\n  return d[0];\n}\n",
                "if(a) {\n  b(\"c\", d[1]);\n}\n", "unsigned a : 1;\nif_t b[2];\n",
            ]),
        Specimen(
            label: "cpp", program: "clang",
            codes: [
                "#include <vector>\n\nint main() {\n  std::vector<int> a = {1};\n  fmt::print(\"f\", a[0]);\n}\n",
                "for (auto& [a, b] : c) {\n  d(\"e\");\n}\n",
            ]),
        Specimen(
            label: "kotlin", program: Grammar.python,
            codes: [
                "fun main() {\n    val a = listOf(1)\n    println(\"b\" + a[0])\n}\n",
                "launch(a) {\n    b(1)\n}\n",
            ]),
        Specimen(
            label: "csharp", program: Grammar.python,
            codes: [
                "class A\n{\n    int[] b = { 1 };\n    void C() { D(\"e\", b[0]); }\n}\n",
                "var a = new B(1)[\"c\"];\n",
                "public int A { get; set; }\npublic A(int b) : base(b) { C(); }\n",
            ]),
        Specimen(
            label: "javascript", program: "node",
            codes: [
                "import a from \"b\";\nconst c = [1, { d: f(2) }];\n",
                "{ \"a\": [1], b() { return c(1); } }\n",
                "constructor(a) {\n  this.b = a[0];\n}\n",
            ]),
        Specimen(
            label: "typescript", program: "tsc",
            codes: [
                "interface A { b: C[]; d(e: string): void }\nconst f: A = g(\"h\", [1]);\n",
                "private a(b: C[]): D {\n  return e(b[0]);\n}\n",
            ]),
        Specimen(
            label: "python", program: "python3",
            codes: ["def a(b):\n    return c(b[0], \"d\", {1: 2})\n", ">>> a = [1, (2)]\n>>> b(\"c\")\n3\n"]),
        Specimen(
            label: "ruby", program: "ruby", codes: ["a = [1, { b: \"c\" }]\nd(a[0]) { |e| puts(e) }\n"]),
        Specimen(
            label: "php", program: "php",
            codes: [
                "<?php\nfunction a(array $b) {\n    return c($b[0], \"d\");\n}\n",
                "public function a(): B\n{\n    c([1]);\n}\n",
            ]),
        Specimen(
            label: "bash", program: "bash",
            codes: ["if test -n \"$a\"; then\n  f() { b \"c\"; }\nfi\nd=$(e \"f\")\n"]),
        Specimen(
            label: "json", codes: ["{\"a\": [1, {\"b\": \"c\"}]}\n", "\"a\": {\"b\": [1]},\n\"c\": \"d\"\n"]),
        Specimen(label: "yaml", codes: ["{a: [1, {b: c}]}\n"]),
        Specimen(label: "toml", codes: ["[a]\nb = [\"c\", {d = \"e\"}]\n"]),
        Specimen(label: "css", codes: ["a[b=\"c\"] {\n  d: e(\"f\");\n}\n"]),
        Specimen(
            label: "sqlite", program: "python3",
            codes: ["CREATE TABLE a (b INT, c TEXT DEFAULT (\"d\"));\nSELECT f(b) FROM a;\n"]),
        Specimen(
            label: "postgresql", program: Grammar.python,
            codes: ["SELECT f(\"a\", b[1]) FROM c WHERE d IN (1, 2);\n"]),
    ]

    @Test("is found at least 99 times of 100, mostly on its own line", arguments: specimens)
    private func isFound(_ specimen: Specimen) async throws {
        if let program = specimen.program, program != "tsc", !Toolbox.isThere(program) {
            try Test.cancel("not run: \(program) is not installed")
        }
        let toolbox = Toolbox(patience: .seconds(60))
        let mutants = specimen.mutants
        let codes = specimen.codes + mutants.map(\.code)
        let states = await SyntaxChecker(toolbox: toolbox).states(
            of: codes.map { SyntaxQuestion(label: specimen.label, code: Array($0.utf8)) })
        if case .noToolchain(let reason) = states[0] { try Test.cancel("not run: \(reason)") }
        for (code, state) in zip(codes, states).prefix(specimen.codes.count) {
            if case .passed = state { continue }
            Issue.record("\(specimen.label) takes no\n\(code)\(state)")
        }
        var onItsLine = 0
        var missed: [String] = []
        for (mutant, state) in zip(mutants, states.dropFirst(specimen.codes.count)) {
            guard case .failed(let fault) = state else {
                missed.append(mutant.code)
                continue
            }
            let line = Array(mutant.code.utf8)[..<fault.range.lower].count { $0 == 0x0A }
            if line == mutant.line { onItsLine += 1 }
        }
        #expect(missed.count * 100 <= mutants.count, "\(specimen.label) lets through: \(missed)")
        #expect(
            onItsLine * 2 >= mutants.count,
            "\(specimen.label): \(onItsLine) of \(mutants.count) on their line")
    }
}
