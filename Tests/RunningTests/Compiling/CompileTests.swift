import Model
import Sandbox
import Synchronization
import Testing

@testable import Running

@Suite(
    "A snippet in Swift that is compiled",
    .enabled("not run: no bubblewrap or no swiftc") { Compilers.areThere("swiftc") })
struct SwiftCompileTests {
    @Test("passes, or fails at its own line and column")
    func plain() async throws {
        let page = """
            # Page

            > ```swift
            > let answer: Int = "forty-two"
            > ```

            - In a list:

              ```swift
              let é = 1; let word: Int = "b"
              ```

            ```swift
            import Glibc
            print("fine", getpid())
            ```

            ```swift
            extension Int { var half: Int { self / 2 } }
            print(4.half)
            ```

            ```swift
            let list = [1, 2]
            print(lits)
            ```

            ```swift
            let view = makeView()
            ```
            """
        #expect(
            try await compiled(page) == [
                "failed 4:21 `\"`", "failed 10:30 `\"`", "passed types", "passed types", "failed 25:7 `lits`",
                "not assessed: `makeView` is not defined in it",
            ])
    }

    @Test("is meant to fail, and then fails, or does not")
    func expected() async throws {
        #expect(try await compiled("swift,compile_fail", "let a: Int = \"b\"") == "failed as said")
        #expect(try await compiled("swift,compile_fail", "let a = 1") == "did not fail: compile_fail")
    }

    @Test("goes on with an earlier one whose names it uses, and is not assessed where a module is nowhere")
    func neighbours() async throws {
        let page = """
            ```swift
            extension Double { var km: Double { self * 1000 } }
            ```

            ```swift
            print(42.0.km)
            ```

            ```swift
            import NowhereAtAll
            print(1)
            ```

            ```swift
            import NowhereAtAll
            print(2)
            ```

            ```swift
            let name = "x"
            name = "y"  // This is an error.
            ```
            """
        let nowhere = "not assessed: it needs `NowhereAtAll`, which is not there"
        #expect(
            try await compiled(page) == [
                "passed types", "passed types", nowhere, nowhere, "failed 21:1 `name`",
            ])
    }

    @Test("is wrong only in its own lines where it goes on with others")
    func chains() async throws {
        let page = """
            ```swift
            struct Shop { var name: String }
            ```

            ```swift
            let shop = Shop(name: "Ada's")
            let greeting = "Hello"
            ```

            ```swift
            print(shop.nmae, greeting)
            ```

            ```swift
            struct Shop { var name: Int }
            let other = shop
            ```
            """
        let states = try await compiled(page)
        #expect(states[0...1] == ["passed types", "passed types"])
        #expect(states[2].hasPrefix("failed 11:12"))
        // The same name twice may be two versions of one thing.
        #expect(states[3].hasPrefix("not assessed"))
    }

    @Test("fails as said where that is told behind the types")
    func flow() async throws {
        #expect(
            try await compiled("swift,compile_fail", "func f() { let a: Int; print(a) }\nf()")
                == "failed as said")
    }

    @Test("is not assessed where the time for all of them is over")
    func noTimeLeft() async throws {
        guard case .success(let toolchain) = await CompileLanguage.swift.search.find() else { return }
        let compiler = BatchCompiler(
            language: .swift, setting: CompileSetting(level: .types, toolchain: toolchain),
            sandbox: try await Sandbox.find().get(), workers: 2, deadline: ContinuousClock.now)
        let bytes = Array("let a = 1".utf8)
        let units = [
            CompileUnit(number: 0, bytes: bytes), CompileUnit(number: 1, bytes: bytes, merged: bytes),
        ]
        #expect(
            await compiler.compile(units) == [
                .unknown(BatchCompiler.noTimeLeft), .unknown(BatchCompiler.noTimeLeft),
            ])
    }

    @Test("goes on with others where it says so")
    func group() async throws {
        let page = """
            <!-- docent: snippet group=one -->
            ```swift
            struct Point { var x = 0 }
            ```

            <!-- docent: snippet group=one -->
            ```swift
            let point = Point(x: "no")
            ```
            """
        #expect(try await compiled(page) == ["passed types", "failed 8:22 `\"`"])
    }
}

@Suite(
    "A snippet in Rust that is compiled",
    .enabled("not run: no bubblewrap or no rustc") { Compilers.areThere("rustc") })
