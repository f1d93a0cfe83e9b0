import Markup
import Model
import RandomDocuments
import Snippets
import Testing

/// What may stand around and in code.
private let pieces = Vocabulary(
    inlines: ["a", " ", "\n", "x"],
    blocks: [
        "```rust\n", "```\n", "```ts twoslash\n", "~~~py title=\"a\"\n", "# hidden\n", "## x\n",
        "// ---cut---\n",
        "a // [!code --]\n", "<!-- docent: snippet group=a\n", "```py\n", "-->\n",
        "<!-- docent: snippet skip -->\n",
        "<pre><code class=\"language-c\">", "a &lt; b\n", "</code></pre>\n", "> ", "- ", "    ", "\t",
        "{{#include a.rs:b}}\n",
        "--8<-- \"a\"\n", "--8<--\n", "<<< @/a.ts#b{1}\n", "import A from '!!raw-loader!./a.js'\n",
        "{{< readfile file=\"a\" >}}\n",
        "```{literalinclude} a.py\n:lines: 1-2\n", ".. code-block:: py\n", "   :x: y\n", "Text::\n", "\n",
        "   code\n", "----\n",
        "[source,java]\n", "a <1>\n", "include::a[tag=b]\n", "////\n", ">>> 1\n", ".. a\n",
        "<!--- invisible-code-block: py\n",
        "  ```swifttest\n", "  -> a\n", "  >> b\n", "é🎉\n", "\r\n", "=== \"A\"\n", "!!! note\n",
        "[START a]\n",
        "[END a]\n",
    ])

@Suite("Snippets lead back to their documents byte by byte, whatever these are")
struct SnippetPropertyTests {
    private static let formats: [(String, Dialect)] =
        Dialect.allCases.map { ("a.md", $0) } + [("a.rst", .gfm), ("a.adoc", .gfm)]

    private static func parse(_ bytes: [UInt8], _ format: (String, Dialect)) -> Document {
        let file = SourceFile(path: format.0, bytes: bytes)
        return switch format.0 {
        case "a.rst": ReStructuredText.parse(file)
        case "a.adoc": AsciiDoc.parse(file)
        default: Markdown.parse(file, dialect: format.1)
        }
    }

    /// What is wrong with the snippets of a document.
    private static func violations(_ document: Document) -> [String] {
        var found: [String] = []
        let text = document.text
        var last = 0
        for snippet in document.snippets {
            let code = snippet.code
            if snippet.map.count != code.count { found.append("the map is as long as something else") }
            if snippet.range.lower < last { found.append("out of order") }
            last = snippet.range.lower
            if snippet.range.lower > snippet.range.upper || snippet.range.upper > text.count {
                found.append("range")
            }
            if snippet.head.lower > snippet.head.upper || snippet.head.upper > text.count {
                found.append("head")
            }
            for piece in snippet.map.pieces {
                if piece.source.lower < 0 || piece.source.lower > piece.source.upper
                    || piece.source.upper > text.count
                {
                    found.append("a piece outside")
                } else if piece.isCopy,
                    code[piece.derived..<(piece.derived + piece.count)] != text.slice(piece.source)
                {
                    found.append("a piece that is no copy")
                }
            }
            if let last = code.last, last != 0x0A { found.append("no line ending") }
            if code.contains(0x0D), snippet.form != .html { found.append("a CR in \(snippet.form)") }
            for range in snippet.hidden
            where range.lower > range.upper || range.upper > code.count
                || range.lower > 0 && code[range.lower - 1] != 0x0A
            {
                found.append("hidden lines")
            }
            for placed in snippet.inclusions where placed.range.upper > code.count {
                found.append("an inclusion")
            }
        }
        for placed in document.inclusions
        where placed.range.lower > placed.range.upper || placed.range.upper > text.count {
            found.append("an inclusion outside")
        }
        for comment in MarkReader(document).comments {
            for mistake in comment.mistakes
            where !comment.comment.range.contains(mistake.range)
                || !comment.comment.range.contains(mistake.name)
            {
                found.append("a mistake outside")
            }
        }
        _ = RegionScan(text.bytes)
        return found
    }

    @Test("random and damaged documents in every format", arguments: 0..<10)
    func random(_ place: Int) {
        guard place < Self.formats.count else { return }
        let format = Self.formats[place]
        var documents = RandomDocument(seed: 11, vocabulary: pieces)
        var damage = Damage(seed: 12)
        for index in 0..<1_200 {
            var bytes = documents.next()
            if index % 3 == 2 { bytes = damage.apply(to: bytes) }
            let found = Self.violations(Self.parse(bytes, format))
            guard !found.isEmpty else { continue }
            let small = Shrinker.smallest(bytes) { !Self.violations(Self.parse($0, format)).isEmpty }
            Issue.record(
                "\(format): \(String(decoding: small, as: UTF8.self).debugDescription) \(Self.violations(Self.parse(small, format)))"
            )
            return
        }
    }

    @Test("a copy that was made again is equal, and nothing else is touched")
    func copies() {
        let pieces = Vocabulary(
            inlines: ["a", " ", "\n", "x"],
            blocks: [
                "```py\n", "```\n", "if a:\n", "    b()\n", "c()\n", "\n", "> ", "- ", "    ", "\t", "\r\n",
                "é🎉\n",
            ])
        var documents = RandomDocument(seed: 13, vocabulary: pieces)
        let original = Array("if a:\n    b()\n\nc()\n".utf8)
        var count = 0
        for _ in 0..<5_000 {
            let bytes = documents.next()
            let document = Self.parse(bytes, ("a.md", .gfm))
            let snippets = document.snippets
            for (place, snippet) in snippets.enumerated() {
                guard let edit = SnippetCopy(snippet, in: document, of: original)?.edit else { continue }
                count += 1
                let changed =
                    Array(bytes[..<edit.range.lower]) + Array(edit.replacement.utf8)
                    + Array(bytes[edit.range.upper...])
                let again = Self.parse(changed, ("a.md", .gfm))
                let mended = again.snippets
                guard mended.count == snippets.count,
                    SnippetCopy(mended[place], in: again, of: original) == nil
                else {
                    Issue.record(
                        "\(String(decoding: bytes, as: UTF8.self).debugDescription) at \(snippet.range)")
                    return
                }
            }
        }
        #expect(count > 100)
    }
}
