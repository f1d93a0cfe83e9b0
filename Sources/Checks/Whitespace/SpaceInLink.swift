package import Model

/// Links whose text begins or ends with white space.
package struct SpaceInLink: Check {
    package static let id = "whitespace.space-in-link"
    package static let fixChanges = FixChanges.spaces

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        for link in document.links where !link.isImage && link.style != .bare && link.style != .angle {
            let content = document[link.node].content
            guard !content.isEmpty else { continue }
            let begin = text.leadingSpace(of: content)
            if begin > content.lower { judgeStart(content, document, &verdict) }
            if text.trailingSpace(of: content) < content.upper { judgeEnd(content, document, &verdict) }
        }
    }

    private func judgeStart(_ content: SourceRange, _ document: Document, _ verdict: inout Verdict) {
        let text = document.text
        let first = text.firstLine(of: content)
        let end = text.leadingSpace(of: first)
        if end > content.lower {
            add(SourceRange(content.lower, end), Self.atStart, content, document, canMend: true, &verdict)
        } else {
            // The text begins with a line ending.
            let next = text.line(text.line(at: content.lower) + 1)
            let place = SourceRange(next.lower, min(next.upper, content.upper))
            add(place, Self.atStart, content, document, canMend: false, &verdict)
        }
    }

    private func judgeEnd(_ content: SourceRange, _ document: Document, _ verdict: inout Verdict) {
        let text = document.text
        let line = text.line(at: content.upper)
        let last = SourceRange(max(content.lower, text.line(line).lower), content.upper)
        let start = text.trailingSpace(of: last)
        if start < content.upper {
            add(SourceRange(start, content.upper), Self.atEnd, content, document, canMend: true, &verdict)
        } else {
            // The text ends with a line ending.
            let before = text.line(max(0, line - 1))
            let place = SourceRange(max(content.lower, before.lower), before.upper)
            add(place, Self.atEnd, content, document, canMend: false, &verdict)
        }
    }

    private func add(
        _ range: SourceRange, _ message: String, _ content: SourceRange, _ document: Document,
        canMend: Bool, _ verdict: inout Verdict
    ) {
        let fix = Fix(title: Self.remove, safety: .safe, edits: [Edit(range, "")])
        verdict.add(
            Draft(
                at: range, message, subject: document.text.subject(content), fixes: canMend ? [fix] : []))
    }

    private static let atStart = "white space at the beginning of the text of a link"
    private static let atEnd = "white space at the end of the text of a link"
    private static let remove = "remove it"
}
