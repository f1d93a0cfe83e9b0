import Model

/// Finds code in comments, which belongs to the page and which readers do not see.
struct CommentCode {
    private let document: Document
    private var text: SourceText { document.text }
    private(set) var snippets: [Snippet] = []

    init(_ document: Document) {
        self.document = document
        for comment in document.comments { read(comment) }
    }

    private mutating func read(_ comment: Comment) {
        // Most comments are short; code needs a line of its own.
        guard comment.content.count > 20,
            text.slice(comment.content).contains(where: { $0 == 0x0A || $0 == 0x0D })
        else { return }
        if let words = MarkReader.content(of: comment, in: text) {
            if words.upper < comment.content.upper { readFence(at: words.upper, in: comment) }
        } else if let label = sybilLabel(comment) {
            readSybil(comment, label)
        } else if text.slice(comment.content).containsWord("swifttest") {
            readSwiftBook(comment)
        }
    }

    // MARK: Docent's own

    /// A fence in a comment that begins with `docent: snippet`.
    private mutating func readFence(at place: Int, in comment: Comment) {
        guard let fence = CommentFence(at: place, before: comment.content.upper, in: text) else { return }
        var code = HiddenLines(label: fence.label, attributes: fence.attributes)
        for line in fence.lines { code.append(Segment(range: line), of: text) }
        var mark = SnippetMark(label: fence.label, attributes: fence.attributes)
        mark.isHidden = true
        snippets.append(
            Snippet(
                label: fence.label, attributes: fence.attributes, code: code.text.code, map: code.text.map,
                range: fence.range, head: fence.head, form: .comment,
                hidden: [SourceRange(0, code.text.code.count)], mark: mark))
    }

    // MARK: Sybil

    /// `<!-- invisible-code-block: python`
    private func sybilLabel(_ comment: Comment) -> String? {
        let line = text.slice(comment.content).drop { MarkWords.isSpace($0) || $0 == UInt8(ascii: "-") }
            .prefix { $0 != 0x0A && $0 != 0x0D }
        for word in ["invisible-code-block:", "invisible-code:"] where line.starts(with: word.utf8) {
            let label = line.dropFirst(word.utf8.count).filter { !MarkWords.isSpace($0) }
            return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
        }
        return nil
    }

    private mutating func readSybil(_ comment: Comment, _ label: String) {
        let first = text.line(at: comment.content.lower)
        let lines = CommentFence.lines(after: first, before: comment.content.upper, in: text)
        append(lines, label, comment, .sybil, head: text.line(first))
    }

    private mutating func append(
        _ lines: [SourceRange], _ label: String, _ comment: Comment, _ convention: MarkConvention,
        head: SourceRange
    ) {
        var code = SnippetText()
        for line in lines { code.append(line: line, of: text) }
        var mark = SnippetMark()
        mark.isHidden = true
        mark.add(convention)
        snippets.append(
            Snippet(
                label: label, attributes: "", code: code.code, map: code.map, range: comment.range,
                head: SourceRange(max(head.lower, comment.range.lower), min(head.upper, comment.range.upper)),
                form: .comment, hidden: [SourceRange(0, code.code.count)], mark: mark))
    }

    // MARK: The Swift Programming Language

    /// A test of Swift's book: `->` is code that readers see, `>>` code that they do not, `<-` and `<<` is output, `!$`
    /// and `!!` are errors, `/>` and `</` comments, `xx` a trap. The tests with one name are one program.
    private mutating func readSwiftBook(_ comment: Comment) {
        var line = text.line(at: comment.content.lower)
        var name: String?
        while line < text.lineCount, text.line(line).lower < comment.content.upper {
            let rest = text.string(text.line(line)).drop(while: \.isWhitespace)
            if rest.hasPrefix("- test: ") {
                name = String(rest.dropFirst(8).filter { $0 != "`" })
            } else if let fence = CommentFence(
                at: text.line(line).lower, before: comment.content.upper, in: text),
                fence.label == "swifttest"
            {
                append(fence, test: name)
                line = text.line(at: fence.range.upper)
            }
            line += 1
        }
    }

