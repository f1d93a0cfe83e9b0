import Model
import Testing
import Toolchains

@Suite("Code that is not quite code")
struct DoubtTests {
    @Test(
        "passes with what stands for something else",
        arguments: [
            ("c", "int f(void) {\n  ... do some work ...\n  return 1;\n}\n"),
            ("c", "typedef struct {\n  PyObject_HEAD\n  int a;\n} A;\n"),
            ("c", "char *a = PyMem_New(char, 8);\nfree(a);\n"),
            ("c", "void\nhash_clean(struct Hash *h,\n           int (*comp)(void *, void *))\n"),
            ("python", "def f():\n    ... do something with \"lock\" ...\n"),
            ("pycon", "Python 3.11.2 (main) on linux\n>>>\n"),
            ("java", "class A {\n  void f() {\n    <...>\n  }\n}\n"),
            ("java", "for (...) {\n  f(i);\n}\n"), ("java", "return () -> { ...what it does... };\n"),
            ("java", "enum A {\n  B(1),\n  // ...\n\n  private final int c;\n}\n"),
            ("rust", "fn main() {\n    [...]\n}\n"),
            ("js", "define(..., ['a'], function (b) {\n});\n"),
            ("js", "const a = {{ url_for(\"user\", id=b.c)|tojson }}\nfetch(a)\n"),
            ("js", "{\n  a: 1\n}\n{\n  a: 2\n}\n"),
            ("jsx", "// <a />\n<a>{b()}</a>\n\n// <c d=\"e\" />\n<c>{b}</c>\n"),
            ("ts", "T extends U ? X : Y\n"),
            ("ts", "type A<\n  B extends C = {}\n> = new () => B & {\n  d: E\n}\n"),
            ("php", "<?php\npublic function f() {\n}\n"), ("php", "#[A('b')]\n"),
            ("php-attributes", "#[A]\n?B $c\n"), ("php", "$a->b();\n...\n$a->c();\n"),
            ("json", "{\"b\": [\n  {\"a\": 1}\n  ...\n], \"c\": 1}\n"),
            ("yaml", "a: { b: [127.0.0.1, ::1] }\n"),
            ("bash", "a -b <the jar of {version}>\n"), ("bash", "proj$ gulp\n[10:34] 24 bytes (1 s)\n"),
            ("swift", "import A<db>Driver\nuse(<db config>, as: <identifier>)\n"),
            ("swift", "dependencies: [\n    a\n],\n// ...\ntargets: [\n    b\n]\n"),
            ("swift", "macro line<T: A>() -> T =\n    /* where it is */\n"),
            ("rust", "let a: A = ...;\nlet b = B::new(...).c(1, ...);\n"),
            ("rust", "match a {\n    Some(_) => ...,\n    None => {...}\n}\n"),
            ("ts", "function A.open(path: string): Promise<A.File>\n"),
            ("js", ".listen('a', (b) => {\n});\n"), ("js", "a({\n  b: [],\n}),\n"),
            (
                "ts",
                "@@filename(cats.service)\nexport class A {\n  b: string;\n}\n@@switch\nexport class A {\n  constructor(\n}\n"
            ),
            ("python", "@a.b('--c', d=True)\n"), ("python", "@a\n@b(\n    'c',\n)\n"),
            ("doctest", ">>> a()\n1\n"), ("testcode", "print(1)\n"),
            ("c", "int main()\n{\n    int a;\n    .\n    .\n    .\n    a = 1;\n}\n"),
            ("c", "28\n0x1C   /* = hexadecimal */\n034    /* = octal */\n"),
            ("cpp", "!false == true\n!true == false\n"), ("cpp", "namespace A::B;\n"),
            ("cpp", "// a copy\n1) int f() const;\n\n// a move\n2) int g();\n"),
            ("php", "<div>\n    Hello World\n</div>\n"), ("php", "public function a(): B\n"),
            ("php", "$a->b() : string;  // a\n$a->c($d = null, $e = null) : array;\n"),
            ("php", "$a->b(\n    array $c = [], $d = null\n);\n"),
            ("php", "$a = /** ... */\n\nreturn $a;\n"),
            ("json", "[\n  {\"a\": 1},\n  {\"a\": 2},\n...\n"),
            ("xml", "<a title=\"<the title>\" href=\"https://example.org/<id>/\"/>\n"),
            ("go", "X: map[A]struct{i int; s []B}\nY: map[string]bool\n"),
        ])
    func passes(_ label: String, _ code: String) async throws {
        try await Self.skipWithoutParser(label)
        let state = await syntax(label, code)
        guard case .passed = state else {
            Issue.record("\(label) does not take\n\(code)\(state)")
            return
        }
    }

