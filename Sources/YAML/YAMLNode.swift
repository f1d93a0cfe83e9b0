package import Model

/// A value read from YAML, with its place in the file.
package struct YAMLNode: Hashable {
    package enum Content: Hashable {
        /// A key or an item without a value.
        case nothing
        /// - Parameter isPlain: whether it was written without quotation marks, so that `true` is a flag and
        ///   `12` a number.
        case scalar(String, isPlain: Bool)
        case list([YAMLNode])
        case table([Pair])
    }

    package struct Pair: Hashable {
        package var key: String
        package var keyRange: SourceRange
        package var value: YAMLNode

        package init(key: String, keyRange: SourceRange, value: YAMLNode) {
            self.key = key
            self.keyRange = keyRange
            self.value = value
        }
    }

    package var content: Content
    /// Of a scalar all of it, quotation marks included; of a list or table from its first to its last value.
    package var range: SourceRange

    package init(content: Content, range: SourceRange) {
        self.content = content
        self.range = range
    }

    /// The text as it is meant, whether it looks like a flag, a number or a word.
    package var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// The pairs of a table; nothing counts as an empty one, so that all lines below a key can be commented
    /// out.
    package var pairs: [Pair]? {
        switch content {
        case .table(let pairs): pairs
        case .nothing: []
        case .scalar, .list: nil
        }
    }

    /// The items of a list; nothing counts as an empty one.
    package var items: [YAMLNode]? {
        switch content {
        case .list(let items): items
        case .nothing: []
        case .scalar, .table: nil
        }
    }

    /// The texts of a list of texts, or of a text alone.
    package var texts: [(text: String, range: SourceRange)]? {
        if let text { return [(text, range)] }
        guard let items else { return nil }
        var texts: [(text: String, range: SourceRange)] = []
        for item in items {
            guard let text = item.text else { return nil }
            texts.append((text, item.range))
        }
        return texts
    }

    /// `on` and `off` are flags too: people write them, and YAML 1.1 reads them so.
    package var flag: Bool? {
        switch text {
        case "true", "on": true
        case "false", "off": false
        default: nil
        }
    }

    /// What a check is given for this value.
    ///
    /// Lists and tables are of texts: `[yes, no, true]` is a list of words.
    package var parameter: ParameterValue {
        switch content {
        case .nothing: return .text("")
        case .scalar("true", isPlain: true): return .flag(true)
        case .scalar("false", isPlain: true): return .flag(false)
        case .scalar(let text, let isPlain):
            // `Int` also takes a leading plus, which is no way to write a number here.
            if isPlain, let number = Int(text), !text.hasPrefix("+") { return .number(number) }
            return .text(text)
        case .list(let items): return .list(items.map(\.element))
        case .table(let pairs):
            return .table(pairs.map { ParameterValue.Entry(key: $0.key, value: $0.value.element) })
        }
    }

    private var element: ParameterValue {
        if let text { .text(text) } else { parameter }
    }

    /// Reads YAML that stands in a range of a file.
    package static func read(_ text: SourceText, in range: SourceRange) throws(YAMLMistake) -> YAMLNode {
        var simple = SimpleYAML(text, in: range)
        if let node = simple.read() { return node }
        return try FullYAML.read(text, in: range)
    }
}

/// Why something is no YAML that can be used, and where.
package struct YAMLMistake: Error, Hashable {
    package var range: SourceRange
    /// A sentence without full stop.
    package var sentence: String
}
