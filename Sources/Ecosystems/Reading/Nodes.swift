import Model
import YAML

extension YAMLNode {
    /// The value of a key of a table; nil where there is none.
    subscript(key: String) -> YAMLNode? {
        guard case .table(let pairs) = content else { return nil }
        return pairs.first { $0.key == key }?.value
    }

    /// The value at the end of a row of keys.
    subscript(path: [String]) -> YAMLNode? {
        var node: YAMLNode? = self
        for key in path { node = node?[key] }
        return node
    }

    /// The pairs of a table; none for anything else.
    var entries: [Pair] {
        if case .table(let pairs) = content { pairs } else { [] }
    }

    /// The items of a list; none for anything else.
    var elements: [YAMLNode] {
        if case .list(let items) = content { items } else { [] }
    }

    /// The range of a text without its quotation marks, where it has some.
    func inner(_ text: SourceText) -> SourceRange {
        guard case .scalar = content, range.count >= 2, let first = text.bytes[safe: range.lower],
            first == 0x22 || first == 0x27, text.bytes[range.upper - 1] == first
        else { return range }
        return SourceRange(range.lower + 1, range.upper - 1)
    }

    /// The YAML of a whole file; nil where it is none.
    static func file(_ text: SourceText) -> YAMLNode? {
        try? YAMLNode.read(text, in: SourceRange(0, text.count))
    }
}

extension [UInt8] {
    subscript(safe index: Int) -> UInt8? { indices.contains(index) ? self[index] : nil }
}