    @Test(
        "is only possibly wrong",
        arguments: [
            // Alternatives, each of which is right.
            ("js", "// this\nmeta: {\n  a: [\"b\"],\n}\n\n// or\nmeta: {\n  a: [\"c\"],\n}\n"),
            // A formula, and what cannot be seen.
            ("go", "A ≡ string\n"), ("js", "var a = 1;⏎\n"),
            // Elements whose ends are left out.
            ("jsx", "return (\n  <a>\n    <b />\n    // ...\n);\n"),
            // Only the beginning or the end of a block.
            ("cpp", "}  // namespace a\n}\n"),
            // What belongs there, in the place of a value.
            ("json", "{\"a\": string}\n"),
            // A change, shown as a patch shows it.
            (
                "go",
                "func f() {\n  switch x {\n  // ... others\n  case a:\n    b()\n+   if c {\n+     d()\n+   }\n  }\n}\n"
            ),
            ("php-attributes", "#[A(b: ['c'])]\narray $d\n\n#[A(b: ['c'])]\nD ...$e\n"),
            ("cpp", "class A : public B\n{\npublic:\n   int c;\n\n// Remainder of the class omitted.\n"),
            ("yaml", ">\n  a b\n\n# or\n>-\n  a b\n"), ("php", "'a' => 'b';\n\n'a' => 'c';\n"),
            ("php", "@setup\n    $a = new B;\n@endsetup\n"),
            // Rules of a grammar, a script that is one of two languages, keys, and the arguments of a macro.
            ("json", "a ::= \"{\" [b] \"}\"\n"), ("sh", "#! /bin/sh\n\"\"\":\"\nexec python $0\n\"\"\"\n"),
            ("bash", "DEBUG=a node b.js\n  a trim (/users) from url +2ms\n"),
            ("pycon", ">>> import a\n>>> a. <TAB PRESSED>\na.b  a.c\n>>> a.\n"),
            ("rust", "ByExample, \"src/doc\", &[\"a\"], submodule;\n"),
            // What the author says of it.
            ("swift", "let a = ]\nlet b = 1\n\nlet c = 2\n// Error: no such thing.\n"),
            ("go", "// The proposed syntax.\nx := f() ?\n"),
        ])
    func doubts(_ label: String, _ code: String) async throws {
        try await Self.skipWithoutParser(label)
        guard case .failed(let fault) = await syntax(label, code) else {
            Issue.record("passes: \(code)")
            return
        }
        #expect(fault.confidence == .possible, "\(code)")
    }

    @Test(
        "is certainly wrong all the same where a word of the language is meant, or only one part is right",
        arguments: [
            ("python", "@a.b('--c'\n"), ("ts", "@@filename(a)\nlet b = ];\n"), ("c", "int a = 28\nint b;\n"),
            ("json", "{\"a\": None}\n"), ("json", "{\"a\": tru}\n"), ("js", "f(1;\n\ng(2);\n"),
            ("js", "const a = ];\n"),
        ])
    func faults(_ label: String, _ code: String) async throws {
        try await Self.skipWithoutParser(label)
        guard case .failed(let fault) = await syntax(label, code) else {
            Issue.record("passes: \(code)")
            return
        }
        #expect(fault.confidence == .certain, "\(code)")
    }

    @Test("names the errors of syntax that twoslash expects, and is no finding then")
    func twoslash() async throws {
        try await Self.skipWithoutParser("ts")
        #expect(
            await form("ts", "// @errors: 1005\nlet a = (4\n") == "code with the errors that `@errors` names")
        #expect(
            await form("ts", "// @noErrors\nlet a = (4\n") == "code with the errors that `@noErrors` allows")
        #expect(await form("ts", "// @errors: 2322\nlet a = (4\n") == nil)
        #expect(await form("js", "// @filename: a.d.ts\nexport type A = { b: string };\n") == "file")
    }

    @Test("is no code where it is what a program printed")
    func output() async throws {
        try await Self.skipWithoutParser("bash")
        for code in [
            "error space (https://a.b)\n  c.js:6:8\n", "1:13  Unexpected mix. (no-mix)\n",
            "time=2023-05-22 level=INFO msg=a (b)\n",
            "  .   ____          _\n / ___ (_)\n",
        ] {
            #expect(await syntax("bash", code) == .notCode, "\(code)")
        }
        #expect(await syntax("console", "> fs.read('./a');\n") == .notCode)
        #expect(await syntax("python", "File \"a.py\", line 1\n    b = {9: 1,\n        ^\n") == .notCode)
    }

    private static func skipWithoutParser(_ label: String) async throws {
        if case .noToolchain(let reason) = await syntax(label, "\n") { try Test.cancel("not run: \(reason)") }
    }
}
