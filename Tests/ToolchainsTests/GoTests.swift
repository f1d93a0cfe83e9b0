import Model
import Testing
import Toolchains

@Suite("Go", .enabled(if: Toolbox.isThere("gofmt"), "not run, because gofmt is not installed"))
struct GoTests {
    @Test(
        "is taken as a file and as the parts that documents show",
        arguments: [
            ("package a\n\nfunc b() {}\n", "file"),
            ("import \"fmt\"\n\nfunc a() { fmt.Println() }\n", "declarations"),
            ("a := 1\nfor i := range a {\n\t...\n}\n", "function body"),
            (
                "type A struct{}\n\nfunc (a *A) B[T any, U []T](c T) { … }\n\na := A{}\na.B(1)\n",
                "declarations and statements"
            ),
            ("interface {\n\tA() error\n}\n", "type"),
            ("Start(ctx context.Context) error\n", "methods of an interface"),
            ("\t// Enables it.\n\tPartial gate.Feature = \"Partial\"\n", "lines of a group"),
            ("// Before\nsemconv \"a/b\"\n\"c/d\"\n", "lines of a group"),
            (".With(1).\n\tDo()\n", "calls on a value"), ("a(1),\nb(2),\n", "elements of a list"),
        ])
    func passes(_ code: String, _ expected: String) async {
        #expect(await form("go", code) == expected)
    }

    @Test("is wrong where gofmt stops")
    func faults() async {
        #expect(await syntax("go", "{{- .Meta.Namespace }}/{{ index .Labels \"a/b\" }}\n") == .notCode)
        #expect(await failure("go", "a := f(1, 2\nb := 3\n") == "1:12")
        #expect(await failure("golang", "package a\n\nfunc b() {\n\tx := \n}\n") == "5:1")
        #expect(await failure("go", "s := \"a\nt := 1\n") == "1:6")
    }
}
