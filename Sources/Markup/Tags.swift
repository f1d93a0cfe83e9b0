import Model

// Tags, their attributes, and comments, in HTML blocks and within lines.
extension Emitter {
    /// Records the tags and comments of an HTML block.
    mutating func scanHTML(_ range: SourceRange, of node: NodeID) {
        let scanner = HTMLScanner(bytes: bytes, end: range.upper)
        var missing: MissingEnds = []
        var place = range.lower
        while true {
            place = bytes.first(0x3C, from: place, to: range.upper)
            guard place < range.upper else { return }
            switch bytes[place + 1] {
            case 0x21:
                if bytes.matches("<!--", at: place) {
                    place = scanComment(place, range, of: node, &missing)
                } else {
                    place += 2
                }
            case 0x3F:
                if !missing.contains(.instruction), let end = scanner.after("?>", from: place + 2) {
                    place = end
                } else {
                    missing.insert(.instruction)
                    place += 2
                }
            default:
                guard let end = addTag(place, to: range.upper, of: node) else {
                    place += 1
                    continue
                }
                place = end
                // Nothing within these is markup.
                guard let tag = content.tags.last, !tag.isClosing,
                    HTMLNames.isVerbatim(tag.name.lower, tag.name.upper, in: bytes),
                    bytes[tag.name.lower] | 0x20 != 0x70
                else { continue }
                guard !missing.contains(.element) else { continue }
                if let closing = closingTag(of: tag.name, from: end, to: range.upper) {
                    place = closing
                } else {
                    missing.insert(.element)
                }
            }
        }
    }

    /// Where the closing tag of an element begins.
    private func closingTag(of name: SourceRange, from lower: Int, to upper: Int) -> Int? {
        var place = lower
        while true {
            place = bytes.first(0x3C, from: place, to: upper)
            guard place < upper else { return nil }
            if bytes[place + 1] == 0x2F, matches(name, at: place + 2, upper) { return place }
            place += 1
        }
    }

    private func matches(_ name: SourceRange, at place: Int, _ upper: Int) -> Bool {
        guard place + name.count <= upper else { return false }
        for index in 0..<name.count where bytes[place + index] | 0x20 != bytes[name.lower + index] | 0x20 {
            return false
        }
        return true
    }

    private mutating func scanComment(
        _ place: Int, _ range: SourceRange, of node: NodeID, _ missing: inout MissingEnds
    ) -> Int {
        let scanner = HTMLScanner(bytes: bytes, end: range.upper)
        var end: Int?
        if bytes[place + 4] == 0x3E { end = place + 5 }
        if bytes[place + 4] == 0x2D, bytes[place + 5] == 0x3E { end = place + 6 }
        if end == nil, !missing.contains(.comment) { end = scanner.after("-->", from: place + 4) }
        guard let end, end <= range.upper else {
            missing.insert(.comment)
            content.problems.append(
                Problem(kind: .unclosedComment, range: SourceRange(place, min(place + 4, range.upper))))
            let rest = SourceRange(place, range.upper)
            content.comments.append(
                Comment(node: node, range: rest, content: SourceRange(min(place + 4, rest.upper), rest.upper))
            )
            return range.upper
        }
        addComment(SourceRange(place, end), of: node)
        return end
    }

    /// Records `<!-- … -->`.
    private mutating func addComment(_ range: SourceRange, of node: NodeID) {
        let lower = min(range.lower + 4, range.upper)
        let inner = SourceRange(lower, max(lower, range.upper - 3))
        content.comments.append(Comment(node: node, range: range, content: inner))
    }

    /// Records the tag or comment that an inline of raw HTML is.
    mutating func scanTag(_ range: SourceRange, of node: NodeID) {
        if bytes[range.lower + 1] == 0x21 {
            if bytes.matches("<!--", at: range.lower) { addComment(range, of: node) }
        } else if bytes[range.lower + 1] != 0x3F {
            _ = addTag(range.lower, to: range.upper, of: node)
        }
    }

    /// Records the tag that begins at an offset, read as leniently as browsers do.
    ///
    /// - Returns: where it ends; nil where it has no end or is no tag.
    mutating func addTag(_ place: Int, to end: Int, of node: NodeID) -> Int? {
        let scanner = HTMLScanner(bytes: bytes, end: end)
        let isClosing = bytes[place + 1] == 0x2F
        let name = isClosing ? place + 2 : place + 1
        var next = name
        if features.hasJSX {
            while next < end, JSX.isInName(bytes[next]) { next += 1 }
        } else {
            while next < end, ASCII.isAlphanumeric(bytes[next]) || bytes[next] == 0x2D || bytes[next] == 0x3A
            {
                next += 1
            }
        }
        let isFragment = features.hasJSX && next == name
        guard isFragment || ASCII.isLetter(bytes[name]) || features.hasJSX && bytes[name] > 0x40 else {
            return nil
        }
        let tagName = SourceRange(name, next)
        let first = content.attributes.count
        while true {
            next = scanner.skipWhiteSpace(next)
            while next < end, bytes[next] == 0x2F { next = scanner.skipWhiteSpace(next + 1) }
            guard next < end, bytes[next] != 0x3C else { break }
            if bytes[next] == 0x3E {
                content.tags.append(
                    Tag(
                        node: node, range: SourceRange(place, next + 1), name: tagName,
                        isClosing: isClosing, attributes: first..<content.attributes.count))
                return next + 1
            }
            guard let after = addAttribute(next, scanner) else { break }
            next = after
        }
        content.attributes.removeSubrange(first...)
        return nil
    }

    private mutating func addAttribute(_ place: Int, _ scanner: HTMLScanner) -> Int? {
        if features.hasJSX, bytes[place] == 0x7B {
            // `{...spread}` has no name.
            return JSX.expressionEnd(place, to: scanner.end, in: bytes)
        }
        var next = place
        while next < scanner.end, !isNameEnd(bytes[next]) { next += 1 }
        if next == place { next += 1 }
        let name = SourceRange(place, next)
        let sign = scanner.skipWhiteSpace(next)
        guard sign < scanner.end, bytes[sign] == 0x3D else {
            content.attributes.append(Attribute(name: name, value: SourceRange(at: next)))
            return next
        }
        let value = scanner.skipWhiteSpace(sign + 1)
        guard value < scanner.end else { return nil }
        let quote = bytes[value]
        if quote == 0x22 || quote == 0x27 {
            let close = bytes.first(quote, from: value + 1, to: scanner.end)
            guard close < scanner.end else { return nil }
            content.attributes.append(Attribute(name: name, value: SourceRange(value + 1, close)))
            return close + 1
        }
        if features.hasJSX, quote == 0x7B {
            guard let close = JSX.expressionEnd(value, to: scanner.end, in: bytes) else { return nil }
            content.attributes.append(Attribute(name: name, value: SourceRange(value, close)))
            return close
        }
        next = value
        while next < scanner.end, !ASCII.isWhiteSpace(bytes[next]), bytes[next] != 0x3E, bytes[next] != 0x3C {
            next += 1
        }
        content.attributes.append(Attribute(name: name, value: SourceRange(value, next)))
        return next
    }

    private func isNameEnd(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x3D, 0x3E, 0x2F, 0x3C: true
        default: ASCII.isWhiteSpace(byte)
        }
    }
}
