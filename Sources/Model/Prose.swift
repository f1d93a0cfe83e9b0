/// The running text of a document as a reader sees it, for checks of words: markup gone, escapes and
/// character references resolved, with a map back to the file.
///
/// Blocks are parted by U+001E (record separator), which no pattern for white space matches. Code, math,
/// images, raw HTML and whatever else is not words stands as one U+FFFC (object replacement character), so that
/// the words around it do not become neighbours. A line break in a paragraph is a line feed.
package struct Prose: Sendable {
    package let bytes: [UInt8]
    package let map: OffsetMap
    /// The blocks in order: where each stands in `bytes`, and the paragraph, heading or table cell it is.
    package let blocks: [Block]

    package struct Block: Sendable {
        /// In `bytes`.
        package var range: SourceRange
        package var node: NodeID
    }

    package init(of document: Document) {
        var builder = Builder(document: document)
        for kind in [NodeKind.paragraph, .heading, .tableCell] {
            for place in document.places(of: kind) { builder.places.append(Int(place)) }
        }
        builder.places.sort()
        for place in builder.places { builder.append(block: place) }
        bytes = builder.bytes
        map = builder.map
        blocks = builder.blocks
    }

    /// The text of a range of `bytes`.
    package func string(_ range: SourceRange) -> String {
        String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
    }

    private struct Builder {
        let document: Document
        var places: [Int] = []
        var bytes: [UInt8] = []
        var map = OffsetMap()
        var blocks: [Block] = []

        init(document: Document) {
            self.document = document
            bytes.reserveCapacity(document.text.count)
        }

        mutating func append(block place: Int) {
            let start = bytes.count
            let block = document.nodes[place]
            var index = place + 1
            while index < Int(block.end) {
                let node = document.nodes[index]
                switch node.kind {
                case .text, .escape:
                    bytes.append(contentsOf: document.text.bytes[node.content.lower..<node.content.upper])
                    map.appendCopy(of: node.content)
                case .characterReference:
                    make(Array(document.content.strings[Int(node.payload)].utf8), for: node.range)
                case .softBreak, .hardBreak:
                    make([0x0A], for: node.range)
                case .emphasis, .strong, .strikethrough, .role:
                    break
                case .link:
                    let style = document.links[Int(node.payload)].style
                    if style == .bare || style == .angle { fallthrough }
                default:
                    make([0xEF, 0xBF, 0xBC], for: node.range)
                    index = Int(node.end)
                    continue
                }
                index += 1
            }
            blocks.append(Block(range: SourceRange(start, bytes.count), node: NodeID(place)))
            make([0x1E], for: SourceRange(at: block.range.upper))
        }

        mutating func make(_ made: [UInt8], for source: SourceRange) {
            bytes.append(contentsOf: made)
            map.append(made: made.count, for: source)
        }
    }
}
