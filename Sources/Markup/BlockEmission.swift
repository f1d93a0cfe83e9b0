import Model

// How each kind of block is written.
extension Emitter {
    // MARK: Containers

    mutating func emitBlockQuote(_ index: Int, _ block: Block) {
        let kind = features.isExtended ? alertKind(index) : nil
        let node = openNode(
            .blockQuote, lower: block.lower, upper: block.upper, contentLower: block.upper, block: index,
            kind == nil ? -1 : content.alerts.count)
        if let kind {
            content.alerts.append(Alert(node: node, kind: kind))
            alertParagraph = index + 1
        }
    }

    /// The word after `[!`, if the block quote begins with a line that is only `[!NOTE]` or the like and says
    /// something after it.
    private func alertKind(_ index: Int) -> SourceRange? {
        guard index + 1 < tree.blocks.count else { return nil }
        let first = tree.blocks[index + 1]
        guard first.kind == .paragraph, Int(first.parent) == index, first.lower >= 0,
            first.firstDefinition == first.endDefinition, bytes.matches("[!", at: first.lower)
        else { return nil }
        let names: [StaticString] = ["note", "tip", "important", "warning", "caution"]
        let lower = first.lower + 2
        for name in names where bytes.matches(name, at: lower, ignoringCase: true) {
            let upper = lower + name.utf8CodeUnitCount
            guard bytes[upper] == 0x5D, upper < first.upper else { continue }
            let after = LinkScanner(bytes: bytes, end: first.upper).skipSpaces(upper + 1)
            if after < first.upper {
                return bytes[after] == 0x0A || bytes[after] == 0x0D ? SourceRange(lower, upper) : nil
            }
            let hasMore = index + 2 < tree.blocks.count && Int(tree.blocks[index + 2].parent) == index
            return hasMore ? SourceRange(lower, upper) : nil
        }
        return nil
    }

    mutating func emitItem(_ index: Int, _ block: Block) {
        let payload = content.listItems.count
        let inner = LinkScanner(bytes: bytes, end: bytes.count).skipSpaces(block.upper)
        let node = openNode(
            .listItem, lower: block.lower, upper: block.upper, contentLower: inner, block: index, payload)
        content.listItems.append(
            ListItem(
                node: node, marker: block.marker,
                checkBox: block.info.isEmpty ? SourceRange(at: block.marker.upper) : block.info,
                task: block.info.isEmpty ? .none : block.flag ? .done : .open))
    }

    // MARK: Leaves

    mutating func emitParagraph(_ index: Int, _ block: Block) {
        emitDefinitions(block)
        guard block.lower >= 0 else { return }
        var lower = block.lower
        if index == alertParagraph {
            lower = min(bytes.first(0x5D, from: lower, to: block.upper) + 1, block.upper)
            lower = LinkScanner(bytes: bytes, end: block.upper).skipWhiteSpace(lower)
            guard lower < block.upper else { return }
        }
        let range = SourceRange(lower, block.upper)
        let node = addNode(.paragraph, range, content: range)
        emitInlines(range, in: node)
        settle(node.index)
    }

    private mutating func emitDefinitions(_ block: Block) {
        for index in block.firstDefinition..<block.endDefinition {
            let parts = tree.definitions[index]
            let node = addNode(
                .definition, parts.range, content: parts.range, payload: content.definitions.count)
            settle(node.index)
            let isFirst = labels.value(parts.label, in: bytes) == index
            content.definitions.append(
                Definition(
                    node: node, label: parts.label, destination: parts.destination, title: parts.title,
                    decodedDestination: decoded(parts.destination), isShadowed: !isFirst))
        }
    }

    mutating func emitHeading(_ block: Block) {
        emitDefinitions(block)
        let node = addNode(
            .heading, SourceRange(block.lower, block.upper), content: block.content,
            payload: content.headings.count)
        let style = block.flag ? Heading.Style.setext : block.closing.isEmpty ? .atx : .closedATX
        content.headings.append(
            Heading(
                node: node, level: Int(block.level), style: style, marker: block.marker,
                closingMarker: block.closing.isEmpty ? SourceRange(at: block.content.upper) : block.closing,
                explicitID: block.info.isEmpty ? SourceRange(at: block.content.upper) : block.info))
        emitInlines(block.content, in: node)
        settle(node.index)
    }

