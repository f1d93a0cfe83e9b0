import Model
import Testing
import Toolchains

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Shell")
struct ShellTests {
    @Test("is taken as a script, with its here-documents and loops")
    func scripts() async {
        #expect(await form("bash", "for x in a b; do\n  echo \"$x\" | tee <(cat)\ndone\n") == "file")
        #expect(await form("sh", "cat <<'EOF' > out\n) \" (\nEOF\n") == "file")
    }

    @Test("is wrong at the token that bash does not expect")
    func faults() async {
        #expect(await failure("bash", "echo one\necho two)\n") == "2:9")
        #expect(await failure("sh", "echo ö (x)\n") == "1:8")
        #expect(await failure("sh", "echo 'one\n") == "1:1")
        #expect(await failure("sh", "if true; then\n  echo\n") == "2:7 possible")
        #expect(await failure("sh", "cat <<EOF\ntext\n") != nil)
    }

    @Test("is not what was typed into a debugger")
    func debuggers() async {
        #expect(await syntax("bash", "(gdb) break a.rs:42\n") == .notCode)
        #expect(await syntax("sh", "# First:\n(lldb) run -c \"b()\"\n") == .notCode)
        #expect(await failure("bash", "(gdb) (\n") == nil)
        #expect(await failure("bash", "(a) b\n") != nil)
    }

    @Test("is never run, whatever it says")
    func runsNothing() async {
        let path = "/tmp/docent-was-here-\(getpid())"
        let codes = [
            "touch \(path)", "$(touch \(path))", "`touch \(path)`", "}\ntouch \(path)\n{",
            "trap 'touch \(path)' EXIT",
            "set +n\ntouch \(path)", "'; touch \(path); '", "$ touch \(path)", "x=${y:-$(touch \(path))}",
            "cat <<EOF\n$(touch \(path))\nEOF", "shopt -s extglob; touch \(path)\n", "exit\ntouch \(path)",
        ]
        for code in codes { _ = await syntax("bash", code + "\n") }
        #expect(unsafe access(path, F_OK) != 0)
    }

    @Test("may hold `<placeholders>`, which are filled in where bash does not take them")
    func placeholders() async {
        #expect(
            await syntax("sh", "git clone <your repository>\n")
                == .passed(form: "file", adaptations: ["placeholders filled in"]))
    }

    @Test("of a session is what stands behind the prompts, with the lines that belong to it")
    func sessions() async {
        let session = """
            $ cat <<EOF > a
            text (with brackets
            EOF
            $ docker run \\
                --rm <image>
            Error (1): no such image
            (venv) me@host:~/app$ for x in 1 2; do
              echo $x
            done
            1 (one
            """
        #expect(await form("console", session + "\n") == "session")
        #expect(await form("bash", session + "\n") == "session")
        #expect(await failure("console", "$ echo one\none\n$ echo 'two\ntwo\n") == "3:3")
        #expect(await failure("console", "$ echo one)\n") == "1:11")
    }

    @Test("is not asked of what programs print, and of the sessions of other shells")
    func output() async {
        #expect(await syntax("console", "Compiling (1 of 3\n") == .notCode)
        #expect(await syntax("console", "C:\\> dir\n") == .notCode)
        #expect(await failure("console", "curl a | tr :' 'b'\nc\n")?.hasSuffix("possible") == true)
        #expect(await syntax("sh", "Apple Swift version 5.8 (swiftlang-5.8)\n") == .notCode)
        #expect(await syntax("bash", "=> Booting (Puma)\n") == .notCode)
        #expect(await failure("sh", "server {\n    location / {\n    }\n}\n") == "3:5 possible")
    }

    @Test("reads many snippets in one process, each by itself")
    func many() async {
        let questions = (0..<300).map { number in
            SyntaxQuestion(
                label: "sh", code: Array((number % 3 == 0 ? "echo \(number))\n" : "echo é\(number)\n").utf8))
        }
        let states = await SyntaxChecker().states(of: questions)
        let failed = states.indices.filter { if case .failed = states[$0] { true } else { false } }
        #expect(failed == Array(stride(from: 0, to: 300, by: 3)))
    }

    @Test("may hold zero bytes, broken UTF-8, and a quotation mark at the end")
    func hostile() async {
        let code: [UInt8] = [0x65, 0x63, 0x68, 0x6F, 0x20, 0x00, 0xFF, 0x0A]
        let states = await SyntaxChecker().states(of: [
            SyntaxQuestion(label: "sh", code: code),
            SyntaxQuestion(label: "sh", code: Array("echo ok\n".utf8)),
        ])
        #expect(states.allSatisfy { if case .passed = $0 { true } else { false } })
    }
}