struct RustCompileTests {
    private let page = """
        ```rust
        fn main() { let v = vec![1]; drop(v); println!("{:?}", v); }
        ```

        ```rust
        let x: u8 = 1;
        # let hidden = x;
        println!("{}", hidden + 1);
        ```

        ```rust,compile_fail,E0382
        let v = vec![1]; drop(v); drop(v);
        ```

        ```rust,compile_fail,E0382
        let v: u8 = "";
        ```

        ```rust
        use rand::Rng;
        fn main() {}
        ```

        ```rust
        fn main() { prinltn!("x"); }
        ```

        ```rust
        fn main() { crate::other(); }
        fn other() {}
        ```

        ```rust,ignore
        what
        ```
        """

    @Test("passes, fails where it is wrong, or is not assessed, many in one crate")
    func merged() async throws {
        #expect(
            try await compiled(page) == [
                "failed 2:56 `v` E0382", "passed types", "failed as said",
                "failed otherwise 16:13 `\"` E0308",
                "not assessed: it needs `rand`, which is not there", "failed 25:13 `prinltn`", "passed types",
                "skipped: it is marked `ignore`",
            ])
    }

    @Test("is not assessed where it is a part of a method")
    func method() async throws {
        #expect(
            try await compiled("rust", "while let Some(task) = self.queue.pop() {\n    task.run();\n}")
                == "not assessed: `self` is not defined in it")
    }

    @Test("is built, too")
    func build() async throws {
        let two = "```rust\nfn main() {}\n```\n\n```rust\nfn main() { println!(\"b\"); }\n```\n"
        #expect(try await compiled(two, level: .build) == ["passed build", "passed build"])
    }

    @Test("is asked about once, and never again")
    func memory() async throws {
        let memory = Memory()
        let first = try await compiled(page, memory: memory)
        let kept = memory.count
        #expect(try await compiled(page, memory: memory) == first)
        #expect(memory.count == kept)
    }

    @Test("may do what it likes while it is compiled, in the sandbox")
    func hostile() async throws {
        let code =
            "const SECRET: &str = include_str!(\"/etc/shadow\"); fn main() { println!(\"{}\", SECRET); }"
        #expect(try await compiled("rust", code).contains("`\"/etc/shadow\"`") == false)
        #expect(try await compiled("rust", code).hasPrefix("failed"))
    }
}

@Suite(
    "Snippets in other languages that are compiled",
    .enabled("not run: no bubblewrap") { Compilers.haveWalls })
