package import Model

/// Finds the places where a page shows a file as code without a code block: VitePress's `<<<`, raw imports, Hugo's
/// shortcodes, and directives of DocC and DocFX.
struct BlockInclusions {
    private let document: Document
    private var text: SourceText { document.text }
    private(set) var snippets: [Snippet] = []
    /// Files that come in as text, not as code.
    private(set) var pages: [PlacedInclusion] = []

    init(_ document: Document) {
        self.document = document
        guard document.format == .markdown else { return }
        switch document.dialect {
        case .gfm, .commonmark:
            if text.bytes.contains("<<<") { readVitePress() }
            if text.bytes.contains(":::code") || text.bytes.contains("[!code") { readDocFX() }
        case .docusaurus, .mdx:
            if text.bytes.contains("raw-loader!") || text.bytes.contains("?raw") { readRawImports() }
        case .docc: if text.bytes.contains("@Snippet") { readDocC() }
        case .hugo, .mkdocs, .myst: break
        }
        if document.dialect == .hugo || !document.conventions.shortcodes.isEmpty { readShortcodes() }
    }

    private mutating func add(
        _ syntax: Inclusion.Syntax, _ path: SourceRange, _ part: IncludePart, label: String,
        range: SourceRange,
        attributes: String = ""
    ) {
        let inclusion = Inclusion(syntax, page: document.path, path: text.string(path), part: part)
        snippets.append(
            Snippet(
                PlacedInclusion(inclusion, at: path), in: text, label: label, attributes: attributes,
                range: range, head: range))
    }

    /// The lines of all paragraphs, without white space around them.
    private func paragraphLines() -> [SourceRange] {
        var found: [SourceRange] = []
        for id in document.ids(of: .paragraph) {
            let range = document[id].range
            var line = text.line(at: range.lower)
            while line < text.lineCount {
                var whole = text.line(line)
                guard whole.lower < range.upper else { break }
                whole.lower = max(whole.lower, range.lower)
                while whole.lower < whole.upper, " \t>".utf8.contains(text.bytes[whole.lower]) {
                    whole.lower += 1
                }
                while whole.upper > whole.lower, " \t".utf8.contains(text.bytes[whole.upper - 1]) {
                    whole.upper -= 1
                }
                found.append(whole)
                line += 1
            }
        }
        return found
    }

    // MARK: VitePress

    /// `<<< @/file.js#region{1,3-5 ts:line-numbers} [title]`
    ///
    /// Source: the section "Import Code Snippets" of VitePress's guide.
    private mutating func readVitePress() {
        for line in paragraphLines() {
            let bytes = text.slice(line)
            guard bytes.starts(with: "<<<".utf8) else { continue }
            let rest = bytes.dropFirst(3).drop { $0 == 0x20 }
            guard let first = rest.first, "@./".utf8.contains(first) || bytes.dropFirst(3).first == 0x20,
                first != UInt8(ascii: "<")
            else { continue }
            var path = SourceRange(rest.startIndex, line.upper)
            var options = ""
            if let brace = rest.firstIndex(of: UInt8(ascii: "{")) {
                path.upper = brace
                let close = rest[brace...].firstIndex(of: UInt8(ascii: "}")) ?? rest.endIndex
                options = text.string(SourceRange(brace + 1, close))
            } else if let bracket = rest.firstIndex(of: UInt8(ascii: "[")), bracket > rest.startIndex,
                text.bytes[bracket - 1] == 0x20
            {
                path.upper = bracket
            }
            while path.upper > path.lower, text.bytes[path.upper - 1] == 0x20 { path.upper -= 1 }
            var part = IncludePart.all
            if let hash = text.slice(path).firstIndex(of: UInt8(ascii: "#")) {
                part = .region(text.string(SourceRange(hash + 1, path.upper)))
                path.upper = hash
            }
            // Lines in braces are highlighted, not chosen; the language stands behind them.
            let words = options.split(separator: " ").filter {
                !$0.allSatisfy { "0123456789,-".contains($0) }
            }
            let label = words.first.map { $0.prefix { $0 != ":" } } ?? ""
            add(.vitePress, path, part, label: String(label), range: line, attributes: options)
        }
    }

    // MARK: Raw imports

    /// `import Source from '!!raw-loader!./file.js'`
    ///
    /// Source: the section "Importing code snippets" of Docusaurus's guide on Markdown and React.
    private mutating func readRawImports() {
        for id in document.ids(of: .moduleCode) {
            let range = document[id].range
            var line = text.line(at: range.lower)
            while line < text.lineCount, text.line(line).lower < range.upper {
                let whole = text.line(line)
                readImport(SourceRange(max(whole.lower, range.lower), min(whole.upper, range.upper)))
                line += 1
            }
        }
    }

