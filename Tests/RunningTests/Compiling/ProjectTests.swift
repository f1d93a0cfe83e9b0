import Model
import Sandbox
import Testing

@testable import Running

@Suite("Snippets use the project around their page", .timeLimit(.minutes(10)))
struct ProjectTests {
    @Test("is the one whose manifest is nearest, or the one that the configuration names")
    func finding() {
        let finder = ProjectFinder([
            "Package.swift", "sdk/Package.swift", "sdk/docs/page.md", "docs/page.md", "CMakeLists.txt",
            "include/a.h", "web/tsconfig.json", "web/page.md",
        ])
        var settings = SnippetSettings()
        #expect(finder.project(for: "sdk/docs/page.md", "swift", settings)?.path == "sdk/Package.swift")
        #expect(finder.project(for: "docs/page.md", "swift", settings)?.path == "Package.swift")
        #expect(finder.project(for: "docs/page.md", "rust", settings) == nil)
        #expect(finder.project(for: "docs/page.md", "c", settings)?.headers == ["include"])
        #expect(finder.project(for: "web/page.md", "typescript", settings)?.manifest == "tsconfig.json")
        settings.project = .folder("sdk")
        #expect(finder.project(for: "docs/page.md", "swift", settings)?.path == "sdk/Package.swift")
        settings.project = .none
        #expect(finder.project(for: "docs/page.md", "swift", settings) == nil)
        settings.headers = ["lib/h"]
        #expect(finder.project(for: "docs/page.md", "cpp", settings)?.headers == ["lib/h"])
    }

