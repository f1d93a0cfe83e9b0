package import Model

/// Links that lead nowhere: without an address, or with `#` alone.
package struct EmptyLink: Check {
    package static let id = "links.empty-link"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        for link in document.links where !link.isImage && link.style != .bare && link.style != .angle {
            let address = text.slice(document.destinationRange(of: link))
            let isFragment = address.elementsEqual(CollectionOfOne(UInt8(ascii: "#")))
            guard isFragment || (address.isEmpty && link.style == .inline) else { continue }
            let node = document[link.node]
            verdict.add(
                Draft(
                    at: node.range, isFragment ? Self.fragment : Self.empty,
                    subject: text.string(node.content)))
        }
    }

    private static let empty = "this link has no address"
    private static let fragment = "this link leads to `#`, which is no place"
}
