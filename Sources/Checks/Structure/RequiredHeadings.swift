package import Model

/// Pages whose headings are not those that such a page must have.
package struct RequiredHeadings: Check {
    package static let id = "structure.required-headings"
    package static let parameters = [
        Parameter(
            "headings", .texts, standard: .list([.text("*")]),
            summary:
                "The headings in order, with their `#`; `*` is any number of others, `+` at least one, `?` one."
        ),
        Parameter(
            "match_case", .flag, standard: .flag(false),
            summary: "Whether capitals and small letters differ."),
    ]

    private let required: [String]
    private let matchesCase: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        required = parameters.texts("headings")
        matchesCase = parameters.flag("match_case")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        // With nothing required anything goes.
        if required == ["*"] { return }
        var next = 0
        var othersMayCome = false
        for heading in document.headings {
            let found = Found(heading, document)
            let expected = next < required.count ? required[next] : nil
            next += 1
            switch expected {
            case "*":
                // The heading after the others may be there at once.
                if next < required.count, isSame(required[next], found) {
                    next += 1
                } else {
                    othersMayCome = true
                }
            case "+": othersMayCome = true
            case "?": break
            case let expected? where isSame(expected, found): othersMayCome = false
            default:
                next -= 1
                if othersMayCome { continue }
                verdict.add(
                    Draft(
                        at: document.firstLine(of: heading), Self.other(found.text, expected),
                        subject: found.text))
                return
            }
        }
        let missing = required[min(next, required.count)...]
        guard missing.contains(where: { $0 != "*" }) || missing.count > 1 else { return }
        if document.headings.isEmpty, required.allSatisfy({ $0 == "*" }) { return }
        let first = missing.first ?? ""
        verdict.add(Draft(at: SourceRange(at: document.text.count), Self.missing(first), subject: first))
    }

    /// A heading as it would be required: with its `#`, and with or without an id of its own.
    private struct Found {
        var text: String
        var textWithID: String?

        init(_ heading: Heading, _ document: Document) {
            let marker = String(repeating: "#", count: heading.level) + " "
            text = marker + document.source(of: heading)
            if !heading.explicitID.isEmpty {
                textWithID = marker + document.source(of: heading, withID: true)
            }
        }
    }

    private func isSame(_ required: String, _ found: Found) -> Bool {
        isSame(required, found.text) || found.textWithID.map { isSame(required, $0) } ?? false
    }

    private func isSame(_ a: String, _ b: String) -> Bool {
        matchesCase ? a == b : a.lowercased() == b.lowercased()
    }

    private static func other(_ found: String, _ expected: String?) -> String {
        expected.map { "`\(found)` stands where `\($0)` is required" }
            ?? "`\(found)` stands where no further heading is allowed"
    }
    private static func missing(_ heading: String) -> String {
        switch heading {
        case "?", "+", "*": "the page ends without a further heading, which is required"
        default: "the page ends without the heading `\(heading)`, which is required"
        }
    }
}
