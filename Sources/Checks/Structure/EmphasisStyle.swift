package import Model

/// Emphasis, or strong emphasis, with another marker than the rest of the page has.
package struct EmphasisStyle: Check {
    package static let id = "structure.emphasis-style"
    package static let parameters = [
        Parameter(
            "of", .choice(["emphasis", "strong"]), standard: .text("emphasis"),
            summary: "What is looked at: emphasis or strong emphasis."),
        Parameter(
            "style", .choice(["consistent", "asterisk", "underscore"]), standard: .text("consistent"),
            summary: "The marker to use; `consistent` is the first on the page."),
    ]

    private let kind: NodeKind
    private let marker: UInt8?

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        kind = parameters.text("of") == "strong" ? .strong : .emphasis
        switch parameters.text("style") {
        case "asterisk": marker = UInt8(ascii: "*")
        case "underscore": marker = UInt8(ascii: "_")
        default: marker = nil
        }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let bytes = document.text.bytes
        var wanted = marker
        for place in document.places(of: kind) {
            let node = document.nodes[Int(place)]
            let found = bytes[node.range.lower]
            guard let expected = wanted else {
                wanted = found
                continue
            }
            if found == expected { continue }
            // Within a word only asterisks make emphasis.
            if expected == UInt8(ascii: "_"), isInWord(node.range, bytes) { continue }
            let opening = SourceRange(node.range.lower, node.content.lower)
            let closing = SourceRange(node.content.upper, node.range.upper)
            let mended = String(
                repeating: expected == UInt8(ascii: "_") ? "_" : "*", count: opening.count)
            // One marker alone would be no emphasis any more.
            let edits = [Edit(opening, mended), Edit(closing, mended)]
            for range in [opening, closing] {
                verdict.add(
                    Draft(
                        at: range, Self.expected(mended, document.text.string(range)),
                        subject: document.text.string(node.content),
                        fixes: [Fix(title: Self.replace(mended), safety: .safe, edits: edits)]))
            }
        }
    }

    private func isInWord(_ range: SourceRange, _ bytes: [UInt8]) -> Bool {
        (range.lower > 0 && ASCII.isWord(bytes[range.lower - 1]))
            || (range.upper < bytes.count && ASCII.isWord(bytes[range.upper]))
    }

    private static func expected(_ wanted: String, _ found: String) -> String {
        "emphasis is marked with `\(found)` here and not with `\(wanted)`"
    }
    private static func replace(_ marker: String) -> String { "replace with `\(marker)`" }
}
