package import Model

/// A value of a configuration in JSON or YAML, with the place where it is written.
package struct MarkdownlintValue: Sendable {
    package indirect enum Content: Sendable {
        case nothing
        case flag(Bool)
        case number(Int)
        /// A number that is not whole, as it is written.
        case fraction(String)
        case text(String)
        case list([MarkdownlintValue])
        case table([Entry])
    }

    package struct Entry: Sendable {
        package var key: String
        package var keyRange: SourceRange
        package var value: MarkdownlintValue

        package init(key: String, keyRange: SourceRange, value: MarkdownlintValue) {
            self.key = key
            self.keyRange = keyRange
            self.value = value
        }
    }

    package var content: Content
    package var range: SourceRange

    package init(_ content: Content, _ range: SourceRange) {
        self.content = content
        self.range = range
    }

    /// Whether JavaScript, and so markdownlint, takes it as true.
    var isTrue: Bool {
        switch content {
        case .nothing: false
        case .flag(let flag): flag
        case .number(let number): number != 0
        case .text(let text): !text.isEmpty
        case .fraction, .list, .table: true
        }
    }

    var text: String? {
        if case .text(let text) = content { text } else { nil }
    }

    /// The texts of a list, or of one text; nil where it is something else.
    var texts: [String]? {
        switch content {
        case .text(let text): return [text]
        case .list(let values):
            let texts = values.compactMap(\.text)
            return texts.count == values.count ? texts : nil
        default: return nil
        }
    }

    /// As a check's parameter; nil where it says nothing.
    var parameter: ParameterValue? {
        switch content {
        case .nothing: nil
        case .flag(let flag): .flag(flag)
        case .number(let number): .number(number)
        case .fraction(let text), .text(let text): .text(text)
        case .list(let values): .list(values.compactMap(\.parameter))
        case .table(let entries): .table(Self.parameters(entries))
        }
    }

    static func parameters(_ entries: [Entry]) -> [ParameterValue.Entry] {
        entries.compactMap { entry in
            entry.value.parameter.map { ParameterValue.Entry(key: entry.key, value: $0) }
        }
    }
}

extension MarkdownlintValue.Entry {
    init(_ entry: ParameterValue.Entry, at range: SourceRange) {
        self.init(key: entry.key, keyRange: range, value: MarkdownlintValue(entry.value, at: range))
    }
}

extension MarkdownlintValue {
    fileprivate init(_ value: ParameterValue, at range: SourceRange) {
        switch value {
        case .flag(let flag): self.init(.flag(flag), range)
        case .number(let number): self.init(.number(number), range)
        case .text(let text): self.init(.text(text), range)
        case .list(let values): self.init(.list(values.map { MarkdownlintValue($0, at: range) }), range)
        case .table(let entries): self.init(.table(entries.map { Entry($0, at: range) }), range)
        }
    }
}

extension [MarkdownlintValue.Entry] {
    /// Sets a key as JavaScript does: one that is there keeps its place.
    mutating func set(_ entry: MarkdownlintValue.Entry) {
        if let place = firstIndex(where: { $0.key == entry.key }) {
            self[place] = entry
        } else {
            append(entry)
        }
    }

    subscript(key: String) -> MarkdownlintValue? { first { $0.key == key }?.value }
}

/// What is wrong with a configuration, and where.
package struct MarkdownlintMistake: Error, Hashable, Sendable {
    package var range: SourceRange
    /// A clause such as "a value is missing".
    package var sentence: String

    package init(at range: SourceRange, _ sentence: String) {
        self.range = range
        self.sentence = sentence
    }
}
