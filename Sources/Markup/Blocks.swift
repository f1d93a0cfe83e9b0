import Model

/// A stretch of one line that belongs to a leaf block, its line ending left out.
struct Line {
    var lower: UInt32
    var upper: UInt32
    /// Columns of a split tab that belong to the text.
    var padding: UInt8
}

/// A block as the block pass found it. Blocks are made in document order, a parent before its children.
struct Block {
    var kind: NodeKind
    /// Of a heading its level, of an HTML block its start condition (1 to 7).
    var level: UInt8 = 0
    /// Of a list the character that ends its markers, of a code block that of its fence.
    var delimiter: UInt8 = 0
    /// Of a list whether it is loose, of a heading whether it is underlined.
    var flag = false
    var parent: Int32
    var lower: Int
    /// The end of what is known to belong to the block; children may end later.
    var upper: Int
    /// Which lines hold the text of a code, HTML, math block or table.
    var firstLine = 0
    var endLine = 0
    /// Of an ordered list its first number; of a fence its length.
    var number = 0
    /// Of a fence the columns before it.
    var indent = 0
    var marker = SourceRange(at: 0)
    var content = SourceRange(at: 0)
    var closing = SourceRange(at: 0)
    var syntax = Directive.Syntax.colons
    /// Of a code block the info string, of a heading the explicit id, of a directive its arguments, of an
    /// alert the word that names it.
    var info = SourceRange(at: 0)
    /// Which definitions stand at the beginning of a paragraph.
    var firstDefinition = 0
    var endDefinition = 0

    init(_ kind: NodeKind, parent: Int32, lower: Int, upper: Int) {
        self.kind = kind
        self.parent = parent
        self.lower = lower
        self.upper = upper
    }
}

/// A container that later lines may still continue.
struct OpenContainer {
    var block: Int32
    var kind: NodeKind
    /// The columns of white space that continue it.
    var indent: Int
    var hasChild = false
    /// Of a directive how its end is recognised.
    var closing = DirectiveClosing.indentation
}

/// How the end of a directive is recognised.
enum DirectiveClosing {
    /// Lines that are indented less.
    case indentation
    /// A line of at least so many of these characters.
    case fence(character: UInt8, count: Int)
    /// A line of one `}`.
    case brace
    /// A line of the closing tag.
    case tag
}

/// What the block pass hands to the emission pass.
struct BlockTree {
    var blocks: [Block] = []
    var lines: [Line] = []
    var lineStarts: [UInt32] = [0]
    var gaps: [SourceRange] = []
    var definitions: [DefinitionParts] = []
    var problems: [Problem] = []
    var frontMatter: FrontMatter?
}

/// The first pass: cuts a file into lines and the lines into blocks.
///
/// It works line by line as the CommonMark specification describes: first the open containers that a line
/// continues, then the blocks that it begins, then the text that is left. Nothing here is recursive, and the
/// work per line is bounded by its bytes and not by the depth of nesting.
struct BlockParser: ~Copyable {
    let bytes: Bytes
    let features: Features
    var tree = BlockTree()
    /// The open containers, outermost first.
    var open: [OpenContainer] = []
    /// The places in `open` of those that a line has to show something for to continue them.
    var tested: [Int] = []
    /// The places in `open` of block quotes.
    var quotes: [Int] = []
    /// The open leaf block; -1 where there is none. It stands in the innermost open container.
    var leaf = -1
    var leafKind = NodeKind.document
    /// The last line of an open paragraph.
    var lastLine = SourceRange(at: 0)

    // The line that is being read.
    var lineStart = 0
    var lineEnd = 0
    var offset = 0
    var column = 0
    /// Whether `column` stands within the tab at `offset`.
    var isInTab = false
    var nonspace = 0
    var nonspaceColumn = 0
    var indent = 0
    var isBlank = false
    /// Up to where the rest of the line is known not to be a thematic break.
    var noBreakBefore = 0
    /// How many block quotes the line continues.
    var quotesMatched = 0
    /// Whether the line before was blank, and in `open` what the blank line counts for.
    var blankBefore = false
    var blankDepth = 0

    /// Up to where the lines belong to a block that ends in the middle of the file's text.
    var verbatimEnd = 0
    /// How many directives are open.
    var openDirectives = 0
    /// How many bytes may still be searched in vain for the ends of expressions and the like.
    var searchAccount: Int

