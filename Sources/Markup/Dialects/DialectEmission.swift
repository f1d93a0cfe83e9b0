import Model

// How what dialects add is written.
extension Emitter {
    mutating func emitDirective(_ index: Int, _ block: Block) {
        let payload = content.directives.count
        let inner =
            block.closing.isEmpty || block.closing.lower > block.upper ? afterLine(block.upper) : block.upper
        let node = openNode(
            .directive, lower: block.lower, upper: block.upper, contentLower: inner, block: index, payload)
        content.directives.append(
            Directive(node: node, syntax: block.syntax, name: block.content, arguments: block.info))
        if block.syntax == .jsx { _ = addTag(block.marker.lower, to: block.marker.upper, of: node) }
    }

    /// Where the line after the one of an offset begins; the offset itself where more stands on its line.
    private func afterLine(_ place: Int) -> Int {
        let end = LinkScanner(bytes: bytes, end: bytes.count).skipSpaces(place)
        if bytes[end] == 0x0D, bytes[end + 1] == 0x0A { return end + 2 }
        return end < bytes.count && (bytes[end] == 0x0A || bytes[end] == 0x0D) ? end + 1 : place
    }

    /// Records the closing tag of an element.
    mutating func closeElement(_ node: Int32, _ block: Block) {
        guard block.syntax == .jsx, !block.closing.isEmpty else { return }
        _ = addTag(block.closing.lower, to: block.closing.upper, of: NodeID(Int(node)))
    }

    mutating func emitVerbatimParts(of node: NodeID, _ block: Block) {
        let range = SourceRange(block.lower, block.upper)
        if bytes[range.lower] == 0x25, features.dialect == .myst {
            let inner = LinkScanner(bytes: bytes, end: range.upper).skipSpaces(range.lower + 1)
            content.comments.append(
                Comment(node: node, range: range, content: SourceRange(inner, range.upper)))
        } else {
            scanVerbatim(range, of: node)
        }
    }

    /// Records the tag or comment that a verbatim inline is.
    mutating func scanVerbatim(_ range: SourceRange, of node: NodeID) {
        if bytes[range.lower] == 0x3C {
            _ = addTag(range.lower, to: range.upper, of: node)
            return
        }
        guard features.hasJSX, bytes[range.lower] == 0x7B else { return }
        let lower = HTMLScanner(bytes: bytes, end: range.upper).skipWhiteSpace(range.lower + 1)
        var upper = range.upper - 1
        while upper > lower, ASCII.isWhiteSpace(bytes[upper - 1]) { upper -= 1 }
        guard upper - lower >= 4, bytes.matches("/*", at: lower), bytes.matches("*/", at: upper - 2) else {
            return
        }
        content.comments.append(Comment(node: node, range: range, content: SourceRange(lower + 2, upper - 2)))
    }

    mutating func writeRole(_ token: Token) {
        let inner = SourceRange(token.contentLower, token.contentUpper)
        let node = addNode(
            .role, SourceRange(token.lower, token.upper), content: inner, payload: content.directives.count)
        let close = bytes.first(0x7D, from: token.lower, to: token.contentLower)
        content.directives.append(
            Directive(
                node: node, syntax: .role, name: SourceRange(token.lower + 1, close),
                arguments: SourceRange(at: close)))
        guard !inner.isEmpty else { return }
        openNodes.append(node.index)
        var lower = inner.lower
        while lower < inner.upper {
            var upper = lower
            while upper < inner.upper, bytes[upper] != 0x0A, bytes[upper] != 0x0D { upper += 1 }
            let text = SourceRange(lower, upper)
            if !text.isEmpty { addNode(.text, text, content: text) }
            guard upper < inner.upper else { break }
            let next = min(
                upper + (bytes[upper] == 0x0D && bytes[upper + 1] == 0x0A ? 2 : 1), inner.upper)
            addNode(.softBreak, SourceRange(upper, next), content: SourceRange(upper, next))
            lower = LinkScanner(bytes: bytes, end: inner.upper).skipSpaces(next)
        }
        openNodes.removeLast()
        content.nodes[Int(node.index)].end = Int32(truncatingIfNeeded: content.nodes.count)
    }

    /// What a brace begins within a line.
    mutating func readBrace(_ place: Int, _ range: SourceRange) -> Int {
        let end = range.upper
        if features.hasJSX { return readExpression(place, end) }
        if features.dialect == .myst, let upper = readRole(place, end) { return upper }
        guard searchAccount > 0 else { return place + 1 }
        if let upper = Template.end(at: place, to: end, in: bytes), upper <= end {
            return addVerbatim(place, upper, markers: 2)
        }
        if bytes[place + 1] == 0x7B || bytes[place + 1] == 0x25 { searchAccount -= end - place }
        guard let upper = attributeListEnd(place, end) else { return place + 1 }
        return addVerbatim(place, upper, markers: 1)
    }

    /// The end of `{ .class #id key=value }` or `{: … }`, which says how something looks.
    private func attributeListEnd(_ place: Int, _ end: Int) -> Int? {
        var next = place + 1
        if bytes[next] == 0x3A { next += 1 }
        next = LinkScanner(bytes: bytes, end: end).skipSpaces(next)
        guard next < end else { return nil }
        let isMarked = (bytes[next] == 0x2E || bytes[next] == 0x23) && ASCII.isLetter(bytes[next + 1])
        var hasSign = false
        while next < end {
            switch bytes[next] {
            case 0x7D: return isMarked || hasSign ? next + 1 : nil
            case 0x3D: hasSign = true
            case 0x0A, 0x0D, 0x7B, 0x60: return nil
            case 0x22, 0x27:
                let close = bytes.first(bytes[next], from: next + 1, to: end)
                guard close < end else { return nil }
                next = close
            case 0x20: break
            default:
                // Before the first sign there is one word, so that braces around a sentence stay prose.
                if !isMarked, !hasSign, bytes[next - 1] == 0x20, bytes[place + 1] != 0x20 { return nil }
            }
            next += 1
        }
        return nil
    }
}
