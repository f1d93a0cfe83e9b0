import Model

// MDX and Docusaurus: `import` and `export`, `{…}` on lines of their own, JSX elements, `:::` containers.
extension BlockParser {
    mutating func startMDX(_ byte: UInt8, _ depth: Int, isParagraph: Bool) -> Bool {
        switch byte {
        case 0x3A: startColons(depth)
        case 0x3C: startJSX(depth, isParagraph: isParagraph)
        case 0x7B: !isParagraph && startExpression(depth)
        case 0x65, 0x69: !isParagraph && startModuleCode(depth)
        default: false
        }
    }

    // MARK: Modules

    private mutating func startModuleCode(_ depth: Int) -> Bool {
        guard depth == 0, nonspace == lineStart else { return false }
        let isImport = bytes.matches("import", at: nonspace)
        guard isImport || bytes.matches("export", at: nonspace) else { return false }
        let next = nonspace + 6
        guard next < lineEnd else { return false }
        let byte = bytes[next]
        guard byte == 0x20 || byte == 0x7B || isImport && (byte == 0x22 || byte == 0x27) else { return false }
        // "import the module" is a sentence; a statement names what it imports in quotation marks, or goes on
        // with a brace.
        let word = skipSpaces(next, to: lineEnd)
        if isImport {
            let hasQuote =
                bytes.first(0x22, from: next, to: lineEnd) < lineEnd
                || bytes.first(0x27, from: next, to: lineEnd) < lineEnd
            guard hasQuote || bytes[word] == 0x7B else { return false }
        } else {
            let words: [StaticString] = [
                "default ", "const ", "let ", "var ", "function ", "async ", "class ", "{", "*", "type ",
                "interface ", "enum ",
            ]
            guard words.contains(where: { bytes.matches($0, at: word) }) else { return false }
        }
        makeRoom(depth)
        setLeaf(addBlock(.moduleCode, lower: nonspace, upper: lineEnd))
        _ = continueModuleCode()
        takeLine()
        return true
    }

    /// Module code ends at a blank line outside all of its brackets.
    mutating func continueModuleCode() -> Bool {
        if isBlank, tree.blocks[leaf].number <= 0 { return false }
        var depth = 0
        var place = nonspace
        while place < lineEnd {
            switch bytes[place] {
            case 0x7B, 0x28, 0x5B: depth += 1
            case 0x7D, 0x29, 0x5D: depth -= 1
            case 0x22, 0x27, 0x60:
                let close = bytes.first(bytes[place], from: place + 1, to: lineEnd)
                if close < lineEnd { place = close }
            case 0x2F where bytes[place + 1] == 0x2F: place = lineEnd
            default: break
            }
            place += 1
        }
        tree.blocks[leaf].number += depth
        appendLine()
        return true
    }

    // MARK: Expressions

    /// `{…}` that begins a line and is followed by nothing.
    private mutating func startExpression(_ depth: Int) -> Bool {
        let bytes = bytes
        let lower = nonspace
        guard let end = search(lower, { JSX.expressionEnd(lower, to: $0, in: bytes) }), isLineEnd(end) else {
            return false
        }
        addVerbatim(depth, upper: end)
        return true
    }

    // MARK: Elements

    /// One or more tags that are all that stands on the line.
    private mutating func startJSX(_ depth: Int, isParagraph: Bool) -> Bool {
        if features.dialect == .docusaurus, bytes.matches("<!--", at: nonspace) {
            return startHTMLComment(depth)
        }
        guard areOnlyTags(from: nonspace, isParagraph: isParagraph, depth) else { return false }
        var depth = depth
        var place = nonspace
        while true {
            nonspace = skipSpaces(place, to: max(place, lineEnd))
            guard nonspace < lineEnd, let tag = tag(at: nonspace) else { break }
            if tag.isClosing {
                guard endElement(tag, depth) else { break }
            } else if tag.isSelfClosing {
                addElement(tag, depth)
            } else if openElement(tag, depth) {
                depth = open.count
            } else {
                break
            }
            depth = min(depth, open.count)
            place = tag.range.upper
            // A tag over several lines ends the walk: the rest of its last line is blank.
            if place > lineEnd {
                verbatimEnd = place
                break
            }
        }
        takeLine()
        return true
    }

    private mutating func startHTMLComment(_ depth: Int) -> Bool {
        makeRoom(depth)
        let block = addBlock(.htmlBlock, lower: nonspace, upper: nonspace)
        setLeaf(block)
        tree.blocks[block].level = 2
        offset = nonspace
        appendLine()
        if HTMLScanner(bytes: bytes, end: lineEnd).after("-->", from: nonspace + 4) != nil { closeLeaf() }
        takeLine()
        return true
    }

