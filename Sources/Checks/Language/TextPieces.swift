internal import Model

/// The pieces of a document that have words in them, each within one line: running text, code and HTML, but no
/// addresses of links, no info strings and no definitions.
struct TextPieces {
    struct Piece {
        var range: SourceRange
        /// Whether it is running text rather than code or a tag.
        var isProse: Bool
        /// Whether an address in it is still to be told from words.
        var mayHoldAddresses: Bool
    }

    private(set) var pieces: [Piece] = []

    init(of document: Document, withCode: Bool, withHTML: Bool) {
        let text = document.text
        for node in document.nodes {
            switch node.kind {
            case .text where !Self.isAddress(node, document):
                addProse(node.range, text)
            case .codeSpan where withCode:
                addLines(of: node.content, text)
            case .htmlInline where withHTML:
                addLines(of: node.range, text)
            case .codeBlock where withCode && node.payload >= 0:
                addLines(document.content.segments[document.codeBlocks[Int(node.payload)].lines], text)
            case .htmlBlock where node.payload >= 0:
                addHTML(node, document, withTags: withHTML)
            default: break
            }
        }
    }

    private static func isAddress(_ node: Node, _ document: Document) -> Bool {
        guard node.parent >= 0 else { return false }
        let parent = document.nodes[Int(node.parent)]
        guard parent.kind == .link, parent.payload >= 0 else { return false }
        let style = document.links[Int(parent.payload)].style
        return style == .bare || style == .angle
    }

    /// Text that goes on where other text ends is one piece with it.
    private mutating func addProse(_ range: SourceRange, _ text: SourceText) {
        if let last = pieces.last, last.isProse, last.range.upper == range.lower {
            pieces[pieces.count - 1].range.upper = range.upper
        } else {
            add(range, isProse: true, text)
        }
    }

    private mutating func add(_ range: SourceRange, isProse: Bool, _ text: SourceText) {
        var range = range
        while range.upper > range.lower,
            text.bytes[range.upper - 1] == 0x0A || text.bytes[range.upper - 1] == 0x0D
        {
            range.upper -= 1
        }
        guard !range.isEmpty else { return }
        let start = text.endOfSpaces(from: range.lower, before: range.upper)
        // What would be read as HTML or as indented code has no addresses of its own.
        let isOpaque =
            start < range.upper
            && (text.bytes[start] == UInt8(ascii: "<") || (!isProse && start - range.lower > 3))
        pieces.append(Piece(range: range, isProse: isProse, mayHoldAddresses: !isOpaque))
    }

    private mutating func addLines(of range: SourceRange, _ text: SourceText) {
        guard !range.isEmpty else { return }
        for line in text.line(at: range.lower)...text.line(at: range.upper - 1) {
            let whole = text.line(line)
            let lower = max(range.lower, whole.lower)
            add(SourceRange(lower, max(lower, min(range.upper, whole.upper))), isProse: false, text)
        }
    }

    private mutating func addLines(_ segments: ArraySlice<Segment>, _ text: SourceText) {
        for segment in segments { add(segment.range, isProse: false, text) }
    }

    /// The lines of an HTML block, cut where tags and comments begin and end.
    private mutating func addHTML(_ node: Node, _ document: Document, withTags: Bool) {
        let text = document.text
        let lines = document.content.segments[document.content.rawBlocks[Int(node.payload)].lines]
        let tags = document.tags.within(node.range, by: { $0.range })
        let comments = document.comments.within(node.range, by: { $0.range })
        let marks = (tags.map(\.range) + comments.map(\.range)).sorted()
        // A block that is one comment is no text at all.
        if comments.first?.range == node.range {
            if withTags { addLines(lines, text) }
            return
        }
        var next = 0
        for line in lines {
            var start = line.range.lower
            while next < marks.count, marks[next].upper <= start { next += 1 }
            var index = next
            while index < marks.count, marks[index].lower < line.range.upper {
                let mark = SourceRange(
                    max(start, marks[index].lower), min(line.range.upper, marks[index].upper))
                if mark.lower > start { add(SourceRange(start, mark.lower), isProse: true, text) }
                if withTags, mark.upper > mark.lower { add(mark, isProse: false, text) }
                start = max(start, mark.upper)
                index += 1
            }
            if start < line.range.upper { add(SourceRange(start, line.range.upper), isProse: true, text) }
        }
    }
}

extension Array {
    /// The elements, which are in document order, that begin within a range.
    fileprivate func within(_ range: SourceRange, by place: (Element) -> SourceRange) -> ArraySlice<Element> {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if place(self[middle]).lower < range.lower { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < count, place(self[end]).lower < range.upper { end += 1 }
        return self[low..<end]
    }
}

/// Addresses that are written out in a text, as GitHub finds them.
enum Addresses {
    static func find(in bytes: [UInt8], _ range: SourceRange) -> [SourceRange] {
        var found: [SourceRange] = []
        var offset = range.lower
        while offset < range.upper {
            if let address = address(in: bytes, at: offset, range) {
                found.append(address)
                offset = address.upper
            } else {
                offset += 1
            }
        }
        return found
    }

    private static func address(in bytes: [UInt8], at offset: Int, _ range: SourceRange) -> SourceRange? {
        let before = offset > range.lower ? bytes[offset - 1] : 0x20
        switch ASCII.lowercased(bytes[offset]) {
        case UInt8(ascii: "h"):
            guard !ASCII.isLetter(before) else { return nil }
            for scheme in ["http://", "https://"] where begins(scheme, bytes, offset, range) {
                let end = end(of: bytes, from: offset + scheme.utf8.count, range)
                if end > offset + scheme.utf8.count { return SourceRange(offset, end) }
            }
            return nil
        case UInt8(ascii: "w"):
            guard before == 0x20 || before == 0x09 || "(*_[]~".utf8.contains(before),
                begins("www.", bytes, offset, range)
            else { return nil }
            let end = end(of: bytes, from: offset + 4, range)
            return end > offset + 4 ? SourceRange(offset, end) : nil
        default: return nil
        }
    }

    private static func begins(_ word: String, _ bytes: [UInt8], _ offset: Int, _ range: SourceRange) -> Bool
    {
        var offset = offset
        for byte in word.utf8 {
            guard offset < range.upper, ASCII.lowercased(bytes[offset]) == byte else { return false }
            offset += 1
        }
        return true
    }

    /// Where the host and the path end: at white space or `<`, punctuation at the end left out.
    private static func end(of bytes: [UInt8], from start: Int, _ range: SourceRange) -> Int {
        guard start < range.upper, ASCII.isLetter(bytes[start]) || ASCII.isDigit(bytes[start]) else {
            return start
        }
        var end = start
        while end < range.upper, bytes[end] > 0x20, bytes[end] != UInt8(ascii: "<") { end += 1 }
        while end > start, "?!.,:*_~'\")".utf8.contains(bytes[end - 1]) { end -= 1 }
        return end
    }
}
