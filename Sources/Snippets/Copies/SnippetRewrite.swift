package import Model

/// Puts other code in the place of a block's, with the prefixes, the indentation and the line endings of the page.
package struct SnippetRewrite {
    private let document: Document
    private let block: CodeBlock
    private var text: SourceText { document.text }

    /// Nil where the snippet is no code block of the page whose lines can be replaced.
    package init?(of snippet: Snippet, in document: Document) {
        guard document.format == .markdown, snippet.form == .fenced,
            let block = document.codeBlocks.first(where: { document[$0.node].range == snippet.range }),
            !block.closingFence.isEmpty
        else { return nil }
        self.document = document
        self.block = block
    }

    /// The lines of the block as they stand on the page, without prefixes.
    package var lines: [ArraySlice<UInt8>] {
        document.content.segments[block.lines].map { segment in
            let line = text.slice(segment.range)
            return line.dropLast(line.reversed().prefix { $0 == 0x0A || $0 == 0x0D }.count)
        }
    }

    /// The edit that makes the block say other lines.
    ///
    /// - Parameter lines: without line endings.
    package func edit(_ lines: [ArraySlice<UInt8>]) -> Edit {
        let ending = lineEnding
        let prefix = prefix
        let bare = String(prefix.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        var out = ""
        for line in lines {
            out += (line.isEmpty ? bare : prefix) + String(decoding: line, as: UTF8.self) + ending
        }
        let lower = text.fullLine(text.line(at: block.openingFence.lower)).upper
        let upper = text.line(text.line(at: block.closingFence.lower)).lower
        return Edit(SourceRange(lower, max(lower, upper)), out)
    }

    /// What stands before the code on its lines: what stands before the fence, with spaces for the markers of lists.
    private var prefix: String {
        let line = text.line(text.line(at: block.openingFence.lower))
        var prefix = ""
        for byte in text.slice(SourceRange(line.lower, block.openingFence.lower)) {
            prefix.unicodeScalars.append(byte == 0x3E || byte == 0x09 ? Unicode.Scalar(byte) : " ")
        }
        // A space behind the sign of a block quote belongs to it.
        return prefix.hasSuffix(">") ? prefix + " " : prefix
    }

    private var lineEnding: String {
        let line = text.line(at: block.openingFence.lower)
        return text.string(SourceRange(text.line(line).upper, text.fullLine(line).upper))
    }
}

/// Lines of code that are compared with others whatever their indentation as a whole.
package struct CodeLines: Equatable {
    /// Without the indentation that all share, without white space at their ends, and without blank lines at the
    /// beginning and the end.
    package private(set) var lines: [ArraySlice<UInt8>]
    /// The indentation that all shared.
    package private(set) var indent: ArraySlice<UInt8> = []

    package init(_ lines: [ArraySlice<UInt8>]) {
        var lines = lines.map { line in line.dropLast(line.reversed().prefix(while: Self.isSpace).count) }
        while lines.first?.isEmpty == true { lines.removeFirst() }
        while lines.last?.isEmpty == true { lines.removeLast() }
        let filled = lines.filter { !$0.isEmpty }
        var shared: ArraySlice<UInt8> = filled.first?.prefix(while: Self.isSpace) ?? []
        for line in filled {
            while !line.starts(with: shared) { shared.removeLast() }
        }
        let width = shared.count
        indent = shared
        self.lines = lines.map { $0.dropFirst(min(width, $0.count)) }
    }

    /// Reads code with any line endings.
    package init(code: [UInt8]) {
        let text = SourceText(code)
        self.init((0..<text.lineCount).map { text.slice(text.line($0)) })
    }

    /// The lines with an indentation before each that is not empty.
    package func indented(by indent: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        lines.map { $0.isEmpty ? $0 : indent + $0 }
    }

    package static func == (a: CodeLines, b: CodeLines) -> Bool { a.lines == b.lines }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
