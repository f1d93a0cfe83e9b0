import Model

/// An opening bracket that may still begin a link or an image.
struct Bracket {
    var token: Int
    /// The last delimiter before it.
    var delimiter: Int32
    var isImage: Bool
    /// Whether another bracket stands inside, so that its text is no label.
    var hasInner = false
    /// Where its text begins.
    var inner: Int
}

/// What a closing bracket turned out to end.
private struct LinkMatch {
    var style: Link.Style
    var end: Int
    var destination: SourceRange
    var title: SourceRange
    var label: SourceRange
    var definition = -1
}

extension Emitter {
    mutating func pushBracket(_ lower: Int, _ upper: Int, isImage: Bool) {
        if !inlines.brackets.isEmpty { inlines.brackets[inlines.brackets.count - 1].hasInner = true }
        inlines.brackets.append(
            Bracket(
                token: inlines.tokens.count, delimiter: inlines.lastDelimiter, isImage: isImage, inner: upper)
        )
        inlines.tokens.append(Token(.bracket, .text, lower, upper))
    }

    /// Reads what a closing bracket ends, if anything.
    ///
    /// - Returns: where to go on.
    mutating func readBracketEnd(_ place: Int, _ end: Int) -> Int {
        guard let bracket = inlines.brackets.popLast() else { return place + 1 }
        let isActive = bracket.isImage || inlines.brackets.count >= inlines.inactiveBelow
        inlines.inactiveBelow = min(inlines.inactiveBelow, inlines.brackets.count)
        guard isActive else { return place + 1 }
        if let match = match(bracket, place, end) {
            finish(bracket, match, place)
            return match.end
        }
        if readFootnoteReference(bracket, place) { return place + 1 }
        return place + 1
    }

    private mutating func match(_ bracket: Bracket, _ place: Int, _ end: Int) -> LinkMatch? {
        let scanner = LinkScanner(bytes: bytes, end: end)
        if place + 1 < end {
            if bytes[place + 1] == 0x28, let match = inline(place + 1, scanner) { return match }
            if bytes[place + 1] == 0x5B { return reference(bracket, place, scanner) }
        }
        return shortcut(bracket, place, .shortcut, end: place + 1)
    }

    private func inline(_ place: Int, _ scanner: LinkScanner) -> LinkMatch? {
        let start = scanner.skipWhiteSpace(place + 1)
        guard let destination = scanner.destination(at: start) else { return nil }
        var next = scanner.skipWhiteSpace(destination.next)
        var title = SourceRange(at: destination.next)
        if next > destination.next, let found = scanner.title(at: next) {
            title = found.range
            next = scanner.skipWhiteSpace(found.next)
        }
        guard next < scanner.end, bytes[next] == 0x29 else { return nil }
        return LinkMatch(
            style: .inline, end: next + 1, destination: destination.range, title: title,
            label: SourceRange(at: place))
    }

    private mutating func reference(_ bracket: Bracket, _ place: Int, _ scanner: LinkScanner) -> LinkMatch? {
        let whole = inlines.tokens[bracket.token].lower
        guard let labelEnd = scanner.labelEnd(at: place + 1, mayBeEmpty: true) else {
            return shortcut(bracket, place, .shortcut, end: place + 1)
        }
        if labelEnd == place + 2 {
            let found = shortcut(bracket, place, .collapsed, end: labelEnd + 1)
            if found == nil, bracket.inner < place, bytes[bracket.inner] != 0x5E {
                noteUndefined(
                    .collapsed, bracket, SourceRange(whole, labelEnd + 1), SourceRange(bracket.inner, place))
            }
            return found
        }
        let label = SourceRange(place + 2, labelEnd)
        if scanner.skipWhiteSpace(label.lower) == labelEnd {
            return shortcut(bracket, place, .shortcut, end: place + 1)
        }
        if let definition = labels.value(label, in: bytes) {
            return LinkMatch(
                style: .full, end: labelEnd + 1, destination: SourceRange(at: labelEnd),
                title: SourceRange(at: labelEnd), label: label, definition: definition)
        }
        if bytes[label.lower] != 0x5E {
            noteUndefined(.full, bracket, SourceRange(whole, labelEnd + 1), label)
        }
        return nil
    }

    /// A reference whose text is its label.
    private mutating func shortcut(_ bracket: Bracket, _ place: Int, _ style: Link.Style, end: Int)
        -> LinkMatch?
    {
        guard !labels.isEmpty, !bracket.hasInner, place - bracket.inner <= 999 else { return nil }
        let label = SourceRange(bracket.inner, place)
        guard let definition = labels.value(label, in: bytes) else { return nil }
        return LinkMatch(
            style: style, end: end, destination: SourceRange(at: end), title: SourceRange(at: end),
            label: label, definition: definition)
    }

    private mutating func finish(_ bracket: Bracket, _ match: LinkMatch, _ place: Int) {
        processEmphasis(above: bracket.delimiter)
        inlines.tokens[bracket.token].node = bracket.isImage ? .image : .link
        inlines.tokens[bracket.token].payload = Int32(truncatingIfNeeded: inlines.links.count)
        inlines.links.append(
            Link(
                node: NodeID(0), style: match.style, isImage: bracket.isImage,
                destination: match.destination, title: match.title, label: match.label,
                definition: match.definition, decodedDestination: decoded(match.destination)))
        var token = Token(.bracketEnd, .link, place, match.end)
        token.contentUpper = place
        inlines.tokens.append(token)
        if !bracket.isImage { inlines.inactiveBelow = inlines.brackets.count }
        // `[a][b][c]`: what looked like the label of an undefined reference is a link of its own.
        let lower = inlines.tokens[bracket.token].lower
        if let last = inlines.undefined.last, last.style == .full, last.label.lower == lower + 1 {
            inlines.undefined.removeLast()
        }
    }

    private mutating func noteUndefined(
        _ style: Link.Style, _ bracket: Bracket, _ range: SourceRange, _ label: SourceRange
    ) {
        inlines.undefined.append(
            UndefinedReference(
                node: NodeID(0), style: style, isImage: bracket.isImage, range: range, label: label))
    }

    /// `[^label]`, if there is such a footnote. An exclamation mark before it is text.
    private mutating func readFootnoteReference(_ bracket: Bracket, _ place: Int) -> Bool {
        guard !footnotes.isEmpty, bytes[bracket.inner] == 0x5E, !bracket.hasInner, place > bracket.inner + 1
        else { return false }
        let label = SourceRange(bracket.inner + 1, place)
        guard place - label.lower <= 999, footnotes.value(label, in: bytes) != nil else { return false }
        // What was read within the label (`[^a_b_]`) is no markup.
        inlines.tokens.removeSubrange(bracket.token...)
        inlines.lastDelimiter = bracket.delimiter
        if bracket.delimiter >= 0 { inlines.delimiters[Int(bracket.delimiter)].next = -1 }
        var token = Token(.leaf, .footnoteReference, bracket.inner - 1, place + 1)
        token.contentLower = label.lower
        token.contentUpper = label.upper
        inlines.tokens.append(token)
        return true
    }
}
