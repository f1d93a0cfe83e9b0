import Model
import Testing
import Toolchains

@Suite("HTML, Vue and XML in snippets")
struct MarkupTests {
    private func message(_ label: String, _ code: String) async -> String? {
        if case .failed(let fault) = await syntax(label, code) { fault.message } else { nil }
    }

    @Test("pass as documents and as parts of them")
    func parts() async {
        let page = "<!DOCTYPE html>\n<p>One<p>Two<br>\n<ul><li>a<li>b</ul>\n<script>a < b</script>\n"
        #expect(await syntax("html", page) == .passed(form: "file", adaptations: []))
        #expect(await syntax("html", "Hello!\n") == .passed(form: "text", adaptations: []))
        #expect(await syntax("html", "<div class=\"a\">\n") == .passed(form: "opening tag", adaptations: []))
        #expect(
            await syntax("vue-html", "<A :b=\"c > d\" @click=\"e\" />\n")
                == .passed(form: "file", adaptations: []))
        let roots = "<?xml version=\"1.0\"?>\n<!-- a -->\n<a:b c='1'>&lt;<![CDATA[<]]></a:b>\n<d/>\n"
        #expect(await syntax("xml", roots) == .passed(form: "file", adaptations: []))
    }

    @Test("are no code without a tag, but for attributes alone")
    func noTags() async {
        #expect(
            await syntax("xaml", "Style=\"{StaticResource A}\" x:Name=\"b\"\n")
                == .passed(form: "attributes", adaptations: []))
        #expect(await syntax("xaml", "elem.Xml\n") == .notCode)
        #expect(await message("xml", "a/>\n") != nil)
    }

    @Test("pass with templates and elisions")
    func templates() async {
        #expect(
            await syntax("html", "<a {% if b %}href={{ c }}{% endif %}>d</a>\n")
                == .passed(form: "file", adaptations: []))
        #expect(
            await syntax("xml", "<a ...>\n  <...>\n</a>\n")
                == .passed(form: "file", adaptations: ["elisions left out"]))
    }

    @Test("fail at a string in a template tag that does not end, but not at an apostrophe in a comment")
    func templateStrings() async {
        let missing = "the string of this template tag does not end: a quote is missing"
        #expect(await message("html", "{% extends \"a.html %}\n<p>b</p>\n") == missing)
        #expect(await message("html", "<h2>{{ a(b\") }}</h2>\n") == missing)
        #expect(await message("vue", "<p>{{ a.split(', ') }}</p>\n") == nil)
        #expect(await message("html", "<p>{{ \"}}\" }} {{! don't }} {{/* it's */}}</p>\n") == nil)
        #expect(await message("html", "<p>{{ a | default: 'b', \"it's\" }} isn't</p>\n") == nil)
        #expect(
            await message("html", "<a v-if=b > 0.5\">c</a>\n") == "the value does not end: a quote is missing"
        )
    }

    @Test(
        "fail at the line where a tag has lost its bracket",
        arguments: [
            ("vue", "<a\n  :b=\"c\"\n\n  click me\n</a>\n", 3),
            ("xml", "<build\n  <plugins/>\n</build>\n", 1),
            ("vue", "<T mode=\"a\"\n  some text\n</T>\n", 1), ("html", "<script>\n  a()\n/script>\n", 3),
            ("xml", "<a>\n  b>\n    <c>d</c>\n  </b>\n</a>\n", 2),
            ("html", "<p>a</p>\nslot\n  b=\"c\"\n/>\n", 2),
            ("html", "<div>\n  div v-if>\n    a\n  </div>\n</div>\n", 2),
        ])
    func lostBracket(_ label: String, _ code: String, _ line: Int) async {
        #expect(await failure(label, code)?.hasPrefix("\(line):") == true, "\(code)")
    }

    @Test("fail at the tag that is not whole")
    func tags() async {
        #expect(await message("html", "<h2>a</h3>\n") == "`</h3>` closes nothing")
        #expect(await message("html", "<div>\n<p>a\n</section>\n") == "`</section>` closes nothing")
        #expect(await message("html", "<div>\n  <b>a</b>\n") == "`<div>` is never closed")
        #expect(await message("html", "<p class=\"a\n<b>\n") == "the value does not end: a quote is missing")
        #expect(await message("html", "<a>b/a>\n") == "`<` is missing before this tag")
        #expect(await message("html", "<img src=\"a\"\n<p>\n") == "the tag `img` does not end")
        #expect(await message("xml", "<a><b></a>\n") == "`<b>` is never closed")
        for head in ["version=1.0\"", "version=\"1.0", "version=\"1.0\"encoding=\"a\""] {
            #expect(await message("xml", "<?xml \(head)?>\n<a b=\"c\"/>\n") != nil)
        }
        #expect(await message("xml", "<a b=c/>\n") == "the value of `b` needs quotes")
        #expect(await message("xml", "<a>b & c</a>\n") == "`&` should be `&amp;`")
        #expect(await message("xml", "<!-- a -- b --><c/>\n") == "a comment must not hold `--`")
        #expect(await message("xml", "nothing >\n") == "there is no tag")
    }
}
