import Model
import Testing
import Toolchains

@Suite("A snippet with the label of another language")
struct LabelTests {
    /// Code that says for itself in which language it is, by the name of the language.
    private static let codes: [String: String] = [
        "Java":
            "public class A {\n    private final int b = 1;\n    public static void main(String[] c) throws D {}\n}\n",
        "Kotlin": "fun main(args: Array<String>) {\n    val a: Int? = null\n    println(\"b $a\")\n}\n",
        "JavaScript": "const a = async (b) => {\n  await c(`d ${b}`);\n};\n",
        "TypeScript": "interface A { b: string; c?: number }\nconst d: A = { b: 'e' };\n",
        "Python": "import os\n\ndef a(b):\n    return [c for c in b if not c]\n",
        "Go": "package main\n\nfunc main() {\n\ta := map[string]int{\"b\": 1}\n\tc(a)\n}\n",
        "Rust": "fn main() {\n    let mut a: Vec<u8> = vec![];\n    a.push(1u8);\n}\n",
        "Shell": "npm install --save-dev a\ncd b && git checkout -b c\n",
        "JSON": "{\n  \"a\": [1, true, null],\n  \"b\": {\"c\": \"d\"}\n}\n",
        "YAML": "a:\n  b: c\n  d: e\nf:\n  - g: h\n",
        "TOML": "[package]\nname = \"a\"\nversion = \"1.0.0\"\n",
        "HTML": "<ul class=\"a\">\n  <li>b &amp; c</li>\n</ul>\n",
        "XML": "<?xml version=\"1.0\"?>\n<a xmlns=\"b\">\n  <c/>\n</a>\n",
        "HTTP": "PATCH /a/b\n{\n  \"c\": [\"d\"]\n}\n",
        "CSS": "a.b > c:hover {\n  color: #fff;\n}\n",
        "C++": "#include <vector>\n\nint main() {\n  std::vector<int> a{1};\n  for (auto b : a) {}\n}\n",
    ]

    /// The label, and what the code is.
    private static let pairs = [
        ("java", "Kotlin"), ("java", "JavaScript"), ("java", "Go"), ("java", "JSON"), ("java", "Shell"),
        ("java", "XML"), ("kotlin", "Java"), ("csharp", "Java"), ("csharp", "JSON"), ("go", "Rust"),
        ("go", "Java"),
        ("go", "Shell"), ("rust", "TOML"), ("rust", "Go"), ("rust", "Shell"), ("swift", "Kotlin"),
        ("swift", "Shell"), ("swift", "JSON"), ("js", "TypeScript"), ("js", "CSS"),
        ("js", "Shell"),
        ("js", "Python"), ("ts", "Shell"), ("python", "JavaScript"), ("python", "Shell"),
        ("python", "HTML"), ("ruby", "HTML"), ("php", "JavaScript"), ("c", "C++"),
        ("cpp", "Python"), ("json", "JavaScript"),
        ("json", "YAML"), ("json", "HTTP"), ("json", "HTML"), ("json", "Shell"), ("yaml", "TOML"),
        ("toml", "YAML"),
        ("toml", "JSON"),
        ("xml", "JSON"), ("css", "HTML"), ("dockerfile", "YAML"),
    ]

    @Test("is said to be in the language whose parser takes it", arguments: pairs)
    private func isNamed(_ label: String, _ language: String) async throws {
        for asked in [label, language == "C++" ? "cpp" : language.lowercased()] {
            if case .noToolchain(let reason) = await syntax(asked, "\n") {
                try Test.cancel("not run: \(reason)")
            }
        }
        let code = try #require(Self.codes[language])
        guard case .failed(let fault) = await syntax(label, code) else {
            Issue.record("\(label) takes \(language)")
            return
        }
        #expect(fault.otherLanguage == language)
    }

    @Test("is said to be Shell where it begins with a command that everybody knows")
    func commands() async throws {
        guard case .failed(let fault) = await syntax("swift", "swift run App serve --env production\n") else {
            Issue.record("passes")
            return
        }
        #expect(fault.otherLanguage == "Shell")
    }

    @Test("is said to be in no language where the parser takes everything, or several take it")
    func isNotNamed() async throws {
        for (label, code) in [
            ("json", "some words\nand more\n"), ("yaml", "a: [b\nand: c: d\n"), ("toml", "a b c\n"),
        ] {
            guard case .failed(let fault) = await syntax(label, code) else {
                Issue.record("\(label) takes \(code)")
                continue
            }
            #expect(fault.otherLanguage == nil, "\(code)")
        }
    }
}
