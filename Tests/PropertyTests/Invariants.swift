import Model

/// What must be true of every document, whatever bytes it was parsed from.
struct Invariants {
    let document: Document
    private(set) var violations: [String] = []

    private var nodes: [Node] { document.nodes }
    private var bytes: [UInt8] { document.text.bytes }

    init(_ document: Document) {
        self.document = document
        checkTree()
        for place in nodes.indices {
            checkPlace(place)
            checkKind(place)
        }
        checkGaps()
        checkPayloads()
    }

    private mutating func expect(_ isTrue: Bool, _ place: Int, _ what: @autoclosure () -> String) {
        guard !isTrue, violations.count < 10 else { return }
        let node = nodes.indices.contains(place) ? "\(nodes[place].kind) \(place) \(nodes[place].range)" : ""
        violations.append("\(what()): \(node)")
    }

    /// Parents and ends say the same, and the order is that of the document.
    private mutating func checkTree() {
        expect(nodes.first?.kind == .document, 0, "the first node is the document")
        expect(nodes.first?.parent == -1, 0, "the document has no parent")
        expect(nodes.first.map { Int($0.end) } == nodes.count, 0, "the document ends with the last node")
        var open: [Int] = []
        for (place, node) in nodes.enumerated() {
            while let last = open.last, nodes[last].end <= place { open.removeLast() }
            if place > 0 { expect(Int(node.parent) == open.last, place, "the parent is the node around it") }
            expect(Int(node.end) > place && Int(node.end) <= nodes.count, place, "the end is after the node")
            if let last = open.last { expect(node.end <= nodes[last].end, place, "ends within its parent") }
            open.append(place)
        }
        let counted = NodeKind.allCases.reduce(0) { $0 + document.places(of: $1).count }
        expect(counted == nodes.count, 0, "every node is in the index of its kind")
    }

    /// Ranges nest, stand in order and lie in the file.
    private mutating func checkPlace(_ place: Int) {
        let node = nodes[place]
        let range = node.range
        expect(range.lower <= range.upper && range.upper <= bytes.count, place, "lies in the file")
        expect(
            range.lower <= node.content.lower && node.content.lower <= node.content.upper
                && node.content.upper <= range.upper, place, "holds its content \(node.content)")
        if node.parent >= 0 {
            let parent = nodes[Int(node.parent)]
            expect(parent.range.contains(range), place, "lies in its parent \(parent.kind) \(parent.range)")
            expect(!node.kind.isInline || !parent.kind.isContainer, place, "no inline right in a container")
            expect(
                !node.kind.isInline || parent.kind.isInline
                    || [.paragraph, .heading, .tableCell].contains(parent.kind), place,
                "an inline in a block with text, not in a \(parent.kind)")
            expect(node.kind.isInline || !parent.kind.isInline, place, "no block in an inline")
        }
        let next = Int(node.end)
        if next < nodes.count, nodes[next].parent == node.parent {
            expect(range.upper <= nodes[next].range.lower, place, "ends before its next sibling begins")
        }
    }

