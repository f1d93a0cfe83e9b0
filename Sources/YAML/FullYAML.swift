package import Model
import Yams

/// Reads any YAML, through Yams.
package enum FullYAML {
    package static func read(_ text: SourceText, in range: SourceRange) throws(YAMLMistake) -> YAMLNode {
        try refuseBombs(text, range)
        let places = Places(text, range)
        let bytes = text.slice(range)
        guard let string = String(validating: bytes, as: UTF8.self) else {
            throw YAMLMistake(range: range, sentence: "this is not UTF-8")
        }
        do {
            guard let root = try Yams.compose(yaml: string) else {
                return YAMLNode(content: .nothing, range: SourceRange(at: range.lower))
            }
            var budget = 100_000
            return try convert(root, places, &budget)
        } catch let mistake as YAMLMistake {
            throw mistake
        } catch let error as YamlError {
            throw places.mistake(error)
        } catch {
            throw YAMLMistake(range: range, sentence: "this is no YAML")
        }
    }

    private static func convert(
        _ node: Yams.Node, _ places: Places, _ budget: inout Int
    ) throws(YAMLMistake) -> YAMLNode {
        let start = places.offset(node.mark)
        budget -= 1
        guard budget > 0 else {
            throw YAMLMistake(range: SourceRange(at: start), sentence: "these are too many values")
        }
        switch node {
        case .scalar(let scalar):
            let range = places.extent(of: scalar, from: start)
            let isPlain = scalar.style == .plain
            if isPlain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
                return YAMLNode(content: .nothing, range: range)
            }
            return YAMLNode(content: .scalar(scalar.string, isPlain: isPlain), range: range)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence { items.append(try convert(item, places, &budget)) }
            return YAMLNode(
                content: .list(items),
                range: places.extent(from: start, to: items.last?.range.upper, closing: 0x5D))
        case .mapping(let mapping):
            var pairs: [YAMLNode.Pair] = []
            for (key, value) in mapping {
                let name = try convert(key, places, &budget)
                guard let text = name.text else {
                    throw YAMLMistake(range: name.range, sentence: "a key must be a text")
                }
                pairs.append(
                    YAMLNode.Pair(
                        key: text, keyRange: name.range, value: try convert(value, places, &budget)))
            }
            return YAMLNode(
                content: .table(pairs),
                range: places.extent(from: start, to: pairs.last?.value.range.upper, closing: 0x7D))
        case .alias:
            throw YAMLMistake(range: SourceRange(at: start), sentence: "this alias stands for nothing")
        }
    }

    /// Refuses what is written to take a reader's memory or stack: it goes down one call for every level.
    private static func refuseBombs(_ text: SourceText, _ range: SourceRange) throws(YAMLMistake) {
        guard range.count <= 1_000_000 else {
            throw YAMLMistake(range: SourceRange(at: range.lower), sentence: "this is more than a megabyte")
        }
        var depth = 0
        var dashes = 0
        var aliases = 0
        var indentation = 0
        var previous: UInt8 = 0x0A
        for (index, byte) in zip(range.lower..., text.slice(range)) {
            switch byte {
            case 0x5B, 0x7B: depth += 1
            case 0x5D, 0x7D: depth = max(0, depth - 1)
            case 0x0A, 0x0D: (dashes, indentation) = (0, 0)
            case 0x20: indentation += indentation >= 0 ? 1 : 0
            case 0x2D, 0x3F, 0x3A: dashes += previous == 0x20 || previous == 0x0A ? 1 : 0
            case 0x2A: aliases += previous == 0x2A ? 0 : 1
            default: indentation = -1
            }
            previous = byte
            if depth > 64 || dashes > 64 || indentation > 500 {
                throw YAMLMistake(range: SourceRange(index, index + 1), sentence: "this is nested too deeply")
            }
        }
        if aliases > 16, text.slice(range).contains(0x26), hasAnchor(text, range) {
            throw YAMLMistake(
                range: SourceRange(at: range.lower), sentence: "anchors cannot be used this often here")
        }
    }

    /// Whether `&` stands where it can begin an anchor.
    private static func hasAnchor(_ text: SourceText, _ range: SourceRange) -> Bool {
        var previous: UInt8 = 0x20
        var mayBegin = false
        for byte in text.slice(range) {
            // In running text a space or another sign follows: `this & that`, `a && b`.
            if mayBegin, byte > 0x20, byte != 0x26 { return true }
            mayBegin =
                byte == 0x26 && (previous == 0x20 || previous == 0x5B || previous == 0x2C || previous == 0x7B)
            previous = byte
        }
        return false
    }
}

