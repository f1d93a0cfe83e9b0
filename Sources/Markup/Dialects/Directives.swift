import Model

// Containers that dialects add: how they begin, go on and end. Each dialect has a file of its own for what only
// it has.
extension BlockParser {
    /// Deeper than this, directives are read as text: each open one costs time on every line.
    static let maximumDirectives = 200

    /// Tries what the dialect of the document adds.
    ///
    /// - Returns: whether the line begins (or ends) something of the dialect. Where nothing of the line is left,
    ///   `offset` stands behind its end.
    mutating func startDirective(_ byte: UInt8, _ depth: Int, isParagraph: Bool) -> Bool {
        switch features.dialect {
        case .commonmark, .gfm: false
        case .mdx, .docusaurus: startMDX(byte, depth, isParagraph: isParagraph)
        case .docc: startDocC(byte, depth)
        case .mkdocs: startMkDocs(byte, depth, isParagraph: isParagraph)
        case .hugo: startHugo(byte, depth, isParagraph: isParagraph)
        case .myst: startMyST(byte, depth, isParagraph: isParagraph)
        }
    }

    // MARK: Fences of colons, slashes and backticks

    /// `:::name …`, `:::{name} …`, or a line of colons that ends one.
    mutating func startColons(_ depth: Int) -> Bool {
        var place = nonspace
        while place < lineEnd, bytes[place] == 0x3A { place += 1 }
        let count = place - nonspace
        guard count >= 3 else { return false }
        let name = skipSpaces(place, to: lineEnd)
        if name == lineEnd { return endFence(0x3A, count, depth) }
        guard let parts = directiveParts(from: name) else { return false }
        return openFence(.colons, 0x3A, count, depth, parts)
    }

    /// Begins a directive whose opening line starts with a run of one character.
    mutating func openFence(
        _ syntax: Directive.Syntax, _ character: UInt8, _ count: Int, _ depth: Int,
        _ parts: (name: SourceRange, arguments: SourceRange)
    ) -> Bool {
        let upper = trimmedEnd(nonspace, lineEnd)
        guard
            let block = openDirective(
                syntax, depth, upper: upper, closing: .fence(character: character, count: count))
        else { return false }
        tree.blocks[block].marker = SourceRange(nonspace, nonspace + count)
        tree.blocks[block].content = parts.name
        tree.blocks[block].info = parts.arguments
        takeLine()
        return true
    }

    /// The name and the rest of an opening line: `name rest`, `{name} rest`, `name[rest]`.
    func directiveParts(from lower: Int) -> (name: SourceRange, arguments: SourceRange)? {
        var name = lower
        let isBraced = bytes[name] == 0x7B
        if isBraced { name += 1 }
        var end = name
        while end < lineEnd, isInDirectiveName(bytes[end]) { end += 1 }
        guard end > name, ASCII.isLetter(bytes[name]) || bytes[name] >= 0x80 else { return nil }
        var rest = end
        if isBraced {
            guard bytes[end] == 0x7D, end < lineEnd else { return nil }
            rest = end + 1
        }
        let arguments = skipSpaces(rest, to: lineEnd)
        let upper = trimmedEnd(rest, lineEnd)
        return (SourceRange(name, end), SourceRange(min(arguments, upper), upper))
    }

    func isInDirectiveName(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == 0x2D || byte == 0x5F || byte == 0x3A || byte == 0x2B
            || byte == 0x2E || byte >= 0x80
    }

    /// Ends the innermost directive that a run of so many characters closes.
    mutating func endFence(_ character: UInt8, _ count: Int, _ depth: Int) -> Bool {
        var place = depth - 1
        while place >= 0 {
            if case .fence(character, let least) = open[place].closing, open[place].kind == .directive,
                least <= count
            {
                endDirective(place, SourceRange(nonspace, nonspace + count))
                takeLine()
                return true
            }
            place -= 1
        }
        return false
    }

    // MARK: Opening and closing

    /// Opens a directive in the innermost container that the line continues.
    ///
    /// - Returns: its block; nil where directives are nested too deep.
    mutating func openDirective(
        _ syntax: Directive.Syntax, _ depth: Int, upper: Int, indent: Int = 0, closing: DirectiveClosing
    ) -> Int? {
        guard openDirectives < Self.maximumDirectives else {
            if openDirectives == Self.maximumDirectives {
                tree.problems.append(
                    Problem(kind: .nestingTooDeep, range: SourceRange(nonspace, max(nonspace, upper))))
                openDirectives += 1
            }
            return nil
        }
        makeRoom(depth)
        openDirectives += 1
        let block = addContainer(.directive, lower: nonspace, upper: upper, indent: indent, closing: closing)
        tree.blocks[block].syntax = syntax
        return block
    }

    /// Ends the directive at a place among the open containers with the closing line or tag.
    mutating func endDirective(_ place: Int, _ closing: SourceRange) {
        tree.blocks[Int(open[place].block)].closing = closing
        close(to: place)
    }

    /// What is done when a directive is closed, by its end or by that of its container.
    mutating func closeDirective(_ container: OpenContainer) {
        openDirectives = min(openDirectives, Self.maximumDirectives) - 1
        let block = tree.blocks[Int(container.block)]
        if case .indentation = container.closing { return }
        guard block.closing.isEmpty else { return }
        tree.problems.append(Problem(kind: .unclosedDirective, range: SourceRange(block.lower, block.upper)))
    }

    /// Leaves nothing of the line to be read.
    mutating func takeLine() {
        offset = lineEnd + 1
        blankBefore = false
    }

    // MARK: Text that is kept, and never read as prose

    /// Makes a block of bytes that are no prose, as far as an end on this line or a later one.
    mutating func addVerbatim(_ depth: Int, upper: Int, content: SourceRange? = nil) {
        makeRoom(depth)
        let block = addBlock(.verbatimBlock, lower: nonspace, upper: upper)
        tree.blocks[block].content = content ?? SourceRange(nonspace, upper)
        verbatimEnd = upper
        takeLine()
    }

    /// Searches for an end on this line and later ones. Searches in vain draw on a limited account, so that
    /// many beginnings without an end cannot make reading slow.
    mutating func search(_ lower: Int, _ body: (Int) -> Int?) -> Int? {
        guard searchAccount > 0 else { return nil }
        let limit = min(bytes.count, lower + searchAccount)
        if let found = body(limit) { return found }
        searchAccount -= max(limit - lower, 64)
        return nil
    }

    /// Whether nothing but white space follows on the line.
    func isLineEnd(_ place: Int) -> Bool {
        var place = place
        while bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
        return place >= bytes.count || bytes[place] == 0x0A || bytes[place] == 0x0D
    }

    /// Hands a line to an open leaf that only a dialect has.
    mutating func continueDialectLeaf() -> Bool {
        switch leafKind {
        case .moduleCode: continueModuleCode()
        case .verbatimBlock: continueIndentedVerbatim()
        default: false
        }
    }
}
