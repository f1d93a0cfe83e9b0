package import Model

/// A number of spaces behind list markers that is not the one asked for.
package struct ListMarkerSpace: Check {
    package static let id = "whitespace.list-marker-space"
    package static let parameters = [
        Parameter(
            "ul_single", .number(0...100), standard: .number(1),
            summary: "Spaces behind bullets of a list whose items have one line each; 0 means 1."),
        Parameter(
            "ol_single", .number(0...100), standard: .number(1),
            summary: "Spaces behind numbers of a list whose items have one line each; 0 means 1."),
        Parameter(
            "ul_multi", .number(0...100), standard: .number(1),
            summary: "Spaces behind bullets of other lists; 0 means 1."),
        Parameter(
            "ol_multi", .number(0...100), standard: .number(1),
            summary: "Spaces behind numbers of other lists; 0 means 1."),
    ]

    private let bullets: (single: Int, multi: Int)
    private let numbers: (single: Int, multi: Int)

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        func number(_ name: String) -> Int { max(1, parameters.number(name)) }
        bullets = (number("ul_single"), number("ul_multi"))
        numbers = (number("ol_single"), number("ol_multi"))
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        for list in document.content.lists {
            let widths = list.isOrdered ? numbers : bullets
            let items = document.items(of: list)
            let wanted =
                document.lines(of: list.node).count == items.count && !goesOnInQuote(list.node, document)
                ? widths.single : widths.multi
            for item in items {
                let prefix = document.prefix(of: item)
                let space = SourceRange(item.marker.upper, prefix.upper)
                guard !space.isEmpty, space.count != wanted else { continue }
                verdict.add(
                    Draft(
                        at: prefix, Self.wrong(space.count, wanted),
                        subject: text.subject(text.line(text.line(at: prefix.lower))),
                        fixes: [
                            Fix(
                                title: Self.write(wanted), safety: .safe,
                                edits: [Edit(space, String(repeating: " ", count: wanted))])
                        ]))
            }
        }
    }

    /// Whether a list in a quotation is followed by blank lines of the quotation, which count as its own.
    private func goesOnInQuote(_ list: NodeID, _ document: Document) -> Bool {
        guard let quote = document.ancestor(of: list, .blockQuote) else { return false }
        let next = document.lines(of: list).upperBound + 1
        guard next <= document.lines(of: quote).upperBound else { return false }
        return document.text.slice(document.text.line(next)).allSatisfy {
            $0 == UInt8(ascii: ">") || $0 == 0x20 || $0 == 0x09
        }
    }

    private static func wrong(_ found: Int, _ wanted: Int) -> String {
        "\(found) space\(found == 1 ? "" : "s") behind this list marker, where \(wanted) "
            + (wanted == 1 ? "is" : "are") + " asked for"
    }
    private static func write(_ wanted: Int) -> String {
        wanted == 1 ? "leave one space" : "write \(wanted) spaces"
    }
}
