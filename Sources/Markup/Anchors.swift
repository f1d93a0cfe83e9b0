package import Model

extension Anchors {
    /// Collects every fragment of a page that a link can lead to.
    ///
    /// A heading counts with GitHub's fragment first; where the page may also be read on a site whose
    /// generator spells fragments in another way, that spelling counts too.
    package init(of document: Document) {
        var collector = AnchorCollector(document)
        collector.collectHeadings()
        collector.collectTags()
        collector.collectFootnotes()
        collector.collectTargets()
        collector.collectAttributeLists()
        collector.collectTerms()
        self.init(places: collector.places, names: collector.names, isOpen: collector.isOpen)
    }
}

private struct AnchorCollector {
    let document: Document
    var places: [String: SourceRange] = [:]
    var names: [String] = []
    var isOpen = false
    /// How often each slug was wished for, for GitHub's numbering of equal ones.
    private var wishes: [String: Int] = [:]
    private var commentStarts: Set<Int> = []

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

    /// The slugs of all headings first, since equal ones are numbered among each other; then other spellings.
    mutating func collectHeadings() {
        var rows: [(range: SourceRange, heading: Heading?, text: String)] = document.headings.map {
            (document[$0.node].range, $0, textWithoutImages(of: $0.node))
        }
        for tag in document.tags where !tag.isClosing && isHTMLHeading(tag) {
            rows.append((tag.range, nil, textAfter(tag)))
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

    // MARK: HTML and JSX

    mutating func collectTags() {
        for tag in document.tags where !tag.isClosing {
            let first = document.text.slice(tag.name).first ?? 0
            let isComponent = (0x41...0x5A).contains(first) && document.dialect.hasComponents
            if isComponent || takesInComponents(tag) { isOpen = true }
            for attribute in document.content.attributes[tag.attributes] {
                collect(attribute, of: tag)
                if isComponent { collectText(of: attribute, at: tag.range) }
            }
        }
        if document.places(of: .verbatimBlock).contains(where: { !isHarmless(document.nodes[Int($0)]) }) {
            isOpen = true
        }
        if document.hasIncludes || takesInDocumentation { isOpen = true }
    }

    /// Whether a tag begins a script that takes in components of Vue's.
    private func takesInComponents(_ tag: Tag) -> Bool {
        guard document.text.slice(tag.name).elementsEqual("script".utf8) else { return false }
        let bytes = document.text.bytes
        var start = tag.range.upper
        while let dot = bytes.firstOffset(of: 0x2E, from: start) {
            if bytes[dot...].starts(with: ".vue".utf8) { return true }
            start = dot + 1
        }
        return false
    }

    /// Whether mkdocstrings puts the documentation of a name in the place of a line: `::: name`. What others begin so
    /// ends with `:::`.
    private var takesInDocumentation: Bool {
        let bytes = document.text.bytes
        var names = false
        var start = 0
        while let colon = bytes.firstOffset(of: 0x3A, from: start) {
            start = colon + 1
            guard bytes[colon...].starts(with: ":::".utf8) else { continue }
            // Also in a list or a block quote.
            var before = colon
            while before > 0, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x3E { before -= 1 }
            guard before == 0 || bytes[before - 1] == 0x0A else { continue }
            let rest = bytes[(colon + 3)...].prefix { $0 != 0x0A && $0 != 0x0D }
            start = rest.endIndex
            if rest.allSatisfy({ $0 == 0x20 || $0 == 0x3A }) { return false }
            if rest.first == 0x20 { names = true }
        }
        return names
    }

    private mutating func collect(_ attribute: Attribute, of tag: Tag) {
        let name = document.text.string(attribute.name).lowercased()
        guard name == "id" || name == "name" || name == "xml:id" else { return }
        var value = document.text.string(attribute.value)
        if value.hasPrefix("{") {
            let inner = trimmedWhiteSpace(String(value.dropFirst().dropLast()))
            guard let quote = inner.first, "\"'`".contains(quote), inner.count > 1, inner.last == quote,
                !inner.contains("${")
            else {
                isOpen = true
                return
            }
            value = String(inner.dropFirst().dropLast())
        }
        add(value, at: tag.range, isName: !value.contains { $0.isWhitespace })
        if value.hasPrefix("user-content-") { add(String(value.dropFirst(13)), at: tag.range) }
    }

    /// A component may make an anchor of any text that it is given: `titleId="…"`, `permalink="…"`.
    private mutating func collectText(of attribute: Attribute, at range: SourceRange) {
        guard attribute.value.count <= 200 else { return }
        let value = document.text.string(attribute.value)
        guard !value.hasPrefix("{") else { return }
        add(value, at: range)
        add(Slug.github(value), at: range)
    }

    /// Comments, MyST's targets and what else cannot bring in headings.
    private func isHarmless(_ node: Node) -> Bool {
        let first = document.text.slice(node.range).first
        return first == UInt8(ascii: "(") || first == UInt8(ascii: "%")
            || commentStarts.contains(node.range.lower)
    }

    private func isHTMLHeading(_ tag: Tag) -> Bool {
        let name = document.text.slice(tag.name)
        guard name.count == 2, let letter = name.first, let digit = name.last else { return false }
        return letter | 0x20 == UInt8(ascii: "h") && (0x31...0x36).contains(digit)
    }

    /// The text from an opening tag of a heading to its end, other tags left out.
    private func textAfter(_ tag: Tag) -> String {
        let bytes = document.text.bytes
        let limit = min(bytes.count, tag.range.upper + 2_000)
        var text: [UInt8] = []
        var index = tag.range.upper
        while index < limit {
            if bytes[index] == UInt8(ascii: "<") {
                if index + 2 < limit, bytes[index + 1] == UInt8(ascii: "/"),
                    bytes[index + 2] | 0x20 == UInt8(ascii: "h")
                {
                    return trimmedWhiteSpace(String(decoding: text, as: UTF8.self))
                }
                while index < limit, bytes[index] != UInt8(ascii: ">") { index += 1 }
            } else {
                text.append(bytes[index] == 0x0A || bytes[index] == 0x0D ? 0x20 : bytes[index])
            }
            index += 1
        }
        return ""
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

    private mutating func add(_ name: String, at range: SourceRange, isName: Bool = false) {
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

    private func trimmedWhiteSpace(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}

extension Dialect {
    /// Whether a tag with a capital is a component that may show anything.
    fileprivate var hasComponents: Bool { self == .mdx || self == .docusaurus }
}

extension NodeKind {
    fileprivate var isLeafOfText: Bool {
        switch self {
        case .text, .escape, .codeSpan, .math, .characterReference, .softBreak, .hardBreak: true
        default: false
        }
    }
}
