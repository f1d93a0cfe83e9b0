import Model

// What a line begins once it is known which containers it continues.
extension BlockParser {
    /// - Parameter depth: how many containers the line continues.
    mutating func openBlocks(from depth: Int) {
        var depth = depth
        /// Whether the line, if it begins nothing, goes on with the open paragraph.
        var mayContinue = leaf >= 0 && leafKind == .paragraph
        var hasOpened = false
        while !isBlank {
            if indent >= codeIndent {
                if !mayContinue {
                    startIndentedCode(depth)
                    return
                }
                break
            }
            let byte = bytes[nonspace]
            if starts[byte] == 0 { break }
            let isParagraph = mayContinue && depth == open.count
            if byte == 0x3E {
                makeRoom(depth)
                let lower = nonspace
                _ = addContainer(.blockQuote, lower: lower, upper: lower + 1)
                passQuoteMarker()
            } else if startLeaf(byte, depth, isParagraph: isParagraph, mayContinue: mayContinue) {
                return
            } else if startItem(byte, depth, isParagraph: isParagraph)
                || startFootnote(byte, depth)
                || startDirective(byte, depth, isParagraph: isParagraph)
            {
                if isDone { return }
            } else {
                break
            }
            depth = open.count
            mayContinue = false
            hasOpened = true
        }
        finishLine(depth, mayContinue: mayContinue, hasOpened: hasOpened)
    }

    /// Whether a directive took the whole line.
    private var isDone: Bool { offset > lineEnd }

    /// Puts the rest of the line where it belongs.
    private mutating func finishLine(_ depth: Int, mayContinue: Bool, hasOpened: Bool) {
        if isBlank {
            // A table or a paragraph ends here, and so do the containers that the line does not continue.
            close(to: depth)
            guard !hasOpened else {
                blankBefore = false
                return
            }
            let outside = quotesMatched > 0 ? quotes[quotesMatched - 1] + 1 : 0
            blankDepth = blankBefore ? min(blankDepth, outside) : outside
            blankBefore = true
            return
        }
        if mayContinue {
            if depth == open.count, startTable() { return }
            continueParagraph()
            return
        }
        if depth == open.count, leaf >= 0, leafKind == .table, continueTable() { return }
        makeRoom(depth)
        startParagraph()
    }

    /// Tries all leaf blocks that a line can begin.
    private mutating func startLeaf(
        _ byte: UInt8, _ depth: Int, isParagraph: Bool, mayContinue: Bool
    ) -> Bool {
        switch byte {
        case 0x23: return startHeading(depth)
        case 0x60, 0x7E: return startFence(byte, depth)
        case 0x3C: return startHTML(depth, mayContinue: mayContinue)
        case 0x3D: return isParagraph && underline(byte)
        case 0x2D: return isParagraph && underline(byte) || startBreak(byte, depth)
        case 0x2A, 0x5F: return startBreak(byte, depth)
        case 0x24: return startMath(depth)
        default: return false
        }
    }

    // MARK: Paragraphs

    mutating func startParagraph() {
        let block = addBlock(.paragraph, lower: nonspace, upper: lineEnd)
        setLeaf(block)
        lastLine = SourceRange(nonspace, lineEnd)
    }

    private mutating func continueParagraph() {
        if tree.blocks[leaf].lower < 0 {
            // All lines so far were definitions.
            tree.blocks[leaf].lower = nonspace
        } else if nonspace > lineStart {
            bytes.blank(lineStart, nonspace)
            tree.gaps.append(SourceRange(lineStart, nonspace))
        }
        tree.blocks[leaf].upper = lineEnd
        lastLine = SourceRange(nonspace, lineEnd)
    }

    mutating func closeParagraph(_ block: Int) {
        readDefinitions(block)
        let lower = tree.blocks[block].lower
        if lower >= 0 {
            tree.blocks[block].upper = trimmedEnd(lower, tree.blocks[block].upper)
        }
    }

    // MARK: Headings

    private mutating func startHeading(_ depth: Int) -> Bool {
        var place = nonspace
        while bytes[place] == 0x23, place < lineEnd { place += 1 }
        let level = place - nonspace
        guard level <= 6, place == lineEnd || bytes[place] == 0x20 || bytes[place] == 0x09 else {
            return false
        }
        let marker = SourceRange(nonspace, place)
        makeRoom(depth)
        let block = addBlock(.heading, lower: nonspace, upper: place)
        let lower = skipSpaces(place, to: lineEnd)
        var upper = trimmedEnd(lower, lineEnd)
        var closing = upper
        while closing > lower, bytes[closing - 1] == 0x23 { closing -= 1 }
        if closing < upper, closing == lower || bytes[closing - 1] == 0x20 || bytes[closing - 1] == 0x09 {
            tree.blocks[block].closing = SourceRange(closing, upper)
            tree.blocks[block].upper = upper
            upper = trimmedEnd(lower, closing)
        } else if upper > lower {
            tree.blocks[block].upper = upper
        }
        tree.blocks[block].level = UInt8(level)
        tree.blocks[block].marker = marker
        let empty = min(lower, max(place, tree.blocks[block].upper))
        setHeadingText(
            block, lower < upper ? SourceRange(lower, upper) : SourceRange(at: min(empty, lineEnd)))
        if lower >= upper, tree.blocks[block].closing.isEmpty {
            tree.blocks[block].content = SourceRange(at: place)
        }
        return true
    }

