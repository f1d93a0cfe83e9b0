package import Model

/// Quotations that only blank lines part: some readers take them for one, others for two.
package struct QuoteBlankLine: Check {
    package static let id = "structure.quote-blank-line"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for quote in document.ids(of: .blockQuote) {
            let next = Int(document[quote].end)
            guard next < document.nodes.count, document.nodes[next].kind == .blockQuote,
                document.nodes[next].parent == document[quote].parent,
                document.ancestor(of: quote, .blockQuote) == nil
            else { continue }
            let first = document.lines(of: quote).upperBound + 1
            let last = document.lines(of: NodeID(next)).lowerBound
            for line in first..<max(first, last) {
                verdict.add(
                    Draft(
                        at: document.text.line(line), Self.blank,
                        subject: document.text.subject(document.text.line(last))))
            }
        }
    }

    private static let blank = "only a blank line parts two quotations"
}
