internal import Model

/// Emphasis that is all there is in a block of HTML beside tags and comments: `<p>**Install**</p>`.
///
/// Markdown sees no emphasis there, and yet its author meant some.
struct EmphasisInHTML {
    private let document: Document

    init(_ document: Document) { self.document = document }

    func find(in block: SourceRange) -> (range: SourceRange, content: SourceRange)? {
        let bytes = document.text.bytes
        var found: (range: SourceRange, content: SourceRange)?
        var offset = block.lower
        while offset < block.upper {
            switch bytes[offset] {
            case 0x20, 0x09: offset += 1
            case UInt8(ascii: "<"):
                guard let end = endOfTag(at: offset) else { return nil }
                offset = end
            case UInt8(ascii: "*"), UInt8(ascii: "_"):
                guard found == nil, let emphasis = emphasis(at: offset, before: block.upper) else {
                    return nil
                }
                found = emphasis
                offset = emphasis.range.upper
            default: return nil
            }
        }
        return found
    }

    /// Where the tag or the comment ends that begins at an offset.
    private func endOfTag(at offset: Int) -> Int? {
        Self.end(of: document.tags, \.range, startingAt: offset)
            ?? Self.end(of: document.comments, \.range, startingAt: offset)
    }

    private static func end<Element>(
        of elements: [Element], _ range: KeyPath<Element, SourceRange>, startingAt offset: Int
    ) -> Int? {
        var low = 0
        var high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if elements[middle][keyPath: range].lower < offset { low = middle + 1 } else { high = middle }
        }
        guard low < elements.count, elements[low][keyPath: range].lower == offset else { return nil }
        return elements[low][keyPath: range].upper
    }

    /// Emphasis of either strength that has nothing but text in it.
    private func emphasis(at start: Int, before end: Int) -> (range: SourceRange, content: SourceRange)? {
        let bytes = document.text.bytes
        let marker = bytes[start]
        var lower = start
        while lower < end, bytes[lower] == marker { lower += 1 }
        let length = lower - start
        var upper = lower
        while upper < end, bytes[upper] != marker {
            if Self.markup.contains(bytes[upper]) { return nil }
            upper += 1
        }
        guard length <= 2, lower < upper, upper + length <= end,
            bytes[upper..<upper + length].allSatisfy({ $0 == marker }),
            bytes[lower] != 0x20, bytes[upper - 1] != 0x20
        else { return nil }
        return (SourceRange(start, upper + length), SourceRange(lower, upper))
    }

    /// What can begin something else than text, and line endings.
    private static let markup = Set("*_`<&\\[$\t\n\r".utf8)
}
