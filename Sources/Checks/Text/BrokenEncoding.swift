package import Model

/// Bytes that are no UTF-8, and the characters that a program has put where it could read none.
package struct BrokenEncoding: Check {
    package static let id = "text.broken-encoding"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .characters }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        var lines: Set<Int> = []
        for problem in document.problems where problem.kind == .invalidUTF8 {
            // One finding for a line says enough: such files have one in every word.
            guard lines.insert(document.text.line(at: problem.range.lower)).inserted else { continue }
            verdict.add(
                Draft(
                    at: problem.range, Self.invalid,
                    subject: document.text.subject(
                        document.text.line(document.text.line(at: problem.range.lower)))))
        }
        guard let places = facts.characters?.replacements, !places.isEmpty, !Self.speaksOfIt(document.text)
        else { return }
        for offset in places where lines.insert(document.text.line(at: offset)).inserted {
            guard !document.isCode(at: offset) else { continue }
            var range = SourceRange(offset, offset + 3)
            while document.text.bytes[range.upper...].starts(with: [0xEF, 0xBF, 0xBD]) { range.upper += 3 }
            verdict.add(
                Draft(
                    at: range, Self.replaced,
                    subject: document.text.subject(document.text.line(document.text.line(at: offset)))))
        }
    }

    /// Whether a page is about the character itself, which it then shows on purpose.
    private static func speaksOfIt(_ text: SourceText) -> Bool {
        let page = text.string(SourceRange(0, text.count)).lowercased()
        return page.contains("fffd") || page.contains("replacement character") || page.contains("invalid utf")
    }

    private static let invalid = "these bytes are no UTF-8: readers see `\u{FFFD}` here"
    private static let replaced = "a character was lost here when the text was converted"
}
