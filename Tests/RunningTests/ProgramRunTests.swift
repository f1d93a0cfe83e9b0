import Model
import Running
import Testing

@Suite("Programs are made of snippets and run", .timeLimit(.minutes(10)))
struct ProgramRunTests {
    @Test("in Go, whole programs and a few lines", .enabled("not run: no go") { Compilers.areThere("go") })
    func go() async throws {
        let run = try await Page(
            """
            ```go
            package main

            import "fmt"

            func main() { fmt.Println("hello") }
            ```

            Output:

            ```
            hello
            ```

            ```go
            names := []string{"b", "a"}
            sort.Strings(names)
            fmt.Println(names) // Prints: [b a]
            ```

            ```go
            package main

            func main() {
                var list []int
                _ = list[3]
            }
            ```

            ```go
            package store
            ```

            ```go
            x := missing()
            ```

            ```go
            package main

            import "os"

            func main() {
                _, err := os.Open("nowhere.txt")
                if err != nil {
                    panic(err)
                }
            }
            ```
            """
        ).run()
        #expect(
            run.words == [
                "passed", "prints [\"[a b]\"]",
                "this fails when it is run: panic: runtime error: index out of range [3] with length 0",
                "not assessed: there is nothing to start in it",
                "not assessed: it does not compile (undefined: missing)",
                "not assessed: it needs something that is not here (panic: open nowhere.txt: no such file or directory)",
            ])
        guard case .failed(let fault) = run.snippets[2].state else { return }
        #expect(fault.range.count > 0)
    }

    @Test("in C and C++", .enabled("not run: no gcc") { Compilers.areThere("gcc", "g++") })
    func cFamily() async throws {
        let run = try await Page(
            """
            ```c
            #include <stdio.h>
            int main(void) { puts("one"); return 0; }
            ```

            ```output
            two
            ```

            ```c
            printf("%zu\\n", strlen("abc"));
            ```

            ```output
            3
            ```

            ```cpp
            std::vector<int> v{3, 1, 2};
            std::sort(v.begin(), v.end());
            std::cout << v[0] << v[2] << std::endl;
            ```

            ```output
            13
            ```

            ```c
            int main(void) { int *p = 0; return *p; }
            ```

            ```c
            int main(void) { return 3; }
            ```
            """
        ).run()
        #expect(
            run.words == [
                "prints [\"one\"]", "passed", "passed", "this was ended by signal 11",
                "not assessed: it ends with exit status 3, which may be meant",
            ])
    }

    @Test("in Java", .enabled("not run: no javac") { Compilers.areThere("javac", "java") })
    func java() async throws {
        let run = try await Page(
            """
            ```java
            public class Greeter {
                public static void main(String[] args) { System.out.println("hi"); }
            }
            ```

            ```output
            hi
            ```

            ```java
            var list = List.of(1, 2, 3);
            System.out.println(list.stream().mapToInt(i -> i).sum());
            ```

            ```output
            7
            ```

            ```java
            Object o = null;
            o.toString();
            ```
            """
        ).run()
        #expect(run.words.prefix(2) == ["passed", "prints [\"6\"]"])
        #expect(run.words[2].hasPrefix("this fails when it is run: Exception in thread"))
    }

    @Test(
        "in Swift, many in one program, and what must stand alone alone",
        .enabled("not run: no swiftc") { Compilers.areThere("swiftc") })
    func swift() async throws {
        let run = try await Page(
            """
            ```swift
            let name = "Ada"
            print("Hello, \\(name)!")
            // Prints "Hello, Ada!"
            ```

            ```swift
            let sum = (1...4).reduce(0, +)
            print(sum)
            // Prints "11"
            ```

            ```swift
            extension Int { var doubled: Int { self * 2 } }
            print(4.doubled)
            ```

            ```output
            8
            ```

            ```swift
            let list: [Int] = []
            print(list[2])
            ```

            ```swift
            print(nowhere)
            ```
            """
        ).run()
        #expect(run.words.prefix(3) == ["passed", "prints [\"10\"]", "passed"])
        #expect(run.words[3].contains("Fatal error: Index out of range"))
        #expect(run.words[4].hasPrefix("not assessed: it does not compile"))
    }

    @Test(
        "in TypeScript, without its types, each line in its place",
        .enabled("not run: no node or no typescript") { Compilers.areThere("node", "tsc") })
    func typeScript() async throws {
        let run = try await Page(
            """
            ```ts
            interface Point { x: number; y?: number }
            type Name = string | undefined;
            function show<T extends Point>(point: T, label: Name = "p"): string {
              return `${label!}${(point as Point).x}`;
            }
            class Box<T> implements Iterable<T> {
              private readonly items: T[] = [];
              constructor(...items: T[]) { this.items = items; }
              *[Symbol.iterator](): Iterator<T> { yield* this.items; }
            }
            console.log(show({ x: 3 })); // Prints: p3
            const numbers: number[] = [...new Box<number>(1, 2)];
            console.log(numbers.length > 1 ? "many" : "few"); // Prints: few
            ```

            ```ts
            enum Color { Red, Green }
            console.log(Color[1]);
            ```

            ```output
            Green
            ```

            ```ts
            const value: any = undefined;
            value.length;
            ```
            """
        ).run()
        #expect(run.words[0] == "prints [\"many\"]")
        #expect(run.words[1] == "passed")
        #expect(run.words[2].hasPrefix("this fails when it is run: TypeError"))
        guard case .failed(let fault) = run.snippets[2].state else { return }
        #expect(fault.range.lower > 0)
    }

    @Test(
        "and what a group prints so far is not told twice",
        .enabled("not run: no go") { Compilers.areThere("go") })
    func group() async throws {
        let run = try await Page(
            """
            <!-- docent: snippet group=one -->
            ```go
            fmt.Println("first")
            ```

            ```output
            first
            ```

            <!-- docent: snippet group=one -->
            ```go
            fmt.Println("second")
            ```

            ```output
            second
            ```
            """
        ).run()
        #expect(run.words == ["passed", "passed"])
        #expect(run.snippets.map(\.compared) == [1, 1])
    }

    @Test(
        "in a language that the configuration describes",
        .enabled("not run: no perl") { Compilers.areThere("perl") })
    func configured() async throws {
        var page = Page(
            """
            ```perl
            print "one\\n";
            ```

            ```output
            two
            ```

            ```perl
            die "no";
            ```
            """)
        page.settings.languages = [ConfiguredLanguage.perl]
        let words = try await page.run().words
        #expect(words[0] == "prints [\"one\"]")
        #expect(words[1].hasPrefix("this fails when it is run: no at snippet.pl line 1."))
    }

    @Test("with the files that a page takes in, and a fault names page and file")
    func included() async throws {
        var page = Page(
            """
            ```python
            {{#include ../code/hello.py}}
            ```

            ```output
            hello
            ```

            ```python
            {{#include ../code/broken.py}}
            ```

            ```python
            {{#include ../code/none.py}}
            ```
            """, path: "src/page.md")
        page.files = [
            "book.toml": "", "code/hello.py": "print('hello')\n", "code/broken.py": "a = 1\na / 0\n",
            "src/page.md": "",
        ]
        #expect(
            try await page.run().words == [
                "passed",
                "this fails when it is run: ZeroDivisionError: division by zero (`code/broken.py:2`)",
                "not assessed: the code is in `../code/none.py`, which is not there",
            ])
    }

    @Test("with filters by name, and code that readers do not see")
    func filters() async throws {
        var page = Page(
            """
            <!-- docent: snippet filter=durations filter=builds -->
            ```python
            print("took 12 ms, build-17, " + shop)
            ```

            ```output
            took 9 ms, build-3, open
            ```

            <!-- docent: snippet filter=nothing -->
            ```python
            print(1)
            ```
            """)
        page.settings.filters = ["builds": .pattern("build-[0-9]+", replacement: "BUILD")]
        page.settings.preludes = ["python": "shop = 'open'"]
        let words = try await page.run().words
        #expect(words[0] == "passed")
        #expect(
            words[1].hasPrefix("not assessed: there is no filter `nothing`; there are addresses, builds, "))
    }
}

extension ConfiguredLanguage {
    /// As a configuration would describe it.
    static let perl = ConfiguredLanguage(
        name: "Perl", labels: ["perl", "pl"], ending: "pl", check: ["perl", "-c", "{file}"],
        run: ["perl", "{file}"], wrapper: "sub snippet {\n{code}\n}\n",
        messages: #"(?<message>.+?) at (?<file>\S+) line (?<line>\d+)"#)
}
