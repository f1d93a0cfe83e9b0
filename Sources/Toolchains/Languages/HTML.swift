import Model

extension Language {
    /// By a parser of our own, because every browser takes everything.
    package static let html = Language(
        id: "html", name: "HTML", labels: ["htm", "xhtml"],
        parser: .inProcess { MarkupGrammar(isXML: false).fault(in: $0) },
        lookalikes: ["css", "javascript", "xml", "json"]
    ) { Markup.forms($0) + Markup.text($0) }
    .recognised { $0.looksLikeMarkup && !$0.looksLikeXML }

    /// Templates and components of Vue, by the parser of HTML.
    package static let vue = Language(
        id: "vue", name: "Vue", labels: ["vue-html"],
        parser: .inProcess { MarkupGrammar(isXML: false).fault(in: $0) },
        lookalikes: ["css", "javascript"]
    ) { Markup.forms($0) + Markup.text($0) }

    /// By a parser of our own, because it must take parts of a document.
    package static let xml = Language(
        id: "xml", name: "XML",
        labels: [
            "svg", "xaml", "axaml", "plist", "rss", "atom", "xsd", "xsl", "xslt", "wsdl", "csproj", "pom",
        ],
        parser: .inProcess { MarkupGrammar(isXML: true).fault(in: $0) },
        lookalikes: ["html", "json", "yaml"]
    ) { code in
        // A line without a tag is a value, a path or a name, and nothing that XML has rules for.
        let forms = Markup.forms(code)
        let isValue = code.text.contains(/^\s*[\w#][^<>\n]*\s*$/)
        return isValue ? forms.filter { $0.form == "attributes" } : forms
    }.recognised { $0.looksLikeXML }
}

private enum Markup {
    /// Text is HTML as well; but it is not what shows that code is HTML.
    static func text(_ code: Code) -> [Code] {
        code.contains(UInt8(ascii: "<")) ? [] : [code.wrapped("<div>", "</div>", as: "text")]
    }

    @Sendable static func forms(_ code: Code) -> [Code] {
        var forms = [code.as("file")]
        let adapted = code.withoutTemplates.withoutElidedTags.withoutPlaceholdersInValues
        if !adapted.adaptations.isEmpty { forms.append(adapted.as("file")) }
        if let name = adapted.onlyTag {
            forms.append(adapted.wrapped("", "</\(name)>", as: "opening tag"))
        }
        if adapted.text.contains(/^\s*[\w:.\-]+="[^"<>]*"(?:\s+[\w:.\-]+="[^"<>]*")*\s*$/) {
            forms.append(adapted.wrapped("<x ", "/>", as: "attributes"))
        }
        return forms
    }
}

extension Code {
    /// The code without `{{ … }}`, `{% … %}` and `<% … %>`; where the value of an attribute must stand, with one.
    fileprivate var withoutTemplates: Code {
        var edits: [Edit] = []
        var index = 0
        while index < bytes.count {
            // One that holds a mistake stays, for the parser to say so.
            guard let tag = TemplateTag(bytes, at: index), tag.openQuote == nil else {
                index += 1
                continue
            }
            let isValue = index > 0 && bytes[index - 1] == UInt8(ascii: "=")
            edits.append(Edit(SourceRange(index, tag.end), isValue ? "x" : " "))
            index = tag.end
        }
        return replacing(edits, because: "template tags left out")
    }

    /// The code without `<...>`, and without `...` within tags.
    fileprivate var withoutElidedTags: Code {
        guard contains("...") || contains("…") else { return self }
        var edits: [Edit] = []
        var index = 0
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            guard let end = endOfTag(start) else { break }
            var place = start + 1
            var quote: UInt8?
            while place < end {
                let length = elision(at: place)
                if let open = quote {
                    if bytes[place] == open { quote = nil }
                } else if bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") {
                    quote = bytes[place]
                } else if length > 0 {
                    let isWhole = bytes[(start + 1)..<place].allSatisfy {
                        $0 == UInt8(ascii: "/") || $0 == 0x20
                    }
                    edits.append(
                        Edit(isWhole ? SourceRange(start, end + 1) : SourceRange(place, place + length), ""))
                    if isWhole { break }
                    place += length
                    continue
                }
                place += 1
            }
            index = end
        }
        return replacing(edits, because: "elisions left out")
    }

    /// The code with a name in the place of `<a name>` in the values of attributes: `href="/api/<id>/"`.
    fileprivate var withoutPlaceholdersInValues: Code {
        let text = text
        var edits: [Edit] = []
        for value in text.matches(of: /="(?:[^"<>\n]|<[A-Za-z][A-Za-z0-9_ -]*>)*"/) {
            for name in text[value.range].matches(of: /<[^>]*>/) {
                let start = text.utf8.distance(from: text.startIndex, to: name.range.lowerBound)
                edits.append(Edit(SourceRange(start, start + name.output.utf8.count), "x"))
            }
        }
        return replacing(edits, because: "placeholders filled in")
    }

    private func endOfTag(_ start: Int) -> Int? {
        var quote: UInt8?
        return bytes.indices[(start + 1)...].first { place in
            let byte = bytes[place]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
            return quote == nil && byte == UInt8(ascii: ">")
        }
    }

    private func elision(at place: Int) -> Int {
        if bytes[place...].starts(with: "...".utf8) {
            return bytes[place...].prefix { $0 == UInt8(ascii: ".") }.count
        }
        return bytes[place...].starts(with: "…".utf8) ? 3 : 0
    }

    /// The name of the tag where the code is one opening tag and nothing else.
    fileprivate var onlyTag: String? {
        guard let start = bytes.firstIndex(where: { $0 > 0x20 }), bytes[start] == UInt8(ascii: "<"),
            let end = endOfTag(start), bytes[(end + 1)...].allSatisfy({ $0 <= 0x20 })
        else { return nil }
        let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self).prefix {
            $0.isLetter || $0.isNumber || "-_:.".contains($0)
        }
        return name.isEmpty ? nil : String(name)
    }
}
