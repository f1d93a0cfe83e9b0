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
            let items = Array(document.children(of: list.node))
            let wanted =
                document.lines(of: list.node).count == items.count && !goesOnInQuote(list.node, document)
                ? widths.single : widths.multi
            for item in items {
                let node = document[item]
                guard node.payload >= 0 else { continue }
                let marker = document.content.listItems[Int(node.payload)].marker
                let line = text.line(text.line(at: marker.lower))
                let space = SourceRange(marker.upper, Self.endOfSpaces(behind: marker, line, text))
                guard !space.isEmpty, space.count != wanted else { continue }
                verdict.add(
                    Draft(
                        at: SourceRange(marker.lower, space.upper), Self.wrong(space.count, wanted),
                        subject: text.trimmed(line),
                        fixes: [
                            Fix(
                                title: Self.write(wanted), safety: .safe,
                                edits: [Edit(space, String(repeating: " ", count: wanted))])
                        ]))
            }
        }
    }

    /// Where the white space between a marker and its text ends: at the marker where nothing follows, and behind
    /// one space where so many follow that they indent code.
    private static func endOfSpaces(behind marker: SourceRange, _ line: SourceRange, _ text: SourceText)
        -> Int
    {
        let end = text.endOfSpaces(from: marker.upper, before: line.upper)
        if end == line.upper { return marker.upper }
        var column = 0
        for offset in line.lower..<end {
            let width = text.bytes[offset] == 0x09 ? 4 - column % 4 : 1
            column += width
        }
        var before = 0
        for offset in line.lower..<marker.upper { before += text.bytes[offset] == 0x09 ? 4 - before % 4 : 1 }
        return column - before > 4 ? marker.upper + 1 : end
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
