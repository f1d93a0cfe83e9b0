import Model

// Hugo: shortcodes on lines of their own.
extension BlockParser {
    /// Shortcodes whose content is no Markdown.
    private static let rawShortcodes: [StaticString] = [
        "highlight", "mermaid", "katex", "math", "gist", "raw", "rawhtml", "html", "script", "chart",
    ]

    mutating func startHugo(_ byte: UInt8, _ depth: Int, isParagraph: Bool) -> Bool {
        guard byte == 0x7B, !isParagraph, let end = shortcodeEnd(nonspace), isLineEnd(end) else {
            return false
        }
        var upper = end
        if let name = rawShortcode(at: nonspace), let close = closingShortcode(name, from: end),
            isLineEnd(close)
        {
            upper = close
        }
        addVerbatim(depth, upper: upper)
        return true
    }

    /// The end of the shortcode or template action that begins at an offset.
    private mutating func shortcodeEnd(_ place: Int) -> Int? {
        let bytes = bytes
        return search(place) { Template.end(at: place, to: $0, in: bytes) }
    }

    private func rawShortcode(at place: Int) -> StaticString? {
        guard bytes[place + 2] == 0x3C || bytes[place + 2] == 0x25 else { return nil }
        let name = skipSpaces(place + 3, to: bytes.count)
        return Self.rawShortcodes.first { text in
            let after = bytes[name + text.utf8CodeUnitCount]
            return bytes.matches(text, at: name) && !ASCII.isAlphanumeric(after) && after != 0x2D
        }
    }

    /// The end of `{{< /name >}}`.
    private mutating func closingShortcode(_ name: StaticString, from lower: Int) -> Int? {
        let bytes = bytes
        return search(lower) { limit in
            var place = lower
            while place < limit {
                place = bytes.first(0x2F, from: place, to: limit)
                guard place < limit else { return nil }
                var open = place
                while bytes[open - 1] == 0x20 { open -= 1 }
                var word = place + 1
                while bytes[word] == 0x20 { word += 1 }
                let isOpening = bytes[open - 2] == 0x7B && bytes[open - 3] == 0x7B
                if isOpening, bytes.matches(name, at: word) {
                    return Template.end(at: open - 3, to: limit, in: bytes)
                }
                place += 1
            }
            return nil
        }
    }
}

/// Template expressions: `{{ … }}`, `{% … %}`, Hugo's `{{< … >}}` and `{{% … %}}`.
enum Template {
    /// The end of the expression that begins at an offset; nil where none does or its end is missing.
    static func end(at place: Int, to end: Int, in bytes: Bytes) -> Int? {
        guard bytes[place] == 0x7B else { return nil }
        if bytes[place + 1] == 0x25 {
            return HTMLScanner(bytes: bytes, end: end).after("%}", endingWith: 0x7D, from: place + 2)
        }
        if bytes[place + 1] == 0x23, bytes[place + 2] == 0x20 {
            return HTMLScanner(bytes: bytes, end: end).after("#}", endingWith: 0x7D, from: place + 2)
        }
        guard bytes[place + 1] == 0x7B else { return nil }
        let scanner = HTMLScanner(bytes: bytes, end: end)
        switch bytes[place + 2] {
        case 0x3C: return scanner.after(">}}", endingWith: 0x7D, from: place + 3)
        case 0x25: return scanner.after("%}}", endingWith: 0x7D, from: place + 3)
        default: return scanner.after("}}", endingWith: 0x7D, from: place + 2)
        }
    }
}
