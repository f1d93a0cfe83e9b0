package import Model

extension Document {
    /// The code blocks of the document as snippets, in order.
    package var snippets: [Snippet] {
        let marks = MarkReader(self)
        return codeBlocks.map { block in
            var snippet = snippet(block)
            for comment in marks.comments(before: snippet.range.lower, in: self) {
                snippet.mark.take(comment.mark)
            }
            return snippet
        }
    }

    private func snippet(_ block: CodeBlock) -> Snippet {
        var code: [UInt8] = []
        var map = OffsetMap()
        for segment in content.segments[block.lines] {
            if segment.padding > 0 {
                code += [UInt8](repeating: 0x20, count: segment.padding)
                map.append(made: segment.padding, for: SourceRange(at: segment.range.lower))
            }
            var line = segment.range
            while line.upper > line.lower, [0x0A, 0x0D].contains(text.bytes[line.upper - 1]) {
                line.upper -= 1
            }
            code += text.slice(line)
            map.appendCopy(of: line)
            code.append(0x0A)
            map.append(made: 1, for: SourceRange(line.upper, segment.range.upper))
        }
        let label = text.string(block.language)
        let rest = SourceRange(
            min(max(block.language.upper, block.info.lower), block.info.upper), block.info.upper)
        let attributes = text.string(rest)
        let range = self[block.node].range
        return Snippet(
            label: label, attributes: attributes, code: code, map: map, range: range,
            head: head(of: block, range), form: block.isFenced ? .fenced : .indented,
            mark: SnippetMark(label: label, attributes: attributes))
    }

    private func head(of block: CodeBlock, _ range: SourceRange) -> SourceRange {
        if block.isFenced {
            return SourceRange(block.openingFence.lower, max(block.openingFence.upper, block.info.upper))
        }
        let line = text.line(text.line(at: range.lower))
        return SourceRange(range.lower, max(range.lower, min(line.upper, range.upper)))
    }
}

extension Snippet {
    /// What to ask of its syntax; nil where nothing is to be asked: it names no language, its author says that it is
    /// not to be checked, or it is empty.
    ///
    /// - Parameter page: the path of the document.
    package func syntaxQuestion(on page: String) -> SyntaxQuestion? {
        if label.isEmpty || code.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }) { return nil }
        if mark.skip != nil || mark.isOutput { return nil }
        let takesFilesIn = !IncludeDirective.all(in: code[...]).isEmpty
        return SyntaxQuestion(label: label, code: code, page: takesFilesIn ? page : "")
    }

    /// The range of the document that a range of the code stands for; never empty where the code has a character
    /// to point at.
    package func source(of range: SourceRange) -> SourceRange {
        let source = map.source(of: range)
        guard source.isEmpty else { return source }
        // The end of the code, or between two characters: the character before.
        var lower = min(range.lower, code.count)
        while lower > 0, [0x0A, 0x20, 0x09].contains(code[lower - 1]) { lower -= 1 }
        let upper = lower
        if lower > 0 { lower -= 1 }
        while lower > 0, code[lower] & 0xC0 == 0x80 { lower -= 1 }
        return map.source(of: SourceRange(lower, upper))
    }
}
