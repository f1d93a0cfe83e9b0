/// The compilers of languages, asked about names in code with and without a mistake.
enum CompilerOracle {
    static let all: [String: [Oracle]] = [
        "c": [
            Oracle(
                words: ["gcc", "-fsyntax-only", "-w", "-std=gnu17", "-Werror=implicit-function-declaration"],
                ending: "c",
                wrappers: [("", ""), (cHeaders, ""), (cHeaders + "void f(void) {\n", "\n}")], include: "-I")
        ],
        "cpp": [
            Oracle(
                words: ["g++", "-fsyntax-only", "-w", "-std=gnu++20"], ending: "cpp",
                wrappers: [("", ""), (cppHeaders, ""), (cppHeaders + "void f() {\n", "\n}")], include: "-I")
        ],
        "rust": [
            Oracle(
                words: [
                    "rustc", "--edition", "2021", "--emit", "metadata", "-A", "warnings", "--error-format",
                    // It puts a file of its own in the place of the one that it is told to write.
                    "short", "--out-dir", "/tmp/docent-oracle-classes",
                ], ending: "rs", wrappers: [("", ""), ("fn main() {\n", "\n}")])
        ],
        "go": [
            Oracle(
                words: ["go", "build", "-gcflags=-e", "-o", "/dev/null"], ending: "go",
                wrappers: [("", ""), ("package p\n", ""), ("package p; func _() {\n", "\n}")])
        ],
        "java": [
            Oracle(
                words: ["javac", "-proc:none", "-nowarn", "-d", "/tmp/docent-oracle-classes"], ending: "java",
                wrappers: [
                    ("", ""), (imports, ""), (imports + "class S {\n", "\n}"),
                    (imports + "class S { void m() throws Exception {\n", "\n} }"),
                ])
        ],
        "swift": [Oracle(words: ["swiftc", "-typecheck", "-suppress-warnings"], ending: "swift")],
        "typescript": [
            Oracle(
                words: [
                    "tsc", "--noEmit", "--pretty", "false", "--target", "esnext", "--module", "esnext",
                    "--moduleResolution", "node", "--lib", "esnext,dom,dom.iterable", "--skipLibCheck",
                    "--strictNullChecks", "--noImplicitAny", "false", "--experimentalDecorators",
                    "--typeRoots", "none",
                ], ending: "ts", wrappers: [("", ""), ("", "\nexport {};\n")])
        ],
    ]

    private static let cHeaders = ["stdio.h", "stdlib.h", "string.h", "stdint.h", "stdbool.h"].map {
        "#include <\($0)>\n"
    }.joined()
    private static let cppHeaders = [
        "algorithm", "array", "chrono", "cstdint", "functional", "iostream", "map", "memory", "numeric",
        "optional",
        "set", "sstream", "stdexcept", "string", "string_view", "tuple", "unordered_map", "utility",
        "variant",
        "vector",
    ].map { "#include <\($0)>\n" }.joined()
    private static let imports =
        ["io", "math", "net", "nio.file", "util", "util.concurrent", "util.function", "util.stream"].map {
            "import java.\($0).*; "
        }.joined()
}
