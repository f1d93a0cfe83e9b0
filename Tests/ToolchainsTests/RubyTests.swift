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

@Suite("Ruby", .enabled(if: Toolbox.isThere("ruby")))
struct RubyTests {
    @Test("is taken as a file, as a session of irb, and as the beginning of something")
    func passes() async {
        #expect(await form("ruby", "class A < B\n  def c = yield(1)\nend\n") == "file")
        #expect(
            await form("irb", "irb> 1 +\nirb* 2\n=> 3\nirb(main):002:0> puts 'a'\na b c (\n=> nil\n")
                == "session")
        #expect(await form("irb", "user.name\n=> #<User id: 1>\n") == "session")
        #expect(await form("ruby", "a = Proc.new do |b|\n  ...\nend\n") == "file")
        #expect(await form("ruby", "Item.new(\n  1\n),\nItem.new(2)\n") == "elements of an array")
        #expect(await form("ruby#2-3", "class A\n  has_many :b\n\n  # ...\n") == "beginning of a file")
    }

    @Test("is wrong where its parser stops")
    func faults() async {
        #expect(await failure("ruby", "a = 1\nfoo(ö, ]\n") == "2:8")
        #expect(await failure("ruby", "def a\n  1\n") == "2:4 possible")
        #expect(await failure("rb", "x = [1, 2\ny = 3)\n") != nil)
    }

    @Test("is never run, not even its BEGIN blocks")
    func runsNothing() async {
        let path = "/tmp/docent-ruby-was-here-\(getpid())"
        _ = await syntax("ruby", "BEGIN { File.write('\(path)', '') }\nEND { `touch \(path)` }\n")
        #expect(unsafe access(path, F_OK) != 0)
    }

    @Test("is not asked of what objects and debuggers print")
    func output() async {
        #expect(await syntax("ruby", "(rdbg) p headers    # command\n=> {\"a\" => 1}\n") == .notCode)
        #expect(
            await syntax("ruby", "{\n  headers: #<Http::Headers:0x0055>,\n  format: :html\n}\n") == .notCode)
    }
}

@Suite("PHP", .enabled(if: Toolbox.isThere("php")))
struct PHPTests {
    @Test(
        "is taken as a file and as the parts that documents show",
        arguments: [
            ("<?php\necho 1;\n", "file"), ("$a = fn ($x) => $x + 1;\n", "file"),
            ("use App\\User;\n\npublic function boot(): void\n{\n    // ...\n}\n", "members of a class"),
            ("->withRouting(function () {\n    $a = 1;\n})\n", "calls on a value"),
            ("'driver' => env('A', ';'),\n\n'b' => [1],\n", "elements of an array"),
            ("return view('a')\n", "a statement"), ("$response->assertJson(array $data);\n", "a signature"),
            ("if (/* … */) {\n    f();\n}\n", "file"), ("case Draft = 'draft';\n", "members of a class"),
        ])
    func passes(_ code: String, _ expected: String) async {
        #expect(await form("php", code) == expected)
    }

    @Test("is wrong where its parser stops")
    func faults() async {
        #expect(await failure("php", "$a = 1;\n$b = [1, 2;\n$c = 3;\n") == "2:11")
        #expect(await failure("php", "$a = 1\n$b = 2;\n") == "2:1")
        #expect(await failure("php", "<?php\nfunction a() {\n") != nil)
        #expect(await failure("php", "f(fn () => 1;\n);\n") == "1:13")
    }

    @Test("is never run")
    func runsNothing() async {
        let path = "/tmp/docent-php-was-here-\(getpid())"
        _ = await syntax("php", "<?php touch('\(path)'); __halt_compiler();\n")
        _ = await syntax("php", "touch('\(path)');\n")
        #expect(unsafe access(path, F_OK) != 0)
    }
}
