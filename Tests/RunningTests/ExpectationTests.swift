import Model
import Running
import Testing

@Suite("What a page says that code prints")
struct ExpectationTests {
    /// What is said of all parts of all snippets: the subject and the lines.
    private func expectations(_ text: String) -> [String] {
        Page(text).plan().sessions.flatMap(\.steps).flatMap(\.parts).flatMap(\.expectations).map {
            "\($0.subject): \($0.written.lines.joined(separator: "|"))"
        }
    }

    @Test(
        "is in the next block where that has a label, a mark or words that say so",
        arguments: [
            "```py\nprint(1)\n```\n\n```output\n1\n```\n", "```py\nprint(1)\n```\n\nOutput:\n\n```\n1\n```\n",
            "```py\nprint(1)\n```\n\nThis prints:\n\n```text\n1\n```\n",
            "```py\nprint(1)\n```\n\nYou should see:\n\n```text\n1\n```\n",
            "```py\nprint(1)\n```\n\n<!-- docent: snippet output -->\n\n```\n1\n```\n",
            "> ```py\n> print(1)\n> ```\n>\n> ```output\n> 1\n> ```\n",
        ])
    func blocks(text: String) {
        #expect(expectations(text) == ["output: 1"])
    }

    @Test(
        "is not in a block that only follows",
        arguments: [
            "```py\nprint(1)\n```\n\n```\n1\n```\n", "```py\nprint(1)\n```\n\n## Output\n\n```text\n1\n```\n",
            "```py\nprint(1)\n```\n\nSave it in a file:\n\n```text\n1\n```\n",
            "```py\nprint(1)\n```\n\nThis prints:\n\nBut first:\n\n```text\n1\n```\n",
            "```py\nprint(1)\n```\n\nThis prints:\n\n```sh\n$ ls\n```\n",
            "```kotlin\nprint(1)\n```\n\n```output\n1\n```\n",
        ])
    func others(text: String) {
        #expect(expectations(text) == [])
    }

    @Test("is behind the prompts of a session")
    func sessions() {
        let text = """
            ```pycon
            >>> for i in range(2):
            ...     print(i)
            0
            1
            >>> # only a remark
            >>> x = 1
            >>> range(20) # doctest: +ELLIPSIS
            range(0, ...)

            Text.
            >>> boom()  # doctest: +SKIP
            ```
            """
        #expect(
            expectations(text) == [
                "example(ignoresDetail: false): 0|1", "example(ignoresDetail: false): ",
                "example(ignoresDetail: false): range(0, ...)",
            ])
    }

    @Test("is what a terminal shows after a command, with its status")
    func terminal() {
        let text = """
            <!-- docent: snippet level=run -->

            ```console
            $ echo a \\
            > b
            a b
            $ false
            [exit 1]
            $ true

            ```
            """
        #expect(
            expectations(text) == [
                "terminal(status: nil): a b", "terminal(status: Optional(1)): ", "terminal(status: nil): ",
            ])
    }

    @Test("is in comments of the code")
    func comments() {
        let text = """
            ```python
            print(1)
            #> 1
            print("# => 2")
            x = 3  # => 3
            for i in range(2):
                print(i)
                #> 0
                #> 1
            print(4)  # prints: 4
            # Prints the name of the reader.
            ```

            ```js
            console.log('a', "// => b"); // Prints "a // => b"
            f()
            // Prints:
            //   one
            //     two
            ```
            """
        #expect(
            expectations(text).sorted()
                == [
                    "printed(by: ClosedRange(1...1)): one|  two",
                    "printed(by: ClosedRange(0...0)): a // => b",
                    "printed(by: ClosedRange(0...0)): 1", "printed(by: ClosedRange(2...5)): 0|1",
                    "printed(by: ClosedRange(8...8)): 4", "value(ofLine: 3): 3",
                ].sorted())
    }
}

@Suite("The snippets of a page are run in sessions")
struct SessionPlanTests {
    /// The places of the snippets of each session.
    private func sessions(_ text: String) -> [[Int]] {
        Page(text).plan().sessions.map { $0.steps.map(\.place) }
    }

    @Test("a page of Python is one, and names make others")
    func python() {
        let text = """
            ```py
            a = 1
            ```

            <!-- docent: snippet session=two -->

            ```py
            a = 2
            ```

            <!-- docent: snippet session=two -->

            ```py
            print(a)
            ```

            ```py
            print(a)
            ```

            <!-- docent: snippet standalone -->

            ```py
            a = 3
            ```
            """
        #expect(sessions(text).sorted { $0[0] < $1[0] } == [[0, 3], [1, 2], [4]])
    }

    @Test("JavaScript goes on with what it uses, and begins anew where names come again")
    func javaScript() {
        let text = """
            ```js
            const fs = require('fs');
            ```

            ```js
            fs.statSync('.');
            ```

            ```js
            const fs = require('fs');
            fs.statSync('..');
            ```

            ```js
            console.log(1);
            ```
            """
        #expect(sessions(text) == [[0, 1], [2], [3]])
    }

    @Test("what is for setting up comes first")
    func setUp() {
        let text = """
            ```py
            print(a)
            ```

            <!-- docent: snippet setup -->

            ```py
            a = 1
            ```
            """
        #expect(sessions(text) == [[1, 0]])
    }

    @Test("a command is run only where its author asks for it")
    func shell() {
        let plan = Page("```console\n$ rm -rf build\n```\n\n```py\nx\n```\n").plan()
        #expect(plan.sessions.map(\.language.id) == ["python"])
        guard case .skipped? = plan.states[0] else {
            Issue.record("it is not skipped")
            return
        }
    }

    @Test("conditions on the version leave a snippet out, and never let it pass")
    func versions() {
        let page = Page("<!-- docent: snippet version>=3.12 -->\n\n```py\nx\n```\n")
        #expect(page.plan(versions: ["python": [3, 11]]).sessions.isEmpty)
        #expect(
            page.plan(versions: ["python": [3, 11]]).states[0]
                == .skipped("it is for Python >= 3.12, and 3.11 is installed"))
        #expect(page.plan(versions: ["python": [3, 12, 1]]).sessions.count == 1)
        #expect(
            page.plan().states[0] == .notAssessed("the version of Python that is installed is not known"))
        #expect(SessionPlanner.languagesWithConditions(in: page.document) == ["python"])
    }

    @Test("marks keep a snippet from being run")
    func marks() {
        let text = "```py notest\nx\n```\n\n<!-- docent: snippet level=types -->\n\n```py\ny\n```\n"
        let plan = Page(text).plan()
        #expect(plan.sessions.isEmpty)
        #expect(plan.states.count == 2)
    }
}
