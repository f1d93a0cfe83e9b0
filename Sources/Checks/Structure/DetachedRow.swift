package import Model

/// Rows that a blank line cuts off from their table, so that readers see pipes.
package struct DetachedRow: Check {
    package static let id = "structure.detached-row"
    package static let fixChanges = FixChanges.blocks

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        for table in document.content.tables {
            var last = table.node
            while let rows = Self.rows(after: last, of: table, document) {
                let end = text.line(at: max(0, document[last].range.upper - 1))
                let gap = SourceRange(
                    text.fullLine(end).upper, text.line(text.line(at: rows.lines[0].lower)).lower)
                verdict.add(
                    Draft(
                        at: rows.lines[0], Self.detached, subject: text.string(rows.lines[0]),
                        notes: [Note(Self.table, at: table.delimiterRow)],
                        fixes: [Fix(title: Self.remove, safety: .safe, edits: [Edit(gap, "")])]))
                last = NodeID(Int(document[last].end))
            }
        }
    }

    /// The paragraph after a block, if it has only rows that fit into a table.
    private static func rows(after last: NodeID, of table: Table, _ document: Document) -> PipeLines? {
        let next = Int(document[last].end)
        guard next < document.nodes.count, document.nodes[next].parent == document[table.node].parent,
            document.nodes[next].kind == .paragraph,
            document.text.bytes[document.nodes[next].range.lower] == UInt8(ascii: "|")
        else { return nil }
        let rows = PipeLines(NodeID(next), document)
        let fits = rows.lines.indices.allSatisfy { line in
            rows.isFramed(line) && !rows.isDelimiterLike(line)
                && rows.cellCount(line, document) == table.alignments.count
        }
        return fits && table.alignments.count > 1 ? rows : nil
    }

    /// The paragraphs that this check names.
    static func all(in document: Document) -> Set<NodeID> {
        var found: Set<NodeID> = []
        for table in document.content.tables {
            var last = table.node
            while rows(after: last, of: table, document) != nil {
                last = NodeID(Int(document[last].end))
                found.insert(last)
            }
        }
        return found
    }

    private static let detached = "a blank line cuts this row off from its table, so that its pipes are shown"
    private static let table = "the table that it belongs to"
    private static let remove = "remove the blank line"
}
