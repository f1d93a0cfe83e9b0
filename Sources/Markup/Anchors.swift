package import Model

extension Anchors {
    /// Collects every fragment of a page that a link can lead to.
    ///
    /// A heading counts with GitHub's fragment first; where the page may also be read on a site whose
    /// generator spells fragments in another way, that spelling counts too.
    package init(of document: Document) {
        var collector = AnchorCollector(document)
        let headings = collector.collectHeadings()
        collector.collectVariants(of: headings)
        collector.collectTags()
        collector.collectFootnotes()
        collector.collectTargets()
        collector.collectAttributeLists()
        collector.collectTerms()
        self.init(places: collector.places, names: collector.names, isOpen: collector.isOpen)
    }

    /// Collects the first spelling of each heading's fragment and nothing else.
    package init(ofHeadingsIn document: Document) {
        var collector = AnchorCollector(document)
        _ = collector.collectHeadings()
        self.init(places: collector.places, names: collector.names, isOpen: collector.isOpen)
    }
}

struct AnchorCollector {
    let document: Document
    var places: [String: SourceRange] = [:]
    var names: [String] = []
    var isOpen = false
    /// How often each slug was wished for, for GitHub's numbering of equal ones.
    private var wishes: [String: Int] = [:]
    private(set) var commentStarts: Set<Int> = []

    init(_ document: Document) {
        self.document = document
        for comment in document.comments {
            commentStarts.insert(comment.range.lower)
        }
        let start = SourceRange(at: 0)
        places["top"] = start
        if isReadOnGitHubOnly { places["readme"] = start }
    }

    /// READMEs and their like: GitHub and GitLab show them, and no site generator.
    private var isReadOnGitHubOnly: Bool {
        let name = document.path.split(separator: "/").last.map { $0.uppercased() } ?? ""
        return ["README.", "CONTRIBUTING.", "CODE_OF_CONDUCT.", "SECURITY.", "SUPPORT."].contains {
            name.hasPrefix($0)
        }
    }

    // MARK: Headings

    /// A heading, also one that is written as HTML.
    struct Row {
        var range: SourceRange
        /// Nil where it is written as HTML.
        var heading: Heading?
        var text: String
    }

    /// The slugs of all headings come before other spellings, since equal ones are numbered among each other.
    mutating func collectHeadings() -> [Row] {
        var rows = document.headings.map {
            Row(range: document[$0.node].range, heading: $0, text: textWithoutImages(of: $0.node))
        }
        for tag in document.tags where !tag.isClosing && isHTMLHeading(tag) {
            rows.append(Row(range: tag.range, heading: nil, text: textAfter(tag)))
        }
        rows.sort { $0.range < $1.range }
        for row in rows {
            if let heading = row.heading, let id = explicitID(of: heading) {
                add(id, at: row.range, isName: true)
            } else if document.dialect == .docc {
                add(Slug.docc(row.text), at: row.range, isName: true)
            } else {
                addNumbered(Slug.github(row.text), at: row.range, isName: true)
            }
        }
        return rows
    }

    mutating func collectVariants(of rows: [Row]) {
        wishes = [:]
        for row in rows {
            if let heading = row.heading { addVariants(of: heading, shown: row.text, at: row.range) }
        }
    }

    /// Other spellings of a heading's fragment that some reader of the page may be given.
    private mutating func addVariants(of heading: Heading, shown: String, at range: SourceRange) {
        // GitHub leaves out the alternative texts of images, and keeps the variation selectors of emoji.
        let text = document.plainText(of: heading.node)
        let slug = Slug.github(shown)
        if let id = explicitID(of: heading) {
            // Where `{#id}` is no syntax it is text, and part of the fragment.
            add(Slug.github(shown + " " + id), at: range)
            add(slug, at: range)
        }
        var variants = [Slug.github(text), String(slug.unicodeScalars.filter { $0 != "\u{FE0F}" })]
        if !isReadOnGitHubOnly {
            // The names of emoji count on GitHub; elsewhere the emoji do, which leave nothing.
            variants.append(Slug.github(withoutEmojiNames(text)))
            variants += ([slug] + variants).map(trimmed)
        }
        switch document.dialect {
        case .mkdocs:
            for asciiOnly in [true, false] {
                addNumbered(Slug.pythonMarkdown(text, asciiOnly: asciiOnly), separator: "_", at: range)
                variants.append(Slug.pythonMarkdown(shown, asciiOnly: asciiOnly))
            }
        case .docc:
            add(slug, at: range)
            variants.append(Slug.docc(text).lowercased())
        default:
            if !isReadOnGitHubOnly { variants += [Slug.vitePress(text), Slug.mdBook(text)] }
            // Sites that take a heading that is a path as it is.
            if !isReadOnGitHubOnly, text.contains("/"), !text.contains(" ") { variants.append(text) }
        }
        for variant in variants where variant != slug { addNumbered(variant, at: range) }
    }

    private func explicitID(of heading: Heading) -> String? {
        heading.explicitID.isEmpty ? nil : document.text.string(heading.explicitID)
    }

