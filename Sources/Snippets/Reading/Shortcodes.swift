import Model

/// Finds shortcodes, tags of templates and components that show a file as code.
struct Shortcodes {
    /// One of them.
    struct Use {
        var range: SourceRange
        /// Where the path stands.
        var path: SourceRange
        var inclusion: Inclusion
        /// The language that it names; empty where it names none.
        var label: String
        /// Whether it shows text, not code.
        var isText = false

        /// Whether it shows its file where it stands in a code block, too.
        var isInCode: Bool { isText || inclusion.syntax == .shortcode }
    }

    private let text: SourceText
    private let page: String
    private var known: [String: (code: Shortcode, syntax: Inclusion.Syntax)] = [:]

    /// - Parameters:
    ///   - text: what is searched; ranges are in it.
    ///   - document: the page, whose site says what is looked for.
    init(in text: SourceText, of document: Document) {
        self.text = text
        page = document.path
        guard document.format == .markdown else { return }
        if document.dialect == .hugo {
            for code in HugoCode.shortcodes { known[code.name] = (code, .hugo) }
        }
        for code in document.conventions.shortcodes { known[code.name] = (code, .shortcode) }
    }

    /// `{{< name … >}}`, `{{% name … %}}` and `{% name … %}`, in order.
    func uses() -> [Use] {
        guard !known.isEmpty else { return [] }
        let bytes = text.bytes
        var found: [Use] = []
        var place = 0
        while let brace = bytes.firstOffset(of: UInt8(ascii: "{"), from: place) {
            place = brace + 1
            let rest = bytes[brace...].prefix(1_000)
            let (open, close): (Int, String)
            if rest.starts(with: "{{<".utf8) || rest.starts(with: "{{%".utf8) {
                (open, close) = (3, "}}")
            } else if rest.starts(with: "{%".utf8) {
                (open, close) = (2, "%}")
            } else {
                continue
            }
            guard
                let end = rest.indices.dropFirst(open).first(where: { rest[$0...].starts(with: close.utf8) })
            else { continue }
            place = end + 2
            // Hugo's own mark stands before its braces.
            let inside = SourceRange(brace + open, open == 3 ? max(brace + open, end - 1) : end)
            if let use = use(SourceRange(brace, end + 2), inside) { found.append(use) }
        }
        return found
    }

    private func use(_ range: SourceRange, _ inside: SourceRange) -> Use? {
        var words = ShortcodeWords(inside, in: text)
        guard let name = words.next()?.value, let (code, syntax) = known[text.string(name)] else {
            return nil
        }
        var named: [String: SourceRange] = [:]
        var others: [SourceRange] = []
        while let word = words.next() {
            if word.key.isEmpty { others.append(word.value) } else { named[word.key] = word.value }
        }
        let value = { (argument: Shortcode.Argument) -> SourceRange? in
            switch argument {
            case .named(let name): named[name]
            case .place(let place): others.indices.contains(place) ? others[place] : nil
            }
        }
        // Those that are built in take the first word, too.
        guard let path = value(code.file) ?? (syntax == .hugo ? others.first : nil) else { return nil }
        var use = use(range, path, code, syntax, value)
        use?.isText =
            syntax == .hugo && code.name == "readfile" && named["code"].map(text.string) != "true"
        return use
    }

    /// `<Name file="x" />`: tags of HTML and components of JSX, in order.
    func components(of document: Document) -> [Use] {
        guard !document.conventions.shortcodes.isEmpty else { return [] }
        var found: [Use] = []
        for tag in document.tags where !tag.isClosing {
            guard let (code, syntax) = known[text.string(tag.name)] else { continue }
            let attributes = document.content.attributes[tag.attributes]
            let value = { (argument: Shortcode.Argument) -> SourceRange? in
                guard case .named(let name) = argument else { return nil }
                let wanted = attributes.first { text.slice($0.name).elementsEqual(name.utf8) }?.value
                // An expression of JSX is known only to a program.
                return wanted.flatMap { text.slice($0).first == UInt8(ascii: "{") ? nil : $0 }
            }
            guard let path = value(code.file), let use = use(tag.range, path, code, syntax, value) else {
                continue
            }
            found.append(use)
        }
        return found
    }

    private func use(
        _ range: SourceRange, _ path: SourceRange, _ code: Shortcode, _ syntax: Inclusion.Syntax,
        _ value: (Shortcode.Argument) -> SourceRange?
    ) -> Use? {
        guard !path.isEmpty, !text.slice(path).contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
            return nil
        }
        func words(_ argument: Shortcode.Argument?) -> String? {
            guard let argument, let range = value(argument), !range.isEmpty else { return nil }
            return text.string(range)
        }
        var part = IncludePart.all
        if let region = words(code.region) { part.regions = [region] }
        if let lines = words(code.lines) { part.lines = IncludePart.LineSpan.all(in: lines) }
        let label = words(code.language) ?? (syntax == .hugo ? words(.named("language")) : nil)
        return Use(
            range: range, path: path,
            inclusion: Inclusion(
                syntax, page: page, path: text.string(path), part: part, folder: code.folder),
            label: label ?? "")
    }
}

/// The words of a shortcode: values, each perhaps with a name.
private struct ShortcodeWords {
    private let text: SourceText
    private var place: Int
    private let end: Int

    init(_ range: SourceRange, in text: SourceText) {
        self.text = text
        place = range.lower
        end = range.upper
    }

    mutating func next() -> (key: String, value: SourceRange)? {
        while place < end, MarkWords.isSpace(text.bytes[place]) { place += 1 }
        guard place < end else { return nil }
        var key = ""
        let start = place
        while place < end, !MarkWords.isSpace(text.bytes[place]), !"=\"`'".utf8.contains(text.bytes[place]) {
            place += 1
        }
        if place < end, place > start, text.bytes[place] == UInt8(ascii: "=") {
            key = text.string(SourceRange(start, place))
            place += 1
        } else if place > start {
            return ("", SourceRange(start, place))
        }
        guard place < end, "\"`'".utf8.contains(text.bytes[place]) else {
            let value = place
            while place < end, !MarkWords.isSpace(text.bytes[place]) { place += 1 }
            return (key, SourceRange(value, place))
        }
        let quote = text.bytes[place]
        let value = place + 1
        place = value
        while place < end, text.bytes[place] != quote { place += 1 }
        defer { place = min(place + 1, end) }
        return (key, SourceRange(min(value, end), place))
    }
}