    @Test("headers, flags and hidden lines of C", .enabled("not run: no gcc") { Compilers.areThere("gcc") })
    func headers() async throws {
        let page = """
            ```c
            int total = shop_open(SHOP_MODE);
            ```

            ```c
            #include <shop.h>
            int main(void) { return shop_open("no", 1); }
            ```
            """
        var settings = SnippetSettings()
        settings.headers = ["sdk/include"]
        settings.flags = ["c": ["-DSHOP_MODE=3"]]
        settings.preludes = ["c": "#include <shop.h>"]
        let files = ["sdk/include/shop.h": "int shop_open(int mode);\n"]
        #expect(
            try await compiled(page, files: files, settings: settings) == [
                "passed types", "failed 7:25 `shop_open`",
            ])
        #expect(try await compiled(page)[1] == "not assessed: it needs `shop.h`, which is not there")
    }

    @Test(
        "a module of Go, its inner packages included", .enabled("not run: no go") { Compilers.areThere("go") }
    )
    func goModule() async throws {
        let files = [
            "go.mod": "module example.com/shop\n\ngo 1.19\n",
            "cart/cart.go": "package cart\n\nfunc Total(prices []int) int { return len(prices) }\n",
            "internal/tax/tax.go": "package tax\n\nconst Rate = 19\n",
        ]
        let page = """
            ```go
            package main

            import (
                "example.com/shop/cart"
                "example.com/shop/internal/tax"
            )

            func main() { println(cart.Total([]int{1}), tax.Rate) }
            ```

            ```go
            package main

            import "example.com/shop/cart"

            func main() { println(cart.Totall(nil)) }
            ```
            """
        #expect(
            try await compiled(page, files: files, path: "docs/page.md") == [
                "passed types", "failed 17:28 `Totall`",
            ])
        var run = Page(page, path: "docs/page.md")
        run.files = files
        #expect(try await run.run().words.first == "passed")
    }

    @Test("a package of Swift, built once", .enabled("not run: no swiftc") { Compilers.areThere("swiftc") })
    func swiftPackage() async throws {
        let files = [
            "Package.swift": """
            // swift-tools-version: 5.9
            import PackageDescription
            let package = Package(
                name: "Shop", products: [.library(name: "Shop", targets: ["Shop"])],
                targets: [.target(name: "CShop"), .target(name: "Shop", dependencies: ["CShop"])])
            """,
            "Sources/CShop/shop.c": "#include \"shop.h\"\nint rate(void) { return 19; }\n",
            "Sources/CShop/include/shop.h": "int rate(void);\n",
            "Sources/Shop/Shop.swift":
                "import CShop\npublic struct Shop { public init() {}; public var tax: Int { Int(rate()) } }\n",
        ]
        let page = """
            ```swift
            import Shop
            print(Shop().tax)
            // Prints "19"
            ```

            ```swift
            import Shop
            let word: String = Shop().tax
            ```

            ```swift
            import Nowhere
            ```
            """
        let found = try await compiled(page, files: files)
        #expect(
            found == [
                "passed types", "failed 9:27 `tax`",
                "not assessed: it needs `Nowhere`, which is not there",
            ])
        var run = Page(page)
        run.files = files
        #expect(try await run.run().words.first == "passed")
    }

    @Test(
        "a package of Swift that cannot be built says why",
        .enabled("not run: no swiftc") { Compilers.areThere("swiftc") })
    func brokenPackage() async throws {
        let files = [
            "Package.swift":
                "// swift-tools-version: 5.9\nimport PackageDescription\nlet package = Package(name: \"Shop\", targets: [.target(name: \"Shop\")])\n",
            "Sources/Shop/Shop.swift": "let a: Int = \"b\"\n",
        ]
        let found = try await compiled("```swift\nimport Shop\n```\n", files: files)
        #expect(
            found.first?.hasPrefix(
                "not assessed: it needs `Shop`, which is not there, and the project of `Package.swift` could not be built: "
            ) == true)
    }

    @Test("a crate", .enabled("not run: no cargo") { Compilers.areThere("rustc", "cargo") })
    func crate() async throws {
        let files = [
            "Cargo.toml": "[package]\nname = \"my-shop\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
            "src/lib.rs": "pub fn total(prices: &[u32]) -> u32 { prices.iter().sum() }\n",
        ]
        let page = """
            ```rust
            use my_shop::total;
            let sum: u32 = total(&[1, 2]);
            ```

            ```rust
            let sum: String = my_shop::total(&[1, 2]);
            ```
            """
        #expect(
            try await compiled(page, files: files) == ["passed types", "failed 7:19 `my_shop` E0308"])
    }

    @Test(
        "packages of Node that are installed, and the options of the project",
        .enabled("not run: no tsc") { Compilers.areThere("tsc", "node") })
    func node() async throws {
        let tree = try WorkFolder()
        defer { tree.remove() }
        tree.write(
            Array("export declare function half(n: number): number;\n".utf8),
            as: "node_modules/halves/index.d.ts")
        tree.write(Array("exports.half = (n) => n / 2;\n".utf8), as: "node_modules/halves/index.js")
        tree.write(
            Array(#"{"name": "halves", "version": "1.0.0"}"#.utf8), as: "node_modules/halves/package.json")
        let files = [
            "package.json": #"{"name": "shop", "main": "index.js"}"#,
            "index.js": "exports.open = () => 'open';\n",
            "tsconfig.json":
                #"{"compilerOptions": {"strict": true, "target": "es2020", "module": "commonjs"}}"#,
        ]
        let page = """
            ```ts
            import { half } from 'halves';
            const text: string = half(4);
            ```

            ```ts
            import { half } from 'halves';
            export function twice(n) { return half(n) * 4; }
            ```

            ```js
            const { half } = require('halves');
            const { open } = require('shop');
            console.log(half(4), open()); // Prints: 2 open
            ```
            """
        #expect(
            try await compiled(page, files: files, workTree: tree.path) == [
                "failed 3:7 `text` 2322", "failed 8:23 `n` 7006",
            ])
        var run = Page(page)
        run.files = files
        run.workTree = tree.path
        #expect(try await run.run().words.last == "passed")
    }

    @Test("modules of Python: the project's own and those that are installed for it")
    func python() async throws {
        let tree = try WorkFolder()
        defer { tree.remove() }
        tree.write(Array("rate = 19\n".utf8), as: ".venv/lib/python3.11/site-packages/taxes.py")
        var page = Page(
            "```python\nimport shop, taxes\nprint(shop.name, taxes.rate)\n```\n\n```output\nAda 19\n```\n")
        page.files = ["pyproject.toml": "", "src/shop/__init__.py": "name = 'Ada'\n"]
        page.workTree = tree.path
        #expect(try await page.run().words == ["passed"])
    }

    @Test(
        "a language that the configuration describes is checked by its own tool",
        .enabled("not run: no perl") { Compilers.areThere("perl") })
    func configured() async throws {
        var settings = SnippetSettings()
        settings.languages = [.perl]
        let page = "> ```pl\n> my $a = 1;\n> my $b = ;\n> ```\n\n```perl\nreturn 3;\n```\n"
        let found = try await compiled(page, settings: settings)
        #expect(found.first?.hasPrefix("failed 3:3 ") == true)
        #expect(found.last == "passed types")
        settings.languages[0].check = ["docent-no-such-program", "{file}"]
        #expect(
            try await compiled(page, settings: settings).first
                == "no toolchain: `docent-no-such-program` is not installed")
    }

    @Test(
        "prototypes of manuals with a value in the place of a parameter",
        .enabled("not run: no gcc") { Compilers.areThere("gcc") })
    func prototypes() async throws {
        var settings = SnippetSettings()
        settings.headers = ["include"]
        let files = [
            "include/net.h":
                "typedef struct net NET;\nenum { NETOPT_URL = 1 };\nint net_set(NET *net, int option, ...);\n"
        ]
        let page = """
            ```c
            #include <net.h>

            int net_set(NET *net, NETOPT_URL, char *url);
            ```

            ```c
            #include <net.h>

            int net_set(NET *net, NETOPT_ULR, char *url);
            ```
            """
        let found = try await compiled(page, files: files, settings: settings)
        #expect(found[0] == "passed types")
        #expect(found[1].hasPrefix("failed") || found[1].contains("NETOPT_ULR"))
    }
}
