package import Model

/// Tells where a page speaks of what changed: there it names what is gone on purpose.
package struct ChangeTalk {
    private let document: Document
    /// The sections whose heading says so.
    private var sections: [SourceRange] = []

    package init(_ document: Document) {
        self.document = document
        var open: [(level: Int, lower: Int)] = []
        for heading in document.headings {
            let place = document[heading.node].range.lower
            while let last = open.last, last.level >= heading.level {
                sections.append(SourceRange(last.lower, place))
                open.removeLast()
            }
            if Self.isTitle(prose(of: heading.node)) { open.append((heading.level, place)) }
        }
        sections += open.map { SourceRange($0.lower, document.text.count) }
    }

    /// Whether a place lies in such a section, or in or right behind words that say so.
    package func isAboutChange(_ range: SourceRange) -> Bool {
        if sections.contains(where: { $0.contains(range) }) { return true }
        return isSaid(around: range)
    }

    private func isSaid(around range: SourceRange) -> Bool {
        var before: NodeID?
        for kind in [NodeKind.paragraph, .tableRow, .heading] {
            for id in document.ids(of: kind) {
                let node = document[id].range
                if node.lower > range.upper { break }
                if node.contains(range) { return Self.isSaid(in: prose(of: id)) }
                if node.upper <= range.lower, before.map({ document[$0].range.upper < node.upper }) ?? true {
                    before = id
                }
            }
        }
        // The words that introduce a snippet stand right before it.
        guard let before, range.lower - document[before].range.upper < 8 else { return false }
        return Self.isSaid(in: prose(of: before))
    }

    /// The words of a block, without code: a name may hold such a word, too.
    private func prose(of id: NodeID) -> String {
        var text = ""
        for place in Int(id.index)..<Int(document[id].end) {
            let node = document.nodes[place]
            switch node.kind {
            case .text: text += document.text.string(node.content)
            case .softBreak, .hardBreak, .codeSpan: text += " "
            default: break
            }
        }
        return text
    }

    static func isSaid(in text: String) -> Bool {
        let bytes = Array(text.lowercased().utf8)
        return wordBytes.contains { Self.holds(bytes.span, $0) }
    }

    /// Whether bytes hold a word; every paragraph around every name is asked for all words.
    private static func holds(_ bytes: Span<UInt8>, _ word: [UInt8]) -> Bool {
        var index = 0
        while index + word.count <= bytes.count {
            if bytes[index] == word[0] {
                var length = 1
                while length < word.count, bytes[index + length] == word[length] { length += 1 }
                if length == word.count { return true }
            }
            index += 1
        }
        return false
    }

    /// Whether a comment in code says that something in it is old.
    static func isSaid(in code: [UInt8]) -> Bool {
        for line in code.split(separator: 0x0A) {
            guard let slash = line.firstIndex(of: UInt8(ascii: "/")),
                line[slash...].starts(with: "//".utf8)
            else { continue }
            let comment = String(decoding: line[slash...], as: UTF8.self).lowercased()
            if words.contains(where: comment.contains) || comment.contains("// before")
                || comment.contains("// old")
            {
                return true
            }
        }
        return false
    }

    /// Whether a page is about changes as a whole: a change log, a migration guide, a proposal.
    static func isPath(_ path: String) -> Bool {
        let path = path.lowercased()
        return [
            "changelog", "changes.", "history.", "migrat", "upgrad", "release-note", "releasenote",
            "release_note",
            "releases/", "whats-new", "what-s-new", "whatsnew", "proposal", "news.", "deprecat", "/blog/",
            "rfc",
        ].contains { path.contains($0) }
    }

    private static func isTitle(_ title: String) -> Bool {
        let title = title.lowercased()
        return isSaid(in: title)
            || ["migrat", "upgrad", "changelog", "what's new", "release notes", "breaking"]
                .contains { title.contains($0) }
    }

    private static let wordBytes = words.map { Array($0.utf8) }
    /// English, and what pages are translated to most: German, Spanish, French, Italian, Russian, Chinese, Japanese, Korean.
    private static let words = [
        "deprecat", "remov", "renam", "replaced", "no longer", "legacy", "formerly", "used to be",
        "previously",
        "obsolete", "in earlier versions", "in older versions", "prior to", "old api", "old name",
        "superseded",
        "was called", "instead of the", "before version",
        "entfernt", "veraltet", "elimin", "supprim", "rimoss", "удал", "устарел", "删除", "移除", "弃用", "刪除",
        "棄用",
        "削除", "廃止", "非推奨", "삭제", "제거",
    ]
}
