/// What stands on each line of a document: facts that many checks of lines share, worked out once.
///
/// Lines are counted from 0, as in `SourceText`.
package struct LineMap: Sendable {
    package struct Traits: OptionSet, Sendable {
        package let rawValue: UInt16
        @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// A set in code is a constant then, and not made by the generic protocol.
        @inlinable
        package init(arrayLiteral elements: Traits...) {
            self.init(rawValue: elements.reduce(0) { $0 | $1.rawValue })
        }

        /// Nothing but white space.
        @inlinable package static var blank: Traits { Traits(rawValue: 1) }
        /// Nothing but white space, quote markers and comments: it parts blocks for whoever looks at the
        /// source.
        @inlinable package static var separator: Traits { Traits(rawValue: 2) }
        /// Front matter, its fences, and the blank lines behind it.
        @inlinable package static var frontMatter: Traits { Traits(rawValue: 4) }
        /// A line of a fenced code block, the fences included.
        @inlinable package static var fencedCode: Traits { Traits(rawValue: 8) }
        /// The opening or closing fence of a code block.
        @inlinable package static var fence: Traits { Traits(rawValue: 16) }
        @inlinable package static var indentedCode: Traits { Traits(rawValue: 32) }
        @inlinable package static var html: Traits { Traits(rawValue: 64) }
        @inlinable package static var table: Traits { Traits(rawValue: 128) }
        @inlinable package static var heading: Traits { Traits(rawValue: 256) }
        /// A definition of a link or of a footnote.
        @inlinable package static var definition: Traits { Traits(rawValue: 512) }
        @inlinable package static var math: Traits { Traits(rawValue: 1024) }
        /// In a list, blank lines between its items included.
        @inlinable package static var list: Traits { Traits(rawValue: 2048) }
        @inlinable package static var quote: Traits { Traits(rawValue: 4096) }
        /// Part of it is a comment's inside.
        @inlinable package static var comment: Traits { Traits(rawValue: 8192) }
        /// A block that a dialect adds and that is never read as prose.
        @inlinable package static var verbatim: Traits { Traits(rawValue: 16384) }
        /// `<!--` stands on it.
        fileprivate static var commentMarker: Traits { Traits(rawValue: 32768) }

        @inlinable package static var code: Traits { Traits(rawValue: 8 | 32) }
    }

    package private(set) var traits: [Traits]
    /// Where the text of each line begins after the prefixes of the containers it stands in: quote markers,
    /// list markers, and the indentation that belongs to a list item.
    package private(set) var contentStarts: [UInt32]
    /// What stands between `<!--` and `-->`, in order, wherever they are written, in code as well; not of a
    /// comment that never ends.
    package private(set) var comments: [SourceRange]
    /// The first line behind the front matter and the blank lines that follow it; `count` where there is none.
    package private(set) var firstLine: Int

    package init(of document: Document) {
        let text = document.text
        traits = [Traits](repeating: [], count: text.lineCount)
        contentStarts = text.lineStarts
        comments = []
        firstLine = 0
        markFrontMatter(document)
        findComments(document)
        markBlocks(document)
        markBlanks(text)
        for lines in FormulaLines.find(in: text, from: firstLine, isCode: { isCode($0) }) {
            for line in lines { traits[line].insert(.math) }
        }
        while firstLine < traits.count - 1, firstLine > 0, traits[firstLine].contains(.blank) {
            traits[firstLine].insert(.frontMatter)
            firstLine += 1
        }
        var prefixes = PrefixReader(document)
        prefixes.read(into: &contentStarts)
    }

    @inlinable package var count: Int { traits.count }

    @inlinable package subscript(line: Int) -> Traits { traits[line] }

    /// Whether a line parts blocks; what lies outside of the document or in its front matter does.
    package func isSeparator(_ line: Int) -> Bool {
        line < firstLine || line >= traits.count || traits[line].contains(.separator)
    }

    private func isCode(_ line: Int) -> Bool {
        !traits[line].isDisjoint(with: [.fencedCode, .indentedCode, .html, .comment])
    }

    /// Whether an offset lies inside a comment.
    package func isInComment(_ offset: Int) -> Bool {
        var low = 0
        var high = comments.count
        while low < high {
            let middle = (low + high) / 2
            if comments[middle].upper <= offset { low = middle + 1 } else { high = middle }
        }
        return low < comments.count && comments[low].contains(offset)
    }

    /// The quote markers at the beginning of a line with the white space between them, none behind the last:
    /// what a blank line next to it begins with.
    package func quotePrefix(ofLine line: Int, in text: SourceText) -> SourceRange {
        let start = Int(text.lineStarts[line])
        guard traits[line].contains(.quote) else { return SourceRange(at: start) }
        var end = start
        for offset in start..<Int(contentStarts[line]) where text.bytes[offset] == UInt8(ascii: ">") {
            end = offset + 1
        }
        return SourceRange(start, end)
    }

    private mutating func markFrontMatter(_ document: Document) {
        guard let frontMatter = document.content.frontMatter else { return }
        mark(frontMatter.range, .frontMatter, in: document.text)
        let last = document.text.line(at: max(frontMatter.range.lower, frontMatter.range.upper - 1))
        firstLine = last + 1
    }

    private mutating func mark(_ range: SourceRange, _ trait: Traits, in text: SourceText) {
        var line = text.line(at: range.lower)
        repeat {
            traits[line].formUnion(trait)
            line += 1
        } while line < traits.count && Int(text.lineStarts[line]) < range.upper
    }

    private mutating func markBlocks(_ document: Document) {
        let text = document.text
        for (kind, trait) in Self.traitsByKind {
            for place in document.places(of: kind) {
                mark(document.nodes[Int(place)].range, trait, in: text)
            }
        }
        for block in document.codeBlocks {
            guard block.isFenced else {
                mark(document[block.node].range, .indentedCode, in: text)
                continue
            }
            mark(document[block.node].range, .fencedCode, in: text)
            traits[text.line(at: block.openingFence.lower)].insert(.fence)
            if !block.closingFence.isEmpty {
                traits[text.line(at: block.closingFence.lower)].insert(.fence)
            }
        }
    }

    private static let traitsByKind: [(NodeKind, Traits)] = [
        (.htmlBlock, .html), (.table, .table), (.heading, .heading), (.definition, .definition),
        (.footnoteDefinition, .definition),
        (.mathBlock, .math), (.list, .list), (.blockQuote, .quote), (.verbatimBlock, .verbatim),
        (.moduleCode, .verbatim),
    ]

    private mutating func findComments(_ document: Document) {
        let text = document.text
        let bytes = text.bytes
        var offset = firstLine < traits.count ? Int(text.lineStarts[firstLine]) : bytes.count
        var isOpen = false
        while let next = bytes.firstOffset(of: UInt8(ascii: "<"), from: offset) {
            offset = next
            guard Self.beginsComment(bytes, at: offset, before: bytes.count) else {
                offset += 1
                continue
            }
            traits[text.line(at: offset)].insert(.commentMarker)
            guard !isOpen, let end = Self.commentEnd(bytes, from: offset + 2, before: bytes.count) else {
                // No later one can end either; what they begin still hides the rest of their lines.
                isOpen = true
                offset += 4
                continue
            }
            let content = SourceRange(offset + 4, max(offset + 4, end))
            if !content.isEmpty, isHidden(content, in: text) {
                comments.append(content)
                mark(content, .comment, in: text)
            }
            offset = end + 3
        }
    }

    /// A comment behind text on its line counts only where every CommonMark reader, old or new, sees one.
    private func isHidden(_ content: SourceRange, in text: SourceText) -> Bool {
        let bytes = text.bytes
        let line = text.line(at: content.lower)
        let before = SourceRange(Int(text.lineStarts[line]), content.lower - 4)
        let first = Self.skipWhiteSpace(bytes, before)
        if first == before.upper { return true }
        if bytes[first] == UInt8(ascii: "|"), text.line(at: content.upper) > line { return false }
        let dash = UInt8(ascii: "-")
        let arrow = UInt8(ascii: ">")
        if bytes[content.lower] == arrow || bytes[content.upper - 1] == dash { return false }
        if bytes[content.lower] == dash, content.count > 1, bytes[content.lower + 1] == arrow { return false }
        return !(content.lower..<content.upper - 1).contains { bytes[$0] == dash && bytes[$0 + 1] == dash }
    }

    private static func beginsComment(_ bytes: [UInt8], at offset: Int, before end: Int) -> Bool {
        offset + 3 < end && bytes[offset] == UInt8(ascii: "<") && bytes[offset + 1] == UInt8(ascii: "!")
            && bytes[offset + 2] == UInt8(ascii: "-") && bytes[offset + 3] == UInt8(ascii: "-")
    }

    private static func endsComment(_ bytes: [UInt8], at offset: Int, before end: Int) -> Bool {
        offset + 2 < end && bytes[offset] == UInt8(ascii: "-") && bytes[offset + 1] == UInt8(ascii: "-")
            && bytes[offset + 2] == UInt8(ascii: ">")
    }

    private static func commentEnd(_ bytes: [UInt8], from start: Int, before end: Int) -> Int? {
        var offset = start
        while offset + 2 < end {
            if endsComment(bytes, at: offset, before: end) { return offset }
            offset += 1
        }
        return nil
    }

    private mutating func markBlanks(_ text: SourceText) {
        let bytes = text.bytes
        for line in 0..<traits.count {
            let range = text.line(line)
            let first = Self.skipWhiteSpace(bytes, range)
            if first == range.upper {
                traits[line].formUnion([.blank, .separator])
                continue
            }
            // Only a quote marker or a comment can end such a line, or a comment that goes on below.
            var last = range.upper
            while last > first, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
            guard bytes[last - 1] == UInt8(ascii: ">") || traits[line].contains(.commentMarker)
            else { continue }
            if isSeparator(bytes, SourceRange(first, range.upper)) { traits[line].insert(.separator) }
        }
    }

    /// Whether nothing is left of a line, which is not blank, without comments and quote markers. The end of
    /// a comment that began above and the beginning of one that goes on below are comments too.
    private func isSeparator(_ bytes: [UInt8], _ range: SourceRange) -> Bool {
        var showsText = isInComment(range.lower)
        var offset = range.lower
        while offset < range.upper {
            if Self.endsComment(bytes, at: offset, before: range.upper) {
                showsText = false
                offset += 3
            } else if Self.beginsComment(bytes, at: offset, before: range.upper) {
                guard let end = Self.commentEnd(bytes, from: offset + 2, before: range.upper) else { break }
                offset = end + 3
            } else if bytes[offset] == UInt8(ascii: ">") {
                offset += 1
            } else {
                let length = Self.whiteSpaceLength(bytes, at: offset, before: range.upper)
                if length == 0 { showsText = true }
                offset += max(1, length)
            }
        }
        return !showsText
    }

    private static func skipWhiteSpace(_ bytes: [UInt8], _ range: SourceRange) -> Int {
        var offset = range.lower
        while offset < range.upper {
            let length = whiteSpaceLength(bytes, at: offset, before: range.upper)
            guard length > 0 else { break }
            offset += length
        }
        return offset
    }

    /// How many bytes the white space character at an offset has; 0 where there is none. Unicode's space
    /// separators, line separators and the byte order mark count.
    @inlinable
    package static func whiteSpaceLength(_ bytes: [UInt8], at offset: Int, before end: Int) -> Int {
        let byte = bytes[offset]
        if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : 0 }
        if byte == 0xC2 { return offset + 1 < end && bytes[offset + 1] == 0xA0 ? 2 : 0 }
        guard offset + 2 < end else { return 0 }
        switch (byte, bytes[offset + 1], bytes[offset + 2]) {
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
            (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
            return 3
        default: return 0
        }
    }
}
