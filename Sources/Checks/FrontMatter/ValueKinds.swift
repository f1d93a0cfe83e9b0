package import Model
internal import YAML

/// Values in front matter that are of another kind than a site expects.
package struct ValueKinds: Check {
    package static let id = "front-matter.value-kinds"
    package static let parameters = [
        Parameter(
            "kinds", .textTable, standard: .table([]),
            summary:
                "Keys, each with its kind: `text`, `flag`, `number`, `date`, `list`, `table`, or words with `|` between them."
        )
    ]

    private let kinds: [(key: String, kind: Kind)]

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        var kinds: [(key: String, kind: Kind)] = []
        for (key, word) in parameters.textTable("kinds") {
            guard let kind = Kind(word) else {
                throw Parameters.Mistake(
                    key: "kinds", sentence: "`\(word)` is no kind of value",
                    suggestion: closest(to: word, among: Kind.words))
            }
            kinds.append((key, kind))
        }
        self.kinds = kinds
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard !kinds.isEmpty, let frontMatter = document.content.frontMatter else { return }
        let values = FrontMatterValues(frontMatter, in: document.text)
        for (key, kind) in kinds {
            guard let value = values[key], let node = value.node, !value.isEmpty, !kind.fits(node) else {
                continue
            }
            verdict.add(Draft(at: node.range, Self.other(key, kind.description), subject: key))
        }
    }

    private static func other(_ key: String, _ kind: String) -> String { "`\(key)` is not \(kind)" }
}

extension ValueKinds {
    /// A kind of value that a key can be bound to.
    enum Kind {
        case text, flag, number, date, list, table
        case choice([String])

        static let words = ["text", "flag", "number", "date", "list", "table"]

        init?(_ word: String) {
            switch word {
            case "text": self = .text
            case "flag": self = .flag
            case "number": self = .number
            case "date": self = .date
            case "list": self = .list
            case "table": self = .table
            default:
                let words = word.split(separator: "|").map { $0.trimmingSpaces }
                guard words.count > 1 else { return nil }
                self = .choice(words)
            }
        }

        func fits(_ node: YAMLNode) -> Bool {
            switch (self, node.content) {
            case (.text, .scalar): true
            case (.flag, .scalar(let text, let isPlain)):
                isPlain && ["true", "false"].contains(text.lowercased())
            case (.number, .scalar(let text, let isPlain)): isPlain && Double(text) != nil
            case (.date, .scalar(let text, _)): Self.isDate(text)
            case (.list, .list), (.table, .table): true
            case (.choice(let words), .scalar(let text, _)): words.contains(text)
            default: false
            }
        }

        /// `2026-11-23`, also with a time behind it.
        private static func isDate(_ text: String) -> Bool {
            guard Day(text.prefix(10)) != nil else { return false }
            let rest = text.dropFirst(10)
            return rest.isEmpty || rest.first == "T" || rest.first == "t" || rest.first == " "
        }

        var description: String {
            switch self {
            case .text: "a text"
            case .flag: "`true` or `false`"
            case .number: "a number"
            case .date: "a date such as `2026-11-23`"
            case .list: "a list"
            case .table: "a table"
            case .choice(let words): "one of \(words.map { "`\($0)`" }.joined(separator: ", "))"
            }
        }
    }
}

extension Substring {
    /// Without spaces around it.
    var trimmingSpaces: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
