package import Model

/// More than one space between the `#` characters and the text of a heading.
package struct HeadingExtraSpace: Check {
    package static let id = "structure.heading-extra-space"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for heading in document.headings where heading.style == .atx {
            let space = HeadingSpace.behindOpening(of: heading, document.text)
            guard let draft = HeadingSpace.draft(tooMuch: space, heading, document) else { continue }
            verdict.add(draft)
        }
    }
}

/// The white space between the `#` characters and the text of a heading.
enum HeadingSpace {
    static func behindOpening(of heading: Heading, _ text: SourceText) -> SourceRange {
        let line = text.line(text.line(at: heading.marker.lower))
        let end = text.endOfSpaces(from: heading.marker.upper, before: line.upper)
        return SourceRange(heading.marker.upper, end)
    }

    static func beforeClosing(of heading: Heading, _ text: SourceText) -> SourceRange {
        let upper = heading.closingMarker.lower
        var lower = upper
        while lower > heading.marker.upper, text.bytes[lower - 1] == 0x20 || text.bytes[lower - 1] == 0x09 {
            lower -= 1
        }
        return SourceRange(lower, upper)
    }

    /// What to say of the white space beyond its first character; nil where there is none.
    static func draft(tooMuch space: SourceRange, _ heading: Heading, _ document: Document) -> Draft? {
        guard space.count > 1 else { return nil }
        let extra = SourceRange(space.lower + 1, space.upper)
        return Draft(
            at: extra, tooMany(extra.count), subject: document.plainText(of: heading.node),
            fixes: [Fix(title: leaveOne, safety: .safe, edits: [Edit(extra, "")])])
    }

    private static func tooMany(_ count: Int) -> String {
        "\(count) space\(count == 1 ? "" : "s") too many beside the `#` characters of this heading"
    }
    private static let leaveOne = "leave one space"
}
