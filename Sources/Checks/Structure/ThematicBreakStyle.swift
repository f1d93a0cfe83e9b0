package import Model

/// Thematic breaks that are not written like the first, or not as asked for.
package struct ThematicBreakStyle: Check {
    package static let id = "structure.thematic-break-style"
    package static let parameters = [
        Parameter(
            "style", .text, standard: .text("consistent"),
            summary: "How breaks are written, such as `---`; `consistent` is like the first on the page.")
    ]

    private let style: String?

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        let style = parameters.text("style").drop(while: \.isWhitespace)
        let end = style.lastIndex { !$0.isWhitespace }
        let bare = end.map { String(style[...$0]) } ?? "consistent"
        self.style = bare == "consistent" ? nil : bare
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        var wanted = style
        for place in document.places(of: .thematicBreak) {
            let range = document.nodes[Int(place)].range
            let bare = SourceRange(range.lower, text.trailingSpace(of: range))
            let found = text.string(bare)
            let expected = wanted ?? found
            wanted = expected
            if found != expected { verdict.add(Draft(at: bare, Self.wrong(found, expected), subject: found)) }
        }
    }

    private static func wrong(_ found: String, _ wanted: String) -> String {
        "this break is written `\(found)` and not `\(wanted)`"
    }
}
