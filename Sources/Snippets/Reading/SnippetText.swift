import Model

/// Code that is put together line by line, with the way back to the document.
struct SnippetText {
    private(set) var code: [UInt8] = []
    private(set) var map = OffsetMap()

    /// Appends what stands in the document.
    mutating func append(_ range: SourceRange, of text: SourceText) {
        code += text.slice(range)
        map.appendCopy(of: range)
    }

    /// Appends what stands for something in the document.
    mutating func append(_ bytes: some Collection<UInt8>, for range: SourceRange) {
        code += bytes
        map.append(made: bytes.count, for: range)
    }

    /// Appends a line, its line ending as `\n`.
    ///
    /// - Parameters:
    ///   - line: the line or the part of it that is code, with its line ending.
    ///   - padding: spaces that stand before it because a tab was split.
    mutating func append(line: SourceRange, padding: Int = 0, of text: SourceText) {
        if padding > 0 {
            append([UInt8](repeating: 0x20, count: padding), for: SourceRange(at: line.lower))
        }
        var content = line
        while content.upper > content.lower, [0x0A, 0x0D].contains(text.bytes[content.upper - 1]) {
            content.upper -= 1
        }
        append(content, of: text)
        append([0x0A], for: SourceRange(content.upper, line.upper))
    }
}
