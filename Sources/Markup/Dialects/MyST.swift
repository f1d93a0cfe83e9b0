import Model

// MyST: fences and colons that hold Markdown, `(label)=` targets, `%` comments, roles.
extension BlockParser {
    /// Directives whose content is Markdown; that of others is code, data or a file's name.
    private static let prose: [StaticString] = [
        "note", "tip", "hint", "warning", "admonition", "important", "caution", "danger", "seealso",
        "attention",
        "error", "tab-item", "tab-set", "dropdown", "card", "grid", "grid-item", "grid-item-card",
        "card-carousel",
        "margin", "sidebar", "topic", "epigraph", "pull-quote", "versionadded", "versionchanged",
        "versionremoved", "deprecated", "figure", "exercise", "solution", "prf:theorem", "prf:proof", "aside",
        "details", "list-table",
    ]

    mutating func startMyST(_ byte: UInt8, _ depth: Int, isParagraph: Bool) -> Bool {
        switch byte {
        case 0x3A: startColons(depth) || !isParagraph && startOption(depth)
        case 0x25: !isParagraph && startComment(depth)
        case 0x28: !isParagraph && startTarget(depth)
        default: false
        }
    }

    /// ```` ```{note} arguments ````, whose content is Markdown.
    mutating func startProseFence(_ depth: Int, fence: SourceRange, info: SourceRange) -> Bool {
        guard features.dialect == .myst else { return false }
        let character = bytes[fence.lower]
        if info.isEmpty, endFence(character, fence.count, depth) { return true }
        guard bytes[info.lower] == 0x7B, let parts = directiveParts(from: info.lower) else { return false }
        let isProse = Self.prose.contains {
            $0.utf8CodeUnitCount == parts.name.count && bytes.matches($0, at: parts.name.lower)
        }
        return isProse && openFence(.colons, character, fence.count, depth, parts)
    }

    /// `:name: value` at the beginning of a directive.
    private mutating func startOption(_ depth: Int) -> Bool {
        guard depth == open.count, let last = open.last, last.kind == .directive else { return false }
        if last.hasChild {
            guard tree.blocks[tree.blocks.count - 1].kind == .verbatimBlock,
                tree.blocks[tree.blocks.count - 1].parent == last.block, !blankBefore
            else { return false }
        }
        var place = nonspace + 1
        while place < lineEnd, isInDirectiveName(bytes[place]), bytes[place] != 0x3A { place += 1 }
        guard place > nonspace + 1, bytes[place] == 0x3A, place < lineEnd else { return false }
        addVerbatim(depth, upper: trimmedEnd(nonspace, lineEnd))
        return true
    }

    /// `% a comment`
    private mutating func startComment(_ depth: Int) -> Bool {
        addVerbatim(depth, upper: trimmedEnd(nonspace, lineEnd))
        return true
    }

    /// `(label)=`
    private mutating func startTarget(_ depth: Int) -> Bool {
        let upper = trimmedEnd(nonspace, lineEnd)
        guard upper > nonspace + 3, bytes[upper - 1] == 0x3D, bytes[upper - 2] == 0x29,
            bytes.first(0x29, from: nonspace, to: upper) == upper - 2
        else { return false }
        addVerbatim(depth, upper: upper, content: SourceRange(nonspace + 1, upper - 2))
        return true
    }
}

extension Emitter {
    /// `` {name}`text` ``
    mutating func readRole(_ place: Int, _ end: Int) -> Int? {
        var next = place + 1
        while next < end,
            ASCII.isAlphanumeric(bytes[next]) || bytes[next] == 0x2D || bytes[next] == 0x3A
                || bytes[next] == 0x5F
        {
            next += 1
        }
        guard next > place + 1, bytes[next] == 0x7D, bytes[next + 1] == 0x60, next + 1 < end else {
            return nil
        }
        let count = inlines.tokens.count
        let upper = readCode(next + 1, end)
        guard inlines.tokens.count > count else { return nil }
        inlines.tokens[count].node = .role
        inlines.tokens[count].lower = place
        return upper
    }
}
