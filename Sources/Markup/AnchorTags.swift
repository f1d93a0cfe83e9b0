import Model

// The anchors that HTML and JSX give, and what may have more than the source shows.
extension AnchorCollector {
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

    func isHTMLHeading(_ tag: Tag) -> Bool {
        let name = document.text.slice(tag.name)
        guard name.count == 2, let letter = name.first, let digit = name.last else { return false }
        return letter | 0x20 == UInt8(ascii: "h") && (0x31...0x36).contains(digit)
    }

    /// The text from an opening tag of a heading to its end, other tags left out.
    func textAfter(_ tag: Tag) -> String {
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
}

extension Dialect {
    /// Whether a tag with a capital is a component that may show anything.
    fileprivate var hasComponents: Bool { self == .mdx || self == .docusaurus }
}
