package import Model

/// Reads of reStructuredText what holds code: `code-block` and its kin, `literalinclude`, literal blocks after `::`,
/// doctest blocks, and comments.
///
/// Source: the reStructuredText markup specification of Docutils, and Sphinx's reference of directives.
package enum ReStructuredText {
    package static func parse(_ file: SourceFile) -> Document {
        var reader = ReStructuredReader(SourceText(file.bytes))
        reader.read()
        return reader.format.document(file.path, .restructuredText)
    }
}

private struct ReStructuredReader {
    var format: LineFormat
    private var text: SourceText { format.text }
    /// Where the language of literal blocks is named; empty where it is not.
    private var language = SourceRange(at: 0)

    init(_ text: SourceText) { format = LineFormat(text) }

    mutating func read() {
        var line = 0
        while line < text.lineCount {
            let content = format.trimmed(line)
            let bytes = text.slice(content)
            let isAfterBlank = line == 0 || format.isBlank(line - 1)
            if bytes.isEmpty {
                line += 1
                continue
            }
            if bytes.starts(with: ".. ".utf8) || bytes.elementsEqual("..".utf8) {
                line = readExplicit(line, content)
            } else if isAfterBlank, bytes.starts(with: ">>> ".utf8) {
                line = readDoctest(line)
            } else if bytes.reversed().starts(with: "::".utf8),
                !bytes.elementsEqual("::".utf8) || isAfterBlank
            {
                line = readLiteral(line, content)
            } else {
                line += 1
            }
        }
    }

    // MARK: Explicit markup

    /// Reads what begins with `..`.
    ///
    /// - Returns: the line to go on with.
    private mutating func readExplicit(_ line: Int, _ content: SourceRange) -> Int {
        let start = min(content.lower + 3, content.upper)
        let rest = text.slice(SourceRange(start, content.upper)).drop { $0 == 0x20 }
        guard let name = directiveName(rest) else {
            guard let first = rest.first else {
                // `..` alone is a comment where something indented follows at once.
                let isEmpty = line + 1 >= text.lineCount || format.isBlank(line + 1)
                return isEmpty ? line + 1 : readComment(line, content)
            }
            // Footnotes, targets and substitutions.
            if "[_|".utf8.contains(first) { return line + 1 }
            return readComment(line, content)
        }
        var argument = SourceRange(name.upper + 2, content.upper)
        while argument.lower < argument.upper, text.bytes[argument.lower] == 0x20 { argument.lower += 1 }
        argument.lower = min(argument.lower, argument.upper)
        switch text.string(name) {
        case "code-block", "code", "sourcecode", "ipython", "code-block-python", "prompt":
            return readCode(line, content, argument)
        // What follows is the name of a group, not of a language.
        case "testcode", "testsetup", "doctest": return readCode(line, content, argument, language: name)
        case "literalinclude": return readCode(line, content, argument)
        case "highlight":
            language = firstWord(argument)
            return line + 1
        case "raw", "math", "parsed-literal", "graphviz", "digraph", "productionlist", "csv-table",
            "testoutput", "mermaid", "uml", "jinja", "ifconfig-raw":
            return bodyEnd(after: line, indent: format.indent(line))
        default: return line + 1
        }
    }

