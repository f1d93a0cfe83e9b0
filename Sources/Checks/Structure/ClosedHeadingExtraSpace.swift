package import Model

/// More than one space between the text and the `#` characters of a heading that has some at its end as well.
package struct ClosedHeadingExtraSpace: Check {
    package static let id = "structure.closed-heading-extra-space"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for heading in document.headings where heading.style == .closedATX {
            let opening = HeadingSpace.behindOpening(of: heading, document.text)
            let closing = HeadingSpace.beforeClosing(of: heading, document.text)
            for space in opening == closing ? [opening] : [opening, closing] {
                guard let draft = HeadingSpace.draft(tooMuch: space, heading, document) else { continue }
                verdict.add(draft)
            }
        }
    }
}
