import Markup
import Model
import Snippets
import Testing

@Suite("Code in all that it can stand in")
struct ContainerTests {
    private func parse(_ text: String, _ path: String = "a.md", _ dialect: Dialect = .gfm) -> Document {
        let file = SourceFile(path: path, bytes: Array(text.utf8))
        return if path.hasSuffix(".rst") {
            ReStructuredText.parse(file)
        } else if path.hasSuffix(".adoc") {
            AsciiDoc.parse(file)
        } else {
            Markdown.parse(file, dialect: dialect)
        }
    }

    /// Each snippet as its language, its code and, behind bars, the parts that readers do not see.
    private func snippets(_ text: String, _ path: String = "a.md", _ dialect: Dialect = .gfm) -> [String] {
        parse(text, path, dialect).snippets.map { snippet in
            let hidden = snippet.hidden.map { range in
                "|" + String(decoding: snippet.code[range.lower..<range.upper], as: UTF8.self)
            }
            return "\(snippet.label): \(String(decoding: snippet.code, as: UTF8.self))\(hidden.joined())"
        }
    }

    @Test("is found in tabs, admonitions, lists and block quotes")
    func containers() {
        #expect(snippets("=== \"A\"\n\n    ```py\n    a\n    ```\n", "a.md", .mkdocs) == ["py: a\n"])
        #expect(
            snippets("!!! note\n\n    ``` { .py .annotate }\n    a\n    ```\n", "a.md", .mkdocs) == [
                "py: a\n"
            ])
        #expect(snippets("::: code-group\n\n```js{1,3} [a.js]\na\n```\n\n:::\n") == ["js: a\n"])
        #expect(
            snippets(":::note\n\n```js title=\"a.js\"\na\n```\n\n:::\n", "a.md", .docusaurus) == ["js: a\n"])
        #expect(
            snippets("<Tabs>\n<TabItem>\n\n```js\na\n```\n\n</TabItem>\n</Tabs>\n", "a.mdx", .mdx) == [
                "js: a\n"
            ])
        #expect(snippets("1. > ```py\r\n   > a\r\n   > ```\r\n") == ["py: a\n"])
        #expect(parse("```js title=\"src/a.js\"\n```\n").snippets.first?.title == "src/a.js")
    }

    @Test("is found in HTML, without tags and with its characters")
    func html() throws {
        let text =
            "<pre><code class=\"language-rust\">a &lt; b &amp;&amp; <b>c</b>&#x21;\r\n</code></pre>\r\n"
        #expect(snippets(text) == ["rust: a < b && c!\n"])
        let document = parse(text)
        let snippet = try #require(document.snippets.first)
        #expect(document.text.string(snippet.source(of: SourceRange(2, 3))) == "&lt;")
        #expect(document.text.string(snippet.source(of: SourceRange(4, 5))) == "b")
        #expect(document.text.string(snippet.source(of: SourceRange(9, 10))) == "c")
        #expect(snippets("> <pre lang=\"go\">\n> a\n>   b\n> </pre>\n") == ["go: a\n  b\n"])
        #expect(snippets("<pre>\nx\n</pre>\n") == [": x\n"])
    }

    @Test("has lines that readers do not see")
    func hidden() {
        #expect(
            snippets("```rust\n# use a;\nb\n## c\n#[d]\n#\n```\n")
                == ["rust: use a;\nb\n# c\n#[d]\n\n|use a;\n|\n"])
        #expect(snippets("```py hidelines=~\n~a\nb\n```\n") == ["py: a\nb\n|a\n"])
        #expect(
            snippets("```ts twoslash\na\n// ---cut---\nb\n```\n")
                == ["ts: a\n// ---cut---\nb\n|a\n// ---cut---\n"])
        #expect(
            snippets("```ts twoslash\na\n// ---cut-after---\nb\n```\n")
                == ["ts: a\n// ---cut-after---\nb\n|// ---cut-after---\nb\n"])
        #expect(snippets("```js\na // [!code --]\nb // [!code ++]\n```\n") == ["js: b // [!code ++]\n"])
        #expect(snippets("```php\na // [tl! remove]\nb // [tl! add]\n```\n") == ["php: b // [tl! add]\n"])
        #expect(snippets("```js\na // [tl! --:1]\nb\nc\n```\n") == ["js: c\n"])
        #expect(snippets("```js\na // [!code --:2]\nb\nc\n```\n") == ["js: c\n"])
    }

    @Test("stands in comments, where readers do not see it")
    func comments() throws {
        let own = "<!-- docent: snippet setup group=a\n```swift\nlet a = 1\n```\n-->\n"
        #expect(snippets(own) == ["swift: let a = 1\n|let a = 1\n"])
        let mark = try #require(parse(own).snippets.first?.mark)
        #expect(mark.isSetup && mark.isHidden && mark.group == "a")
        #expect(
            snippets("<!--- invisible-code-block: python\nimport a\n-->\n") == [
                "python: import a\n|import a\n"
            ])
        let mdx = "{/* docent: snippet hidden\n```js\na\n```\n*/}\n"
        #expect(snippets(mdx, "a.mdx", .mdx) == ["js: a\n|a\n"])
        // A block that somebody has taken out is not a part of the page.
        #expect(snippets("<!--\n```js\na\n```\n-->\n").isEmpty)
    }

    @Test("stands in the hidden tests of Swift's book")
    func swiftBook() throws {
        let text = """
            <!--
              - test: `names`

              ```swifttest
              -> if a {
                     b()
                 }
              >> print(c)
              << 1
              !$ error: no such thing
              ```
            -->
            """
        #expect(snippets(text) == ["swift: if a {\n    b()\n}\nprint(c)\n|print(c)\n"])
        let mark = try #require(parse(text).snippets.first?.mark)
        #expect(mark.group == "names" && mark.failure?.stage == .compile)
        let wrong = parse(text.replacing("!$ error: no such thing", with: "!! /tmp/a.swift:3:5: error: no"))
        #expect(wrong.snippets.first?.mark.failure?.word == "!! error")
        let alone = parse(text.replacing("no such thing", with: "'main' beside top-level code"))
        #expect(alone.snippets.first?.mark.skip != nil)
    }

    @Test("is marked in comments of other tools")
    func foreign() throws {
        let mark = { (comment: String) in
            try #require(parse("\(comment)\n\n```py\na\n```\n").snippets.first?.mark)
        }
        #expect(try mark("<!-- $MDX skip -->").skip?.word == "$MDX skip")
        #expect(try mark("<!-- $MDX env=e1,version>=4.06 -->").session == "e1")
        #expect(try mark("<!-- $MDX file=a.ml,part=b -->").copy == CopySource(path: "a.ml", part: "b"))
        #expect(try mark("<!--pytest-codeblocks:cont-->").continues)
        #expect(try mark("<!--pytest-codeblocks:expected-output-->").isOutput)
        #expect(try mark("<!--phmdoctest-setup-->").isSetup)
        #expect(try mark("<!--- skip: next if(1, reason=\"slow\") -->").skip?.word == "skip: next")
        #expect(try mark("<!-- eslint-skip -->").skip?.word == "eslint-skip")
        #expect(
            try mark("<!-- Example: {template:\"x\", expectedErrors:[\"CS0266\"]} -->").failure?.errors
                == [ExpectedError(code: "CS0266")])
        let several =
            "<!-- skip: start -->\n```py\na\n```\n```py\nb\n```\n<!-- skip: end -->\n```py\nc\n```\n"
        #expect(parse(several).snippets.map { $0.mark.skip != nil } == [true, true, false])
    }

    @Test("stands in directives of MyST, whose options are no code")
    func myst() {
        let text = "```{code-block} python\n:linenos:\n:caption: a.py\n\na\n```\n"
        #expect(snippets(text, "a.md", .myst) == ["python: a\n"])
    }

    @Test("stands in reStructuredText")
    func restructured() {
        let text = """
            .. highlight:: php

            Title
            =====

            Text::

                echo 1;
                  echo 2;

            * Item::

                echo 3;

            .. code-block:: python
               :linenos:
               :caption: a.py

               def a():
                   pass

            .. note::

               .. code-block:: js

                  a

            .. a comment
               with::

                  code

            >>> 1
            1

            .. docent: snippet level=types

            .. literalinclude:: ../a.py
               :language: python
               :lines: 1-2
            """
        #expect(
            snippets(text, "docs/a.rst") == [
                "php: echo 1;\n  echo 2;\n", "php: echo 3;\n", "python: def a():\n    pass\n", "js: a\n",
                "pycon: >>> 1\n1\n", "python: ../a.py\n",
            ])
        let last = parse(text, "docs/a.rst").snippets.last
        #expect(last?.mark.level == .types)
        #expect(last?.inclusions.first?.inclusion.part.lines == [IncludePart.LineSpan(1, 2)])
    }

    @Test("stands in AsciiDoc")
    func asciiDoc() {
        let text = """
            = Title
            :dir: ../code

            // docent: snippet level=types
            [source,java,indent=0]
            .A title
            ----
            int a; // <1>
            include::{dir}/A.java[tag=b]
            ifdef::x[]
            int c; <2> <3>
            ----

            [,ruby]
            a
            b

            ```kotlin
            val a
            ```

            ////
            [source,js]
            ----
            no
            ----
            ////

            ----
            plain
            ----

            ....
            [source,js]
            ....
            """
        #expect(
            snippets(text, "a.adoc") == [
                "java: int a; //\ninclude::{dir}/A.java[tag=b]\nint c;\n", "ruby: a\nb\n", "kotlin: val a\n",
                ": plain\n",
            ])
        let first = parse(text, "a.adoc").snippets.first
        #expect(first?.mark.level == .types)
        #expect(first?.inclusions.first?.inclusion.path == "../code/A.java")
        #expect(first?.inclusions.first?.inclusion.part == .region("b"))
    }
}
