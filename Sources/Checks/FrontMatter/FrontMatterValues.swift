internal import Model
internal import YAML

/// The values at the outer level of front matter.
///
/// YAML is read as such. Of TOML and JSON only the keys are known.
struct FrontMatterValues {
    struct Value {
        var keyRange: SourceRange
        /// Nil where only the key is known.
        var node: YAMLNode?
        var isEmpty: Bool {
            guard let node else { return false }
            return node.content == .nothing || node.text?.isEmpty == true
        }
    }

    private var values: [String: Value] = [:]
    /// The keys as they are written, in order.
    private(set) var keys: [String] = []
    /// False where it is no YAML, which another rule says.
    private(set) var isReadable = true

    init(_ frontMatter: FrontMatter, in text: SourceText) {
        guard frontMatter.format == .yaml else {
            for key in FrontMatterKeys.topLevel(of: frontMatter, in: text) {
                add(text.string(key.range), Value(keyRange: key.range, node: nil))
            }
            return
        }
        guard let root = try? YAMLNode.read(text, in: frontMatter.content), let pairs = root.pairs else {
            isReadable = false
            return
        }
        for pair in pairs { add(pair.key, Value(keyRange: pair.keyRange, node: pair.value)) }
    }

    private mutating func add(_ key: String, _ value: Value) {
        if values.updateValue(value, forKey: key) == nil { keys.append(key) }
    }

    subscript(key: String) -> Value? { values[key] }
}
