package import Model

extension Document {
    /// The code of the document as snippets, in order: its code blocks, code in HTML and in comments, and files that
    /// it shows as code.
    package var snippets: [Snippet] {
        var reader = SnippetReader(self)
        return reader.read()
    }
}

/// Puts together the snippets of one document.
struct SnippetReader {
    private let document: Document
    private var text: SourceText { document.text }
    private let syntaxes: Set<Inclusion.Syntax>
    private let hasShortcodes: Bool
    private var found: [Snippet] = []

    init(_ document: Document) {
        self.document = document
        syntaxes = document.includeSyntaxes
        hasShortcodes = document.hasShortcodes
    }

    mutating func read() -> [Snippet] {
        if document.format == .markdown {
            for block in document.codeBlocks { found.append(snippet(block)) }
        } else {
            let format = FormatSnippets(document)
            found = document.codeBlocks.map(format.snippet)
        }
        let count = found.count
        found += HTMLCode(document).snippets
        found += CommentCode(document).snippets
        found += BlockInclusions(document).snippets
        if found.count > count { found.sort { $0.range < $1.range } }
        if !document.conventions.labels.isEmpty {
            for index in found.indices {
                found[index].language = document.conventions.meaning(of: found[index].label)
            }
        }
        MarkReader(document).mark(&found, in: document)
        return found
    }

    private func snippet(_ block: CodeBlock) -> Snippet {
        let label = text.string(block.language)
        let rest = SourceRange(
            min(max(block.language.upper, block.info.lower), block.info.upper), block.info.upper)
        let attributes = text.string(rest)
        var lines = document.content.segments[block.lines]
        let range = document[block.node].range
        let head = head(of: block, range)
        let directive = FenceDirective(block, lines, in: text)
        if let directive {
            lines = lines.dropFirst(directive.optionLines)
            if let included = directive.inclusion(on: document.path, in: text) {
                return Snippet(included, in: text, label: directive.language, range: range, head: head)
            }
        }
        var hiding = HiddenLines(label: label, attributes: attributes)
        for segment in lines { hiding.append(segment, of: text) }
        let code = hiding.text.code
        var inclusions =
            syntaxes.isEmpty ? [] : IncludeDirectives(in: code[...], on: document.path, syntaxes).all
        if hasShortcodes, code.contains(UInt8(ascii: "{")) {
            inclusions += Shortcodes(in: SourceText(code), of: document).uses().filter(\.isInCode).map {
                PlacedInclusion($0.inclusion, at: $0.range)
            }
        }
        var mark = SnippetMark(label: label, attributes: attributes)
        if let only = inclusions.first, inclusions.count == 1, only.bringsOutput(into: code) {
            mark.isOutput = true
        }
        return Snippet(
            label: label, attributes: attributes, code: code, map: hiding.text.map, range: range, head: head,
            form: block.isFenced ? .fenced : .indented, hidden: hiding.hiddenRanges,
            title: directive?.options["caption"] ?? InfoWords(attributes).title,
            inclusions: inclusions, mark: mark)
    }

    private func head(of block: CodeBlock, _ range: SourceRange) -> SourceRange {
        if block.isFenced {
            return SourceRange(block.openingFence.lower, max(block.openingFence.upper, block.info.upper))
        }
        let line = text.line(text.line(at: range.lower))
        return SourceRange(range.lower, max(range.lower, min(line.upper, range.upper)))
    }
}

extension Document {
    /// Whether shortcodes, or what the configuration has like them, may show files.
    var hasShortcodes: Bool {
        format == .markdown && (dialect == .hugo || !conventions.shortcodes.isEmpty)
            && (text.bytes.contains("{{<") || text.bytes.contains("{%"))
    }

    /// Whose directives may stand anywhere in its text.
    var includeSyntaxes: Set<Inclusion.Syntax> {
        guard format == .markdown else { return [] }
        return switch dialect {
        case .mkdocs: text.bytes.contains("8<-") ? [.pymdown] : []
        case .gfm, .commonmark: text.bytes.contains("{{#") ? [.mdBook] : []
        case .mdx, .docc, .docusaurus, .hugo, .myst: []
        }
    }
}

extension PlacedInclusion {
    /// Whether it is all that stands in some code, and the ending of the file says that a program has printed it.
    fileprivate func bringsOutput(into code: [UInt8]) -> Bool {
        let ending = inclusion.path.split(separator: ".").last.map(String.init) ?? ""
        return ["output", "out", "stdout", "stderr", "log"].contains(ending)
            && (code[..<range.lower] + code[range.upper...]).allSatisfy { $0 <= 0x20 }
    }
}

extension InfoWords {
    /// The name of a file that an info string gives the code: `title="src/App.jsx"`, `[App.vue]`.
    var title: String? {
        for word in self {
            if ["title", "filename", "file"].contains(word.name), let value = word.value { return value }
            if word.value == nil, word.name.hasPrefix("["), word.name.hasSuffix("]"), word.name.count > 2 {
                return String(word.name.dropFirst().dropLast())
            }
        }
        return nil
    }
}

extension Snippet {
    /// A snippet that is a file, or a part of one, from elsewhere.
    ///
    /// - Parameters:
    ///   - placed: the inclusion, with the range of the path in the document.
    ///   - label: the language as the document says it; empty where the ending of the file says it.
    init(
        _ placed: PlacedInclusion, in text: SourceText, label: String, attributes: String = "",
        range: SourceRange, head: SourceRange
    ) {
        var path = SnippetText()
        path.append(placed.range, of: text)
        let whole = SourceRange(0, path.code.count)
        path.append([0x0A], for: SourceRange(at: placed.range.upper))
        let name = placed.inclusion.path.split(separator: "/").last ?? ""
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last ?? ""
        self.init(
            label: label.isEmpty ? String(ending) : label, attributes: attributes, code: path.code,
            map: path.map, range: range, head: head, form: .directive, title: String(name),
            inclusions: [PlacedInclusion(placed.inclusion, at: whole)], mark: .none)
    }

    /// What to ask of its syntax; nil where nothing is to be asked: it names no language, its author says that it is
    /// not to be checked, or it is empty.
    package var syntaxQuestion: SyntaxQuestion? {
        if label.isEmpty || code.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }) { return nil }
        if mark.skip != nil || mark.isOutput { return nil }
        return SyntaxQuestion(label: language, code: code, inclusions: inclusions)
    }

    /// Whether a parser must refuse it: it is meant to fail before it runs, and nothing but its syntax is looked at.
    package var mustFailSyntax: Bool { mark.failure?.stage == .compile && mark.level == .syntax }

    /// The range of the document that a range of the code stands for; never empty where the code has a character
    /// to point at.
    package func source(of range: SourceRange) -> SourceRange {
        let source = map.source(of: range)
        guard source.isEmpty else { return source }
        // The end of the code, or between two characters: the character before.
        var lower = min(range.lower, code.count)
        while lower > 0, [0x0A, 0x20, 0x09].contains(code[lower - 1]) { lower -= 1 }
        let upper = lower
        if lower > 0 { lower -= 1 }
        while lower > 0, code[lower] & 0xC0 == 0x80 { lower -= 1 }
        return map.source(of: SourceRange(lower, upper))
    }
}

extension [UInt8] {
    /// Whether a short text stands somewhere.
    func contains(_ word: String) -> Bool {
        let word = Array(word.utf8)
        guard let first = word.first else { return true }
        var place = 0
        while let next = firstOffset(of: first, from: place) {
            if self[next...].starts(with: word) { return true }
            place = next + 1
        }
        return false
    }
}
