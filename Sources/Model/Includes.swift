extension Document {
    /// Whether other files come into the page when it is built, so that it may have more headings, anchors
    /// and definitions than stand in it.
    package var hasIncludes: Bool {
        let isShortcode = { (directive: Directive) in
            directive.syntax == .shortcode || self.text.slice(directive.name).elementsEqual("include".utf8)
        }
        if content.directives.contains(where: isShortcode) { return true }
        let marks = Self.includeMarks
        for kind in [NodeKind.text, .verbatimBlock, .verbatimInline] {
            for place in places(of: kind) {
                let bytes = text.slice(nodes[Int(place)].range)
                for (index, byte) in zip(bytes.indices, bytes) where "{-[".utf8.contains(byte) {
                    if marks.contains(where: { bytes[index...].starts(with: $0) }) { return true }
                }
            }
        }
        return comments.contains { text.string($0.content).contains("@include") }
            || codeBlocks.contains { text.slice($0.info).starts(with: "{include}".utf8) }
    }

    /// How mdBook, Jekyll, PyMdown, Markdown-Include, Hugo and others write it.
    private static let includeMarks = [
        "{{#include", "{% include", "{%- include", "{% render", "--8<--", "{!", "{{<", "{{%", "[!INCLUDE",
        "[!include",
    ].map { Array($0.utf8) }
}
