import Model

// The tokens of a text, written as nodes.
extension Emitter {
    mutating func writeTokens(_ range: SourceRange, of block: NodeID) {
        /// Where the text begins that is not written yet.
        var text = range.lower
        let base = openNodes.count
        var linkDepth = 0
        for index in inlines.tokens.indices {
            let token = inlines.tokens[index]
            switch token.kind {
            case .run:
                if token.closers > 0 {
                    writeText(text, token.lower, isLinked: linkDepth > 0)
                    text = token.lower
                    for _ in 0..<token.closers { text = closeEmphasis(at: text) }
                }
                if token.payload >= 0 {
                    writeText(text, token.contentUpper, isLinked: linkDepth > 0)
                    openEmphasis(token)
                    text = token.upper
                }
            case .bracket:
                guard token.node != .text else { continue }
                writeText(text, token.lower, isLinked: linkDepth > 0)
                openLink(token)
                linkDepth += token.node == .link ? 1 : 0
                text = token.upper
            case .bracketEnd:
                writeText(text, token.lower, isLinked: linkDepth > 0)
                if let link = openNodes.popLast() {
                    content.nodes[Int(link)].end = Int32(truncatingIfNeeded: content.nodes.count)
                    content.nodes[Int(link)].upper = UInt32(truncatingIfNeeded: token.upper)
                    content.nodes[Int(link)].contentUpper = UInt32(truncatingIfNeeded: token.lower)
                    linkDepth -= content.nodes[Int(link)].kind == .link ? 1 : 0
                }
                text = token.upper
            case .leaf:
                writeText(text, token.lower, isLinked: linkDepth > 0)
                writeLeaf(token)
                text = token.upper
                // The indentation of the next line is no text.
                if token.node == .softBreak || token.node == .hardBreak {
                    text = LinkScanner(bytes: bytes, end: range.upper).skipSpaces(text)
                }
            }
        }
        writeText(text, range.upper, isLinked: linkDepth > 0)
        assert(openNodes.count == base)
        noteUndefined(in: block)
    }

    private mutating func noteUndefined(in block: NodeID) {
        guard !inlines.undefined.isEmpty else { return }
        inlines.undefined.sort { $0.range < $1.range }
        for index in inlines.undefined.indices { inlines.undefined[index].node = block }
        content.undefinedReferences += inlines.undefined
        inlines.undefined.removeAll(keepingCapacity: true)
    }

    private mutating func writeText(_ lower: Int, _ upper: Int, isLinked: Bool) {
        guard lower < upper else { return }
        if inlines.hasAddress, !isLinked, features.isExtended {
            writeTextWithAddresses(lower, upper)
            return
        }
        let range = SourceRange(lower, upper)
        addNode(.text, range, content: range)
    }

    private mutating func openEmphasis(_ token: Token) {
        var place = token.contentUpper
        var opener = token.payload
        while opener >= 0 {
            let current = inlines.openers[Int(opener)]
            let width = Self.width(of: current.node, in: token)
            let node = addNode(
                current.node, SourceRange(place, place + width), content: SourceRange(at: place + width))
            openNodes.append(node.index)
            place += width
            opener = current.inner
        }
    }

    /// The length of a marker. Strikethrough uses one or two tildes, and always the whole run.
    private static func width(of kind: NodeKind, in token: Token) -> Int {
        switch kind {
        case .strong: 2
        case .strikethrough: token.upper - token.lower
        default: 1
        }
    }

    /// Closes the innermost emphasis with the marker at an offset.
    ///
    /// - Returns: where the marker ends.
    private mutating func closeEmphasis(at place: Int) -> Int {
        guard let last = openNodes.popLast() else { return place }
        let node = content.nodes[Int(last)]
        let upper = UInt32(truncatingIfNeeded: place) + (node.contentLower - node.lower)
        content.nodes[Int(last)].end = Int32(truncatingIfNeeded: content.nodes.count)
        content.nodes[Int(last)].contentUpper = UInt32(truncatingIfNeeded: place)
        content.nodes[Int(last)].upper = upper
        return Int(upper)
    }

    private mutating func openLink(_ token: Token) {
        let node = addNode(
            token.node, SourceRange(token.lower, token.upper), content: SourceRange(at: token.upper),
            payload: content.links.count)
        var link = inlines.links[Int(token.payload)]
        link.node = node
        content.links.append(link)
        openNodes.append(node.index)
    }

    private mutating func writeLeaf(_ token: Token) {
        let range = SourceRange(token.lower, token.upper)
        let inner = SourceRange(token.contentLower, token.contentUpper)
        switch token.node {
        case .link: writeAddress(range, inner, style: token.closers == 0 ? .angle : .bare)
        case .footnoteReference:
            let node = addNode(.footnoteReference, range, content: inner, payload: content.footnotes.count)
            content.footnotes.append(Footnote(node: node, label: inner))
        case .htmlInline:
            let node = addNode(.htmlInline, range, content: inner)
            scanTag(range, of: node)
        case .verbatimInline:
            let node = addNode(.verbatimInline, range, content: inner)
            scanVerbatim(range, of: node)
        case .role: writeRole(token)
        default: addNode(token.node, range, content: inner, payload: Int(token.payload))
        }
    }

    /// Writes a link that is only its address.
    mutating func writeAddress(_ range: SourceRange, _ address: SourceRange, style: Link.Style) {
        let node = addNode(.link, range, content: address, payload: content.links.count)
        content.links.append(
            Link(
                node: node, style: style, isImage: false, destination: address,
                title: SourceRange(at: range.upper), label: SourceRange(at: range.upper), definition: -1,
                decodedDestination: style == .angle ? decodedReferences(address) : -1))
        openNodes.append(node.index)
        writeAddressText(address, hasReferences: style == .angle)
        openNodes.removeLast()
        content.nodes[Int(node.index)].end = Int32(truncatingIfNeeded: content.nodes.count)
    }

    private mutating func writeAddressText(_ address: SourceRange, hasReferences: Bool) {
        var text = address.lower
        var place = address.lower
        while hasReferences {
            place = bytes.first(0x26, from: place, to: address.upper)
            guard place < address.upper else { break }
            guard let reference = CharacterReference(at: place, to: address.upper, in: bytes) else {
                place += 1
                continue
            }
            let before = SourceRange(text, place)
            if !before.isEmpty { addNode(.text, before, content: before) }
            let range = SourceRange(place, reference.end)
            addNode(.characterReference, range, content: range, payload: content.strings.count)
            content.strings.append(reference.text)
            place = reference.end
            text = place
        }
        let rest = SourceRange(text, address.upper)
        if !rest.isEmpty { addNode(.text, rest, content: rest) }
    }

    /// As `decoded`, for an address in angle brackets, in which a backslash stands for itself.
    private mutating func decodedReferences(_ range: SourceRange) -> Int {
        guard bytes.first(0x26, from: range.lower, to: range.upper) < range.upper,
            let text = bytes.decoded(range.lower, range.upper, hasEscapes: false)
        else { return -1 }
        content.strings.append(text)
        return content.strings.count - 1
    }
}
