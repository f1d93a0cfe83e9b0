package import Model

/// Reads the YAML that people write in front matter and configuration: tables and lists by indentation,
/// scalars of one line, `[…]` and `{…}` of one line, comments.
///
/// It is here because it starts in no time. Whatever goes beyond (anchors, tags, text over several lines,
/// escapes, a mistake) it leaves to `FullYAML` by giving nil; where it gives a value, that one gives the same.
package struct SimpleYAML {
    private let text: SourceText
    private let start: Int
    /// The lines that are not blank and not only a comment: where they begin after their indentation, and
    /// where they end without white space and comment.
    private var lines: [Line] = []
    private var current = 0
    private var isSimple = true

    private struct Line {
        /// The number of characters before `range`.
        var column: Int
        var range: SourceRange
    }

    package init(_ text: SourceText, in range: SourceRange) {
        self.text = text
        start = range.lower
        isSimple = Self.isHarmless(text.slice(range))
        var number = text.line(at: range.lower)
        while isSimple, number < text.lineCount {
            let line = text.line(number)
            guard line.lower < range.upper else { break }
            append(SourceRange(max(line.lower, range.lower), min(line.upper, range.upper)))
            number += 1
        }
    }

    package mutating func read() -> YAMLNode? {
        guard isSimple else { return nil }
        guard let first = lines.first else {
            return YAMLNode(content: .nothing, range: SourceRange(at: start))
        }
        guard let node = block(at: first.column, depth: 0), current == lines.count else { return nil }
        // A document that is only a scalar is legal and never meant.
        if case .scalar = node.content { return nil }
        return node
    }

    /// Notes a line, or that the text is not simple.
    private mutating func append(_ line: SourceRange) {
        var lower = line.lower
        while lower < line.upper, text.bytes[lower] == 0x20 { lower += 1 }
        var upper = line.upper
        var quote: UInt8?
        var index = lower
        while index < line.upper {
            let byte = text.bytes[index]
            switch byte {
            // The full reader knows which control characters may stand where.
            case 0x00...0x1F, 0x7F:
                isSimple = false
                return
            case 0x22, 0x27:
                if quote == byte {
                    quote = nil
                } else if quote == nil, index == lower || isSeparator(text.bytes[index - 1]) {
                    quote = byte
                }
            case 0x23 where quote == nil && (index == lower || text.bytes[index - 1] == 0x20):
                upper = index
            default: break
            }
            if upper == index { break }
            index += 1
        }
        while upper > lower, text.bytes[upper - 1] == 0x20 { upper -= 1 }
        guard upper > lower else { return }
        let start = text.slice(SourceRange(lower, upper))
        if quote != nil
            || (lower == line.lower && (start.starts(with: "---".utf8) || start.starts(with: "...".utf8)))
        {
            isSimple = false
            return
        }
        lines.append(Line(column: lower - line.lower, range: SourceRange(lower, upper)))
    }

    /// Whether the bytes are UTF-8 without characters that YAML 1.1 takes for line breaks or refuses.
    private static func isHarmless(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return true }
        guard let string = String(validating: bytes, as: UTF8.self) else { return false }
        return string.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x80...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
            default: true
            }
        }
    }

    private func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x2C || byte == 0x5B || byte == 0x7B
    }

    // MARK: Blocks

    private mutating func block(at column: Int, depth: Int) -> YAMLNode? {
        guard depth < 32, current < lines.count else { return nil }
        return isItem(lines[current].range) ? list(at: column, depth) : table(at: column, depth)
    }

    private func isItem(_ range: SourceRange) -> Bool {
        text.bytes[range.lower] == 0x2D && (range.count == 1 || text.bytes[range.lower + 1] == 0x20)
    }

    private mutating func list(at column: Int, _ depth: Int) -> YAMLNode? {
        var items: [YAMLNode] = []
        let start = lines[current].range.lower
        while current < lines.count, lines[current].column == column, isItem(lines[current].range) {
            let line = lines[current]
            var inner = SourceRange(line.range.lower + 1, line.range.upper)
            while inner.lower < inner.upper, text.bytes[inner.lower] == 0x20 { inner.lower += 1 }
            if inner.isEmpty { return nil }
            let innerColumn = column + inner.lower - line.range.lower
            if isItem(inner) || key(in: inner) != nil {
                // The item is a block that begins on this line.
                lines[current] = Line(column: innerColumn, range: inner)
                guard let node = block(at: innerColumn, depth: depth + 1) else { return nil }
                items.append(node)
            } else {
                guard let node = value(inner), isEnded(above: column) else { return nil }
                items.append(node)
            }
        }
        guard isEnded(at: column), let last = items.last else { return nil }
        return YAMLNode(content: .list(items), range: SourceRange(start, last.range.upper))
    }

    private mutating func table(at column: Int, _ depth: Int) -> YAMLNode? {
        var pairs: [YAMLNode.Pair] = []
        let start = lines[current].range.lower
        var upper = start
        while current < lines.count, lines[current].column == column {
            let line = lines[current]
            if isItem(line.range) { break }
            // Among many keys the full reader finds equal ones in less time.
            guard pairs.count < 500, let key = key(in: line.range),
                !pairs.contains(where: { $0.key == key.name })
            else { return nil }
            var rest = SourceRange(key.upper, line.range.upper)
            while rest.lower < rest.upper, text.bytes[rest.lower] == 0x20 { rest.lower += 1 }
            let value: YAMLNode
            if rest.isEmpty {
                current += 1
                guard let node = valueBelow(column, SourceRange(at: key.upper), depth) else { return nil }
                value = node
            } else {
                guard let node = self.value(rest), isEnded(above: column) else { return nil }
                value = node
            }
            upper = value.range.upper
            pairs.append(YAMLNode.Pair(key: key.name, keyRange: key.range, value: value))
        }
        guard isEnded(at: column) else { return nil }
        return YAMLNode(content: .table(pairs), range: SourceRange(start, upper))
    }

    /// What stands on the lines after a key: a block that is indented further, a list at the same place, or
    /// nothing.
    private mutating func valueBelow(_ column: Int, _ place: SourceRange, _ depth: Int) -> YAMLNode? {
        guard current < lines.count else { return YAMLNode(content: .nothing, range: place) }
        let next = lines[current]
        if next.column > column, !isItem(next.range), key(in: next.range) == nil {
            guard let node = value(next.range), isEnded(above: column) else { return nil }
            return node
        }
        if next.column > column || (next.column == column && isItem(next.range)) {
            return block(at: next.column, depth: depth + 1)
        }
        return YAMLNode(content: .nothing, range: place)
    }

    /// Goes to the next line, which must not continue a scalar of this one.
    private mutating func isEnded(above column: Int) -> Bool {
        current += 1
        return current == lines.count || lines[current].column <= column
    }

    private func isEnded(at column: Int) -> Bool {
        current == lines.count || lines[current].column < column
            || (lines[current].column == column && !isItem(lines[current].range))
    }

    /// The key that a line begins with, and where its colon ends.
    private func key(in range: SourceRange) -> (name: String, range: SourceRange, upper: Int)? {
        var upper = range.lower
        if let quote = text.bytes[safely: upper], quote == 0x22 || quote == 0x27 {
            guard let scalar = quoted(from: upper, to: range.upper), let name = scalar.text else {
                return nil
            }
            upper = scalar.range.upper
            guard upper < range.upper, text.bytes[upper] == 0x3A, isEndOfKey(upper + 1, range.upper) else {
                return nil
            }
            return (name, scalar.range, upper + 1)
        }
        while upper < range.upper, !(text.bytes[upper] == 0x3A && isEndOfKey(upper + 1, range.upper)) {
            upper += 1
        }
        let name = SourceRange(range.lower, upper)
        guard upper < range.upper, isPlain(name, inFlow: false), text.bytes[upper - 1] != 0x20 else {
            return nil
        }
        return (text.string(name), name, upper + 1)
    }

    private func isEndOfKey(_ index: Int, _ end: Int) -> Bool {
        index == end || text.bytes[index] == 0x20
    }

    // MARK: Values of one line

    private func value(_ range: SourceRange) -> YAMLNode? {
        guard let (node, end) = flow(range.lower, range.upper, isInside: false, depth: 0), end == range.upper
        else {
            return nil
        }
        return node
    }

    private func flow(_ start: Int, _ end: Int, isInside: Bool, depth: Int) -> (YAMLNode, end: Int)? {
        guard start < end, depth < 32 else { return nil }
        switch text.bytes[start] {
        case 0x22, 0x27: return quoted(from: start, to: end).map { ($0, $0.range.upper) }
        case 0x5B: return flowList(start, end, depth)
        case 0x7B: return flowTable(start, end, depth)
        default:
            var upper = start
            while upper < end, !(isInside && Self.isFlowIndicator(text.bytes[upper])) {
                if text.bytes[upper] == 0x3A, isInside || isEndOfKey(upper + 1, end) { return nil }
                upper += 1
            }
            let after = upper
            while upper > start, text.bytes[upper - 1] == 0x20 { upper -= 1 }
            let range = SourceRange(start, upper)
            guard isPlain(range, inFlow: isInside) else { return nil }
            let word = text.string(range)
            if word == "~" || word == "null" || word == "Null" || word == "NULL" {
                return (YAMLNode(content: .nothing, range: range), after)
            }
            return (YAMLNode(content: .scalar(word, isPlain: true), range: range), after)
        }
    }

    private func flowList(_ start: Int, _ end: Int, _ depth: Int) -> (YAMLNode, end: Int)? {
        var items: [YAMLNode] = []
        var index = skipSpaces(start + 1, end)
        while index < end, text.bytes[index] != 0x5D {
            guard let (item, after) = flow(index, end, isInside: true, depth: depth + 1) else { return nil }
            items.append(item)
            index = skipSpaces(after, end)
            guard index < end else { return nil }
            if text.bytes[index] == 0x2C {
                index = skipSpaces(index + 1, end)
            } else if text.bytes[index] != 0x5D {
                return nil
            }
        }
        guard index < end else { return nil }
        return (YAMLNode(content: .list(items), range: SourceRange(start, index + 1)), index + 1)
    }

    private func flowTable(_ start: Int, _ end: Int, _ depth: Int) -> (YAMLNode, end: Int)? {
        var pairs: [YAMLNode.Pair] = []
        var index = skipSpaces(start + 1, end)
        while index < end, text.bytes[index] != 0x7D {
            guard pairs.count < 500, let key = flowKey(index, end),
                !pairs.contains(where: { $0.key == key.name })
            else { return nil }
            index = skipSpaces(key.upper, end)
            guard let (value, after) = flow(index, end, isInside: true, depth: depth + 1) else { return nil }
            pairs.append(YAMLNode.Pair(key: key.name, keyRange: key.range, value: value))
            index = skipSpaces(after, end)
            guard index < end else { return nil }
            if text.bytes[index] == 0x2C {
                index = skipSpaces(index + 1, end)
            } else if text.bytes[index] != 0x7D {
                return nil
            }
        }
        guard index < end else { return nil }
        return (YAMLNode(content: .table(pairs), range: SourceRange(start, index + 1)), index + 1)
    }

    private func flowKey(_ start: Int, _ end: Int) -> (name: String, range: SourceRange, upper: Int)? {
        guard let key = key(in: SourceRange(start, end)) else { return nil }
        // In `{a, b: c}` the first key ends at the comma, not at the colon.
        if text.bytes[start] != 0x22, text.bytes[start] != 0x27,
            text.slice(key.range).contains(where: Self.isFlowIndicator)
        {
            return nil
        }
        return key.upper < end && text.bytes[key.upper] == 0x20 ? key : nil
    }

    /// A scalar in quotation marks that has no escapes but a doubled `'`.
    private func quoted(from start: Int, to end: Int) -> YAMLNode? {
        let quote = text.bytes[start]
        var bytes: [UInt8] = []
        var index = start + 1
        while index < end {
            let byte = text.bytes[index]
            if byte == 0x5C, quote == 0x22 { return nil }
            if byte == quote {
                guard quote == 0x27, index + 1 < end, text.bytes[index + 1] == 0x27 else {
                    let content = String(decoding: bytes, as: UTF8.self)
                    return YAMLNode(
                        content: .scalar(content, isPlain: false), range: SourceRange(start, index + 1))
                }
                index += 1
            }
            bytes.append(byte)
            index += 1
        }
        return nil
    }

    /// Whether a range can be a scalar without quotation marks.
    private func isPlain(_ range: SourceRange, inFlow: Bool) -> Bool {
        guard !range.isEmpty else { return false }
        let bytes = text.slice(range)
        // `- * & ! | > ' " % @ ? # , [ ] { } : =` and the back quote begin something else.
        if let first = bytes.first, "*&!|>'\"%@?#,[]{}:=`".utf8.contains(first) { return false }
        if bytes.first == 0x2D, !(bytes.dropFirst().first.map { (0x30...0x39).contains($0) } ?? false) {
            return false
        }
        return !inFlow || !bytes.contains(where: Self.isFlowIndicator)
    }

    private static func isFlowIndicator(_ byte: UInt8) -> Bool {
        byte == 0x2C || byte == 0x5B || byte == 0x5D || byte == 0x7B || byte == 0x7D
    }

    private func skipSpaces(_ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, text.bytes[index] == 0x20 { index += 1 }
        return index
    }
}

extension [UInt8] {
    fileprivate subscript(safely index: Int) -> UInt8? { indices.contains(index) ? self[index] : nil }
}
