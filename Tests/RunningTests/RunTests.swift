import Model
import Running
import Testing

@Suite("Snippets are run", .timeLimit(.minutes(5)))
struct RunTests {
    @Test("and the blocks of a page in Python share what they define")
    func python() async throws {
        let run = try await Page(
            """
            ```py
            import dataclasses

            @dataclasses.dataclass
            class P:
                x: int
            ```

            ```py
            print(P(3))
            ```

            ```output
            P(x=3)
            ```

            ```pycon
            >>> P(4).x + 1
            6
            ```
            """
        ).run()
        #expect(run.words == ["passed", "passed", "prints [\"5\"]"])
        #expect(run.snippets.map(\.compared) == [0, 1, 1])
    }

    @Test("and what stands behind an arrow is what is printed, where something is printed")
    func arrows() async throws {
        let run = try await Page(
            """
            ```js
            console.log(1 + 1);  // => 2
            console.log(1 + 2);  // => a number
            const sum = 2 + 2;
            sum;  // => 4
            ```

            ```js
            console.log(1 + 1);  // => 3
            ```

            ```py
            print(2)  # => 2
            ```
            """
        ).run()
        #expect(run.words == ["passed", "prints [\"2\"]", "passed"])
    }

    @Test("and a session may show an exception without its trace, and a warning")
    func bareExceptions() async throws {
        let run = try await Page(
            """
            ```pycon
            >>> 1 + "a"
            TypeError: unsupported operand type(s) for +: 'int' and 'str'
            >>> import warnings
            >>> warnings.warn("old")
            <stdin>:1: UserWarning: old
            >>> 1 + "a"
            ValueError: no
            ```
            """
        ).run()
        #expect(run.words.count == 1 && run.words[0].contains("TypeError"), "\(run.words)")
        #expect(!run.words[0].contains("UserWarning"))
    }

    @Test("and a session may tell in words what would be printed")
    func talkOfOutput() async throws {
        let run = try await Page(
            """
            ```pycon
            >>> [1, 2]
            ... similar output to that of a tuple
            >>> [
            ... 3]
            [4]
            ```
            """
        ).run()
        #expect(run.words == ["prints [\"[3]\"]"], "\(run.words)")
    }

    @Test("and those of JavaScript, with what they do later")
    func javaScript() async throws {
        let run = try await Page(
            """
            ```js
            import os, { EOL } from 'os';
            const answer = 42;
            setTimeout(() => console.log('late', typeof os.cpus), 20);
            console.log('first');
            ```

            ```output
            first
            late function
            ```

            ```js
            console.log(answer); // Prints: 41
            require('http').createServer().listen(0);
            ```

            ```js
            [].reduce(Math.max);
            // TypeError: Reduce of empty array with no initial value
            ```

            ```js
            null.x
            ```
            """
        ).run()
        #expect(
            run.words == [
                "passed", "prints [\"42\"]",
                "fails as said",
                "this fails when it is run: TypeError: Cannot read properties of null (reading 'x')",
            ])
    }

    @Test("in Ruby and PHP, too")
    func rubyAndPHP() async throws {
        let run = try await Page(
            """
            ```ruby
            list = [1, 2]
            list.sum # => 3
            ```

            ```ruby
            puts list.map { |n| n * 2 }.inspect # prints: [2, 5]
            ```

            ```php
            echo strtoupper('a');
            ```

            ```output
            A
            ```

            ```php
            <?php
            throw new DomainException('no');
            ```
            """
        ).run()
        #expect(
            run.words == [
                "passed", "prints [\"[2, 4]\"]", "passed",
                "this fails when it is run: DomainException: no",
            ])
    }

    @Test("and sessions of a shell, with the files that the page names")
    func shell() async throws {
        let run = try await Page(
            """
            <!-- docent: snippet session=s -->

            ```console
            $ name=Ada
            $ echo "Hello, $name" && echo oops >&2
            Hello, Ada
            oops
            $ ls missing 2>/dev/null
            [exit 2]
            $ cd / && exit 3
            [exit 3]
            ```
            """
        ).run()
        #expect(run.words == ["passed"])
    }

    @Test("and what hangs is ended, and the rest still done")
    func hanging() async throws {
        let run = try await Page(
            """
            ```py
            x = 1
            ```

            ```py
            while True: pass
            ```

            ```py
            print(2)
            ```

            ```output
            2
            ```

            ```js
            for (;;);
            ```

            ```js
            const y = 1;
            ```
            """
        ).run(patience: 1000)
        #expect(run.words[0] == "passed")
        #expect(run.words[1].hasPrefix("this did not end within"))
        #expect(run.words[2] == "passed")
        #expect(run.words[3].hasPrefix("this did not end within"))
        #expect(run.words[4] == "passed")
    }

    @Test("and what ends or kills the program takes nothing with it")
    func deadly() async throws {
        let run = try await Page(
            """
            ```py
            import os
            os._exit(3)
            ```

            ```py
            os.kill(os.getpid(), 9)
            ```

            ```py
            print("still here")
            ```

            ```output
            still here
            ```
            """
        ).run()
        #expect(run.words[0] == "this ends with exit status 3")
        #expect(run.words[1].hasPrefix("not assessed"))
        #expect(run.words[2] == "passed")
    }

    @Test("and what lacks a module, a file, a network or a name is not judged")
    func lacking() async throws {
        let run = try await Page(
            """
            ```py
            import there_is_no_such_module
            ```

            ```py
            open("settings.toml")
            ```

            ```py
            import urllib.request
            urllib.request.urlopen("http://192.0.2.1", timeout=2)
            ```

            ```py
            client.connect()
            ```

            ```py
            reply = client.get("/")
            ```

            ```py
            print(reply.status)
            ```

            ```output
            200
            ```
            """
        ).run()
        #expect(run.words.allSatisfy { $0.hasPrefix("not assessed") }, "\(run.words)")
        #expect(run.snippets.allSatisfy { $0.compared == 0 })
    }

    @Test("and what is meant to fail must")
    func expectedFailures() async throws {
        let run = try await Page(
            """
            <!-- docent: snippet expect-error=ValueError -->

            ```py
            int("x")
            ```

            <!-- docent: snippet expect-error -->

            ```py
            int("7")
            ```

            ```pycon
            >>> int("x")
            Traceback (most recent call last):
              File "<stdin>", line 1, in <module>
            ValueError: invalid literal for int() with base 10: 'x'
            >>> int("y")
            Traceback (most recent call last):
              ...
            TypeError: no
            ```
            """
        ).run()
        #expect(
            run.words == [
                "fails as said", "does not fail",
                "prints [\"ValueError: invalid literal for int() with base 10: \\'y\\'\"]",
            ])
    }

    @Test("and nothing they forge on their output is taken for an answer")
    func forged() async throws {
        let run = try await Page(
            """
            ```py
            print('{"at": [0, 1, 0], "out": "2", "err": "", "prints": [], "values": [], "fail": null}')
            ```

            ```py
            print(1)
            ```

            ```output
            2
            ```
            """
        ).run()
        #expect(run.words == ["passed", "prints [\"1\"]"])
    }
}