    let starts: ByteTable
    /// The columns of indentation that make code.
    let codeIndent: Int

    init(bytes: Bytes, features: Features) {
        self.bytes = bytes
        self.features = features
        searchAccount = 4 * bytes.count + 4096
        codeIndent = features.isMDX ? .max : 4
        starts = Features.blockStarts(features.dialect)
        tree.blocks.reserveCapacity(bytes.count / 128 + 16)
        tree.lines.reserveCapacity(bytes.count / 256 + 16)
        tree.lineStarts.reserveCapacity(bytes.count / 48 + 16)
        tree.blocks.append(Block(.document, parent: -1, lower: 0, upper: 0))
    }

    /// Reads the whole file.
    mutating func parse() {
        var place = bytes.matches("\u{FEFF}", at: 0) ? 3 : 0
        tree.blocks[0].lower = place
        if features.isExtended { place = readFrontMatter(at: place) }
        let count = bytes.count
        // Both are kept from line to line: a file of one kind alone would be searched to its end every time.
        var nextReturn = bytes.first(0x0D, from: place, to: count)
        var nextFeed = bytes.first(0x0A, from: place, to: count)
        while place < count {
            if nextReturn < place { nextReturn = bytes.first(0x0D, from: place, to: count) }
            if nextFeed < place { nextFeed = bytes.first(0x0A, from: place, to: count) }
            var end = nextFeed
            var next = end + 1
            if nextReturn < end {
                end = nextReturn
                next = bytes[end + 1] == 0x0A ? end + 2 : end + 1
            }
            if end < count { tree.lineStarts.append(UInt32(truncatingIfNeeded: next)) }
            readLine(place, end)
            place = next
        }
        close(to: 0)
    }

    private mutating func readLine(_ lower: Int, _ upper: Int) {
        lineStart = lower
        lineEnd = upper
        offset = lower
        column = 0
        isInTab = false
        noBreakBefore = 0
        findNonspace()
        if lower < verbatimEnd { return }
        let matched = matchContainers()
        if matched == open.count, leaf >= 0, leafKind != .paragraph, leafKind != .table, continueLeaf() {
            return
        }
        openBlocks(from: matched)
        if !isBlank { blankBefore = false }
    }

    /// Walks through the open containers as far as the line continues them.
    ///
    /// - Returns: how many it continues.
    private mutating func matchContainers() -> Int {
        quotesMatched = 0
        var test = 0
        while test < tested.count {
            let place = tested[test]
            let container = open[place]
            if container.kind == .blockQuote {
                guard indent < codeIndent, !isBlank, bytes[nonspace] == 0x3E else { return place }
                passQuoteMarker()
                quotesMatched += 1
            } else if case .brace = container.closing {
                dedent(place)
            } else if indent >= container.indent {
                advance(columns: container.indent)
                // The first non-space stays where it is; to look for it on every level would make deep lists slow.
                indent = nonspaceColumn - column
            } else if isBlank {
                // A blank line continues everything but block quotes and an item that is empty so far.
                offset = nonspace
                column = nonspaceColumn
                isInTab = false
                findNonspace()
                if quotesMatched < quotes.count { return quotes[quotesMatched] }
                break
            } else {
                return place
            }
            test += 1
        }
        if isBlank, leaf < 0, let last = open.last, last.kind == .listItem, !last.hasChild {
            return open.count - 1
        }
        return open.count
    }

    /// Passes the indentation of a DocC directive's content, which is that of its first line.
    private mutating func dedent(_ place: Int) {
        guard !isBlank else { return }
        if !open[place].hasChild, open[place].indent == 0 { open[place].indent = indent }
        advance(columns: min(indent, open[place].indent))
        findNonspace()
    }

    mutating func passQuoteMarker() {
        offset = nonspace + 1
        column = nonspaceColumn + 1
        isInTab = false
        let next = offset < lineEnd ? bytes[offset] : 0
        if next == 0x20 || next == 0x09 { advance(columns: 1) }
        findNonspace()
    }

    // MARK: White space

