internal import Model

/// A list of links to the headings of its own page.
struct ContentsList {
    struct Entry {
        var link: NodeID
        var range: SourceRange
        /// Without `#`, percent-encoding resolved.
        var fragment: String
    }

    let entries: [Entry]
    /// Where it ends: headings before it are not in it.
    let end: Int
    /// Whether comments around it say that a program keeps it.
    let isGenerated: Bool

    /// The first table of contents of a page; nil where there is none.
    static func find(in document: Document) -> ContentsList? {
        // Without three links to the page itself there is none, which is soon known.
        let hash = UInt8(ascii: "#")
        let count = document.links.count { link in
            link.style == .inline && link.destination.count > 1
                && document.text.bytes[link.destination.lower] == hash
        }
        guard count > 2 else { return nil }
        return generated(in: document) ?? titled(in: document)
    }

    private static func generated(in document: Document) -> ContentsList? {
        var start: SourceRange?
        for comment in document.comments {
            let words = document.text.string(comment.content).lowercased().split { $0.isWhitespace }
            if let start, isEnd(words) {
                return list(in: SourceRange(start.upper, comment.range.lower), document, isGenerated: true)
            }
            if isStart(words) { start = comment.range }
        }
        return nil
    }

    private static func isStart(_ words: [Substring]) -> Bool {
        words.first == "toc" || words.starts(with: ["start", "doctoc"])
    }

    private static func isEnd(_ words: [Substring]) -> Bool {
        words.first == "tocstop" || words.first == "/toc" || words.starts(with: ["end", "doctoc"])
    }

    private static func titled(in document: Document) -> ContentsList? {
        for heading in document.headings where document[heading.node].parent == 0 {
            let next = Int(document[heading.node].end)
            guard next < document.nodes.count, document.nodes[next].kind == .list,
                titles.contains(document.plainText(of: heading.node).lowercased())
            else { continue }
            return list(in: document.nodes[next].range, document, isGenerated: false)
        }
        return nil
    }

    private static let titles: Set<String> = [
        "contents", "table of contents", "toc", "table of content", "on this page", "index",
    ]

    /// The entries within a range; nil where an item is something else than one link to the page.
    private static func list(in range: SourceRange, _ document: Document, isGenerated: Bool) -> ContentsList?
    {
        var entries: [Entry] = []
        for item in document.ids(of: .listItem) where range.contains(document[item].range) {
            guard let paragraph = document.children(of: item).first(where: { _ in true }),
                document[paragraph].kind == .paragraph,
                let id = document.children(of: paragraph).first(where: { document[$0].kind == .link })
            else { return nil }
            let link = document.links[Int(document[id].payload)]
            guard link.style == .inline, link.destination.count > 1 else { return nil }
            let destination = document.destination(of: link)
            guard destination.hasPrefix("#") else { return nil }
            entries.append(
                Entry(
                    link: id, range: document[id].range,
                    fragment: Reference.percentDecoded(destination.dropFirst())))
        }
        guard entries.count > 2 else { return nil }
        return ContentsList(entries: entries, end: range.upper, isGenerated: isGenerated)
    }
}
