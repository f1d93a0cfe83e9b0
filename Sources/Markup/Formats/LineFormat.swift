import Model

/// Puts together the document of a format of which only code and comments are read, line by line.
struct LineFormat {
    let text: SourceText
    private(set) var content = Document.Content()

    init(_ text: SourceText) {
        self.text = text
        content.nodes.append(
            Node(
                kind: .document, range: SourceRange(0, text.count), content: SourceRange(0, text.count),
                end: 1))
    }

    /// The document, with what was added so far.
    func document(_ path: String, _ format: DocumentFormat) -> Document {
        var content = content
        content.nodes[0].end = Int32(truncatingIfNeeded: content.nodes.count)
        content.problems = Bytes.withCopy(of: text.bytes) { Encoding.problems(in: $0) }
        return Document(path: path, format: format, dialect: .commonmark, text: text, content: content)
    }

    /// Adds a block of code.
    ///
    /// - Parameters:
    ///   - head: what stands before the code and says what it is; empty where nothing does.
    ///   - info: within the head, what is said of the code.
    ///   - language: where the language is named.
    ///   - lines: the code.
    mutating func addCode(
        head: SourceRange, info: SourceRange, language: SourceRange, lines: [SourceRange], end: Int
    ) {
        let node = NodeID(content.nodes.count)
        let first = content.segments.count
        content.segments += lines.map { Segment(range: $0) }
        let lower = head.isEmpty ? lines.first?.lower ?? head.lower : head.lower
        let range = SourceRange(lower, max(lower, end))
        content.nodes.append(
            Node(
                kind: .codeBlock, range: range,
                content: SourceRange(lines.first?.lower ?? end, lines.last?.upper ?? end), parent: 0,
                end: content.nodes.count + 1, payload: content.codeBlocks.count))
        content.codeBlocks.append(
            CodeBlock(
                node: node, openingFence: head, closingFence: SourceRange(at: end), info: info,
                language: language, lines: first..<content.segments.count))
    }

    mutating func addComment(_ range: SourceRange, content inner: SourceRange) {
        let node = NodeID(content.nodes.count)
        content.nodes.append(
            Node(kind: .verbatimBlock, range: range, content: inner, parent: 0, end: content.nodes.count + 1))
        content.comments.append(Comment(node: node, range: range, content: inner))
    }

    // MARK: Lines

    /// How many columns of white space a line begins with; a tab counts as up to the next multiple of eight.
    func indent(_ line: Int) -> Int {
        var column = 0
        for byte in text.slice(text.line(line)) {
            if byte == 0x20 {
                column += 1
            } else if byte == 0x09 {
                column += 8 - column % 8
            } else {
                break
            }
        }
        return column
    }

    func isBlank(_ line: Int) -> Bool {
        text.slice(text.line(line)).allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    /// A line without white space around it.
    func trimmed(_ line: Int) -> SourceRange {
        var range = text.line(line)
        while range.lower < range.upper, [0x20, 0x09].contains(text.bytes[range.lower]) { range.lower += 1 }
        while range.upper > range.lower, [0x20, 0x09, 0x0D].contains(text.bytes[range.upper - 1]) {
            range.upper -= 1
        }
        return range
    }

    /// The part of a line, with its line ending, after as many columns of white space, as far as there are so many.
    func afterIndent(_ columns: Int, of line: Int) -> SourceRange {
        let whole = text.fullLine(line)
        var place = whole.lower
        var column = 0
        while place < whole.upper, column < columns {
            if text.bytes[place] == 0x20 {
                column += 1
            } else if text.bytes[place] == 0x09 {
                column += 8 - column % 8
            } else {
                break
            }
            place += 1
        }
        return SourceRange(place, whole.upper)
    }
}
