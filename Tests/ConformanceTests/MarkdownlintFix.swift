import Model

/// Changes of a text, as markdownlint gives and makes them.
enum MarkdownlintFix {
    /// What a fix that markdownlint gives changes.
    static func edit(_ fix: MarkdownlintSuite.ExpectedFix, line: Int, in text: SourceText) -> Edit {
        let index = (fix.lineNumber ?? line) - 1
        if fix.deleteCount == -1 {
            if index + 1 < text.lineCount || index == 0 { return Edit(text.fullLine(index), "") }
            return Edit(SourceRange(text.line(index - 1).upper, text.count), "")
        }
        let lower = offset(column: fix.editColumn ?? 1, line: index, in: text)
        let upper = offset(column: (fix.editColumn ?? 1) + (fix.deleteCount ?? 0), line: index, in: text)
        return Edit(SourceRange(lower, upper), withEndings(of: text, fix.insertText ?? ""))
    }

    /// The offset of a column, counted from 1 in UTF-16 code units.
    static func offset(column: Int, line: Int, in text: SourceText) -> Int {
        let range = text.line(line)
        var lower = range.lower
        if line == 0, text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lower = 3 }
        let units = Array(text.string(SourceRange(lower, range.upper)).utf16.prefix(max(0, column - 1)))
        return lower + String(decoding: units, as: UTF16.self).utf8.count
    }

    private static func withEndings(of text: SourceText, _ inserted: String) -> String {
        let first = SourceRange(text.line(0).upper, text.fullLine(0).upper)
        return first.count == 2
            ? inserted.split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\r\n") : inserted
    }

    /// The changes that all fixes make, in the order of their rules. A proposal counts only where markdownlint
    /// has a fix too.
    static func edits(of found: [(number: String, draft: Draft)], like one: MarkdownlintSuite.Case) -> [Edit]
    {
        let fixable = Set(one.findings.filter { $0.fix != nil }.map(\.rule))
        let inOrder = found.enumerated().sorted {
            ($0.element.number, $0.offset) < ($1.element.number, $1.offset)
        }
        return inOrder.flatMap { _, finding in
            finding.draft.fixes.first { $0.safety == .safe || fixable.contains(finding.number) }?.edits ?? []
        }
    }

    /// The text after edits, the last one first; one that overlaps another is left out.
    static func applied(_ edits: [Edit], to text: SourceText) -> [UInt8] {
        var bytes = text.bytes
        var last = Int.max
        for edit in joined(edits, in: text) {
            let isInsertion = edit.range.isEmpty
            guard edit.range.upper <= (isInsertion && last != .max ? last - 1 : last) else { continue }
            bytes.replaceSubrange(edit.range.lower..<edit.range.upper, with: Array(edit.replacement.utf8))
            last = edit.range.lower
        }
        return bytes
    }

    /// Edits from the last to the first, of equal ones one. Text that is put in where other text is taken away
    /// from a line is one edit with it.
    private static func joined(_ edits: [Edit], in text: SourceText) -> [Edit] {
        var joined: [Edit] = []
        var done: Set<Edit> = []
        let sorted = edits.enumerated().sorted { isLater($0.element, $1.element) ?? ($0.offset < $1.offset) }
        for edit in sorted.map(\.element) where done.insert(edit).inserted {
            if let before = joined.last, before.range == SourceRange(at: edit.range.lower),
                !edit.range.isEmpty,
                edit.replacement.isEmpty, text.line(at: edit.range.lower) == text.line(at: edit.range.upper)
            {
                joined[joined.count - 1] = Edit(edit.range, before.replacement)
            } else {
                joined.append(edit)
            }
        }
        return joined
    }

    private static func isLater(_ a: Edit, _ b: Edit) -> Bool? {
        if a.range.lower != b.range.lower { return a.range.lower > b.range.lower }
        let lengths = (a.replacement.utf16.count, b.replacement.utf16.count)
        return lengths.0 == lengths.1 ? nil : lengths.0 > lengths.1
    }
}
