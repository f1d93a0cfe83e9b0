package import Model

/// Code blocks that are fenced where others are indented, or the other way round.
package struct BlockStyle: Check {
    package static let id = "snippets.block-style"
    package static let parameters = [
        Parameter(
            "style", .choice(["consistent", "fenced", "indented"]), standard: .text("consistent"),
            summary: "How code blocks are written; `consistent` is like the first on the page.")
    ]

    private let isFenced: Bool?

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        switch parameters.text("style") {
        case "fenced": isFenced = true
        case "indented": isFenced = false
        default: isFenced = nil
        }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        var wanted = isFenced
        for block in document.codeBlocks {
            let expected = wanted ?? block.isFenced
            wanted = expected
            guard block.isFenced != expected else { continue }
            let whole = document[block.node].range
            let line = text.line(text.line(at: whole.lower))
            let range =
                block.isFenced
                ? SourceRange(whole.lower, max(block.openingFence.upper, block.info.upper))
                : text.bare(SourceRange(whole.lower, line.upper))
            verdict.add(
                Draft(
                    at: range, block.isFenced ? Self.fenced : Self.indented,
                    subject: text.subject(SourceRange(whole.lower, line.upper))))
        }
    }

    private static let fenced = "this code block is fenced and not indented"
    private static let indented = "this code block is indented and not fenced"
}

extension SourceText {
    /// A range without the white space around it.
    fileprivate func bare(_ range: SourceRange) -> SourceRange {
        let start = leadingSpace(of: range)
        return SourceRange(start, max(start, trailingSpace(of: range)))
    }
}
