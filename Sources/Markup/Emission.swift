import Model

/// The second pass: walks through the blocks in document order, parses the text of each, and writes the
/// document's arrays.
struct Emitter: ~Copyable {
    let bytes: Bytes
    let features: Features
    let tree: BlockTree
    var content = Document.Content()
    /// The nodes that are open, and the blocks they came from (-1 for inlines).
    var openNodes: [Int32] = []
    private var openBlocks: [Int32] = []
    /// A paragraph whose first line names the kind of an alert.
    var alertParagraph = -1
    var labels = LabelTable()
    var footnotes = LabelTable()
    var inlines = InlineState()
    /// How many bytes may still be searched in vain for the ends of expressions and the like.
    var searchAccount: Int
    let specials: ByteTable

    init(bytes: Bytes, features: Features, tree: consuming BlockTree) {
        self.bytes = bytes
        self.features = features
        self.tree = tree
        searchAccount = 4 * bytes.count + 4096
        specials = Features.specials(features.dialect)
        content.nodes.reserveCapacity(min(bytes.count / 14 + 16, 1 << 22))
        for index in self.tree.definitions.indices {
            _ = labels.insert(self.tree.definitions[index].label, value: index, in: bytes)
        }
        for block in self.tree.blocks where block.kind == .footnoteDefinition {
            _ = footnotes.insert(block.info, value: 0, in: bytes)
        }
    }

    mutating func emit() {
        let lower = tree.blocks[0].lower
        openNode(.document, lower: lower, contentLower: lower, block: 0)
        if let frontMatter = tree.frontMatter {
            content.frontMatter = frontMatter
            settle(addNode(.frontMatter, frontMatter.range, content: frontMatter.content, payload: 0).index)
        }
        for index in 1..<tree.blocks.count { emit(block: index) }
        while !openNodes.isEmpty { closeContainer() }
        content.nodes[0].upper = UInt32(truncatingIfNeeded: bytes.count)
        content.nodes[0].contentUpper = content.nodes[0].upper
        content.gaps = tree.gaps
        content.problems += tree.problems
    }

    private mutating func emit(block index: Int) {
        let parent = tree.blocks[index].parent
        while let last = openBlocks.last, last != parent { closeContainer() }
        let block = tree.blocks[index]
        switch block.kind {
        case .blockQuote: emitBlockQuote(index, block)
        case .list:
            let payload = content.lists.count
            let isOrdered = block.delimiter == 0x2E || block.delimiter == 0x29
            let node = openNode(.list, lower: block.lower, contentLower: block.lower, block: index, payload)
            content.lists.append(
                List(
                    node: node, delimiter: block.delimiter, isOrdered: isOrdered, isTight: !block.flag,
                    start: isOrdered ? block.number : 0))
        case .listItem: emitItem(index, block)
        case .footnoteDefinition:
            let payload = content.footnotes.count
            let node = openNode(
                .footnoteDefinition, lower: block.lower, upper: block.upper, contentLower: block.upper,
                block: index, payload)
            content.footnotes.append(Footnote(node: node, label: block.info))
        case .directive: emitDirective(index, block)
        case .paragraph: emitParagraph(index, block)
        case .heading: emitHeading(block)
        case .thematicBreak:
            let range = SourceRange(block.lower, block.upper)
            settle(addNode(.thematicBreak, range, content: range).index)
        case .codeBlock: emitCode(block)
        case .htmlBlock, .mathBlock: emitRaw(block)
        case .table: emitTable(block)
        default:
            let range = SourceRange(block.lower, block.upper)
            let node = addNode(block.kind, range, content: block.content.isEmpty ? range : block.content)
            settle(node.index)
            if block.kind == .verbatimBlock { emitVerbatimParts(of: node, block) }
        }
    }

    // MARK: Nodes

    @discardableResult
    mutating func addNode(
        _ kind: NodeKind, _ range: SourceRange, content inner: SourceRange, payload: Int = -1
    )
        -> NodeID
    {
        let place = content.nodes.count
        content.nodes.append(
            Node(
                kind: kind, range: range, content: inner, parent: Int(openNodes.last ?? -1), end: place + 1,
                payload: payload))
        return NodeID(place)
    }

    /// Adds a container block; its end is known when it is closed.
    @discardableResult
    mutating func openNode(
        _ kind: NodeKind, lower: Int, upper: Int? = nil, contentLower: Int, block: Int, _ payload: Int = -1
    ) -> NodeID {
        let upper = upper ?? lower
        let node = addNode(
            kind, SourceRange(lower, upper), content: SourceRange(contentLower, upper), payload: payload)
        openNodes.append(node.index)
        openBlocks.append(Int32(truncatingIfNeeded: block))
        return node
    }

    private mutating func closeContainer() {
        guard let last = openNodes.popLast(), let block = openBlocks.popLast() else { return }
        let place = Int(last)
        let closing = tree.blocks[Int(block)].closing
        if content.nodes[place].kind == .directive { closeElement(last, tree.blocks[Int(block)]) }
        if closing.isEmpty {
            content.nodes[place].contentUpper = content.nodes[place].upper
        } else {
            content.nodes[place].upper = UInt32(truncatingIfNeeded: closing.upper)
            content.nodes[place].contentUpper = UInt32(truncatingIfNeeded: closing.lower)
        }
        let contentUpper = content.nodes[place].contentUpper
        content.nodes[place].contentLower = min(content.nodes[place].contentLower, contentUpper)
        settle(last)
    }

    /// Records where the descendants of a block end, and that its parent reaches as far as it does.
    mutating func settle(_ place: Int32) {
        content.nodes[Int(place)].end = Int32(truncatingIfNeeded: content.nodes.count)
        let upper = content.nodes[Int(place)].upper
        let parent = Int(content.nodes[Int(place)].parent)
        if parent >= 0, content.nodes[parent].upper < upper { content.nodes[parent].upper = upper }
    }
}
