internal import Model

/// The headings that divide a page, in order: those of quotations, list items, tabs and components, which
/// have an order of their own, are left out.
enum Outline {
    struct Entry {
        var level: Int
        var range: SourceRange
        /// Nil where it is an HTML heading.
        var heading: Heading?
    }

    static func entries(of document: Document) -> [Entry] {
        var entries = document.headings
            .filter { document.parent(of: $0.node) == NodeID(0) }
            .map { Entry(level: $0.level, range: document[$0.node].range, heading: $0) }
        let htmlHeadings = document.tags.compactMap { tag -> Entry? in
            guard !tag.isClosing, let level = level(document.text.slice(tag.name)),
                document[tag.node].kind == .htmlBlock
            else { return nil }
            return Entry(level: level, range: tag.range, heading: nil)
        }
        guard !htmlHeadings.isEmpty else { return entries }
        entries += htmlHeadings
        return entries.sorted { $0.range < $1.range }
    }

    /// The level that `h1` to `h6` stand for.
    private static func level(_ name: ArraySlice<UInt8>) -> Int? {
        guard name.count == 2, let letter = name.first, letter | 0x20 == UInt8(ascii: "h"),
            let digit = name.last,
            (0x31...0x36).contains(digit)
        else { return nil }
        return Int(digit - 0x30)
    }
}
