package import Model

/// The comments of a document that speak of snippets, and which snippet each is for.
package struct MarkReader {
    /// Docent's own comments, in order.
    package private(set) var comments: [MarkComment] = []
    private var foreign: [(mark: ForeignMark, comment: Comment)] = []

    package init(_ document: Document) {
        let text = document.text
        for comment in document.comments {
            if let content = Self.content(of: comment, in: text) {
                comments.append(MarkComment(comment, content, in: text))
            } else if let mark = ForeignMark(text.slice(comment.content)) {
                foreign.append((mark, comment))
            }
        }
    }

    /// Hands what comments say on to the snippets that they are for.
    ///
    /// - Parameter snippets: in order.
    package func mark(_ snippets: inout [Snippet], in document: Document) {
        guard !comments.isEmpty || !foreign.isEmpty else { return }
        var begun: [(mark: SnippetMark, start: Int)] = []
        for (mark, comment) in foreign {
            switch mark {
            case .next(let mark):
                guard let place = snippet(for: comment, among: snippets, in: document) else { continue }
                snippets[place].mark.take(mark)
            case .begin(let mark): begun.append((mark, comment.range.upper))
            case .end:
                guard let (mark, start) = begun.popLast() else { continue }
                Self.take(mark, SourceRange(start, comment.range.lower), &snippets)
            }
        }
        for (mark, start) in begun {
            Self.take(mark, SourceRange(start, document.text.count), &snippets)
        }
        for comment in comments {
            guard let place = snippet(for: comment.comment, among: snippets, in: document) else { continue }
            snippets[place].mark.take(comment.mark)
        }
    }

    private static func take(_ mark: SnippetMark, _ range: SourceRange, _ snippets: inout [Snippet]) {
        for index in snippets.indices where range.contains(snippets[index].range.lower) {
            snippets[index].mark.take(mark)
        }
    }

    /// The place of the snippet that a comment is for: the one in it, or the next one, where nothing but comments and
    /// white space stand between; nil where there is none.
    package func snippet(for comment: Comment, among snippets: [Snippet], in document: Document) -> Int? {
        var low = 0
        var high = snippets.count
        while low < high {
            let middle = (low + high) / 2
            if snippets[middle].range.lower < comment.range.lower { low = middle + 1 } else { high = middle }
        }
        guard low < snippets.count else { return nil }
        // Code that the comment itself holds.
        if snippets[low].range.upper <= comment.range.upper { return low }
        // Code in a comment bears its own marks.
        while low < snippets.count, snippets[low].form == .comment { low += 1 }
        guard low < snippets.count else { return nil }
        let end = snippets[low].range.lower
        var place = comment.range.upper
        for other in document.comments where other.range.lower >= place && other.range.upper <= end {
            guard Self.isBlank(SourceRange(place, other.range.lower), in: document.text) else { return nil }
            place = other.range.upper
        }
        return Self.isBlank(SourceRange(place, end), in: document.text) ? low : nil
    }

    /// The words of a comment that begins with `docent: snippet`, up to code that it hides; nil of any other.
    static func content(of comment: Comment, in text: SourceText) -> SourceRange? {
        let bytes = text.slice(comment.content)
        var rest = bytes.drop(while: MarkWords.isSpace)
        let lower = rest.startIndex
        for word in ["docent:", "snippet"] {
            guard rest.starts(with: word.utf8) else { return nil }
            rest = rest.dropFirst(word.utf8.count)
            guard rest.first.map(MarkWords.isSpace) ?? true || word == "docent:" else { return nil }
            rest = rest.drop(while: MarkWords.isSpace)
        }
        return SourceRange(lower, codeStart(in: SourceRange(lower, comment.content.upper), text))
    }

    /// Where a fence begins on a line of its own; the end where there is none.
    static func codeStart(in range: SourceRange, _ text: SourceText) -> Int {
        var line = text.line(at: range.lower) + 1
        while line < text.lineCount, text.line(line).lower < range.upper {
            let whole = text.line(line)
            let rest = text.slice(SourceRange(whole.lower, min(whole.upper, range.upper)))
                .drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x3E }
            if rest.starts(with: "```".utf8) || rest.starts(with: "~~~".utf8) { return whole.lower }
            line += 1
        }
        return range.upper
    }

    /// Whether nothing but white space and the prefixes of block quotes stand somewhere.
    private static func isBlank(_ range: SourceRange, in text: SourceText) -> Bool {
        text.slice(range).allSatisfy { MarkWords.isSpace($0) || $0 == 0x3E }
    }
}

extension SnippetMark {
    /// Takes over what another mark says; where both say something, the other decides.
    mutating func take(_ other: SnippetMark) {
        level = other.level ?? level
        skip = other.skip ?? skip
        failure = other.failure ?? failure
        group = other.group ?? group
        session = other.session ?? session
        continues = continues || other.continues
        isStandalone = isStandalone || other.isStandalone
        isHidden = isHidden || other.isHidden
        isSetup = isSetup || other.isSetup
        isOutput = isOutput || other.isOutput
        comparison = other.comparison ?? comparison
        filters += other.filters
        timeout = other.timeout ?? timeout
        versions += other.versions
        edition = other.edition ?? edition
        copy = other.copy ?? copy
        for convention in other.conventions { add(convention) }
    }
}
