import Model

// Fenced and indented code, and the lines of leaf blocks that take lines as they are.
extension BlockParser {
    /// Hands the line to the open leaf if that takes it as it is.
    mutating func continueLeaf() -> Bool {
        switch leafKind {
        case .codeBlock:
            if tree.blocks[leaf].delimiter != 0 {
                continueFence()
                return true
            }
            return continueIndentedCode()
        case .htmlBlock: return continueHTML()
        case .mathBlock: return continueMath()
        default: return continueDialectLeaf()
        }
    }

    mutating func startFence(_ byte: UInt8, _ depth: Int) -> Bool {
        var place = nonspace
        while bytes[place] == byte, place < lineEnd { place += 1 }
        let length = place - nonspace
        guard length >= 3 else { return false }
        let lower = skipSpaces(place, to: lineEnd)
        let upper = trimmedEnd(lower, lineEnd)
        if byte == 0x60, bytes.first(0x60, from: lower, to: upper) < upper { return false }
        if startProseFence(depth, fence: SourceRange(nonspace, place), info: SourceRange(lower, upper)) {
            return true
        }
        makeRoom(depth)
        let block = addBlock(.codeBlock, lower: nonspace, upper: lower < upper ? upper : place)
        setLeaf(block)
        tree.blocks[block].delimiter = byte
        tree.blocks[block].number = length
        tree.blocks[block].indent = indent
        tree.blocks[block].marker = SourceRange(nonspace, place)
        tree.blocks[block].info = lower < upper ? SourceRange(lower, upper) : SourceRange(at: place)
        // Where the code begins: after the line ending, if there is one.
        tree.blocks[block].content = SourceRange(at: afterLine(lineEnd))
        return true
    }

    /// The place after the line ending at an offset.
    func afterLine(_ place: Int) -> Int {
        if bytes[place] == 0x0D, bytes[place + 1] == 0x0A { return place + 2 }
        return min(place + 1, bytes.count)
    }

    private mutating func continueFence() {
        blankBefore = false
        let fence = tree.blocks[leaf].delimiter
        if indent < codeIndent, bytes[nonspace] == fence {
            var place = nonspace
            while place < lineEnd, bytes[place] == fence { place += 1 }
            if place - nonspace >= tree.blocks[leaf].number, skipSpaces(place, to: lineEnd) == lineEnd {
                tree.blocks[leaf].closing = SourceRange(nonspace, place)
                closeLeaf()
                return
            }
        }
        let fenceIndent = tree.blocks[leaf].indent
        if fenceIndent > 0 { advance(columns: min(indent, fenceIndent)) }
        appendLine()
    }

    mutating func startIndentedCode(_ depth: Int) {
        makeRoom(depth)
        let lower = nonspace
        advance(columns: 4)
        let block = addBlock(.codeBlock, lower: lower, upper: lineEnd)
        setLeaf(block)
        appendLine()
        blankBefore = false
    }

    private mutating func continueIndentedCode() -> Bool {
        if indent >= 4 {
            advance(columns: 4)
            appendLine()
            blankBefore = false
            return true
        }
        guard isBlank else { return false }
        offset = nonspace
        isInTab = false
        appendLine()
        let outside = quotesMatched > 0 ? quotes[quotesMatched - 1] + 1 : 0
        blankDepth = blankBefore ? min(blankDepth, outside) : outside
        blankBefore = true
        return true
    }

    mutating func closeCodeBlock(_ block: Int) {
        let isFenced = tree.blocks[block].delimiter != 0
        if !isFenced {
            // Blank lines at the end belong to nothing.
            while tree.lines.count > tree.blocks[block].firstLine, let last = tree.lines.last,
                skipSpaces(Int(last.lower), to: Int(last.upper)) == Int(last.upper)
            {
                tree.lines.removeLast()
            }
        }
        tree.blocks[block].endLine = tree.lines.count
        if let last = tree.lines.last, tree.lines.count > tree.blocks[block].firstLine {
            tree.blocks[block].upper = max(tree.blocks[block].upper, Int(last.upper))
        }
        guard isFenced else { return }
        if tree.blocks[block].closing.isEmpty {
            tree.problems.append(Problem(kind: .unclosedFence, range: tree.blocks[block].marker))
        } else {
            tree.blocks[block].upper = tree.blocks[block].closing.upper
        }
    }

    /// The part of an info string that names a language.
    static func language(_ info: SourceRange, in bytes: Bytes, dialect: Dialect) -> SourceRange {
        var lower = info.lower
        guard bytes[lower] == 0x7B, !info.isEmpty else { return word(from: lower, to: info.upper, in: bytes) }
        // `{.python}`, `{ .python #id }`, `{r, echo=FALSE}`, `{code-block} python`
        lower += 1
        while lower < info.upper, bytes[lower] == 0x20 { lower += 1 }
        if bytes[lower] == 0x2E { return word(from: lower + 1, to: info.upper, in: bytes) }
        if bytes[lower] == 0x23 || bytes[lower] == 0x3A { return SourceRange(at: info.lower) }
        let name = word(from: lower, to: info.upper, in: bytes)
        let close = bytes.first(0x7D, from: name.upper, to: info.upper)
        let names: [StaticString] = ["code-block", "code-cell", "code", "sourcecode"]
        let isCode = names.contains {
            $0.utf8CodeUnitCount == name.count && bytes.matches($0, at: name.lower)
        }
        if isCode {
            var next = min(close + 1, info.upper)
            while next < info.upper, bytes[next] == 0x20 { next += 1 }
            let word = word(from: next, to: info.upper, in: bytes)
            return word.isEmpty ? SourceRange(at: info.lower) : word
        }
        return dialect == .myst || name.isEmpty ? SourceRange(at: info.lower) : name
    }

    private static func word(from lower: Int, to upper: Int, in bytes: Bytes) -> SourceRange {
        var end = lower
        while end < upper {
            let byte = bytes[end]
            // Attributes and line numbers may follow without a space: `rust,ignore`, `js{1,3}`.
            if byte == 0x20 || byte == 0x09 || byte == 0x2C || byte == 0x7B || byte == 0x7D { break }
            end += 1
        }
        return SourceRange(lower, end)
    }
}
