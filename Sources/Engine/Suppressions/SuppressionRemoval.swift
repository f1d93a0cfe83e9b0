import Model

extension Suppression {
    /// The fix that takes a target out of the comment, or the whole comment where nothing else is left in it.
    func removal(of index: Int, leavingNothing isLast: Bool, from document: Document) -> Fix {
        if !isLast {
            let word = targets[index].word
            let range =
                index > 0
                ? SourceRange(targets[index - 1].word.upper, word.upper)
                : SourceRange(word.lower, targets[1].word.lower)
            return Fix(
                title: "remove `\(document.text.string(word))` from the comment", safety: .safe,
                edits: [Edit(range, "")])
        }
        return Fix(
            title: comments.count == 1 ? "remove the comment" : "remove both comments",
            safety: comments.contains { Self.parts($0, in: document) } ? .unsafe : .safe,
            edits: comments.map { Edit(Self.room(of: $0, in: document), "") })
    }

    /// Whether a comment keeps two blocks apart that would be one without it.
    private static func parts(_ comment: Comment, in document: Document) -> Bool {
        guard !document[comment.node].kind.isInline, let parent = document.parent(of: comment.node) else {
            return false
        }
        var before: Node?
        var isBefore = true
        for id in document.children(of: parent) {
            if id == comment.node {
                isBefore = false
            } else if isBefore {
                before = document[id]
            } else {
                let after = document[id].kind
                return before?.kind == after && after != .paragraph && after != .heading
                    || before?.kind == .list && after == .codeBlock
            }
        }
        return false
    }

    /// What is taken away with a comment: its line where nothing else is on it, and a blank line that would
    /// be left over; else the white space before it.
    private static func room(of comment: Comment, in document: Document) -> SourceRange {
        let text = document.text
        let (first, last) = (text.line(at: comment.range.lower), text.line(at: comment.range.upper))
        let before = SourceRange(text.line(first).lower, comment.range.lower)
        let after = SourceRange(comment.range.upper, max(comment.range.upper, text.line(last).upper))
        func isBlank(_ range: SourceRange) -> Bool {
            text.slice(range).allSatisfy { $0 == 0x20 || $0 == 0x09 }
        }
        func isBlankLine(_ line: Int) -> Bool {
            line < 0 || line >= text.lineCount || isBlank(text.line(line))
        }
        guard isBlank(before), isBlank(after) else {
            var lower = comment.range.lower
            let isSpaceBehind = after.isEmpty || isBlank(SourceRange(after.lower, after.lower + 1))
            if isSpaceBehind, !isBlank(before) {
                while lower > before.lower, isBlank(SourceRange(lower - 1, lower)) { lower -= 1 }
            }
            return SourceRange(lower, comment.range.upper)
        }
        let lines = SourceRange(text.fullLine(first).lower, text.fullLine(last).upper)
        if document[comment.node].kind.isInline { return lines }
        switch (isBlankLine(first - 1), isBlankLine(last + 1)) {
        case (true, true) where last + 1 < text.lineCount:
            return SourceRange(lines.lower, text.fullLine(last + 1).upper)
        // An empty line stays, or what is above and below would become one paragraph.
        case (false, false): return comment.range
        default: return lines
        }
    }
}
