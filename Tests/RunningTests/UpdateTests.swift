import Model
import Running
import Testing

@Suite("Stale output is written anew", .timeLimit(.minutes(5)))
struct UpdateTests {
    @Test("line by line, with all that stands for anything kept")
    func lines() async throws {
        let page = """
            ```py
            for n in range(6): print("line", n)
            ```

            ```output
            line 0
            ...
            line 3
            line 4 is old
            line 5
            ```

            """
        #expect(try await Page(page).updated() == page.replacing("line 4 is old", with: "line 4"))
    }

    @Test("in block quotes and lists, and with the line endings of the page")
    func containers() async throws {
        let page = """
            > - ```py
            >   print("a\\n\\nb")
            >   ```
            >
            >   ```output
            >   x
            >   ```

            """.replacing("\n", with: "\r\n")
        let updated = try await Page(page).updated()
        #expect(updated == page.replacing(">   x\r\n", with: ">   a\r\n>\r\n>   b\r\n"))
    }

    @Test("where there is more, where there is less, and where there was nothing")
    func amounts() async throws {
        let page = """
            ```pycon
            >>> 1
            >>> x = 2
            3
            >>> print("a\\n\\nb")
            a
            ```

            ```py
            print(5)
            ```

            ```output
            ```
            """
        #expect(
            try await Page(page).updated() == """
                ```pycon
                >>> 1
                1
                >>> x = 2
                >>> print("a\\n\\nb")
                a
                <BLANKLINE>
                b
                ```

                ```py
                print(5)
                ```

                ```output
                5
                ```
                """)
    }

    @Test("in comments of the code")
    func comments() async throws {
        let page = """
            ```py
            if True:
                print(1)
                print(2)
                #> 1
                #> 3
            y = 4  # => 5
            ```
            """
        #expect(
            try await Page(page).updated()
                == page.replacing("#> 3", with: "#> 2").replacing("# => 5", with: "# => 4"))
    }

    @Test("as JSON, indented as before")
    func json() async throws {
        let page = """
            ```py
            import json
            print(json.dumps({"a": [1, 2], "b": {}}))
            ```

            ```output
            {
                "a": [1]
            }
            ```
            """.replacing("```output", with: "Output:\n\n```json")
        #expect(
            try await Page(page).updated()
                == page.replacing(
                    "    \"a\": [1]", with: "    \"a\": [\n        1,\n        2\n    ],\n    \"b\": {}"))
    }

    @Test("and again nothing is left to write")
    func idempotent() async throws {
        let page = "```py\nprint(1)\nprint(2)\n```\n\n```output\n0\n...\n3\n```\n"
        let once = try await Page(page).updated()
        #expect(once != page)
        #expect(try await Page(once).updated() == once)
    }

    @Test("but never from a program that fails, and never what would end the block")
    func refused() async throws {
        let page = """
            ```py
            print("half")
            raise RuntimeError
            ```

            ```output
            whole
            ```

            ```py
            print("```")
            ```

            ```output
            x
            ```
            """
        #expect(try await Page(page).updated() == page)
    }
}