    private mutating func checkKind(_ place: Int) {
        let node = nodes[place]
        let isLeaf = Int(node.end) == place + 1
        // Of what may be nested deeply the source is not needed, and copying it would cost its square.
        let source = isLeaf ? Array(document.text.slice(node.range)) : []
        let lineEndings = source.enumerated().count { index, byte in
            byte == 0x0A || (byte == 0x0D && (index + 1 == source.count || source[index + 1] != 0x0A))
        }
        switch node.kind {
        case .text:
            expect(lineEndings == 0, place, "text lies within one line")
            expect(!source.isEmpty && node.content == node.range, place, "text is what stands in the file")
        case .escape:
            expect(source.count == 2 && source[0] == 0x5C, place, "an escape is a backslash and a character")
            expect(source.last.map(Self.isPunctuation) == true, place, "an escape is of punctuation")
        case .characterReference:
            expect(source.first == 0x26 && source.last == 0x3B, place, "a reference is &…;")
            expect(
                document.content.strings.indices.contains(Int(node.payload)), place,
                "a reference has its text")
        case .softBreak, .hardBreak:
            expect(lineEndings == 1, place, "a break is one line ending")
            if node.kind == .hardBreak {
                expect(
                    source.first == 0x5C || source.count { $0 == 0x20 } >= 2, place, "a hard break")
            }
        case .codeSpan:
            let ticks = node.content.lower - node.range.lower
            expect(ticks > 0 && ticks == node.range.upper - node.content.upper, place, "equal backticks")
            expect(source.prefix(ticks).allSatisfy { $0 == 0x60 }, place, "a code span opens with backticks")
            expect(source.suffix(ticks).allSatisfy { $0 == 0x60 }, place, "a code span ends with backticks")
        case .emphasis: checkMarkers(place, lengths: 1...1, "*_")
        case .strong: checkMarkers(place, lengths: 2...2, "*_")
        case .strikethrough: checkMarkers(place, lengths: 1...2, "~")
        default: break
        }
        switch node.kind {
        case .text, .escape, .characterReference, .softBreak, .hardBreak, .codeSpan, .htmlInline, .math,
            .thematicBreak, .codeBlock, .htmlBlock, .definition, .mathBlock, .moduleCode, .verbatimBlock,
            .frontMatter, .footnoteReference, .verbatimInline:
            expect(isLeaf, place, "has no children")
        case .paragraph, .heading:
            let isBreak = { (byte: UInt8?) in byte == 0x0A || byte == 0x0D }
            let whole = document.text.slice(node.range)
            expect(
                !isBreak(whole.first) && !isBreak(whole.last), place,
                "the line endings around it are not its own")
            checkCover(place)
        case .tableCell, .emphasis, .strong, .strikethrough, .image:
            checkCover(place)
        case .link where !isLeaf: checkCover(place)
        default: break
        }
    }

    private mutating func checkMarkers(_ place: Int, lengths: ClosedRange<Int>, _ characters: String) {
        let node = nodes[place]
        let length = node.content.lower - node.range.lower
        expect(lengths.contains(length), place, "the opening marker's length")
        expect(length == node.range.upper - node.content.upper, place, "markers of one length")
        let markers =
            document.text.slice(SourceRange(node.range.lower, node.content.lower))
            + document.text.slice(SourceRange(node.content.upper, node.range.upper))
        expect(
            characters.utf8.contains { character in markers.allSatisfy { $0 == character } }, place,
            "markers of one character")
    }

    /// No byte of a text is lost: what is not in a child is a prefix of a container or white space at an edge.
    private mutating func checkCover(_ place: Int) {
        let node = nodes[place]
        var start = node.content.lower
        var child = place + 1
        while child < Int(node.end) {
            checkBare(SourceRange(start, max(start, nodes[child].range.lower)), place)
            start = nodes[child].range.upper
            child = Int(nodes[child].end)
        }
        checkBare(SourceRange(start, max(start, node.content.upper)), place)
    }

    private mutating func checkBare(_ range: SourceRange, _ place: Int) {
        var offset = range.lower
        let gaps = document.content.gaps
        var low = 0
        var high = gaps.count
        while low < high {
            let middle = (low + high) / 2
            if gaps[middle].upper <= range.lower { low = middle + 1 } else { high = middle }
        }
        while offset < range.upper {
            while low < gaps.count, gaps[low].upper <= offset { low += 1 }
            if low < gaps.count, gaps[low].contains(offset) {
                offset = gaps[low].upper
                continue
            }
            let byte = bytes[offset]
            expect(byte == 0x20 || byte == 0x09, place, "the byte \(byte) at \(offset) belongs to no child")
            offset += 1
        }
    }

    private mutating func checkGaps() {
        var last = 0
        for gap in document.content.gaps {
            expect(
                last <= gap.lower && gap.lower <= gap.upper && gap.upper <= bytes.count, 0,
                "gaps in order \(gap)")
            last = gap.upper
        }
        var gap = 0
        let gaps = document.content.gaps
        for place in document.places(of: .text) {
            let range = nodes[Int(place)].range
            while gap < gaps.count, gaps[gap].upper <= range.lower { gap += 1 }
            expect(gap == gaps.count || gaps[gap].lower >= range.upper, Int(place), "no prefix within text")
        }
    }

    private mutating func checkPayloads() {
        var payloads = PayloadInvariants(document)
        payloads.check()
        for violation in payloads.violations { expect(false, violation.place, violation.what) }
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }
}
