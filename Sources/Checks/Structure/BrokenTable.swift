package import Model

/// Lines that were meant for a table and are shown as text, because the line under the header is missing or
/// does not fit.
package struct BrokenTable: Check {
    package static let id = "structure.broken-table"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard document.dialect != .commonmark else { return }
        let bytes = document.text.bytes
        var detached: Set<NodeID>?
        for place in document.places(of: .paragraph) {
            let range = document.nodes[Int(place)].range
            // Most paragraphs have no pipe, which costs less to know than their lines.
            guard bytes[range.lower..<range.upper].contains(UInt8(ascii: "|")) else { continue }
            judge(NodeID(Int(place)), document, &detached, &verdict)
        }
    }

    private func judge(
        _ paragraph: NodeID, _ document: Document, _ detached: inout Set<NodeID>?, _ verdict: inout Verdict
    ) {
        let rows = PipeLines(paragraph, document)
        guard rows.lines.count > 1 else { return }
        for line in rows.lines.indices where rows.isDelimiterLike(line) {
            if let message = message(rows, delimiter: line, document) {
                verdict.add(
                    Draft(
                        at: rows.lines[line], message,
                        subject: document.text.string(rows.lines[line == 0 ? 0 : line - 1])))
            }
            return
        }
        let count = rows.cellCount(0, document)
        guard count > 1,
            rows.lines.indices.allSatisfy({ rows.isFramed($0) && rows.cellCount($0, document) == count })
        else { return }
        // Rows that are cut off from a table are named as such.
        let known = detached ?? DetachedRow.all(in: document)
        detached = known
        if known.contains(paragraph) { return }
        verdict.add(Draft(at: rows.lines[0], Self.noDelimiter, subject: document.text.string(rows.lines[0])))
    }

    private func message(_ rows: PipeLines, delimiter line: Int, _ document: Document) -> String? {
        guard line > 0 else {
            return rows.hasPipe(1) ? Self.noHeader : nil
        }
        guard rows.hasPipe(line - 1) else { return nil }
        let (header, delimiter) = (rows.cellCount(line - 1, document), rows.cellCount(line, document))
        if header != delimiter { return Self.otherCount(header, delimiter) }
        return rows.isDelimiter(line) ? nil : Self.malformed
    }

    private static func otherCount(_ header: Int, _ delimiter: Int) -> String {
        "this row has \(cells(delimiter)) and the header above it \(header), so that no table is shown"
    }
    private static func cells(_ count: Int) -> String { count == 1 ? "one cell" : "\(count) cells" }
    private static let malformed =
        "a cell of this row is not dashes with a colon at either end or none, so that no table is shown"
    private static let noHeader = "no header stands right above this row, so that no table is shown"
    private static let noDelimiter = "no row of dashes follows this header, so that no table is shown"
}