    /// Turns the open paragraph into a heading if the line underlines it.
    private mutating func underline(_ byte: UInt8) -> Bool {
        var place = nonspace
        while bytes[place] == byte, place < lineEnd { place += 1 }
        let underline = SourceRange(nonspace, place)
        guard skipSpaces(place, to: lineEnd) == lineEnd else { return false }
        readDefinitions(leaf)
        let lower = tree.blocks[leaf].lower
        guard lower >= 0 else { return false }
        let upper = trimmedEnd(lower, tree.blocks[leaf].upper)
        let block = leaf
        leaf = -1
        tree.blocks[block].kind = .heading
        tree.blocks[block].flag = true
        tree.blocks[block].level = byte == 0x3D ? 1 : 2
        tree.blocks[block].marker = underline
        tree.blocks[block].upper = underline.upper
        setHeadingText(block, SourceRange(lower, upper))
        return true
    }

    // MARK: Thematic breaks

    private mutating func startBreak(_ byte: UInt8, _ depth: Int) -> Bool {
        guard let end = breakEnd(byte) else { return false }
        makeRoom(depth)
        _ = addBlock(.thematicBreak, lower: nonspace, upper: end)
        return true
    }

    /// Where the thematic break ends that begins at the first non-space, if there is one.
    private mutating func breakEnd(_ byte: UInt8) -> Int? {
        guard nonspace >= noBreakBefore else { return nil }
        var place = nonspace
        var count = 0
        var end = nonspace
        while place < lineEnd {
            let next = bytes[place]
            if next == byte {
                count += 1
                end = place + 1
            } else if next != 0x20, next != 0x09 {
                // Nested list markers (`- - - x`) would scan the same rest again.
                noBreakBefore = place
                return nil
            }
            place += 1
        }
        return count >= 3 ? end : nil
    }

    // MARK: Math

    /// `$$` at the beginning of a line, as far as a line that ends with `$$`.
    private mutating func startMath(_ depth: Int) -> Bool {
        guard bytes[nonspace + 1] == 0x24, nonspace + 1 < lineEnd, bytes[nonspace + 2] != 0x24 else {
            return false
        }
        let end = trimmedEnd(nonspace, lineEnd)
        let isWhole = end >= nonspace + 5 && bytes[end - 1] == 0x24 && bytes[end - 2] == 0x24
        if isWhole {
            // `$$ a $$ and $$ b $$` is a sentence.
            let inner = bytes.first(0x24, from: nonspace + 2, to: end)
            guard inner == end - 2 else { return false }
        } else if bytes.first(0x24, from: nonspace + 2, to: end) < end {
            return false
        }
        makeRoom(depth)
        let block = addBlock(.mathBlock, lower: nonspace, upper: end)
        setLeaf(block)
        tree.blocks[block].marker = SourceRange(nonspace, nonspace + 2)
        offset = nonspace
        column = nonspaceColumn
        isInTab = false
        appendLine()
        if isWhole {
            tree.blocks[block].closing = SourceRange(end - 2, end)
            closeLeaf()
        }
        return true
    }

    mutating func continueMath() -> Bool {
        guard !isBlank else { return false }
        appendLine()
        if nonspace > lineStart { tree.gaps.append(SourceRange(lineStart, nonspace)) }
        bytes.blank(lineStart, nonspace)
        let end = trimmedEnd(nonspace, lineEnd)
        if end >= nonspace + 2, bytes[end - 1] == 0x24, bytes[end - 2] == 0x24 {
            tree.blocks[leaf].closing = SourceRange(end - 2, end)
            closeLeaf()
        }
        return true
    }

    /// A block whose end is missing is a paragraph that begins with dollar signs.
    mutating func closeMathBlock(_ block: Int) {
        tree.blocks[block].endLine = tree.lines.count
        guard let last = tree.lines.last else { return }
        let upper = trimmedEnd(Int(last.lower), Int(last.upper))
        tree.blocks[block].upper = upper
        if tree.blocks[block].closing.isEmpty { tree.blocks[block].kind = .paragraph }
    }
}
