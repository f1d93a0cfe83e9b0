import Model

// MkDocs: `!!!`, `???` and `===` blocks, `///` blocks, `--8<--` includes, attribute lists, templates.
extension BlockParser {
    mutating func startMkDocs(_ byte: UInt8, _ depth: Int, isParagraph: Bool) -> Bool {
        switch byte {
        case 0x21: bytes.matches("!!!", at: nonspace) && startAdmonition(.exclamation, depth, nonspace + 3)
        case 0x3F: bytes.matches("???", at: nonspace) && startAdmonition(.question, depth, nonspace + 3)
        case 0x3D: bytes.matches("===", at: nonspace) && startTab(depth)
        case 0x2F: startSlashes(depth)
        case 0x2D, 0x3B: startInclude(depth)
        case 0x3A: !isParagraph && startReference(depth)
        default: false
        }
    }

    /// `!!! note "title"`: what is indented by four columns below it belongs to it.
    private mutating func startAdmonition(_ syntax: Directive.Syntax, _ depth: Int, _ after: Int) -> Bool {
        var place = after
        if syntax == .question, bytes[place] == 0x2B { place += 1 }
        let marker = SourceRange(nonspace, place)
        let name = skipSpaces(place, to: lineEnd)
        guard name < lineEnd, let parts = directiveParts(from: name) else { return false }
        return openIndented(syntax, depth, marker: marker, parts)
    }

    /// `=== "title"`
    private mutating func startTab(_ depth: Int) -> Bool {
        var place = nonspace + 3
        while bytes[place] == 0x21 || bytes[place] == 0x2B { place += 1 }
        let marker = SourceRange(nonspace, min(place, lineEnd))
        let title = skipSpaces(place, to: lineEnd)
        guard title > place, bytes[title] == 0x22 || bytes[title] == 0x27, title < lineEnd else {
            return false
        }
        let upper = trimmedEnd(title, lineEnd)
        guard upper > title + 1, bytes[upper - 1] == bytes[title] else { return false }
        return openIndented(.tab, depth, marker: marker, (SourceRange(at: title), SourceRange(title, upper)))
    }

    private mutating func openIndented(
        _ syntax: Directive.Syntax, _ depth: Int, marker: SourceRange,
        _ parts: (name: SourceRange, arguments: SourceRange)
    ) -> Bool {
        let upper = trimmedEnd(nonspace, lineEnd)
        guard let block = openDirective(syntax, depth, upper: upper, indent: 4, closing: .indentation) else {
            return false
        }
        tree.blocks[block].marker = marker
        tree.blocks[block].content = parts.name
        tree.blocks[block].info = parts.arguments
        takeLine()
        return true
    }

    /// `/// name | title`, or a line of slashes that ends one.
    private mutating func startSlashes(_ depth: Int) -> Bool {
        var place = nonspace
        while place < lineEnd, bytes[place] == 0x2F { place += 1 }
        let count = place - nonspace
        guard count >= 3 else { return false }
        let name = skipSpaces(place, to: lineEnd)
        if name == lineEnd { return endFence(0x2F, count, depth) }
        guard name > place, let parts = directiveParts(from: name) else { return false }
        return openFence(.slashes, 0x2F, count, depth, parts)
    }

    /// `--8<-- "file"`, or the lines between two lines of `--8<--`.
    private mutating func startInclude(_ depth: Int) -> Bool {
        let marker = bytes[nonspace] == 0x3B ? nonspace + 1 : nonspace
        guard let after = scissors(at: marker) else { return false }
        var upper = trimmedEnd(nonspace, lineEnd)
        if skipSpaces(after, to: lineEnd) == lineEnd, let end = includeEnd() { upper = end }
        addVerbatim(depth, upper: upper)
        return true
    }

    private func scissors(at place: Int) -> Int? {
        var next = place
        while bytes[next] == 0x2D { next += 1 }
        guard next > place, bytes.matches("8<", at: next) else { return nil }
        next += 2
        let dashes = next
        while bytes[next] == 0x2D { next += 1 }
        return next > dashes ? next : nil
    }

    private mutating func includeEnd() -> Int? {
        let bytes = bytes
        let lower = min(lineEnd + 1, bytes.count)
        return search(lower) { limit in
            var place = lower
            while place < limit {
                place = bytes.first(0x38, from: place, to: limit)
                guard place < limit else { return nil }
                if bytes.matches("-8<-", at: place - 1) {
                    var end = place + 2
                    while bytes[end] == 0x2D { end += 1 }
                    return end
                }
                place += 1
            }
            return nil
        }
    }

    /// `::: package.module` and the options indented below it.
    private mutating func startReference(_ depth: Int) -> Bool {
        guard bytes.matches("::: ", at: nonspace), ASCII.isLetter(bytes[nonspace + 4]) else { return false }
        makeRoom(depth)
        let block = addBlock(.verbatimBlock, lower: nonspace, upper: trimmedEnd(nonspace, lineEnd))
        setLeaf(block)
        offset = nonspace
        appendLine()
        takeLine()
        return true
    }

    /// Lines that are indented below a verbatim block belong to it.
    mutating func continueIndentedVerbatim() -> Bool {
        guard indent >= 4, !isBlank else { return false }
        appendLine()
        return true
    }
}