struct OtherCompileTests {
    @Test("C", .enabled("not run: no gcc") { Compilers.areThere("gcc") })
    func c() async throws {
        #expect(
            try await compiled("c", "#include <stdio.h>\nint main(void) { printf(\"%d\", 1); }")
                == "passed types")
        #expect(
            try await compiled("c", "#include <stdio.h>\nint main(void) {\n\tint count = 1; return cuont;\n}")
                == "failed 4:24 `cuont`")
        #expect(try await compiled("c", "int x = 1;\nx += 2;") == "passed types")
        #expect(
            try await compiled("c", "CURL *curl = curl_easy_init();").hasPrefix(
                "not assessed: `CURL` is not defined"))
        #expect(
            try await compiled("c", "#include <no/such.h>\nint main(void) { return 0; }")
                == "not assessed: it needs `no/such.h`, which is not there")
    }

    @Test("C++", .enabled("not run: no g++") { Compilers.areThere("g++") })
    func cpp() async throws {
        #expect(
            try await compiled("cpp", "#include <vector>\nint main() { std::vector<int> v; v.push(1); }")
                == "failed 3:36 `push`")
        #expect(try await compiled("cpp", "std::vector<int> v{1};\nv.push(2);") == "failed 3:3 `push`")
        #expect(try await compiled("cpp", "bool empty() const noexcept;").hasPrefix("not assessed"))
        #expect(try await compiled("cpp", "virtual bool null() = 0;").hasPrefix("not assessed"))
        #expect(
            try await compiled("cpp", "template<typename T>\nT get() const;").hasPrefix("not assessed"))
    }

    @Test(
        "Many in C++ as namespaces of one file, each judged as if it were alone",
        .enabled("not run: no g++") { Compilers.areThere("g++") })
    func manyInCpp() async throws {
        let programs = [
            // In a namespace nothing hides what is in `std`: alone both would be meant.
            "#include <algorithm>\nusing namespace std;\nint count = 1;\nint main() { return count; }",
            "#include <algorithm>\nint count = 1;\nint main() { return ::count; }",
            "#include <string>\nint main() { return std::string(1, 'a').size(); }",
            "#include <string>\nvoid main() {}",
            "#include <string>\nint main() { return std::string().siz(); }",
            "#include <string>\n#define ONE 1\nint main() { return ONE; }",
            "#include <string>\nint main() { return ONE; }",
            "// Says it.\n#include <string>\nusing std::string;\nstring f() { return R\"(})\"; }\nint main() { f(); }",
            "#include <no/such.hpp>\nint main() { return 0; }",
            "#include <no/such.hpp>\nint main() { return 1; }",
            "#include <algorithm>\n#include <vector>\nstruct P {};\nint main() {\n  std::vector<P> v;\n  std::sort(v.begin(), v.end());\n}",
        ]
        let page = programs.map { "```cpp\n\($0)\n```\n" }.joined(separator: "\n")
        #expect(
            try await compiled(page).map { $0.prefix { $0 != ";" } } == [
                "failed 5:21 `count`", "passed types", "passed types", "failed 21:1 `void`",
                "failed 26:35 `siz`", "passed types", "not assessed: `ONE` is not defined in it",
                "passed types",
                "not assessed: it needs `no/such.hpp`, which is not there",
                "not assessed: it needs `no/such.hpp`, which is not there", "failed 64:12 `(`",
            ])
    }

    @Test("is cut off where the time for all of them is over, and says so")
    func noTime() async throws {
        let page = "```cpp\nint main() {}\n```\n\n```c\nint main(void) {}\n```\n"
        #expect(
            try await compiled(page, time: .nanoseconds(1))
                == [String](repeating: "not assessed: \(BatchCompiler.noTimeLeft)", count: 2))
    }

    @Test("Go", .enabled("not run: no go") { Compilers.areThere("go") })
    func go() async throws {
        let head = "package main\n\nimport \"fmt\"\n\n"
        #expect(try await compiled("go", head + "func main() { fmt.Println(1) }") == "passed types")
        #expect(try await compiled("go", head + "func main() { fmt.Printn(1) }") == "failed 6:19 `Printn`")
        #expect(try await compiled("go", "x := 1") == "passed types")
        #expect(
            try await compiled("go", "package main\n\nimport \"github.com/a/b\"\n\nfunc main() { b.C() }")
                == "not assessed: it needs `github.com/a/b`, which is not there")
    }

    @Test("Java", .enabled("not run: no javac") { Compilers.areThere("javac") })
    func java() async throws {
        #expect(try await compiled("java", "int x = 1;\nSystem.out.println(x);") == "passed types")
        #expect(
            try await compiled("java", "public class A {\n  int f() { return \"x\"; }\n}")
                == "failed 3:20 `\"`")
        #expect(
            try await compiled("java", "Widget w = new Widget();").hasPrefix(
                "not assessed: `Widget` is not defined"))
    }

    @Test("TypeScript", .enabled("not run: no tsc") { Compilers.areThere("tsc", "node") })
    func typescript() async throws {
        #expect(
            try await compiled("```ts\nconst a: number = 1\n```\n\n```ts\nconst a: number = 'x'\n```\n")
                == ["passed types", "failed 6:7 `a` 2322"])
        #expect(try await compiled("ts", "// @errors: 2322\nconst a: number = 'x'") == "failed as said")
        #expect(try await compiled("ts", "// @errors: 2322\nconst a = 'x'").hasPrefix("not assessed"))
        #expect(try await compiled("ts", "// @noErrors\nconst a: number = 'x'").hasPrefix("skipped"))
        #expect(try await compiled("ts", "let a: string\nprompt(a)") == "passed types")
        #expect(try await compiled("ts", "function f(a: string): void").hasPrefix("not assessed"))
        #expect(
            try await compiled("ts", "import x from 'left-pad'\nx(1)")
                == "not assessed: it needs `left-pad`, which is not there")
    }
}

/// What was learnt, while a test runs.
private final class Memory: CompileMemory {
    private let state = Mutex(
        (words: [CompileQuestion: [CompilerWord]](), toolchains: [[String]: Toolchain](), count: 0))

    /// How often something was learnt.
    var count: Int { state.withLock { $0.count } }

    func words(for question: CompileQuestion) -> [CompilerWord]? { state.withLock { $0.words[question] } }
    func keep(_ words: [CompilerWord], for question: CompileQuestion) {
        state.withLock {
            $0.words[question] = words
            $0.count += 1
        }
    }
    func toolchain(for evidence: [String]) -> Toolchain? { state.withLock { $0.toolchains[evidence] } }
    func keep(_ toolchain: Toolchain, for evidence: [String]) {
        state.withLock {
            $0.toolchains[evidence] = toolchain
            $0.count += 1
        }
    }
    func save() {}
    func saveNowAndThen() {}
}