    private mutating func readImport(_ line: SourceRange) {
        let bytes = text.slice(line)
        guard bytes.starts(with: "import ".utf8),
            let open = bytes.firstIndex(where: { "'\"".utf8.contains($0) }),
            let close = bytes[(open + 1)...].firstIndex(of: bytes[open])
        else { return }
        var path = SourceRange(open + 1, close)
        let written = text.string(path)
        if let loader = written.firstRange(of: "raw-loader!") {
            path.lower += written[..<loader.upperBound].utf8.count
        } else if written.hasSuffix("?raw") {
            path.upper -= 4
        } else {
            return
        }
        let name = text.string(SourceRange(line.lower + 7, open)).split(separator: " ").first.map(String.init)
        add(.rawImport, path, .all, label: name.flatMap(language) ?? "", range: line)
    }

    /// The language of the block of code that shows what was imported under a name.
    private func language(of name: String) -> String? {
        for tag in document.tags where !tag.isClosing && text.slice(tag.name).elementsEqual("CodeBlock".utf8)
        {
            let rest = text.slice(SourceRange(tag.range.upper, text.count)).drop(while: MarkWords.isSpace)
            guard rest.starts(with: "{\(name)}".utf8) else { continue }
            for attribute in document.content.attributes[tag.attributes]
            where text.slice(attribute.name).elementsEqual("language".utf8) {
                return text.string(attribute.value)
            }
        }
        return nil
    }

    // MARK: Shortcodes

    /// `{{< readfile file="x" code="true" lang="go" >}}`, and what the configuration names.
    private mutating func readShortcodes() {
        let shortcodes = Shortcodes(in: text, of: document)
        let blocks = document.codeBlocks.map { document[$0.node].range }
        for use in shortcodes.uses() + shortcodes.components(of: document) {
            // In a code block it is a part of the code.
            if blocks.contains(where: { $0.contains(use.range) }) { continue }
            if use.isText {
                pages.append(PlacedInclusion(use.inclusion, at: use.path))
            } else {
                snippets.append(
                    Snippet(
                        PlacedInclusion(use.inclusion, at: use.path), in: text, label: use.label,
                        range: use.range, head: use.range))
            }
        }
        snippets.sort { $0.range < $1.range }
    }

    // MARK: DocC

    /// `@Snippet(path: "package/Snippets/Name", slice: "x")`
    private mutating func readDocC() {
        for directive in document.content.directives
        where text.slice(directive.name).elementsEqual("Snippet".utf8) {
            let line = text.line(at: directive.name.lower)
            let range = SourceRange(directive.name.lower - 1, text.line(line).upper)
            guard let path = text.quotedValue(of: "path:", in: range) else { continue }
            var part = IncludePart.all
            if let slice = text.quotedValue(of: "slice:", in: range) { part = .region(text.string(slice)) }
            add(.docC, path, part, label: "swift", range: range)
        }
    }

    // MARK: DocFX

    private mutating func readDocFX() {
        for line in paragraphLines()
        where [":::code ", "[!code"].contains(where: { text.slice(line).starts(with: $0.utf8) }) {
            guard let code = DocFXCode(line, in: text) else { continue }
            add(.docFX, code.path, code.part, label: code.label, range: line)
        }
    }
}

extension Document {
    /// Every file that the page takes in when the site is built, as code or as text, in order.
    package var inclusions: [PlacedInclusion] {
        var found: [PlacedInclusion] = []
        if format == .asciiDoc {
            // In a comment nothing is taken in.
            let comments = comments.map(\.range)
            found = AsciiDocAttributes(self).inclusions(in: text.bytes[...]).filter { placed in
                !comments.contains { $0.contains(placed.range) }
            }
        }
        let syntaxes = includeSyntaxes
        if !syntaxes.isEmpty { found = IncludeDirectives(in: text.bytes[...], on: path, syntaxes).all }
        let blocks = BlockInclusions(self)
        found += blocks.pages
        if hasShortcodes {
            let blocks = codeBlocks.map { self[$0.node].range }
            for use in Shortcodes(in: text, of: self).uses()
            where use.isInCode && blocks.contains(where: { $0.contains(use.range) }) {
                found.append(PlacedInclusion(use.inclusion, at: use.path))
            }
        }
        guard format != .markdown || dialect == .myst || !comments.isEmpty else {
            for snippet in blocks.snippets {
                for placed in snippet.inclusions {
                    found.append(PlacedInclusion(placed.inclusion, at: snippet.source(of: placed.range)))
                }
            }
            return found.sorted { $0.range < $1.range }
        }
        let copies = MarkReader(self).comments.compactMap { comment in
            comment.copyRange.map { (comment.range, $0) }
        }
        for snippet in snippets {
            if snippet.form == .directive, format != .asciiDoc {
                for placed in snippet.inclusions {
                    found.append(PlacedInclusion(placed.inclusion, at: snippet.source(of: placed.range)))
                }
            }
            if let original = snippet.original(on: path) {
                let said = copies.last { $0.0.upper <= snippet.range.lower || snippet.range.contains($0.0) }
                found.append(PlacedInclusion(original, at: said?.1 ?? snippet.head))
            }
        }
        return found.sorted { $0.range < $1.range }
    }
}
