import Model
import YAML

extension MarkdownlintValue {
    /// Reads a configuration in YAML.
    ///
    /// - Throws: the first mistake, with its place.
    static func read(yaml text: SourceText) throws(MarkdownlintMistake) -> MarkdownlintValue {
        do {
            return MarkdownlintValue(try YAMLNode.read(text, in: SourceRange(0, text.count)))
        } catch {
            throw MarkdownlintMistake(at: error.range, error.sentence)
        }
    }

    /// Reads a configuration in JSON with comments.
    ///
    /// - Throws: the first mistake, with its place.
    static func read(json text: SourceText) throws(MarkdownlintMistake) -> MarkdownlintValue {
        try JSONC.read(text.bytes)
    }

    private init(_ node: YAMLNode) {
        switch node.content {
        case .nothing: self.init(.nothing, node.range)
        case .scalar(let text, let isPlain): self.init(isPlain ? Self.plain(text) : .text(text), node.range)
        case .list(let items): self.init(.list(items.map { MarkdownlintValue($0) }), node.range)
        case .table(let pairs):
            let entries = pairs.map {
                Entry(key: $0.key, keyRange: $0.keyRange, value: MarkdownlintValue($0.value))
            }
            self.init(.table(entries), node.range)
        }
    }

    /// What YAML 1.2 takes a scalar without quotation marks for: `yes` and `on` are texts.
    private static func plain(_ text: String) -> Content {
        switch text {
        case "true", "True", "TRUE": return .flag(true)
        case "false", "False", "FALSE": return .flag(false)
        default:
            if let number = Int(text), !text.hasPrefix("+") { return .number(number) }
            guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
                let number = Double(text)
            else { return .text(text) }
            return Int(exactly: number).map { .number($0) } ?? .fraction(text)
        }
    }
}