/// Turns lines and columns of the YAML reader, which counts from 1 and in Unicode scalars, into offsets.
private struct Places {
    let text: SourceText
    let range: SourceRange
    let firstLine: Int

    init(_ text: SourceText, _ range: SourceRange) {
        self.text = text
        self.range = range
        firstLine = text.line(at: range.lower)
    }

    func offset(_ mark: Mark?) -> Int {
        guard let mark else { return range.lower }
        let line = firstLine + max(0, mark.line - 1)
        guard line < text.lineCount else { return range.upper }
        var offset = max(range.lower, text.fullLine(line).lower)
        var left = mark.column - 1
        while left > 0, offset < range.upper {
            offset += 1
            while offset < range.upper, text.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            left -= 1
        }
        return min(offset, range.upper)
    }

    /// The range of a scalar as it is written.
    func extent(of scalar: Yams.Node.Scalar, from start: Int) -> SourceRange {
        let line = text.line(text.line(at: start))
        let end = max(start, min(line.upper, range.upper))
        switch scalar.style {
        case .singleQuoted, .doubleQuoted:
            guard start < range.upper else { return SourceRange(at: start) }
            let quote = text.bytes[start]
            var index = start + 1
            while index < range.upper {
                if text.bytes[index] == 0x5C, quote == 0x22 {
                    index += 1
                } else if text.bytes[index] == quote {
                    if quote == 0x27, index + 1 < range.upper, text.bytes[index + 1] == quote {
                        index += 1
                    } else {
                        return SourceRange(start, index + 1)
                    }
                }
                index += 1
            }
            return SourceRange(start, end)
        default:
            let length = scalar.string.utf8.count
            if start + length <= range.upper,
                text.slice(SourceRange(start, start + length)).elementsEqual(scalar.string.utf8)
            {
                return SourceRange(start, start + length)
            }
            return SourceRange(start, end)
        }
    }

    /// The range of a list or a table; of one in brackets with the closing one.
    func extent(from start: Int, to last: Int?, closing bracket: UInt8) -> SourceRange {
        var upper = max(start, last ?? start)
        guard start < range.upper, text.bytes[start] == bracket - 2 else { return SourceRange(start, upper) }
        while upper < range.upper, text.bytes[upper] != bracket { upper += 1 }
        return SourceRange(start, min(upper + 1, range.upper))
    }

    func mistake(_ error: YamlError) -> YAMLMistake {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return YAMLMistake(range: restOfLine(offset(mark)), sentence: "this is no YAML: \(problem)")
        case .reader(let problem, let offset, _, _):
            let place = min(range.upper, range.lower + max(0, offset ?? 0))
            return YAMLMistake(range: restOfLine(place), sentence: "this is no YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            return YAMLMistake(
                range: restOfLine(offset(context.mark)),
                sentence: "the key \(keys.map { "`\($0)`" }.joined(separator: ", ")) is there twice")
        default:
            return YAMLMistake(range: range, sentence: "this is no YAML")
        }
    }

    private func restOfLine(_ offset: Int) -> SourceRange {
        let line = text.line(text.line(at: offset))
        return SourceRange(offset, max(offset, min(line.upper, range.upper)))
    }
}
