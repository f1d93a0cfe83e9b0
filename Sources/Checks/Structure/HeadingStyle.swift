package import Model

/// Headings that are written in another way than the rest of the page.
package struct HeadingStyle: Check {
    package static let id = "structure.heading-style"
    package static let parameters = [
        Parameter(
            "style",
            .choice([
                "consistent", "atx", "atx_closed", "setext", "setext_with_atx", "setext_with_atx_closed",
            ]),
            standard: .text("consistent"),
            summary: "How headings are written; `consistent` is as the first of the page.")
    ]

    /// How headings of the first two levels are written, and how those below; nil for as the first of the page.
    private let wanted: (upper: Heading.Style, lower: Heading.Style)?

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        wanted =
            switch parameters.text("style") {
            case "atx": (.atx, .atx)
            case "atx_closed": (.closedATX, .closedATX)
            case "setext": (.setext, .setext)
            case "setext_with_atx": (.setext, .atx)
            case "setext_with_atx_closed": (.setext, .closedATX)
            default: nil
            }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let first = document.headings.first else { return }
        let wanted = self.wanted ?? (first.style, first.style)
        for heading in document.headings {
            let style = heading.level <= 2 ? wanted.upper : wanted.lower
            guard heading.style != style else { continue }
            verdict.add(
                Draft(
                    at: document.firstLine(of: heading), Self.differs(heading.style, style),
                    subject: document.plainText(of: heading.node)))
        }
    }

    private static func differs(_ found: Heading.Style, _ wanted: Heading.Style) -> String {
        "this heading is written \(words(found)), not \(words(wanted))"
    }

    private static func words(_ style: Heading.Style) -> String {
        switch style {
        case .atx: "with `#` before it"
        case .closedATX: "with `#` on both sides"
        case .setext: "with a line under it"
        }
    }
}
