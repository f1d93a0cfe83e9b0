import Model

/// Finds code between `<pre>` and `</pre>`.
struct HTMLCode {
    private let document: Document
    private(set) var snippets: [Snippet] = []

    init(_ document: Document) {
        self.document = document
        let tags = document.tags
        for (index, tag) in tags.enumerated() where !tag.isClosing && isNamed(tag, "pre") {
            read(tag, tags[(index + 1)...])
        }
    }

    private func isNamed(_ tag: Tag, _ name: String) -> Bool {
        tag.name.count == name.utf8.count
            && document.text.slice(tag.name).lazy.map { $0 | 0x20 }.elementsEqual(name.utf8)
    }

    private mutating func read(_ pre: Tag, _ rest: ArraySlice<Tag>) {
        guard document[pre.node].kind == .htmlBlock,
            let end = rest.first(where: { $0.isClosing && isNamed($0, "pre") && $0.node == pre.node })
        else { return }
        let inside = rest.prefix { $0.range.lower < end.range.lower }
        var range = SourceRange(pre.range.upper, end.range.lower)
        var label = language(of: pre)
        if let code = inside.first, !code.isClosing, isNamed(code, "code"),
            document.text.slice(SourceRange(range.lower, code.range.lower)).allSatisfy({ $0 <= 0x20 })
        {
            range.lower = code.range.upper
            if label.isEmpty { label = language(of: code) }
            if let close = inside.last(where: { $0.isClosing && isNamed($0, "code") }) {
                range.upper = close.range.lower
            }
        }
        let text = code(range, inside.filter { range.contains($0.range) }, pre.node)
        snippets.append(
            Snippet(
                label: label, attributes: "", code: text.code, map: text.map,
                range: SourceRange(pre.range.lower, end.range.upper), head: pre.range, form: .html,
                mark: .none))
    }

    /// The language that a tag names: `class="language-x"`, `class="lang-x"`, `class="highlight x"`, `lang="x"`.
    private func language(of tag: Tag) -> String {
        let text = document.text
        for attribute in document.content.attributes[tag.attributes] {
            let name = text.string(attribute.name).lowercased()
            let value = text.string(attribute.value)
            switch name {
            case "class", "classname":
                for word in value.split(whereSeparator: { $0.isWhitespace || $0 == ";" }) {
                    for prefix in ["language-", "lang-", "brush:", "highlight-"] where word.hasPrefix(prefix)
                    {
                        return String(word.dropFirst(prefix.count))
                    }
                }
            case "lang", "language", "data-lang", "data-language": return value
            default: break
            }
        }
        return ""
    }

    /// What a reader copies: without tags, and with character references resolved.
    private func code(_ range: SourceRange, _ tags: [Tag], _ node: NodeID) -> SnippetText {
        let text = document.text
        var out = SnippetText()
        var lower = range.lower
        // A line ending right after `<pre>` is not shown.
        if lower < range.upper, text.bytes[lower] == 0x0D { lower += 1 }
        if lower < range.upper, text.bytes[lower] == 0x0A { lower += 1 }
        for lines in pieces(SourceRange(lower, max(lower, range.upper)), node) {
            var place = lines.lower
            for tag in tags where tag.range.lower < lines.upper && tag.range.upper > lines.lower {
                appendText(SourceRange(place, max(place, tag.range.lower)), to: &out)
                place = max(place, min(tag.range.upper, lines.upper))
            }
            appendText(SourceRange(place, lines.upper), to: &out)
        }
        if let last = out.code.last, last != 0x0A { out.append([0x0A], for: SourceRange(at: range.upper)) }
        return out
    }

    /// The lines of a range, without the prefixes of containers.
    private func pieces(_ range: SourceRange, _ node: NodeID) -> [SourceRange] {
        let block = document.content.rawBlocks.first { $0.node == node }
        guard let block else { return [range] }
        return document.content.segments[block.lines].compactMap { segment in
            let lower = max(segment.range.lower, range.lower)
            let upper = min(segment.range.upper, range.upper)
            return lower < upper ? SourceRange(lower, upper) : nil
        }
    }

    private func appendText(_ range: SourceRange, to out: inout SnippetText) {
        let bytes = document.text.bytes
        var place = range.lower
        var start = place
        while place < range.upper {
            switch bytes[place] {
            case UInt8(ascii: "&"):
                let rest = document.text.slice(SourceRange(place, range.upper))
                guard let (characters, count) = HTMLReference.read(rest) else {
                    place += 1
                    continue
                }
                out.append(SourceRange(start, place), of: document.text)
                out.append(characters.utf8, for: SourceRange(place, place + count))
                place += count
                start = place
            case 0x0D:
                out.append(SourceRange(start, place), of: document.text)
                let isPair = place + 1 < range.upper && bytes[place + 1] == 0x0A
                out.append([0x0A], for: SourceRange(place, place + (isPair ? 2 : 1)))
                place += isPair ? 2 : 1
                start = place
            default: place += 1
            }
        }
        out.append(SourceRange(start, place), of: document.text)
    }
}

/// Character references as they stand in code.
private enum HTMLReference {
    /// What a reference at the beginning of some bytes stands for, and its length; nil where there is none.
    static func read(_ bytes: ArraySlice<UInt8>) -> (String, Int)? {
        let body = bytes.dropFirst().prefix(12).prefix { $0 != UInt8(ascii: ";") }
        guard bytes.dropFirst(body.count + 1).first == UInt8(ascii: ";") else { return nil }
        let name = String(decoding: body, as: UTF8.self)
        let count = body.count + 2
        if name.hasPrefix("#") {
            let digits = name.dropFirst()
            let isHex = digits.first == "x" || digits.first == "X"
            guard let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
                let scalar = Unicode.Scalar(value), value != 0
            else { return nil }
            return (String(Character(scalar)), count)
        }
        return names[name].map { ($0, count) }
    }

    /// The names that stand in code; any other stays as it is.
    private static let names: [String: String] = [
        "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'", "nbsp": " ", "lbrace": "{",
        "rbrace": "}", "lcub": "{", "rcub": "}", "lbrack": "[", "rbrack": "]", "lsqb": "[", "rsqb": "]",
        "lpar": "(", "rpar": ")", "ast": "*", "num": "#", "percnt": "%", "dollar": "$", "bsol": "\\",
        "sol": "/", "vert": "|", "verbar": "|", "grave": "`", "lowbar": "_", "equals": "=", "plus": "+",
        "comma": ",", "period": ".", "colon": ":", "semi": ";", "excl": "!", "quest": "?", "commat": "@",
        "Hat": "^", "Tab": "\t", "NewLine": "\n", "hellip": "…", "ndash": "–", "mdash": "—", "rarr": "→",
    ]
}
