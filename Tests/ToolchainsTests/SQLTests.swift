import Model
import Testing
import Toolchains

@Suite("SQL")
struct SQLTests {
    @Test("is not judged where nobody says which dialect it is")
    func plain() async {
        #expect(await syntax("sql", "SELEC 1;\n") == .unknownLanguage)
    }

    @Test(
        "of SQLite is prepared and never run",
        .enabled(if: Toolbox.isThere("python3"), "not run, because python3 is not installed"))
    func sqlite() async {
        #expect(
            await form("sqlite", "SELECT * FROM nowhere WHERE a = 'b';\nPRAGMA user_version = 7;\n") == "file"
        )
        #expect(
            await form("sqlite3", "sqlite> .tables\na  b\nsqlite> SELECT 1\n   ...> FROM a;\n1\n")
                == "session")
        #expect(await failure("sqlite", "CREATE TABLE a (b INT);\nSELECT 'é', (b FROM a;\n") == "2:16")
        #expect(await failure("sqlite", "SELECT 'a;\n") != nil)
    }

    @Test(
        "of PostgreSQL is parsed by PostgreSQL's own parser, that of MySQL by one that only may be right",
        .enabled(if: Toolbox.isThere(Grammar.python), "not run, because the grammars are not installed"))
    func servers() async {
        #expect(await form("postgresql", "CREATE TABLE a (b jsonb DEFAULT '{}'::jsonb);\n\\d a\n") == "file")
        #expect(await form("psql", "shop=# SELECT 1\nshop-# FROM a;\n 1\n---\nshop=# \\q\n") == "session")
        #expect(await failure("postgres", "SELECT a FROM b\nWHERE (c = 1;\n") == "2:13")
        for code in [
            "ALTER DATABASE :DBNAME SET \"a.b\" TO :'secret';\n", "SELECT sign(a) AS token\nFROM ...\n",
            "CREATE FUNCTION a() RETURNS SETOF b ..\n\nCREATE FUNCTION c(d integer) ...\n",
            "GRANT SET ON PARAMETER <setting> TO <the role>;\n", "SELECT a[1:2]::text, b::int;\n",
        ] {
            #expect(await form("postgresql", code) == "file", "\(code)")
        }
        for code in [
            "RAISE sqlstate 'PT402' using\n  message = 'a';\n", "perform set_config('a', 'b', true);\n",
        ] {
            #expect(await form("postgresql", code) == "part of a function")
        }
        #expect(await failure("postgresql", "SELECT 1;\nperform f('a', true;\n") != nil)
        #expect(await failure("postgresql", "SELECT a FROM b WHERE c < d > e;\n") != nil)
        let plan = "Aggregate  (cost=8.18..8.20 rows=1 width=112)\n  Index Cond: (id = 1)\n"
        #expect(await syntax("postgresql", plan) == .notCode)
        #expect(await syntax("postgresql", " id | name\n----+-----\n  1 | a\n") == .notCode)
        #expect(await form("mysql", "SHOW TABLES;\nSELECT `a` FROM b LIMIT 1, 2;\n") == "file")
        #expect(await failure("mysql", "CREATE TABLE a (b INT;\n")?.hasSuffix("possible") ?? false)
    }
}

@Suite(
    "A call of curl in shell code",
    .enabled(if: Toolbox.isThere("bash"), "not run, because bash is not installed"))
struct CurlTests {
    @Test(
        "may use what curl knows",
        arguments: [
            "curl -sSL -o out.json -H'Accept: */*' \"$URL\" | jq .a\n",
            "curl --request POST --data-binary @body.json --no-buffer https://example.com\n",
            "TOKEN=a curl --json '{\"a\": [1]}' $(host)/b && curl -XGET -- --odd\n",
            "curl -X POST \\\n  -H 'Content-Type: application/json' \\\n  -d '{\"a\": \"<name>\", ...}' localhost\n",
            "echo curl --wrong; cat <<END\ncurl --wrong\nEND\n",
            "curl -d 'a=1' -d 'b={' -H 'Content-Type: text/plain' x\n",
        ])
    func passes(_ code: String) async {
        #expect(await form("bash", code) == "file")
    }

    @Test("is possibly wrong in an option and in a body of JSON, at the exact place")
    func faults() async {
        #expect(await failure("bash", "curl -s --hedaer 'A: b' localhost\n") == "1:9 possible")
        #expect(await failure("sh", "a && curl -sq? localhost\n") == "1:11 possible")
        #expect(
            await failure(
                "console",
                "$ curl -H 'Content-Type: application/json' \\\n  -d '{\"a\": 1 \"b\": 2}' localhost\n")
                == "2:15 possible")
    }
}
