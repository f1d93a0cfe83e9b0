import Model
import Testing
import Toolchains

@Suite("TOML")
struct TOMLTests {
    @Test("is taken in all that versions 1.0 and 1.1 allow")
    func passes() async {
        let code = #"""
            title = "a \u00e9 \e \x41" # comment
            'quoted key'."other".bare-key = 'C:\path'
            [table . "sub"]
            int = [+1, -0, 1_000, 0xdead_beef, 0o17, 0b1]
            float = [1.0, -3e+2, 6.626e-34, inf, -nan]
            when = [1979-05-27T07:32:00Z, 1979-05-27 07:32:00.5-07:00, 1979-05-27, 07:32]
            text = """
            one \
               two ""quoted"" """
            raw = '''
            it''s'''
            [[array]]
            inline = { a = 1, b.c = [
              1, # one
            ], }
            """#
        #expect(await form("toml", code + "\n") == "file")
    }

    @Test(
        "is wrong at the exact place",
        arguments: [
            ("a = \n", "1:5"), ("a = yes\n", "1:5"), ("a = 1 b = 2\n", "1:7"), ("[a\nb = 1\n", "1:3"),
            ("a = [1, 2\n", "1:5"), ("a = { b = 1\n", "1:5"), ("a = \"x\nb = 1\n", "1:5"),
            ("a = '''x\n", "1:5"),
            ("a = 01\n", "1:5"), ("a = 1__0\n", "1:5"), ("a = 1979-13-01\n", "1:5"), ("a = \"\\q\"\n", "1:6"),
            ("= 1\n", "1:1"), ("a b = 1\n", "1:3"), ("[[a]\n", "1:5"), ("a = [1 2]\n", "1:8"),
            ("a = {1}\n", "1:7"),
            ("a = 25:00:00\n", "1:5"), ("a = \"\\uD800\"\n", "1:6"), ("a = {, }\n", "1:6"),
            ("a = [,]\n", "1:6"),
        ])
    func faults(_ code: String, _ place: String) async {
        #expect(await failure("toml", code) == place)
    }

    @Test("may leave something out and name a placeholder")
    func adaptations() async {
        #expect(await form("toml", "[target.<triple>]\na = ...\nb = [1, ...]\n...\nc = { ... }\n") == "file")
    }

    @Test("may hold what a site puts in when it is built")
    func templates() async {
        #expect(
            await form("toml", "a = { {{#A_VERSION}} }\nb = {{#B}}\nc = { {{#C}}, d = [\"e\"] }\n") == "file")
        #expect(await failure("toml", "a = { {{#A_VERSION}} \n") != nil)
    }

    @Test("bears deep nesting")
    func hostile() async {
        #expect(await failure("toml", "a = " + String(repeating: "[", count: 100_000) + "\n") != nil)
    }
}
