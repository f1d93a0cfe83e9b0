package import Model

/// HTML elements in Markdown.
package struct InlineHtml: Check {
    package static let id = "structure.inline-html"
    package static let parameters = [
        Parameter(
            "allowed_elements", .texts, standard: .list([]),
            summary: "Names of elements that are allowed."),
        Parameter(
            "table_allowed_elements", .texts, standard: .list([]),
            summary: "Names of elements that are allowed in tables; none named means the same as elsewhere."),
    ]

    private let allowed: [[UInt8]]
    private let allowedInTables: [[UInt8]]

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        allowed = parameters.texts("allowed_elements").map { Array($0.lowercased().utf8) }
        let inTables = parameters.texts("table_allowed_elements").map { Array($0.lowercased().utf8) }
        allowedInTables = inTables.isEmpty ? allowed : inTables
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        for tag in document.tags where !tag.isClosing {
            let kind = document[tag.node].kind
            guard kind == .htmlInline || kind == .htmlBlock else { continue }
            let isInTable =
                kind == .htmlInline && !document.places(of: .table).isEmpty
                && document.ancestor(of: tag.node, .table) != nil
            if (isInTable ? allowedInTables : allowed).contains(where: { isName($0, tag, text) }) { continue }
            let name = text.string(tag.name)
            verdict.add(
                Draft(at: text.firstLine(of: tag.range), Self.element(name), subject: name.lowercased()))
        }
    }

    private func isName(_ name: [UInt8], _ tag: Tag, _ text: SourceText) -> Bool {
        name.count == tag.name.count
            && text.slice(tag.name).elementsEqual(name) { ASCII.lowercased($0) == $1 }
    }

    private static func element(_ name: String) -> String { "`<\(name)>` is HTML" }
}

extension SourceText {
    /// What of a range stands on its first line.
    func firstLine(of range: SourceRange) -> SourceRange {
        SourceRange(range.lower, min(range.upper, line(line(at: range.lower)).upper))
    }
}