    private mutating func append(_ fence: CommentFence, test name: String?) {
        var code = SnippetText()
        var hidden: [SourceRange] = []
        var mark = SnippetMark()
        mark.group = name
        mark.isHidden = true
        mark.add(.swiftBook)
        var isCode = false
        var isHidden = false
        for line in fence.lines {
            let bytes = text.slice(line)
            let sign = String(decoding: bytes.prefix(2), as: UTF8.self)
            switch sign {
            case "->", ">>":
                isCode = true
                isHidden = sign == ">>"
            case "  ", "\n", "\r\n": break
            case "!$", "!!":
                // What may not stand beside code at the top is told of a file alone.
                if bytes.containsWord("top-level code") {
                    mark.skip = SnippetMark.Skip(by: sign)
                } else if bytes.containsWord("error:") {
                    mark.failure = ExpectedFailure(by: sign + " error")
                }
                isCode = false
            case "xx":
                mark.failure = ExpectedFailure(by: "xx", .run)
                // Only variables of a file are guarded against two accesses at a time.
                mark.isStandalone = true
                isCode = false
            // Some lines that go on are not indented far enough.
            default: isCode = isCode && bytes.first.map { "})]".utf8.contains($0) } ?? false
            }
            guard isCode, bytes.count > 1 else { continue }
            let start = code.code.count
            let blanks = bytes.prefix { $0 == 0x20 }.count
            let skipped = "-> >>".contains(sign) && blanks == 0 ? 3 : min(3, blanks)
            code.append(line: SourceRange(min(line.lower + skipped, line.upper), line.upper), of: text)
            if isHidden { hidden.append(SourceRange(start, code.code.count)) }
        }
        snippets.append(
            Snippet(
                label: "swift", attributes: "", code: code.code, map: code.map, range: fence.range,
                head: fence.head, form: .comment, hidden: hidden, mark: mark))
    }
}

/// A fence that stands in a comment, where no Markdown is read.
struct CommentFence {
    let label: String
    let attributes: String
    /// The fence with its info string.
    let head: SourceRange
    private(set) var range: SourceRange
    /// The lines of code without what stands before the fence, with their line endings.
    private(set) var lines: [SourceRange] = []

    /// Nil where the line has no fence.
    init?(at place: Int, before end: Int, in text: SourceText) {
        let first = text.line(at: place)
        let line = text.line(first)
        let slice = text.slice(SourceRange(line.lower, min(line.upper, end)))
        let rest = slice.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x3E }
        guard let sign = rest.first, sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else {
            return nil
        }
        let length = rest.prefix { $0 == sign }.count
        guard length >= 3 else { return nil }
        let info = text.string(SourceRange(rest.startIndex + length, slice.endIndex))
        let words = info.drop(while: \.isWhitespace)
        label = String(words.prefix { !" \t,{\r".contains($0) })
        attributes = String(words.dropFirst(label.count))
        head = SourceRange(rest.startIndex, slice.endIndex)
        range = SourceRange(rest.startIndex, end)
        let indent = rest.startIndex - line.lower
        for whole in Self.lines(after: first, before: end, in: text) {
            let bytes = text.slice(whole)
            let prefix = bytes.prefix(indent).prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x3E }.count
            let content = bytes.dropFirst(prefix)
            if content.drop(while: { $0 == 0x20 }).prefix(while: { $0 == sign }).count >= length {
                range.upper = min(whole.upper, end)
                while range.upper > whole.lower, [0x0A, 0x0D].contains(text.bytes[range.upper - 1]) {
                    range.upper -= 1
                }
                return
            }
            lines.append(SourceRange(whole.lower + prefix, whole.upper))
        }
    }

    /// The lines after one, up to a place, with their line endings; a last one with nothing but white space is none.
    static func lines(after line: Int, before end: Int, in text: SourceText) -> [SourceRange] {
        var found: [SourceRange] = []
        var index = line + 1
        while index < text.lineCount {
            var whole = text.fullLine(index)
            guard whole.lower < end else { break }
            whole.upper = min(whole.upper, end)
            found.append(whole)
            index += 1
        }
        if let last = found.last, text.slice(last).allSatisfy(MarkWords.isSpace) { found.removeLast() }
        return found
    }
}

extension Collection<UInt8> {
    /// Whether a short text stands somewhere.
    func containsWord(_ word: String) -> Bool {
        let word = Array(word.utf8)
        guard let first = word.first else { return true }
        var place = startIndex
        while let next = self[place...].firstIndex(of: first) {
            if self[next...].starts(with: word) { return true }
            place = index(after: next)
        }
        return false
    }
}
