package import Model

/// Tables without blank lines around them.
package struct BlanksAroundTables: Check {
    package static let id = "whitespace.blanks-around-tables"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let blanks = BlankLines(document, facts) else { return }
        for table in document.ids(of: .table) {
            let text = document.text
            let lines = linesWithoutDirectiveEnd(of: table, document)
            if !blanks.map.isSeparator(lines.lowerBound - 1) {
                let edit = blanks.insertion(before: lines.lowerBound, like: lines.lowerBound)
                verdict.add(
                    Draft(
                        at: blanks.content(ofLine: lines.lowerBound), Self.above,
                        subject: text.subject(text.line(lines.lowerBound)), fixes: [blanks.fix(edit)]))
            }
            if !blanks.map.isSeparator(lines.upperBound + 1) {
                let edit = blanks.insertion(before: lines.upperBound + 1, like: lines.upperBound)
                verdict.add(
                    Draft(
                        at: blanks.content(ofLine: lines.upperBound), Self.below,
                        subject: text.subject(text.line(lines.upperBound)), fixes: [blanks.fix(edit)]))
            }
        }
    }

    /// The lines of a table. `:::` right below it, which some dialects end a directive with, is none of them.
    private func linesWithoutDirectiveEnd(of table: NodeID, _ document: Document) -> ClosedRange<Int> {
        let lines = document.lines(of: table)
        var last = lines.upperBound
        let colon = UInt8(ascii: ":")
        while last > lines.lowerBound + 1,
            document.text.trimmed(document.text.line(last)).utf8.elementsEqual([colon, colon, colon])
        {
            last -= 1
        }
        return lines.lowerBound...last
    }

    private static let above = "no blank line above this table"
    private static let below = "no blank line below this table"
}
