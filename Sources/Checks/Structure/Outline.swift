internal import Model

/// The headings that divide a page, and those that divide a quotation, a list item, a tab or a component,
/// which have an order of their own.
enum Outline {
    struct Entry {
        var level: Int
        var range: SourceRange
        /// Nil where it is an HTML heading.
        var heading: Heading?
    }

    /// The headings that stand in one block: the document itself, a quotation, a list item, …
    struct Row {
        var block: NodeID
        var entries: [Entry]
    }

    /// All headings in Markdown, whatever they stand in.
    static func headings(of document: Document) -> [Entry] {
        document.headings.map { Entry(level: $0.level, range: document[$0.node].range, heading: $0) }
    }

    /// One row of headings for each block that has some, in order.
    static func rows(of document: Document) -> [Row] {
        var rows: [NodeID: [Entry]] = [:]
        for heading in document.headings {
            let entry = Entry(level: heading.level, range: document[heading.node].range, heading: heading)
            rows[document.parent(of: heading.node) ?? heading.node, default: []].append(entry)
        }
        for tag in document.tags where !tag.isClosing && document[tag.node].kind == .htmlBlock {
            guard let level = level(document.text.slice(tag.name)) else { continue }
            let entry = Entry(level: level, range: tag.range, heading: nil)
            rows[document.parent(of: tag.node) ?? tag.node, default: []].append(entry)
        }
        return rows.sorted { $0.key < $1.key }.map { block, entries in
            Row(block: block, entries: entries.sorted { $0.range < $1.range })
        }
    }

    /// The level that `h1` to `h6` stand for.
    static func level(_ name: ArraySlice<UInt8>) -> Int? {
        guard name.count == 2, let letter = name.first, letter | 0x20 == UInt8(ascii: "h"),
            let digit = name.last,
            (0x31...0x36).contains(digit)
        else { return nil }
        return Int(digit - 0x30)
    }
}
