import Model
import Running
import Testing

@Suite("Where only a guess puts a block behind others", .timeLimit(.minutes(5)))
struct GuessedSessionTests {
    @Test("a block that may be meant in the place of another, or within something, is not judged")
    func alternatives() async throws {
        let run = try await Page(
            """
            ```py
            known = set()

            def route(path):
                def register(view):
                    assert view.__name__ not in known, "there is a view of that name"
                    known.add(view.__name__)
                    return view
                return register

            @route("/")
            def login():
                return "in"
            ```

            In another way:

            ```py
            @route("/login")
            def login():
                return "in"
            ```

            ```py
            raise RuntimeError("Working outside of request context.")
            ```

            ```py
            known.append(1)
            ```

            ```py
            import sys
            sys.exit(2)
            ```

            ```ruby
            gem "wdm", "~> 0.1", :install_if => false
            ```
            """
        ).run()
        #expect(
            run.words == [
                "passed",
                "not assessed: it defines `login` anew, and may be meant in the place of the block before it that does",
                "not assessed: it is a part of something that is not on the page (RuntimeError: Working outside of request context.)",
                "this fails when it is run: AttributeError: 'set' object has no attribute 'append'",
                "not assessed: it ends with exit status 2, which may be meant",
                "not assessed: it needs a module that is not here (Gem::Requirement::BadRequirementError: Illformed requirement [{:install_if=>false}])",
            ])
        guard case .failed(let fault) = run.snippets[3].state else { return }
        #expect(fault.confidence == .likely)
    }
}
