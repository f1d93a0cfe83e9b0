package import Model

/// Fenced code blocks that do not say what language they are in.
package struct MissingLanguage: Check {
    package static let id = "snippets.missing-language"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for block in document.codeBlocks where block.isFenced && block.info.isEmpty && !block.lines.isEmpty {
            let first = document.content.segments[block.lines.lowerBound].range
            verdict.add(
                Draft(at: block.openingFence, Self.unsaid, subject: document.text.string(first).trimmedEnd))
        }
    }

    private static let unsaid = "this code block does not say its language"
}

extension String {
    /// Without the white space at its end.
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
