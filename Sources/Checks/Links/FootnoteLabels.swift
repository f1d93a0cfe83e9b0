package import Model

/// Footnotes that are used and not defined, defined and not used, or defined twice.
package struct FootnoteLabels: Check {
    package static let id = "links.footnote-labels"
    package static let parameters = [
        Parameter(
            "find", .choice(["undefined", "unused", "duplicate"]), standard: .text("undefined"),
            summary: "Which slip to look for.")
    ]

    private let wanted: String

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        wanted = parameters.text("find")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        if wanted == "undefined" {
            judgeReferences(document, &verdict)
        } else if !document.places(of: .footnoteDefinition).isEmpty {
            judgeDefinitions(document, &verdict)
        }
    }

    private func judgeDefinitions(_ document: Document, _ verdict: inout Verdict) {
        // Another file may use what stands here, or bring what is used here.
        let hasIncludes = wanted == "unused" && document.hasIncludes
        var used: Set<String> = []
        var defined: [String: SourceRange] = [:]
        for footnote in document.content.footnotes where document[footnote.node].kind == .footnoteReference {
            used.insert(document.normalizedLabel(footnote.label))
        }
        for footnote in document.content.footnotes where document[footnote.node].kind == .footnoteDefinition {
            let label = document.normalizedLabel(footnote.label)
            let range = SourceRange(document[footnote.node].range.lower, footnote.label.upper + 1)
            if let first = defined[label] {
                if wanted == "duplicate" {
                    verdict.add(
                        Draft(
                            at: range, Self.twice(label), subject: label, notes: [Note(Self.first, at: first)]
                        ))
                }
                continue
            }
            defined[label] = range
            if wanted == "unused", !used.contains(label), !hasIncludes {
                verdict.add(Draft(at: range, Self.unused(label), subject: label))
            }
        }
    }

    /// Looks for `[^label]` in text: what is defined is no text any more.
    private func judgeReferences(_ document: Document, _ verdict: inout Verdict) {
        guard document.dialect != .commonmark else { return }
        let bytes = document.text.bytes
        var found: [(label: SourceRange, isNumber: Bool)] = []
        var offset = 0
        while offset + 3 < bytes.count {
            defer { offset += 1 }
            guard bytes[offset] == UInt8(ascii: "["), bytes[offset + 1] == UInt8(ascii: "^") else { continue }
            var end = offset + 2
            while end < bytes.count, Self.isLabel(bytes[end]) { end += 1 }
            guard end > offset + 2, end < bytes.count, bytes[end] == UInt8(ascii: "]"),
                end + 1 == bytes.count || !":(".utf8.contains(bytes[end + 1]),
                offset == 0 || bytes[offset - 1] != UInt8(ascii: "\\")
            else { continue }
            let label = SourceRange(offset + 2, end)
            found.append((label, bytes[label.lower..<label.upper].allSatisfy { (0x30...0x39).contains($0) }))
        }
        guard !found.isEmpty, !document.hasIncludes else { return }
        // A word in brackets after a caret may be a pattern; not so where the page has footnotes.
        let hasNotes = !document.places(of: .footnoteDefinition).isEmpty
        for (label, isNumber) in found where isNumber || hasNotes {
            let node = document.innermost(at: label.lower)
            guard document[node].kind == .text, document.ancestor(of: node, .link) == nil
            else { continue }
            let name = document.text.string(label)
            verdict.add(
                Draft(at: SourceRange(label.lower - 2, label.upper + 1), Self.undefined(name), subject: name))
        }
    }

    private static func isLabel(_ byte: UInt8) -> Bool {
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func undefined(_ label: String) -> String {
        "no footnote `^\(label)` is defined: readers see the brackets"
    }
    private static func unused(_ label: String) -> String {
        "nothing refers to the footnote `^\(label)`, so that it is not shown"
    }
    private static func twice(_ label: String) -> String {
        "a footnote `^\(label)` is defined before, so that this one is not shown"
    }
    private static let first = "the first one"
}
