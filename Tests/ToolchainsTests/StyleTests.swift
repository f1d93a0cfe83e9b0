import Model
import Testing
import Toolchains

@Suite("Style sheets in snippets")
struct StyleTests {
    private func message(_ label: String, _ code: String) async -> String? {
        if case .failed(let fault) = await syntax(label, code) { fault.message } else { nil }
    }

    @Test("pass as sheets, declarations and selectors")
    func parts() async {
        let sheet = """
            @import url(//a.b/c?d;e) layer(x);
            @media (width >= 1px) { a:not([b="}"]), c > d { e: f(1, 2) !important; &:hover { --g: { h } } } }

            """
        #expect(await syntax("css", sheet) == .passed(form: "file", adaptations: []))
        #expect(
            await syntax("css", "color: red;\nmargin: 0\n") == .passed(form: "declarations", adaptations: []))
        #expect(await syntax("css", "a > b,\n.c\n") == .passed(form: "selectors", adaptations: []))
        #expect(
            await syntax("css", "a { ... }\nb { c: ...; }\n")
                == .passed(form: "file", adaptations: ["elisions left out"]))
    }

    @Test("pass with what SCSS and Less have more")
    func extensions() async {
        let sheet = """
            $a: 1px; // one
            @mixin b($c: 2) { d-#{$c}: e; }
            .f { @include b(3); @if $a == 1px { g: h; } @else { i: j; } font: { size: $a; } }

            """
        #expect(await failure("scss", "$a: f(1)\n$b: 2;\n") == "1:8 likely")
        #expect(await failure("scss", "@use 'a' as b\n@use 'c';\n") == "1:13 likely")
        #expect(await failure("scss", "a {\n  b: 1px // c\n  @include d;\n}\n") == "2:8 likely")
        #expect(
            await failure("scss", "$a: (\n  $b: 1\n  );\n$c: $a\n  !default;\n@include d { e: f; }\n@g: h;\n")
                == nil)
        #expect(await syntax("scss", sheet) == .passed(form: "file", adaptations: []))
        #expect(
            await syntax("less", "isurl(\"a\"); isurl(url(b));\n") == .passed(form: "file", adaptations: []))
        #expect(await syntax("less", "@a: 1px;\n.b { .c(); }\n") == .passed(form: "file", adaptations: []))
    }

    @Test("fail where a block, a bracket, a string or a separator is missing")
    func failures() async {
        #expect(await message("css", "a { b: c\n  d: e; }\n") == "`;` is missing before this")
        #expect(await message("css", "a { b: c;\nd { e: f; }\n") == "`{` is never closed")
        #expect(await message("css", "a { b: c; } }\n") == "`}` closes nothing")
        #expect(await message("css", "a  b: c; }\n") == "`{` should follow the selector")
        #expect(await message("css", "a { b c; }\n") == "`:` should follow the property")
        #expect(await message("css", "a { b: ; }\n") == "a value should follow")
        #expect(await message("css", "a { b: f(1; }\n") == "`(` is never closed")
        #expect(await message("css", "a { b: \"c; }\n") == "the string does not end in its line")
        #expect(await message("css", "a { b: url(c\"); }\n") == "an address has quotes around it or none")
        #expect(await message("css", "a { /* b }\n") == "the comment never ends")
        #expect(await message("css", "a { // b\n}\n") == "the name of a property should come here")
    }
}
