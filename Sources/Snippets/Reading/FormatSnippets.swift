import Model

/// Puts together snippets of AsciiDoc and reStructuredText.
struct FormatSnippets {
    private let document: Document
    private var text: SourceText { document.text }
    private let attributes: AsciiDocAttributes

    init(_ document: Document) {
        self.document = document
        attributes = AsciiDocAttributes(document)
    }

    func snippet(_ block: CodeBlock) -> Snippet {
        let range = document[block.node].range
        let head = block.openingFence.isEmpty ? firstLine(range) : block.openingFence
        let segments = document.content.segments[block.lines]
        if document.format == .restructuredText, let included = literalInclude(block, segments) {
            return Snippet(
                included, in: text, label: text.string(block.language), range: range, head: head)
        }
        var code = SnippetText()
        for segment in segments { code.append(line: segment.range, of: text) }
        var label = text.string(block.language)
        if label.isEmpty, document.format == .restructuredText, code.code.starts(with: ">>> ".utf8) {
            label = "pycon"
        }
        let info = text.string(block.info)
        return Snippet(
            label: label, attributes: info, code: code.code, map: code.map, range: range, head: head,
            form: block.info.isEmpty ? .indented : .directive,
            inclusions: document.format == .asciiDoc ? attributes.inclusions(in: code.code[...]) : [],
            mark: .none)
    }

    private func firstLine(_ range: SourceRange) -> SourceRange {
        let line = text.line(text.line(at: range.lower))
        return SourceRange(range.lower, max(range.lower, min(line.upper, range.upper)))
    }

    /// The file that a `literalinclude` shows; nil for any other directive.
    private func literalInclude(_ block: CodeBlock, _ lines: ArraySlice<Segment>) -> PlacedInclusion? {
        guard text.slice(block.openingFence).containsWord("literalinclude::"), !block.info.isEmpty else {
            return nil
        }
        var options: [String: String] = [:]
        for line in lines {
            let words = text.string(line.range).dropFirst()
            guard let colon = words.firstIndex(of: ":") else { continue }
            let value = words[words.index(after: colon)...].drop(while: \.isWhitespace)
            options[String(words[..<colon])] = String(value)
        }
        return PlacedInclusion(
            Inclusion(
                .sphinx, page: document.path, path: text.string(block.info),
                part: IncludePart(literalInclude: options)),
            at: block.info)
    }
}

/// The attributes that an AsciiDoc page sets, and the files that it takes in, whose paths may use them.
struct AsciiDocAttributes {
    private let page: String
    private var values: [String: String] = [:]

    init(_ document: Document) {
        page = document.path
        guard document.format == .asciiDoc, document.text.bytes.contains("include::") else { return }
        for line in document.text.string(SourceRange(0, document.text.count)).split(
            whereSeparator: \.isNewline)
        {
            guard line.hasPrefix(":"), let colon = line.dropFirst().firstIndex(of: ":") else { continue }
            let name = line[line.index(after: line.startIndex)..<colon]
            guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
            else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            values[String(name)] = String(value)
        }
    }

    /// `include::path[tag=x]` at the beginning of a line.
    ///
    /// Source: the section "Includes" of the AsciiDoc language documentation.
    func inclusions(in bytes: ArraySlice<UInt8>) -> [PlacedInclusion] {
        var found: [PlacedInclusion] = []
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let line = bytes[place...].prefix { $0 != 0x0A && $0 != 0x0D }
            if line.starts(with: "include::".utf8), let inclusion = inclusion(line) {
                found.append(PlacedInclusion(inclusion, at: SourceRange(line.startIndex, line.endIndex)))
            }
            place = line.endIndex + 1
        }
        return found
    }

    private func inclusion(_ line: ArraySlice<UInt8>) -> Inclusion? {
        let text = String(decoding: line, as: UTF8.self).dropFirst(9)
        guard let open = text.firstIndex(of: "["), let close = text.lastIndex(of: "]"), open < close else {
            return nil
        }
        let options = Self.options(text[text.index(after: open)..<close])
        // A file that may be missing is never missed.
        if options["opts"] == "optional" || options["options"] == "optional" { return nil }
        var part = IncludePart.all
        if let names = options["tag"] ?? options["tags"] {
            part.regions = names.split { $0 == ";" || $0 == "," }.map(String.init)
        }
        if let lines = options["lines"] { part.lines = IncludePart.LineSpan.all(in: lines) }
        return Inclusion(.asciiDoc, page: page, path: substituted(text[..<open]), part: part)
    }

    /// `tag=x,lines="1..3,5"`
    private static func options(_ text: Substring) -> [String: String] {
        var found: [String: String] = [:]
        var name = ""
        var value = ""
        var isValue = false
        var isQuoted = false
        for character in text + "," {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                found[name.filter { $0 != " " }] = value
                (name, value, isValue) = ("", "", false)
            case "=" where !isValue: isValue = true
            default: if isValue { value.append(character) } else { name.append(character) }
            }
        }
        return found
    }

    private func substituted(_ path: Substring) -> String {
        var out = String(path)
        // Values may use further attributes; a circle ends here.
        for _ in 0..<4 {
            guard let open = out.firstIndex(of: "{"), let close = out[open...].firstIndex(of: "}"),
                let value = values[String(out[out.index(after: open)..<close])]
            else { break }
            out.replaceSubrange(open...close, with: value)
        }
        return out
    }
}