    private func textWithoutImages(of id: NodeID) -> String {
        var out = ""
        var index = Int(id.index) + 1
        let end = Int(document[id].end)
        while index < end {
            let node = document.nodes[index]
            if node.kind == .image {
                index = Int(node.end)
                continue
            }
            if document.nodes[index].kind.isLeafOfText { out += document.plainText(of: NodeID(index)) }
            index += 1
        }
        return out
    }

    // MARK: Footnotes and targets

    mutating func collectFootnotes() {
        for (ordinal, footnote) in document.content.footnotes.enumerated() {
            let range = document[footnote.node].range
            let label = document.text.string(footnote.label)
            for name in [label, label.lowercased(), String(ordinal + 1)] {
                for prefix in ["fn-", "fnref-", "fn:", "fnref:", "fn", "fnref", "footnote-", "fr-"] {
                    add(prefix + name, at: range)
                    add("user-content-" + prefix + name, at: range)
                }
            }
        }
    }

    /// MyST's `(label)=`.
    mutating func collectTargets() {
        for place in document.places(of: .verbatimBlock) {
            let range = document.nodes[Int(place)].range
            let text = trimmedWhiteSpace(document.text.string(range))
            guard text.hasPrefix("("), text.hasSuffix(")=") else { continue }
            let label = String(text.dropFirst().dropLast(2))
            add(label, at: range, isName: true)
            add(Slug.github(label), at: range)
        }
    }

    // MARK: Attribute lists and terms

    /// Python-Markdown's `{ #id }`, behind anything: a span, a block of code, a heading.
    mutating func collectAttributeLists() {
        guard document.dialect == .mkdocs else { return }
        let bytes = document.text.bytes
        var start = 0
        while let open = bytes.firstOffset(of: 0x7B, from: start, to: bytes.count) {
            start = open + 1
            var end = start
            while end < bytes.count, end - open < 200, bytes[end] != 0x7D, bytes[end] != 0x0A { end += 1 }
            guard end < bytes.count, bytes[end] == 0x7D else { continue }
            for word in bytes[start..<end].split(whereSeparator: { $0 == 0x20 || $0 == 0x3A })
            where word.first == 0x23 {
                add(String(decoding: word.dropFirst(), as: UTF8.self), at: SourceRange(open, end + 1))
            }
        }
        // What Material for MkDocs, and sites that took it over, make of such comments has anchors of its own.
        if document.comments.contains(where: { document.text.slice($0.range).starts(with: "<!-- md:".utf8) })
        {
            isOpen = true
        }
    }

    /// The terms of definition lists, to which mdBook gives anchors.
    mutating func collectTerms() {
        guard document.dialect == .gfm, !isReadOnGitHubOnly else { return }
        let bytes = document.text.bytes
        var start = 0
        while let colon = bytes.firstOffset(of: 0x3A, from: start) {
            start = colon + 1
            guard start < bytes.count, bytes[start] == 0x20 else { continue }
            var end = colon
            // Also in a block quote.
            while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x3E { end -= 1 }
            guard end > 0, bytes[end - 1] == 0x0A else { continue }
            end -= 1
            let line = (bytes[..<end].lastIndex(of: 0x0A) ?? -1) + 1
            let text = bytes[line..<end].drop { $0 == 0x20 || $0 == 0x3E }
            let term = trimmedWhiteSpace(String(decoding: text, as: UTF8.self))
            if !term.hasPrefix(": ") { addNumbered(Slug.mdBook(term), at: SourceRange(line, end)) }
        }
    }

    // MARK: Adding

    mutating func add(_ name: String, at range: SourceRange, isName: Bool = false) {
        guard !name.isEmpty else { return }
        if places[name] == nil {
            places[name] = range
            if isName { names.append(name) }
        }
    }

    /// Adds a slug with the number that GitHub gives to the second and later of equal ones.
    private mutating func addNumbered(
        _ slug: String, separator: String = "-", at range: SourceRange, isName: Bool = false
    ) {
        guard !slug.isEmpty else { return }
        // A variant that is the slug itself, of this very heading.
        if places[slug] == range { return }
        let key = separator + slug
        var name = slug
        while places[name] != nil, places[name] != range {
            wishes[key, default: 0] += 1
            name = slug + separator + String(wishes[key, default: 0])
        }
        add(name, at: range, isName: isName)
    }

    // MARK: Texts

    private func trimmed(_ slug: String) -> String {
        var out = slug[...]
        while out.hasPrefix("-") { out.removeFirst() }
        while out.hasSuffix("-") { out.removeLast() }
        return String(out)
    }

    /// Without `:rocket:` and its like.
    private func withoutEmojiNames(_ text: String) -> String {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 2 else { return text }
        var out = String(parts[0])
        var index = 1
        while index < parts.count {
            if index + 1 < parts.count, isPlainID(parts[index]) {
                out += parts[index + 1]
                index += 2
            } else {
                out += ":" + parts[index]
                index += 1
            }
        }
        return out
    }

    private func isPlainID(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_.+:".unicodeScalars.contains($0)
            }
    }

    func trimmedWhiteSpace(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}

extension NodeKind {
    fileprivate var isLeafOfText: Bool {
        switch self {
        case .text, .escape, .codeSpan, .math, .characterReference, .softBreak, .hardBreak: true
        default: false
        }
    }
}
