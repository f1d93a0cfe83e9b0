/// Documents that a careless parser needs quadratic time, a deep call stack or a trap for.
package struct HostileInput: Sendable {
    package var name: String
    /// The document of a size.
    private let make: @Sendable (Int) -> String

    private init(_ name: String, _ make: @escaping @Sendable (Int) -> String) {
        self.name = name
        self.make = make
    }

    /// A piece that is repeated until it has the size.
    private static func repeated(_ name: String, _ piece: String, then end: String = "") -> HostileInput {
        HostileInput(name) { String(repeating: piece, count: max(1, $0 / piece.utf8.count)) + end }
    }

    /// An opening and a closing piece, as many of the one as of the other.
    private static func nested(_ name: String, _ open: String, _ close: String) -> HostileInput {
        HostileInput(name) { size in
            let count = max(1, size / (open.utf8.count + close.utf8.count))
            return String(repeating: open, count: count) + "a" + String(repeating: close, count: count)
        }
    }

    /// The bytes, about `size` of them.
    package func bytes(size: Int) -> [UInt8] { Array(make(size).utf8) }

    package static let inlines: [HostileInput] = [
        nested("nested emphasis", "*a ", " a*"),
        nested("nested strong", "**a ", " a**"),
        repeated("openers of emphasis", "*a "),
        repeated("closers of emphasis", "a* "),
        repeated("mixed markers", "*a_ "),
        repeated("markers of three", "a***"),
        repeated("markers in words", "a**b_c"),
        HostileInput("one run of markers") { String(repeating: "*", count: $0) + "a" },
        nested("nested brackets", "[", "]"),
        repeated("open brackets", "["),
        repeated("closing brackets", "]"),
        repeated("images", "![a"),
        repeated("links without an end", "[a]("),
        repeated("addresses without an end", "[a](<b"),
        repeated("titles without an end", "[a](b \""),
        HostileInput("parentheses in an address") { "[a](" + String(repeating: "(", count: $0) },
        nested("links in links", "[", "](b)"),
        repeated("brackets and markers", "[a*"),
        repeated("backticks", "`a"),
        HostileInput("growing backticks") { size in
            var text = ""
            var length = 1
            while text.utf8.count < size {
                text += "e" + String(repeating: "`", count: length)
                length += 1
            }
            return text
        },
        repeated("angle brackets", "<"),
        repeated("tags without an end", "<a b=\""),
        repeated("comments without an end", "a <!-- "),
        repeated("instructions without an end", "a <?"),
        repeated("declarations without an end", "a <!A "),
        repeated("CDATA without an end", "a <![CDATA["),
        repeated("character references", "&a"),
        repeated("numbers of characters", "&#1"),
        repeated("backslashes", "\\"),
        repeated("hard breaks", "a\\\n"),
        HostileInput("spaces") { "a" + String(repeating: " ", count: $0) + "b" },
        HostileInput("one word") { String(repeating: "a", count: $0) },
        HostileInput("NUL") { String(repeating: "\0", count: $0) },
    ]

    package static let blocks: [HostileInput] = [
        repeated("nested quotes", "> ", then: "a"),
        repeated("nested lists", "- ", then: "a"),
        repeated("nested ordered lists", "1. ", then: "a"),
        repeated("quotes and lists", "> - ", then: "a"),
        HostileInput("indented lists") { size in
            var text = ""
            var depth = 0
            while text.utf8.count < size {
                text += String(repeating: " ", count: depth) + "- a\n"
                depth += 2
            }
            return text
        },
        HostileInput("lazy lines of nested quotes") { size in
            let depth = 100
            return String(repeating: "> ", count: depth) + "a\n"
                + String(repeating: "b\n", count: max(1, size / 2))
        },
        HostileInput("blank lines in nested lists") { size in
            String(repeating: "- ", count: 100) + "a\n" + String(repeating: "\n", count: size) + "b"
        },
        repeated("headings", "# a\n"),
        repeated("underlines", "a\n-\n"),
        repeated("breaks", "***\n"),
        repeated("fences", "```\n"),
        repeated("fences of two kinds", "```\n~~~\n"),
        repeated("items", "- a\n"),
        repeated("blank lines", "\n"),
        repeated("lines", "a\n"),
        repeated("carriage returns", "\r"),
        repeated("tabs", "\t"),
        repeated("HTML blocks", "<div>\n\n"),
        repeated("comments", "<!--\n"),
        HostileInput("definitions and references") { size in
            let count = max(1, size / 20)
            let definitions = (0..<count).map { "[a\($0)]: b\n" }.joined()
            return definitions + "\n" + (0..<count).map { "[a\($0)] " }.joined()
        },
        repeated("one label defined often", "[a]: b\n", then: "\n[a]"),
        HostileInput("long labels") { "[" + String(repeating: "a", count: $0) + "]: b" },
        repeated("definitions without an end", "[a]: b \"\n"),
        HostileInput("a title without an end") { "[a]: b \"" + String(repeating: "c\n", count: $0 / 2) },
        HostileInput("references to one long address") { size in
            "[a]: " + String(repeating: "b", count: size / 4) + "\n\n"
                + String(repeating: "[a] ", count: max(1, size / 8))
        },
    ]

    package static let extensions: [HostileInput] = [
        repeated("openers of strikethrough", "~~a "),
        repeated("tildes", "~a~~b"),
        repeated("www", "www."),
        repeated("schemes", "http://"),
        repeated("mail addresses", "a@"),
        repeated("addresses with parentheses", "http://a.b/("),
        HostileInput("an address with brackets at its end") {
            "http://a.b/" + String(repeating: ")", count: $0)
        },
        HostileInput("an address with references at its end") {
            "http://a.b/" + String(repeating: "&a;", count: $0 / 3)
        },
        HostileInput("a name before an at sign") { String(repeating: "a_", count: $0 / 2) + "@" },
        HostileInput("names with many dots") { "a@" + String(repeating: "a.", count: $0 / 2) },
        HostileInput("a wide table") { size in
            let columns = max(1, size / 4)
            return String(repeating: "|a", count: columns) + "\n" + String(repeating: "|-", count: columns)
        },
        HostileInput("a wide table with short rows") { size in
            let columns = 200
            return String(repeating: "|a", count: columns) + "\n" + String(repeating: "|-", count: columns)
                + "\n" + String(repeating: "|b\n", count: max(1, size / 3))
        },
        repeated("delimiter rows", "|-|\n"),
        repeated("lines that could be headers", "a | b\n"),
        repeated("pipes", "|"),
        HostileInput("footnotes") { size in
            let count = max(1, size / 20)
            return (0..<count).map { "[^a\($0)] " }.joined() + "\n\n"
                + (0..<count).map { "[^a\($0)]: b\n" }.joined()
        },
        repeated("footnotes without an end", "[^a"),
        repeated("tasks", "- [ ] a\n"),
        repeated("dollars", "$a "),
        repeated("double dollars", "$$\n"),
    ]

    package static let dialects: [HostileInput] = [
        repeated("open braces", "{"),
        repeated("expressions", "{a} "),
        repeated("tags of components", "<A>"),
        repeated("components", "<A>\n\n"),
        nested("nested components", "<A>\n\n", "\n\n</A>"),
        repeated("nested colons", ":::a\n"),
        HostileInput("longer and longer colons") { size in
            var text = ""
            var length = 3
            while text.utf8.count < size {
                text += String(repeating: ":", count: length) + "a\n"
                length += 1
            }
            return text
        },
        repeated("admonitions", "!!! a\n"),
        HostileInput("nested admonitions") { size in
            var text = ""
            var depth = 0
            while text.utf8.count < size {
                text += String(repeating: " ", count: depth) + "!!! a\n"
                depth += 4
            }
            return text
        },
        repeated("shortcodes", "{{< a >}}\n"),
        repeated("shortcodes without an end", "{{< a "),
        repeated("directives", "@A {\n"),
        repeated("directives with arguments", "@A(b: \"c\n"),
        repeated("roles", "{a}`b"),
        repeated("comments in braces", "{/* "),
        repeated("exports", "export const a = {\n"),
        repeated("attribute lists", "a {: "),
        HostileInput("front matter without an end") { "---\n" + String(repeating: "a: b\n", count: $0 / 5) },
    ]

    package static let all = inlines + blocks + extensions + dialects
}
