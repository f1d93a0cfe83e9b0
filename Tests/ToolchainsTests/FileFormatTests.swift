import Model
import Testing
import Toolchains

@Suite("HTTP messages, Dockerfiles, patches and environment files")
struct FileFormatTests {
    @Test("take requests and responses, one after the other")
    func http() async {
        let exchange = """
            POST /users?q=1 HTTP/1.1
            Host: example.com
            Content-Type: application/json

            { "name": "Ann", ... }

            HTTP/1.1 201 Created
            Content-Type: application/json

            {"id": 1}
            """
        #expect(await form("http", exchange + "\n") == "file")
        #expect(await form("http", "DELETE https://example.com/1\nAuthorization: Bearer <token>\n") == "file")
        #expect(await form("http", "> GET / HTTP/1.1\n> Host: a\n>\n< HTTP/1.1 200 OK\n") == "file")
    }

    @Test("are wrong in the method, in a header and in a body that is not what its header says")
    func httpFaults() async {
        #expect(await failure("http", "GTE /users HTTP/1.1\n") == "1:1")
        #expect(await failure("http", "GET / HTTP/1.1\nHost example.com\n") == "2:1")
        #expect(await failure("http", "HTTP/1.1 OK\n") == "1:1")
        #expect(
            await failure("http", "PUT /a HTTP/1.1\nContent-Type: application/json\n\n{\"a\": }\n") == "4:7")
    }

    @Test("are not found in what only looks like one")
    func noHTTP() async {
        for code in [
            "HRESULT CreateInstance(\n", "SELECT * FROM users WHERE id = 1\n", "<html>\n", "hello there\n",
        ] {
            #expect(await syntax("http", code) == .notCode)
        }
    }

    @Test("take instructions with their arguments, here-documents and parts that are left out")
    func dockerfile() async {
        let file = """
            # syntax=docker/dockerfile:1
            FROM --platform=$BUILDPLATFORM swift:6 AS build
            RUN apt-get update \\
                # a remark
                && apt-get install -y git
            ...
            COPY --from=build /a /b
            RUN <<EOF
            whatever stands here
            EOF
            HEALTHCHECK --interval=5s CMD curl -f http://localhost
            ENTRYPOINT ["./run", "--now"]
            """
        #expect(await form("dockerfile", file + "\n") == "file")
        #expect(await syntax("docker", "docker run hello-world\n") == .notCode)
        #expect(
            await form("docker", "FROM a\nRUN b && \\\n  cat <<EOF > /c && d\nX::Y \"e\";\nEOF\n") == "file")
        #expect(await syntax("dockerfile", "ADD [--keep-git-dir=<boolean>] <src> ... <dir>\n") == .notCode)
        #expect(await syntax("dockerfile", "# Comment\nINSTRUCTION arguments\n") == .notCode)
        #expect(await syntax("dockerfile", "ONBUILD <INSTRUCTION>\n") == .notCode)
        #expect(await form("dockerfile", "FROM <base image>\nRUN a\n") == "file")
        #expect(await failure("dockerfile", "FROM <image>\nCMD [\"a\"\n") == "2:9")
    }

    @Test(
        "name what a Dockerfile cannot have",
        arguments: [
            ("FROM a\napt-get install b\n", "2:1"), ("FROM a AS\n", "1:6"), ("CMD [\"a\", 'b']\n", "1:11"),
            ("CMD [\"a\"\n", "1:9"), ("CMD \"a\", \"b\"]\n", "1:13"), ("RUN echo 'a\n", "1:10"),
            ("RUN\n", "1:1"), ("ENV A=\"b\n", "1:7"), ("COPY a\n", "1:6"), ("FROM a:${B\nCMD c\n", "1:8"),
        ])
    func dockerfileFaults(_ code: String, _ place: String) async {
        #expect(await failure("dockerfile", code) == place)
    }

    @Test("say that a Dockerfile is YAML where it is")
    func composeFile() async {
        guard case .failed(let fault) = await syntax("docker", "services:\n  app:\n    image: a\n") else {
            Issue.record("it should fail")
            return
        }
        #expect(fault.otherLanguage == "YAML")
    }

    @Test("count the lines of hunks, and ask nothing of lines that only show a change")
    func diff() async {
        #expect(await form("diff", "--- a\n+++ b\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n") == "file")
        #expect(await failure("diff", "@@ -1,1 +1,1 @@\n-two\n+three\n+four\n") == "1:1 likely")
        #expect(await failure("diff", "@@ -1,3 +1,2 @@\n-two\n+three\n@@ -9 +9 @@\n-a\n+b\n") == "1:1 likely")
        #expect(await syntax("diff", "-let a = 1\n+let a = 2\n") == .notCode)
    }

    @Test("take a variable on each line")
    func dotenv() async {
        #expect(await form("env", "# keys\nexport A=1\nB=\"two\nlines\"\nC='x'\nD=\n") == "file")
        #expect(await failure("env", "A=1\nB: 2\n") == "2:1")
        #expect(await failure("env", "A=\"1\nB=2\n") == "1:3")
    }
}
