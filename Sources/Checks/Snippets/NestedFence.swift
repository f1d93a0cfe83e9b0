package import Model

/// Fences that are as long as the fence around them, and so end the block that they were meant to stand in.
package struct NestedFence: Check {
    package static let id = "snippets.nested-fence"
    package static let fixChanges = FixChanges.blocks

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let blocks = document.codeBlocks
        var next = 0
        for (place, block) in blocks.enumerated() where place >= next {
            // Behind the first one, fences without a language may have changed their parts.
            if next > 0, block.info.isEmpty { continue }
            guard block.isFenced, !block.closingFence.isEmpty, let inner = innerFence(block, document),
                let stray = stray(after: place, blocks, document)
            else { continue }
            next = stray + 1
            let end = blocks[stray].openingFence
            let longer = String(
                repeating: document.text.bytes[block.openingFence.lower] == UInt8(ascii: "~") ? "~" : "`",
                count: longest(place, stray, blocks, inner) + 1)
            verdict.add(
                Draft(
                    at: block.openingFence, Self.early, subject: document.text.string(block.info),
                    notes: [
                        Note(Self.inner, at: inner), Note(Self.end, at: block.closingFence),
                        Note(Self.meant, at: end),
                    ],
                    fixes: [
                        Fix(
                            title: Self.lengthen, safety: .unsafe,
                            edits: [Edit(block.openingFence, longer), Edit(end, longer)])
                    ]))
        }
    }

    /// A line within a block that would open one: a fence as long as the block's, with a word behind it.
    private func innerFence(_ block: CodeBlock, _ document: Document) -> SourceRange? {
        let bytes = document.text.bytes
        let sign = bytes[block.openingFence.lower]
        for segment in document.content.segments[block.lines] {
            var start = segment.range.lower
            while start < segment.range.upper, bytes[start] == 0x20 { start += 1 }
            guard start - segment.range.lower < 4 else { continue }
            var end = start
            while end < segment.range.upper, bytes[end] == sign { end += 1 }
            guard end - start >= block.openingFence.count, end < segment.range.upper,
                ASCII.isLetter(bytes[end])
            else { continue }
            let rest = bytes[end..<segment.range.upper]
            if !rest.contains(UInt8(ascii: "`")) { return SourceRange(start, end) }
        }
        return nil
    }

    /// The fence without a language that the author meant for the end, and that opens a block instead.
    private func stray(after place: Int, _ blocks: [CodeBlock], _ document: Document) -> Int? {
        let outer = blocks[place]
        let isMarkdown = ["md", "markdown", "mdx"].contains(document.text.string(outer.language).lowercased())
        for index in (place + 1)..<max(place + 1, min(blocks.count, place + 12)) {
            let block = blocks[index]
            guard block.isFenced, document[block.node].parent == document[outer.node].parent,
                document.text.bytes[block.openingFence.lower] == document.text.bytes[outer.openingFence.lower]
            else { return nil }
            if block.info.isEmpty { return isStray(block, document) ? index : nil }
            if !isMarkdown { return nil }
        }
        return nil
    }

    /// Whether what begins like a block is its end rather: nothing closes it, or a blank line follows.
    private func isStray(_ block: CodeBlock, _ document: Document) -> Bool {
        guard !block.closingFence.isEmpty, let first = document.content.segments[block.lines].first else {
            return true
        }
        return document.text.slice(first.range).allSatisfy { $0 <= 0x20 }
    }

    private func longest(_ first: Int, _ last: Int, _ blocks: [CodeBlock], _ inner: SourceRange) -> Int {
        blocks[first...last].reduce(inner.count) { max($0, $1.openingFence.count, $1.closingFence.count) }
    }

    private static let early = "this block ends early: a fence within it is as long as its own"
    private static let inner = "a fence within the block"
    private static let end = "the block ends here already"
    private static let meant = "this was meant for its end, and begins another block"
    private static let lengthen = "make the outer fences longer"
}
