import Model

// Swift-DocC: `@Name(arguments) { … }`.
extension BlockParser {
    mutating func startDocC(_ byte: UInt8, _ depth: Int) -> Bool {
        switch byte {
        case 0x40: startBlockDirective(depth)
        case 0x7D: endBlockDirective(depth)
        default: false
        }
    }

    private mutating func startBlockDirective(_ depth: Int) -> Bool {
        let name = nonspace + 1
        guard bytes[name] >= 0x41, bytes[name] <= 0x5A else { return false }
        var next = name
        while next < lineEnd, ASCII.isAlphanumeric(bytes[next]) || bytes[next] == 0x5F { next += 1 }
        let nameEnd = next
        next = skipSpaces(next, to: lineEnd)
        var arguments = SourceRange(at: nameEnd)
        if bytes[next] == 0x28, next < lineEnd {
            let bytes = bytes
            let lower = next
            guard let end = search(lower, { Self.parenthesisEnd(lower, to: $0, in: bytes) }) else {
                return false
            }
            arguments = SourceRange(lower + 1, end - 1)
            next = end
            while bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
        }
        let hasBrace = bytes[next] == 0x7B
        // `@MainActor functions are` is a sentence.
        guard hasBrace || isLineEnd(next) else { return false }
        let lineEnd = max(lineEnd, endOfLine(next))
        let upper = hasBrace ? next + 1 : arguments.isEmpty ? nameEnd : arguments.upper + 1
        let lower = nonspace
        if hasBrace {
            guard let block = openDirective(.at, depth, upper: upper, closing: .brace) else { return false }
            describe(block, SourceRange(name, nameEnd), arguments)
            let inner = skipSpaces(next + 1, to: lineEnd)
            if inner < lineEnd { readRest(block, inner, lineEnd) }
        } else {
            makeRoom(depth)
            let block = addBlock(.directive, lower: lower, upper: upper)
            tree.blocks[block].syntax = .at
            describe(block, SourceRange(name, nameEnd), arguments)
        }
        verbatimEnd = lineEnd > self.lineEnd ? lineEnd : 0
        takeLine()
        return true
    }

    private mutating func describe(_ block: Int, _ name: SourceRange, _ arguments: SourceRange) {
        tree.blocks[block].marker = SourceRange(name.lower - 1, name.upper)
        tree.blocks[block].content = name
        tree.blocks[block].info = arguments
    }

    /// Reads what stands behind the opening brace on its line: text, and perhaps the closing brace.
    private mutating func readRest(_ block: Int, _ inner: Int, _ lineEnd: Int) {
        var upper = trimmedEnd(inner, lineEnd)
        let isClosed = bytes[upper - 1] == 0x7D
        let brace = upper - 1
        if isClosed { upper = trimmedEnd(inner, brace) }
        if inner < upper {
            let paragraph = addBlock(.paragraph, lower: inner, upper: upper)
            if isClosed {
                tree.blocks[paragraph].upper = upper
            } else {
                setLeaf(paragraph)
                lastLine = SourceRange(inner, upper)
            }
        }
        if isClosed { endDirective(open.count - 1, SourceRange(brace, brace + 1)) }
    }

    private mutating func endBlockDirective(_ depth: Int) -> Bool {
        var place = depth - 1
        while place >= 0 {
            if case .brace = open[place].closing, open[place].kind == .directive {
                endDirective(place, SourceRange(nonspace, nonspace + 1))
                takeLine()
                return true
            }
            place -= 1
        }
        return false
    }

    private func endOfLine(_ place: Int) -> Int {
        var place = place
        while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
        return place
    }

    private static func parenthesisEnd(_ lower: Int, to end: Int, in bytes: Bytes) -> Int? {
        var depth = 0
        var place = lower
        while place < end {
            switch bytes[place] {
            case 0x28: depth += 1
            case 0x29:
                depth -= 1
                if depth == 0 { return place + 1 }
            case 0x22:
                place += 1
                while place < end, bytes[place] != 0x22 { place += bytes[place] == 0x5C ? 2 : 1 }
            default: break
            }
            place += 1
        }
        return nil
    }
}