    /// Writes the lines of a block as segments, their line endings included.
    private mutating func emitLines(_ block: Block) -> Range<Int> {
        let first = content.segments.count
        for line in tree.lines[block.firstLine..<block.endLine] {
            var upper = Int(line.upper)
            if upper < bytes.count {
                upper += bytes[upper] == 0x0D && bytes[upper + 1] == 0x0A ? 2 : 1
            }
            content.segments.append(
                Segment(range: SourceRange(Int(line.lower), upper), padding: Int(line.padding)))
        }
        return first..<content.segments.count
    }

    mutating func emitCode(_ block: Block) {
        let lines = emitLines(block)
        var inner = SourceRange(at: min(block.content.lower, block.upper))
        if let first = content.segments[lines].first, let last = content.segments[lines].last {
            let lower = max(first.range.lower, block.lower)
            inner = SourceRange(lower, max(lower, min(last.range.upper, block.upper)))
        }
        let node = addNode(
            .codeBlock, SourceRange(block.lower, block.upper), content: inner,
            payload: content.codeBlocks.count)
        settle(node.index)
        let isFenced = block.delimiter != 0
        let none = SourceRange(at: block.lower)
        content.codeBlocks.append(
            CodeBlock(
                node: node, openingFence: isFenced ? block.marker : none,
                closingFence: block.closing.isEmpty ? SourceRange(at: block.upper) : block.closing,
                info: isFenced ? block.info : none,
                language: isFenced
                    ? BlockParser.language(block.info, in: bytes, dialect: features.dialect) : none,
                lines: lines))
    }

    mutating func emitRaw(_ block: Block) {
        let lines = emitLines(block)
        let range = SourceRange(block.lower, block.upper)
        var inner = range
        if block.kind == .mathBlock {
            inner = SourceRange(block.marker.upper, max(block.marker.upper, block.closing.lower))
        }
        let node = addNode(block.kind, range, content: inner, payload: content.rawBlocks.count)
        settle(node.index)
        content.rawBlocks.append(RawBlock(node: node, lines: lines))
        if block.kind == .htmlBlock { scanHTML(range, of: node) }
    }

    // MARK: Tables

    mutating func emitTable(_ block: Block) {
        emitDefinitions(block)
        let rows = tree.lines[block.firstLine..<block.endLine]
        let node = addNode(
            .table, SourceRange(block.lower, block.upper), content: SourceRange(block.lower, block.upper),
            payload: content.tables.count)
        var alignments: [Table.Alignment] = []
        var delimiters = TableRow(bytes, block.marker.lower, block.marker.upper, features)
        while let cell = delimiters.next() {
            alignments.append(TableRow.alignment(cell, in: bytes) ?? Table.Alignment.none)
        }
        content.tables.append(Table(node: node, alignments: alignments, delimiterRow: block.marker))
        openNodes.append(node.index)
        for index in rows.indices where index != rows.startIndex + 1 {
            emitRow(
                TableRow(bytes, Int(rows[index].lower), Int(rows[index].upper), features),
                columns: alignments.count)
        }
        openNodes.removeLast()
        settle(node.index)
    }

    private mutating func emitRow(_ row: TableRow, columns: Int) {
        var row = row
        let node = addNode(.tableRow, row.range, content: row.range)
        openNodes.append(node.index)
        var column = 0
        while column < columns, let range = row.next() {
            var lower = range.lower
            var upper = range.upper
            while lower < upper, ASCII.isWhiteSpace(bytes[lower]) { lower += 1 }
            while upper > lower, ASCII.isWhiteSpace(bytes[upper - 1]) { upper -= 1 }
            let cell = addNode(.tableCell, range, content: SourceRange(lower, upper))
            emitInlines(SourceRange(lower, upper), in: cell)
            settle(cell.index)
            column += 1
        }
        openNodes.removeLast()
        settle(node.index)
    }
}

extension LinkScanner {
    func skipSpaces(_ place: Int) -> Int {
        var place = place
        while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
        return place
    }
}
