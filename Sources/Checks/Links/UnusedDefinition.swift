package import Model

/// Definitions of labels and footnotes that nothing on the page uses, or that an earlier one overrides.
package struct UnusedDefinition: Check {
    package static let id = "links.unused-definition"
    package static let parameters = [
        Parameter(
            "ignored_definitions", .texts, standard: .list([.text("//")]),
            summary: "Labels, in small letters, that may be defined without a use; `//` is used for comments."
        )
    ]

    private let ignored: Set<String>

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        ignored = Set(parameters.texts("ignored_definitions"))
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        judgeDefinitions(document, &verdict)
        judgeFootnotes(document, &verdict)
    }

    private func judgeDefinitions(_ document: Document, _ verdict: inout Verdict) {
        guard !document.definitions.isEmpty else { return }
        var isUsed = [Bool](repeating: false, count: document.definitions.count)
        for link in document.links where link.definition >= 0 { isUsed[link.definition] = true }
        for (place, definition) in document.definitions.enumerated() {
            guard definition.isShadowed || !isUsed[place] else { continue }
            let label = document.normalizedLabel(definition.label)
            if ignored.contains(label) { continue }
            add(
                definition.isShadowed ? Self.overridden(label) : Self.unused(label), label,
                definition.node, at: definition.label, document, &verdict)
        }
    }

    private func judgeFootnotes(_ document: Document, _ verdict: inout Verdict) {
        guard !document.places(of: .footnoteDefinition).isEmpty else { return }
        var used: Set<String> = []
        for footnote in document.content.footnotes
        where document[footnote.node].kind == .footnoteReference {
            used.insert(document.normalizedLabel(footnote.label))
        }
        var defined: Set<String> = []
        for footnote in document.content.footnotes
        where document[footnote.node].kind == .footnoteDefinition {
            let label = document.normalizedLabel(footnote.label)
            let isFirst = defined.insert(label).inserted
            if isFirst && used.contains(label) || ignored.contains("^" + label) { continue }
            add(
                isFirst ? Self.unused("^" + label) : Self.overridden("^" + label), "^" + label,
                footnote.node, at: footnote.label, document, &verdict)
        }
    }

    private func add(
        _ message: String, _ label: String, _ node: NodeID, at place: SourceRange, _ document: Document,
        _ verdict: inout Verdict
    ) {
        let text = document.text
        let line = text.line(at: place.lower)
        let lines = document.lines(of: node)
        var draft = Draft(at: text.bareLine(line), message, subject: label)
        if lines.count == 1 {
            draft.fixes.append(
                Fix(title: Self.remove, safety: .safe, edits: [Edit(Self.removal(of: line, text), "")]))
        }
        verdict.add(draft)
    }

    /// The line with one of the line endings around it.
    private static func removal(of line: Int, _ text: SourceText) -> SourceRange {
        if line + 1 < text.lineCount || line == 0 { return text.fullLine(line) }
        return SourceRange(text.line(line - 1).upper, text.count)
    }

    private static func unused(_ label: String) -> String { "nothing on this page uses `\(label)`" }
    private static func overridden(_ label: String) -> String {
        "`\(label)` is defined before, so that this definition has no effect"
    }
    private static let remove = "remove the line"
}

extension Document {
    /// A label as labels are compared: in small letters, with single spaces.
    func normalizedLabel(_ label: SourceRange) -> String {
        let words = string(label).split(whereSeparator: \.isWhitespace)
        return words.joined(separator: " ").lowercased()
    }
}
