import Samples
import Testing

@Suite("What a symbol's code says")
struct CodeSymbolTests {
    private func tokens(_ name: String?, _ code: String, _ path: String) -> String? {
        CodeSymbol(name, in: Array(code.utf8), path: path).map {
            String(decoding: $0.tokens, as: UTF8.self).replacing("\0", with: " ")
        }
    }

    @Test(
        "stays the same when only layout and comments change, and changes with its meaning",
        arguments: [
            (
                "a.swift", "connect", "struct C {\n  func connect(to a: Int) { go(a) }\n}",
                "struct C {\n  /// Says more.\n  func connect(\n    to a: Int\n  ) {\n    // now\n    go(a)\n  }\n}",
                "struct C {\n  func connect(to a: Int) { go(a, 1) }\n}"
            ),
            (
                "a.py", "C.connect",
                "class C:\n    def connect(self, a):\n        return a\n\n    def other(self): pass\n",
                "class C:\n    # new\n    def connect(\n        self, a\n    ):\n        return a  # that\n\n    def other(self): return 1\n",
                "class C:\n    def connect(self, a):\n        return a + 1\n"
            ),
            (
                "a.go", "Connect", "func (c *Client) Connect(a int) error { return nil }\nfunc Other() {}\n",
                "// Connect connects.\nfunc (c *Client) Connect(a int) error {\n\treturn nil\n}\nfunc Other() { x() }\n",
                "func (c *Client) Connect(a int) error { return err }\n"
            ),
            (
                "a.rs", "connect", "impl C { pub fn connect<'a>(a: &'a str) -> u8 { 1 } }",
                "impl C {\n    pub fn connect<'a>(a: &'a str) -> u8 { /* x /* y */ */ 1 }\n    fn other() {}\n}",
                "impl C { pub fn connect<'a>(a: &'a str) -> u8 { 2 } }"
            ),
            (
                "A.java", "connect",
                "class A { void connect(int a) { go(\"a // b\"); } void x() { connect(1); } }",
                "class A {\n  void connect(int a) {\n    go(\"a // b\"); // c\n  }\n}",
                "class A { void connect(int a) { go(\"a //b\"); } }"
            ),
            (
                "a.js", "connect", "export const connect = async (a) => { return `x ${a}` }\n",
                "// c\nexport const connect = async (a) => {\n  return `x ${a}`\n}\nother()\n",
                "export const connect = async (a) => { return `y ${a}` }\n"
            ),
            (
                "a.rb", "connect", "def connect(a)\n  a\nend\ndef b\nend\n",
                "def connect(a) # x\n  a\nend\ndef b\n 1\nend\n",
                "def connect(a)\n  a + 1\nend\n"
            ),
        ])
    func meaning(path: String, name: String, one: String, same: String, other: String) throws {
        let first = try #require(tokens(name, one, path))
        #expect(first.contains(name.split(separator: ".").last ?? ""))
        // `pub` and `export` begin the line and belong to it; what stands before on the same line does not count.
        let second = try #require(tokens(name, same, path))
        #expect(second.hasSuffix(first) || first.hasSuffix(second), "\(first) ≠ \(second)")
        #expect(tokens(name, other, path).map { !$0.hasSuffix(first) && !first.hasSuffix($0) } == true)
    }

    @Test("is nothing where the name is only used, or not there")
    func absent() {
        #expect(tokens("connect", "let a = client.connect(1)\n", "a.swift") == nil)
        #expect(tokens("connect", "", "a.py") == nil)
        #expect(tokens("connect", "// func connect() {}\n", "a.swift") == nil)
    }

    @Test("takes overloads together")
    func overloads() {
        let code = "func a(_ x: Int) { 1 }\nfunc a(_ x: String) { 2 }\nfunc b() {}\n"
        #expect(tokens("a", code, "a.swift")?.contains("2") == true)
        #expect(tokens("a(_:)", code, "a.swift")?.contains("func b") == false)
    }

    @Test("takes any bytes")
    func hostile() {
        let bytes: [UInt8] = Array("func a(\"'/*`{[(#".utf8) + [0, 255, 192, 10, 13]
        for path in ["a.swift", "a.py", "a.js", "a.rs", "a.rb", "a.go", "a"] {
            for length in 0...bytes.count { _ = CodeSymbol("a", in: Array(bytes[..<length]), path: path) }
        }
    }
}
