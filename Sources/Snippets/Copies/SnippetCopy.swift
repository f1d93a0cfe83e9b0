package import Model

extension Snippet {
    /// What a snippet is a copy of, as a question; nil where it is none.
    ///
    /// - Parameter page: the path of the document.
    package func original(on page: String) -> Inclusion? {
        guard let copy = mark.copy else { return nil }
        return Inclusion(.copy, page: page, path: copy.path, part: IncludePart(copy: copy.part))
    }
}

extension IncludePart {
    /// Reads `region`, `3`, `3-9` and `L3-L9`.
    init(copy part: String?) {
        self.init()
        guard let part, !part.isEmpty else { return }
        let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { end in
            Int(end.hasPrefix("L") ? end.dropFirst() : end)
        }
        if let first = ends[0], ends.count == 1 {
            lines = [LineSpan(first, first)]
        } else if ends.count == 2, let first = ends[0], let last = ends[1] {
            lines = [LineSpan(first, last)]
        } else {
            regions = [part]
        }
    }
}

/// A snippet that is a copy of sample code, beside its original.
package struct SnippetCopy {
    /// The first line of the copy that is another, in the document; the head where the lines are missing.
    package let difference: SourceRange
    /// What makes the copy equal; nil where it cannot be written.
    package let edit: Edit?

    /// Nil where the copy equals the original.
    ///
    /// - Parameter original: the lines of the original as they stand in its file.
    package init?(_ snippet: Snippet, in document: Document, of original: [UInt8]) {
        let wanted = CodeLines(code: original)
        let rewrite = SnippetRewrite(of: snippet, in: document)
        let shown = rewrite.map { CodeLines($0.lines) } ?? CodeLines(code: snippet.code)
        if shown == wanted || CodeLines(code: snippet.code) == wanted { return nil }
        let place = zip(shown.lines, wanted.lines).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        difference = Self.line(place ?? min(shown.lines.count, wanted.lines.count), of: snippet)
        edit = rewrite?.edit(wanted.indented(by: shown.indent))
    }

    private static func line(_ place: Int, of snippet: Snippet) -> SourceRange {
        let code = SourceText(snippet.code)
        var line = 0
        // Blank lines at the beginning do not count.
        while line < code.lineCount, code.slice(code.line(line)).allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
            line += 1
        }
        line += place
        guard line < code.lineCount, !code.line(line).isEmpty else { return snippet.head }
        return snippet.source(of: code.line(line))
    }
}
