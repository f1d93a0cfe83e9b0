package import Model

/// `[text][label]` and `[label][]` whose label no definition of the page has.
package struct UndefinedLabel: Check {
    package static let id = "links.undefined-label"
    package static let fixChanges = FixChanges.blocks
    package static let parameters = [
        Parameter(
            "ignore", .texts, standard: .list([]),
            summary: "Patterns of labels that are defined when the site is built."),
        Parameter(
            "ignored_labels", .texts, standard: .list([.text("x")]),
            summary: "Labels, in small letters, that need no definition; `x` stands in the boxes of tasks."),
        Parameter(
            "shortcut_syntax", .flag, standard: .flag(false),
            summary: "Whether `[label]` alone is looked at too."),
        Parameter(
            "compatible", .flag, standard: .flag(false),
            summary: "Whether to look at all pairs of brackets, whatever they are likely to mean, as "
                + "markdownlint does."),
    ]

    private let ignored: [Glob]
    private let ignoredLabels: Set<String>
    private let includesShortcuts: Bool
    private let isCompatible: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        ignored = parameters.texts("ignore").map { Glob($0) }
        ignoredLabels = Set(parameters.texts("ignored_labels"))
        includesShortcuts = parameters.flag("shortcut_syntax")
        isCompatible = parameters.flag("compatible")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        if isCompatible || includesShortcuts { judgeShortcuts(document, &verdict) }
        if isCompatible { return }
        let references = document.content.undefinedReferences.filter { isMeant($0, in: document) }
        guard !references.isEmpty else { return }
        let labels = document.definitions.map { document.text.string($0.label) }
        let includes = document.hasIncludes
        for reference in references {
            let label = document.text.string(reference.label)
            if isIgnored(label, document.normalizedLabel(reference.label)) { continue }
            if includes {
                verdict.addUnknown(at: reference.range, subject: label, because: Self.included)
                continue
            }
            var draft = Draft(
                at: reference.label, Self.undefined(label, isImage: reference.isImage), subject: label,
                confidence: document.dialect == .mkdocs ? .possible : nil)
            if let near = closest(to: label, among: labels) {
                draft.fixes.append(
                    Fix(
                        title: "replace with `\(near)`", safety: .unsafe, edits: [Edit(reference.label, near)]
                    ))
            }
            verdict.add(draft)
        }
    }

    /// Says what markdownlint would say of all references, or of those that are a label alone.
    private func judgeShortcuts(_ document: Document, _ verdict: inout Verdict) {
        var references = isCompatible ? document.content.undefinedReferences : []
        if includesShortcuts { references += UndefinedShortcuts.all(in: document) }
        for reference in references {
            let label = document.normalizedLabel(reference.label)
            if label.isEmpty || isIgnored(label, label) { continue }
            let line = document.text.line(document.text.line(at: reference.range.lower))
            verdict.add(
                Draft(
                    at: SourceRange(reference.range.lower, min(reference.range.upper, line.upper)),
                    Self.undefined(label, isImage: reference.isImage), subject: label))
        }
    }

    private func isIgnored(_ label: String, _ normalized: String) -> Bool {
        ignoredLabels.contains(normalized) || ignored.contains { $0.matches(label) }
    }

    /// Whether two pairs of brackets are meant as a link: not an element of an array, a pattern of letters,
    /// the usage of a command.
    private func isMeant(_ reference: UndefinedReference, in document: Document) -> Bool {
        let bytes = document.text.bytes
        let (whole, label) = (reference.range, document.text.slice(reference.label))
        if whole.lower > 0, isPartOfExpression(bytes[whole.lower - 1]) { return false }
        if whole.upper < bytes.count, "[*+?{(=".utf8.contains(bytes[whole.upper]) { return false }
        let inner = document.text.slice(textRange(of: reference, in: document))
        for text in [label, inner] {
            guard let first = text.first, let last = text.last else { continue }
            if "^-<.!$%&*|/\\".utf8.contains(first) || last == UInt8(ascii: "-")
                || text.suffix(3).elementsEqual("...".utf8)
            {
                return false
            }
            // `a-z`, `0-9A-F`
            if text.count >= 3, text[text.startIndex + 1] == UInt8(ascii: "-"), text.count <= 12,
                !text.contains(UInt8(ascii: " ")), text.count == 3 || text.count % 3 == 0
            {
                return false
            }
        }
        if document.dialect == .mkdocs, label.contains(UInt8(ascii: ".")) { return false }
        // `[i][j]`, `[0][1]`, `[n][]`
        let isIndex = { (text: ArraySlice<UInt8>) in
            text.count <= 1 || text.allSatisfy { (0x30...0x39).contains($0) }
        }
        return !(isIndex(label) && isIndex(inner))
    }

    private func isPartOfExpression(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")")
            || byte >= 0x80
            || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "`")
    }

    /// Between the first pair of brackets.
    private func textRange(of reference: UndefinedReference, in document: Document) -> SourceRange {
        let lower = reference.range.lower + (reference.isImage ? 2 : 1)
        if reference.style == .collapsed { return reference.label }
        return SourceRange(lower, max(lower, reference.label.lower - 2))
    }

    private static func undefined(_ label: String, isImage: Bool) -> String {
        isImage
            ? "no definition on this page gives the image `\(label)` an address"
            : "no definition on this page gives `\(label)` an address"
    }
    private static let included = "the page includes another file, which may define the label"
}
