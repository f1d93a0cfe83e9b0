package import Model

/// A snippet on its way to a parser: changed so that a parser can take it, with the way back.
package struct Code: Sendable {
    package private(set) var bytes: [UInt8]
    /// From offsets of `bytes` to the snippet.
    package private(set) var map: OffsetMap
    /// As what a parser is to take it: `file`, `function body`.
    package private(set) var form = "file"
    /// What was changed, in words: "`...` left out".
    package private(set) var adaptations: [String] = []

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        map = OffsetMap()
        map.appendCopy(of: SourceRange(0, bytes.count))
    }

    package func `as`(_ form: String) -> Code {
        var code = self
        code.form = form
        return code
    }

    /// The code between a head and a foot that make a fragment whole.
    package func wrapped(_ head: String, _ foot: String, as form: String) -> Code {
        var code = self
        code.form = form
        code.bytes = Array(head.utf8) + bytes + Array(foot.utf8)
        code.map = OffsetMap()
        code.map.append(made: head.utf8.count, for: SourceRange(at: source(0)))
        code.map.append(SourceRange(0, bytes.count), of: map)
        code.map.append(made: foot.utf8.count, for: SourceRange(at: source(bytes.count)))
        return code
    }

    /// The code with some of its ranges replaced.
    ///
    /// - Parameter edits: in order, without overlaps, in offsets of `bytes`.
    package func replacing(_ edits: [Edit], because adaptation: String) -> Code {
        guard !edits.isEmpty else { return self }
        var code = self
        code.bytes = []
        code.map = OffsetMap()
        var end = 0
        for edit in edits {
            code.bytes += bytes[end..<edit.range.lower]
            code.map.append(SourceRange(end, edit.range.lower), of: map)
            code.bytes += edit.replacement.utf8
            code.map.append(made: edit.replacement.utf8.count, for: source(edit.range))
            end = edit.range.upper
        }
        code.bytes += bytes[end...]
        code.map.append(SourceRange(end, bytes.count), of: map)
        code.adaptations.append(adaptation)
        return code
    }

    /// The range of the snippet that a range of `bytes` stands for.
    package func source(_ range: SourceRange) -> SourceRange {
        if range.lower >= map.count { return SourceRange(at: source(map.count)) }
        return map.source(of: SourceRange(range.lower, min(range.upper, map.count)))
    }

    private func source(_ offset: Int) -> Int {
        guard let last = map.pieces.last else { return 0 }
        return offset >= map.count ? last.source.upper : map.source(of: SourceRange(at: offset)).lower
    }

    // MARK: Looking at it

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The ranges of the lines, without their ends.
    package var lines: [SourceRange] {
        var lines: [SourceRange] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(SourceRange(start, index))
            start = index + 1
        }
        if start < bytes.count { lines.append(SourceRange(start, bytes.count)) }
        return lines
    }

    /// The bytes of a range.
    package func slice(_ range: SourceRange) -> ArraySlice<UInt8> { bytes[range.lower..<range.upper] }

    /// The first byte that is no white space; nil where there is none.
    package var firstByte: UInt8? { bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x09 } }

    package func contains(_ byte: UInt8) -> Bool { bytes.contains(byte) }

    /// Whether one of the words stands at the beginning of a line, indentation left out.
    package func hasLine(beginningWith words: [String]) -> Bool {
        lines.contains { line in
            let rest = slice(line).drop { $0 == 0x20 || $0 == 0x09 }
            return words.contains { rest.starts(with: $0.utf8) }
        }
    }
}
