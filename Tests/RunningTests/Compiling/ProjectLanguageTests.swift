import Model
import Sandbox
import Testing

@testable import Running

@Suite(
    "Snippets use a project in",
    .enabled("not run: no bubblewrap") { Compilers.haveWalls })
struct ProjectLanguageTests {
    @Test("Ruby: its own files, and the gems that Bundler has installed beside it")
    func ruby() async throws {
        let tree = try WorkFolder()
        defer { tree.remove() }
        tree.write(
            Array("module Taxes\n  RATE = 19\nend\n".utf8),
            as: "vendor/bundle/ruby/3.1.0/gems/taxes-1.0/lib/taxes.rb")
        var page = Page(
            "```ruby\nrequire 'shop'\nrequire 'taxes'\nputs Shop.name_of, Taxes::RATE\n```\n\n```output\nAda\n19\n```\n"
        )
        page.files = [
            "Gemfile": "gem 'taxes'\n", "lib/shop.rb": "module Shop\n  def self.name_of = 'Ada'\nend\n",
        ]
        page.workTree = tree.path
        #expect(try await page.run().words == ["passed"])
    }

    @Test("PHP: its own classes, and what Composer has installed beside it")
    func php() async throws {
        let tree = try WorkFolder()
        defer { tree.remove() }
        tree.write(
            Array("<?php\nnamespace Taxes;\nconst RATE = 19;\n".utf8), as: "vendor/taxes.php")
        tree.write(
            Array("<?php\nrequire_once __DIR__ . '/taxes.php';\n".utf8), as: "vendor/autoload.php")
        let code = "use App\\Shop\\Cart;\n\necho (new Cart())->total(), \\Taxes\\RATE, \\App\\twice(2);"
        var page = Page("```php\n\(code)\n```\n\n```output\n7194\n```\n")
        page.files = [
            "composer.json":
                #"{"autoload": {"psr-4": {"App\\": "src/"}, "files": ["src/functions.php"]}}"#,
            "src/Shop/Cart.php":
                "<?php\nnamespace App\\Shop;\nclass Cart { function total() { return 7; } }\n",
            "src/functions.php": "<?php\nnamespace App;\nfunction twice($n) { return 2 * $n; }\n",
        ]
        page.workTree = tree.path
        #expect(try await page.run().words == ["passed"])
    }

    @Test(
        "Java: its classes, while it compiles and while it runs",
        .enabled("not run: no javac") { Compilers.areThere("javac", "java") })
    func java() async throws {
        let files = [
            "pom.xml": "<project/>",
            "src/main/java/shop/Cart.java":
                "package shop;\npublic class Cart { public int total() { return 7; } }\n",
        ]
        let page = """
            ```java
            import shop.Cart;
            int total = new Cart().total();
            System.out.println(total);
            // Prints "7"
            ```

            ```java
            import shop.Cart;
            int total = new Cart().totla();
            ```
            """
        #expect(
            try await compiled(page, files: files) == ["passed types", "failed 10:23 `.`"])
        var run = Page(page)
        run.files = files
        #expect(try await run.run().words.first == "passed")
    }

    @Test("Java: the jars that its manifest names")
    func jars() {
        let pom = """
            <properties><gson.version>2.10</gson.version></properties>
            <dependency><groupId>com.google.code.gson</groupId><artifactId>gson</artifactId>
              <version>${gson.version}</version></dependency>
            <dependency><groupId>managed</groupId><artifactId>elsewhere</artifactId></dependency>
            """
        #expect(
            JavaLibraries.libraries(in: pom).map { "\($0.group):\($0.name):\($0.version)" }
                == ["com.google.code.gson:gson:2.10"])
        let gradle = "dependencies { implementation 'org.slf4j:slf4j-api:2.0.1' }"
        #expect(JavaLibraries.libraries(in: gradle).map(\.name) == ["slf4j-api"])
    }

    @Test(
        "JavaScript: held against types where the project asks for that, and not elsewhere",
        .enabled("not run: no tsc") { Compilers.areThere("tsc", "node") })
    func checkedJavaScript() async throws {
        let page = """
            ```js
            const numbers = [1, 2];
            console.log(numbers.lenght);
            ```

            ```js
            const path = require('./shop');
            const text = 'a';
            console.log(text.toUpperCase());
            ```

            ```js
            app.listen(3000);
            ```
            """
        #expect(try await compiled(page, files: ["package.json": "{}"]) == [])
        let files = ["jsconfig.json": #"{"compilerOptions": {"checkJs": true, "target": "es2020"}}"#]
        #expect(
            try await compiled(page, files: files) == [
                "failed 3:21 `lenght` 2551", "not assessed: it needs `./shop`, which is not there",
                "not assessed: `app` is not defined in it",
            ])
    }
}

@Suite(
    "A part of a file that a page takes in",
    .enabled("not run: no bubblewrap or no g++") { Compilers.areThere("g++") })
struct PartOfFileTests {
    @Test("may use the rest of the file, and what is wrong in it is told with its place in the file")
    func part() async throws {
        let files = [
            "mkdocs.yml": "docs_dir: .\n",
            "sum.cpp": """
            int add(int a, int b) { return a + b; }
            // --8<-- [start:use]
            int sum = add(1, 2);
            // --8<-- [end:use]
            // --8<-- [start:wrong]
            int *wrong = "text";
            // --8<-- [end:wrong]
            """,
        ]
        let page = "```cpp\n--8<-- \"sum.cpp:use\"\n```\n\n```cpp\n--8<-- \"sum.cpp:wrong\"\n```\n"
        #expect(
            try await compiled(page, files: files, dialect: .mkdocs) == [
                "not assessed: it goes on with `add`, which stands elsewhere in the file that it is a part of",
                "failed 6:1 `--8<-- \"sum.cpp:wrong\"` from sum.cpp:6:14",
            ])
    }

    @Test("is not taken for code where no book takes it in")
    func notTakenIn() async throws {
        #expect(
            try await compiled("```cpp\n{{#include sum.cpp:use}}\n```\n") == [
                "not assessed: the code is in `sum.cpp`, and no book takes it in"
            ])
    }
}
