package import Model

/// The comments of a document that speak of snippets, and which snippet each is for.
package struct MarkReader {
    package private(set) var comments: [MarkComment] = []

    package init(_ document: Document) {
        let text = document.text
        for comment in document.comments {
            guard let content = Self.content(of: comment, in: text) else { continue }
            comments.append(MarkComment(comment, content, in: text))
        }
    }

    /// The comments that stand before a place with nothing but comments and white space between, the nearest last.
    package func comments(before place: Int, in document: Document) -> [MarkComment] {
        var found: [MarkComment] = []
        var place = place
        for comment in document.comments.reversed() where comment.range.upper <= place {
            guard Self.isBlank(SourceRange(comment.range.upper, place), in: document.text) else { break }
            place = comment.range.lower
            if let own = comments.first(where: { $0.comment.range == comment.range }) {
                found.insert(own, at: 0)
            }
        }
        return found
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