    /// The name before `::`; nil where the bytes are no directive.
    private func directiveName(_ bytes: ArraySlice<UInt8>) -> SourceRange? {
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let byte = bytes[place]
            if byte == UInt8(ascii: ":"), bytes[place...].starts(with: "::".utf8) {
                let after = place + 2
                guard place > bytes.startIndex, after == bytes.endIndex || bytes[after] == 0x20 else {
                    return nil
                }
                return SourceRange(bytes.startIndex, place)
            }
            guard isNameByte(byte) else { return nil }
            place += 1
        }
        return nil
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || "_-:.+".utf8.contains(byte)
    }

    private func firstWord(_ range: SourceRange) -> SourceRange {
        let word = text.slice(range).prefix { $0 != 0x20 && $0 != 0x09 }
        return SourceRange(word.startIndex, word.endIndex)
    }

    private mutating func readComment(_ line: Int, _ content: SourceRange) -> Int {
        let end = bodyEnd(after: line, indent: format.indent(line))
        var last = end - 1
        while last > line, format.isBlank(last) { last -= 1 }
        let upper = max(content.upper, last > line ? format.trimmed(last).upper : content.upper)
        format.addComment(
            SourceRange(content.lower, upper),
            content: SourceRange(min(content.lower + 2, upper), upper))
        return end
    }

    // MARK: Code

    /// Reads a directive with code in it, or one that shows a file: of this its options are the lines.
    /// - Parameter language: where its name stands; nil where it is the first word of the argument.
    private mutating func readCode(
        _ line: Int, _ head: SourceRange, _ argument: SourceRange, language: SourceRange? = nil
    ) -> Int {
        let end = bodyEnd(after: line, indent: format.indent(line))
        var first = line + 1
        var said = SourceRange(at: argument.lower)
        while first < end, let option = option(first) {
            if text.slice(option.name).elementsEqual("language".utf8) { said = option.value }
            first += 1
        }
        if text.slice(head).containsSubsequence("literalinclude::") {
            let lines = (line + 1..<first).map { format.trimmed($0) }
            format.addCode(
                head: head, info: argument, language: said, lines: lines,
                end: format.trimmed(max(line, first - 1)).upper)
            return max(first, line + 1)
        }
        while first < end, format.isBlank(first) { first += 1 }
        addCode(first..<end, head: head, info: argument, language: language ?? firstWord(argument))
        return max(end, line + 1)
    }

    /// `:name: value`
    private func option(_ line: Int) -> (name: SourceRange, value: SourceRange)? {
        let range = format.trimmed(line)
        let bytes = text.slice(range)
        guard bytes.first == UInt8(ascii: ":"),
            let close = bytes.dropFirst().firstIndex(of: UInt8(ascii: ":")),
            close > range.lower + 1, !bytes[..<close].contains(0x20)
        else { return nil }
        var value = SourceRange(close + 1, range.upper)
        while value.lower < value.upper, text.bytes[value.lower] == 0x20 { value.lower += 1 }
        return (SourceRange(range.lower + 1, close), value)
    }

    private mutating func addCode(
        _ lines: Range<Int>, head: SourceRange, info: SourceRange, language: SourceRange
    ) {
        var lines = lines
        while let last = lines.last, format.isBlank(last) { lines = lines.lowerBound..<last }
        guard let last = lines.last else { return }
        let indent = lines.filter { !format.isBlank($0) }.map { format.indent($0) }.min() ?? 0
        format.addCode(
            head: head, info: info, language: language,
            lines: lines.map { format.afterIndent(indent, of: $0) }, end: text.line(last).upper)
    }

    /// A paragraph that ends with `::`, and what is indented below it.
    private mutating func readLiteral(_ line: Int, _ content: SourceRange) -> Int {
        var first = line + 1
        while first < text.lineCount, format.isBlank(first) { first += 1 }
        let edge = format.indent(line) + bulletWidth(content)
        guard first > line + 1, first < text.lineCount, format.indent(first) > edge else { return line + 1 }
        let end = bodyEnd(after: first - 1, indent: edge)
        addCode(
            first..<end, head: SourceRange(at: content.upper), info: SourceRange(at: content.upper),
            language: language)
        return end
    }

    /// The width of the marker of a list item that a line begins with.
    private func bulletWidth(_ content: SourceRange) -> Int {
        let bytes = text.slice(content)
        guard let first = bytes.first else { return 0 }
        if "*-+".utf8.contains(first), bytes.dropFirst().first == 0x20 { return 2 }
        let digits = bytes.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "#") }
        let after = bytes.dropFirst(digits.count)
        guard !digits.isEmpty, after.first == UInt8(ascii: ".") || after.first == UInt8(ascii: ")") else {
            return 0
        }
        return digits.count + 2
    }

    private mutating func readDoctest(_ line: Int) -> Int {
        var end = line
        while end < text.lineCount, !format.isBlank(end) { end += 1 }
        let place = SourceRange(at: format.trimmed(line).lower)
        addCode(line..<end, head: place, info: place, language: place)
        return end
    }

    /// The first line after one that is neither blank nor indented more than a number of columns.
    private func bodyEnd(after line: Int, indent: Int) -> Int {
        var end = line + 1
        while end < text.lineCount, format.isBlank(end) || format.indent(end) > indent { end += 1 }
        return end
    }
}

extension Collection<UInt8> {
    /// Whether a short text stands somewhere.
    fileprivate func containsSubsequence(_ word: String) -> Bool {
        indices.contains { self[$0...].starts(with: word.utf8) }
    }
}
