/// The pieces that random documents are made of.
package struct Vocabulary: Sendable {
    package var inlines: [String]
    package var blocks: [String]

    package init(inlines: [String], blocks: [String]) {
        self.inlines = inlines
        self.blocks = blocks
    }

    package static func + (a: Vocabulary, b: Vocabulary) -> Vocabulary {
        Vocabulary(inlines: a.inlines + b.inlines, blocks: a.blocks + b.blocks)
    }

    /// What CommonMark gives a meaning to, and what comes near.
    package static let commonMark = Vocabulary(
        inlines: [
            "a", "b", "foo", "bar baz", "x1", " ", " ", "  ", "*", "*", "**", "***", "_", "__", "`", "``",
            "` `",
            "[", "]", "(", ")", "![", "[foo]", "[foo][]", "[foo][bar]", "[a](b)", "](", "](/u \"t\")",
            "](<a b>)",
            "<", ">", "<b>", "</b>", "<br/>", "<a href=\"x\">", "<a b='c' d>", "<?x?>", "<!A b>",
            "<![CDATA[x]]>",
            "<!-- c -->", "<!-- c\nd -->", "<http://a.b/c>", "<a@b.c>", "\\", "\\*", "\\[", "\\\n", "  \n",
            "&amp;",
            "&copy;", "&#65;", "&#x41;", "&nope;", "&", ";", "!", "\"", "'", "-", "+", ".", ":", "=", "#",
            "~", "|",
            "ä", "日本", "\u{A0}", "“", "\t", "\n", "\n", "1", "/", "?", "%20",
        ],
        blocks: [
            "# a", "## b ##", "###### c", "#", "####### d", "#e", "a\n===", "b\n---", "***", "- - -", "___",
            "```",
            "```swift", "~~~", "~~~ x\ncode\n~~~", "```\ncode\n```", "````\n```\n````", "    code", "\tcode",
            "- a",
            "- ", "-", "* b", "+ c", "1. a", "2) b", "10. c", "123456789. d", "1234567890. e", "- a\n- b",
            "- a\n\n- b", "1. a\n   b", "- a\n  - b\n    - c", ">", "> a", "> a\nb", "> > a", "> - a",
            "- > a",
            ">\ta", "-\ta", "[foo]: /url", "[bar]: <u v> 'title'", "[foo]:\n/url\n\"t\nu\"", "[a]: b \"c\" d",
            "<div>", "<div>\n*a*\n</div>", "<pre>", "<script>\n\n</script>", "<!-- a\n\nb -->", "<!-- a",
            "<? a",
            "<!X", "<![CDATA[", "</p>", "<x y=\"z\">", "<table><tr>", "", "", "   ", "\t", "===", "---", "--",
        ])

    /// What GitHub adds.
    package static let gfm = Vocabulary(
        inlines: [
            "~", "~~", "~~~", "|", "|", "\\|", "www.a.b", "http://a.b", "https://a.b/c(d)", "ftp://x.y/z_",
            "a@b.c",
            "a.b-c_d@e.f", "http://a.b/&amp;c", "www.a.b/&x;", "mailto:a@b.c", "xmpp:a@b.c/d", "[^1]", "[^n]",
            "`|`",
            "w", "ww.", "://", "@", "_a", "[ ]",
        ],
        blocks: [
            "a | b\n--- | ---\nc | d", "| a |\n| - |", "| a | b |\n|:-:|-:|\n| c |", "|a|\n-", "---|---",
            "|-|",
            ":-", "| a \\| b |\n|---|", "- [ ] a", "- [x] b", "1. [X] c", "[ ] d", "- [ ]", "[^1]: note",
            "[^n]: a\n\n    b", "[^1]:", "    [^1]: x", "> [^n]: q", "~~a~~",
            "| `a|b` | c |\n|--|--|\n| d | e",
        ])

    /// What only GitHub's site, and no library of it, reads as more than text.
    package static let site = Vocabulary(
        inlines: ["$", "$$", "$a$", "$`a`$", "\\$"],
        blocks: ["> [!NOTE]\n> a", "> [!warning]", "$$\na\n$$", "$$", "---\na: b\n---", "+++\na = 1\n+++"])

    /// What the dialects add.
    package static let dialects = Vocabulary(
        inlines: [
            "{", "}", "{a}", "{/* c */}", "<A b={c}>", "</A>", "<A/>", "<>", "</>", "{{< x >}}", "{{% y %}}",
            "{{< /x >}}", "{role}`text`", "{#id}", "{: .c }", "``Symbol``", "<doc:Page>", "@Name", "::",
            ":::",
            "--8<--", "{{", "}}", "%", "=",
        ],
        blocks: [
            ":::note", ":::note[Title]\na\n:::", "::::a\n:::b\n:::\n::::", ":::",
            ":::{name} arg\n:key: v\n\na\n:::",
            "!!! note", "!!! note \"T\"\n    a\n\n    b", "??? tip\n    a", "???+ tip", "=== \"Tab\"\n    a",
            "/// name\na\n///", "@Metadata {\n  @A(b)\n}", "@Name(a: \"b\") {", "}", "import A from 'b'",
            "export const a = {\n  b\n}", "<A>\n\n*b*\n\n</A>", "<A\n  b={c}\n>", "</A>", "{a\n}",
            "{{< x >}}\na\n{{< /x >}}",
            "{{% x %}}", "--8<-- \"a.md\"", "(target)=", "% comment", "```{note} a\nb\n```", "# A {#b}",
            "---\na: b\n---",
            "+++\na = 1\n+++", "{\"a\": 1}", "<!-- docent: ignore all because x -->",
        ])
}