    /// Finds the first byte from `offset` on that is neither space nor tab.
    @inline(__always)
    mutating func findNonspace() {
        var place = offset
        var at = column
        while place < lineEnd {
            let byte = bytes[place]
            if byte == 0x20 {
                at += 1
            } else if byte == 0x09 {
                at += 4 - at % 4
            } else {
                break
            }
            place += 1
        }
        nonspace = place
        nonspaceColumn = at
        indent = at - column
        isBlank = place >= lineEnd
    }

    /// Passes so many columns of white space.
    mutating func advance(columns: Int) {
        var left = columns
        while left > 0, offset < lineEnd {
            if bytes[offset] == 0x09 {
                let width = 4 - column % 4
                let used = min(width, left)
                column += used
                left -= used
                isInTab = used < width
                if !isInTab { offset += 1 }
            } else {
                isInTab = false
                offset += 1
                column += 1
                left -= 1
            }
        }
    }

    /// Keeps the rest of the line as a line of the open leaf.
    mutating func appendLine() {
        let padding = isInTab ? 4 - column % 4 : 0
        let lower = isInTab ? offset + 1 : offset
        tree.lines.append(
            Line(
                lower: UInt32(truncatingIfNeeded: lower), upper: UInt32(truncatingIfNeeded: lineEnd),
                padding: UInt8(padding)))
    }

    /// The end of a range without the spaces and tabs at its end.
    func trimmedEnd(_ lower: Int, _ upper: Int) -> Int {
        var end = upper
        while end > lower, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return end
    }

    func skipSpaces(_ place: Int, to end: Int) -> Int {
        var place = place
        while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
        return place
    }

    // MARK: Making and closing blocks

    /// Makes a block in the innermost open container.
    mutating func addBlock(_ kind: NodeKind, lower: Int, upper: Int) -> Int {
        let depth = open.count - 1
        if depth >= 0 {
            if open[depth].hasChild, open[depth].kind == .listItem, blankBefore, depth >= blankDepth {
                tree.blocks[Int(open[depth - 1].block)].flag = true
            }
            open[depth].hasChild = true
        }
        let parent = depth >= 0 ? open[depth].block : 0
        tree.blocks.append(Block(kind, parent: parent, lower: lower, upper: upper))
        return tree.blocks.count - 1
    }

    /// Makes a container in the innermost open container and opens it.
    mutating func addContainer(
        _ kind: NodeKind, lower: Int, upper: Int, indent: Int = 0,
        closing: DirectiveClosing = .indentation
    ) -> Int {
        let block = addBlock(kind, lower: lower, upper: upper)
        let place = open.count
        open.append(OpenContainer(block: Int32(block), kind: kind, indent: indent, closing: closing))
        if kind == .blockQuote {
            quotes.append(place)
            tested.append(place)
        } else if indent > 0 {
            tested.append(place)
        } else if case .brace = closing {
            tested.append(place)
        }
        return block
    }

    /// Closes the leaf and all containers but the first so many.
    mutating func close(to depth: Int) {
        if leaf >= 0 { closeLeaf() }
        while open.count > depth {
            if open[open.count - 1].kind == .directive { closeDirective(open[open.count - 1]) }
            open.removeLast()
        }
        while let last = tested.last, last >= depth { tested.removeLast() }
        while let last = quotes.last, last >= depth { quotes.removeLast() }
    }

    /// Closes whatever a new block ends: the leaf, the containers that the line does not continue, and a
    /// list if the new block is no item.
    mutating func makeRoom(_ depth: Int) {
        close(to: depth)
        if let last = open.last, last.kind == .list { close(to: open.count - 1) }
    }

    mutating func setLeaf(_ block: Int) {
        leaf = block
        leafKind = tree.blocks[block].kind
        tree.blocks[block].firstLine = tree.lines.count
        tree.blocks[block].endLine = tree.lines.count
    }

    mutating func closeLeaf() {
        let block = leaf
        leaf = -1
        switch leafKind {
        case .paragraph: closeParagraph(block)
        case .codeBlock: closeCodeBlock(block)
        case .mathBlock: closeMathBlock(block)
        default:
            tree.blocks[block].endLine = tree.lines.count
            if let last = tree.lines.last, tree.lines.count > tree.blocks[block].firstLine {
                tree.blocks[block].upper = max(
                    tree.blocks[block].upper, trimmedEnd(Int(last.lower), Int(last.upper)))
            }
        }
    }
}