    /// Whether the line is nothing but tags. Within a paragraph only closing tags of open elements count.
    private mutating func areOnlyTags(from lower: Int, isParagraph: Bool, _ depth: Int) -> Bool {
        var place = lower
        while place < lineEnd {
            guard let tag = tag(at: place) else { return false }
            if tag.isClosing, place == lower, !hasOpenElement(tag, depth) { return false }
            if isParagraph, !tag.isClosing { return false }
            place = tag.range.upper
            if place > lineEnd { return isLineEnd(place) }
            place = skipSpaces(place, to: lineEnd)
        }
        return true
    }

    private mutating func tag(at place: Int) -> JSX.TagParts? {
        guard bytes[place] == 0x3C else { return nil }
        let bytes = bytes
        return search(place, { JSX.tag(at: place, to: $0, in: bytes)?.range.upper })
            .flatMap { JSX.tag(at: place, to: $0, in: bytes) }
    }

    private func hasOpenElement(_ tag: JSX.TagParts, _ depth: Int) -> Bool {
        openElement(named: tag.name, depth) != nil
    }

    private func openElement(named name: SourceRange, _ depth: Int) -> Int? {
        var place = min(depth, open.count) - 1
        while place >= 0 {
            if case .tag = open[place].closing, open[place].kind == .directive {
                let other = tree.blocks[Int(open[place].block)].content
                if other.count == name.count, isSame(other, name) { return place }
            }
            place -= 1
        }
        return nil
    }

    private func isSame(_ a: SourceRange, _ b: SourceRange) -> Bool {
        for index in 0..<a.count where bytes[a.lower + index] != bytes[b.lower + index] { return false }
        return true
    }

    private mutating func openElement(_ tag: JSX.TagParts, _ depth: Int) -> Bool {
        guard let block = openDirective(.jsx, depth, upper: tag.range.upper, closing: .tag) else {
            return false
        }
        describe(block, tag)
        return true
    }

    private mutating func addElement(_ tag: JSX.TagParts, _ depth: Int) {
        makeRoom(depth)
        let block = addBlock(.directive, lower: tag.range.lower, upper: tag.range.upper)
        tree.blocks[block].syntax = .jsx
        describe(block, tag)
    }

    private mutating func describe(_ block: Int, _ tag: JSX.TagParts) {
        tree.blocks[block].marker = tag.range
        tree.blocks[block].content = tag.name
        tree.blocks[block].info = tag.attributes
    }

    private mutating func endElement(_ tag: JSX.TagParts, _ depth: Int) -> Bool {
        guard let place = openElement(named: tag.name, depth) else { return false }
        endDirective(place, tag.range)
        return true
    }
}

// Within a line
extension Emitter {
    /// A tag in MDX: kept, its text left out of the prose.
    mutating func readJSX(_ place: Int, _ end: Int) -> Int {
        if features.dialect == .docusaurus, bytes.matches("<!--", at: place) {
            if let upper = rawHTMLEnd(place, end) {
                inlines.tokens.append(Token(.leaf, .htmlInline, place, upper))
                return upper
            }
            return place + 1
        }
        guard searchAccount > 0 else { return place + 1 }
        guard let tag = JSX.tag(at: place, to: end, in: bytes) else {
            searchAccount -= 16
            return place + 1
        }
        inlines.tokens.append(Token(.leaf, .verbatimInline, place, tag.range.upper))
        return tag.range.upper
    }

    /// `{…}` within a line.
    mutating func readExpression(_ place: Int, _ end: Int) -> Int {
        guard searchAccount > 0 else { return place + 1 }
        guard let upper = JSX.expressionEnd(place, to: end, in: bytes) else {
            searchAccount -= end - place
            if features.dialect == .mdx {
                content.problems.append(
                    Problem(kind: .unbalancedExpression, range: SourceRange(place, place + 1)))
            }
            return place + 1
        }
        return addVerbatim(place, upper, markers: 1)
    }

    /// Adds what is no prose, with markers of so many bytes on either side.
    mutating func addVerbatim(_ lower: Int, _ upper: Int, markers: Int) -> Int {
        var token = Token(.leaf, .verbatimInline, lower, upper)
        token.contentLower = min(lower + markers, upper)
        token.contentUpper = max(token.contentLower, upper - markers)
        inlines.tokens.append(token)
        return upper
    }
}
