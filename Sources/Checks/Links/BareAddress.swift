package import Model

/// Addresses in running text that only some readers of Markdown turn into links.
package struct BareAddress: Check {
    package static let id = "links.bare-address"
    package static let fixChanges = FixChanges.blocks

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        var hidden: [NodeID: [SourceRange]] = [:]
        for link in document.links where link.style == .bare {
            let range = document[link.node].range
            if isInAngles(range, text.bytes) || isInElement(link.node, document, &hidden) { continue }
            let address = text.string(range)
            // `<www.example.org>` and `<example.org/a>` would be no links.
            let isWhole = address.contains(":") || address.contains("@")
            verdict.add(
                Draft(
                    at: range, Self.bare, subject: address,
                    fixes: [
                        Fix(
                            title: Self.enclose, safety: isWhole ? .safe : .unsafe,
                            edits: [Edit(range, "<\(address)>")])
                    ]))
        }
    }

    private func isInAngles(_ range: SourceRange, _ bytes: [UInt8]) -> Bool {
        range.lower > 0 && bytes[range.lower - 1] == UInt8(ascii: "<") && range.upper < bytes.count
            && bytes[range.upper] == UInt8(ascii: ">")
    }

    /// Whether the address is in the text of an HTML element, such as `<code>`: it has been thought of then.
    private func isInElement(
        _ node: NodeID, _ document: Document, _ hidden: inout [NodeID: [SourceRange]]
    ) -> Bool {
        guard !document.places(of: .htmlInline).isEmpty else { return false }
        let place = document[node].range.lower
        var parent = document.parent(of: node)
        while let current = parent, !document[current].kind.isContainer {
            let ranges = hidden[current] ?? Self.elements(in: current, document)
            hidden[current] = ranges
            if ranges.contains(where: { $0.contains(place) }) { return true }
            parent = document.parent(of: current)
        }
        return false
    }

    /// What stands between the tags of elements, which are all children of one node.
    private static func elements(in parent: NodeID, _ document: Document) -> [SourceRange] {
        var open: [ArraySlice<UInt8>: [Int]] = [:]
        var ranges: [SourceRange] = []
        for child in document.children(of: parent) where document[child].kind == .htmlInline {
            let range = document[child].range
            guard let (name, isClosing) = HTMLTag.name(in: document.text.slice(range)) else { continue }
            if !isClosing {
                open[name, default: []].append(range.lower)
            } else if let lower = open[name]?.popLast() {
                ranges.append(SourceRange(lower, range.upper))
            }
        }
        return ranges
    }

    private static let bare = "this address is no link everywhere"
    private static let enclose = "put it in `<` and `>`"
}

/// What markdownlint sees of a piece of raw HTML.
enum HTMLTag {
    /// The name of a tag or an instruction; nil of a comment or a declaration.
    static func name(in html: ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, isClosing: Bool)? {
        let inner = html.dropFirst()
        guard let first = inner.first, first != UInt8(ascii: "!"), first != UInt8(ascii: ">") else {
            return nil
        }
        let isClosing = first == UInt8(ascii: "/")
        let rest = isClosing ? inner.dropFirst() : inner
        let name = rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }
        return name.isEmpty ? nil : (name, isClosing)
    }
}
