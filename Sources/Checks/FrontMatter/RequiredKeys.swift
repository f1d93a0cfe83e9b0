package import Model
internal import YAML

/// Keys that the front matter of every page must have.
package struct RequiredKeys: Check {
    package static let id = "front-matter.required-keys"
    package static let parameters = [
        Parameter("keys", .texts, standard: .list([]), summary: "The keys that every page must have.")
    ]

    private let keys: [String]

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        keys = parameters.texts("keys")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard !keys.isEmpty else { return }
        guard let frontMatter = document.content.frontMatter else {
            // Front matter that is never closed is another rule's matter.
            if document.problems.contains(where: { $0.kind == .unclosedFrontMatter }) { return }
            verdict.add(Draft(at: document.text.bareLine(0), Self.none(keys), subject: "front matter"))
            return
        }
        let values = FrontMatterValues(frontMatter, in: document.text)
        guard values.isReadable else { return }
        let fence = document.text.line(document.text.line(at: frontMatter.range.lower))
        for key in keys {
            switch values[key] {
            case nil: verdict.add(Draft(at: fence, Self.missing(key), subject: key))
            case .some(let value) where value.isEmpty:
                verdict.add(Draft(at: value.keyRange, Self.empty(key), subject: key))
            default: break
            }
        }
    }

    private static func none(_ keys: [String]) -> String {
        "this page has no front matter, and needs \(keys.map { "`\($0)`" }.joined(separator: ", "))"
    }
    private static func missing(_ key: String) -> String { "the front matter has no `\(key)`" }
    private static func empty(_ key: String) -> String { "`\(key)` has no value" }
}
