package import Model

/// Paragraphs that are nothing but emphasis, in place of a heading.
package struct EmphasisAsHeading: Check {
    package static let id = "structure.emphasis-as-heading"
    package static let parameters = [
        Parameter(
            "punctuation", .text, standard: .text(".,;:!?。，；：！？"),
            summary: "Characters at the end that make it a sentence, and no heading.")
    ]

    private let punctuation: Set<Unicode.Scalar>

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        punctuation = Set(parameters.text("punctuation").unicodeScalars)
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for kind in [NodeKind.emphasis, .strong] {
            var last: Int32 = -1
            for id in document.ids(of: kind) where document[id].parent != last {
                // A second one in the same paragraph would not be alone.
                last = document[id].parent
                guard stands(alone: id, in: document) else { continue }
                judge(document[id].range, document[id].content, document.text, &verdict)
            }
        }
        for block in document.ids(of: .htmlBlock) where document.parent(of: block) == NodeID(0) {
            guard let found = EmphasisInHTML(document).find(in: document[block].range) else { continue }
            judge(found.range, found.content, document.text, &verdict)
        }
    }

    private func judge(
        _ range: SourceRange, _ content: SourceRange, _ text: SourceText, _ verdict: inout Verdict
    ) {
        let words = text.string(content)
        guard let last = words.unicodeScalars.last, !punctuation.contains(last) else { return }
        verdict.add(Draft(at: range, Self.emphasis, subject: words))
    }

    /// Whether emphasis has nothing but text on one line in it, and nothing but tags and comments beside it in a
    /// paragraph of the page itself.
    private func stands(alone id: NodeID, in document: Document) -> Bool {
        guard let paragraph = document.parent(of: id), document[paragraph].kind == .paragraph,
            document.parent(of: paragraph) == NodeID(0)
        else { return false }
        let node = document[id]
        for place in Int(id.index) + 1..<Int(node.end) where document.nodes[place].kind != .text {
            return false
        }
        return document.children(of: paragraph).allSatisfy { child in
            child == id || document[child].kind == .htmlInline
                || document[child].kind == .text
                    && document.text.leadingSpace(of: document[child].range) == document[child].range.upper
        }
    }

    private static let emphasis = "this emphasis stands where a heading would"
}
