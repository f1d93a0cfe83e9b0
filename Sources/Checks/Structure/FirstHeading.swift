package import Model

/// Pages that do not begin with their title.
package struct FirstHeading: Check {
    package static let id = "structure.first-heading"
    package static let parameters = [
        Parameter(
            "allow_preamble", .flag, standard: .flag(false),
            summary: "Whether something may stand before the first heading."),
        FrontMatterTitle.parameter(),
        Parameter("level", .number(1...6), standard: .number(1), summary: "The level of a page's title."),
    ]

    private let allowsPreamble: Bool
    private let frontMatterTitle: FrontMatterTitle
    private let level: Int

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        allowsPreamble = parameters.flag("allow_preamble")
        frontMatterTitle = try FrontMatterTitle(parameters)
        level = parameters.number("level")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let first = document.firstContent else { return }
        var found = first
        if allowsPreamble, level(of: first, document) == nil {
            let others = document.children(of: NodeID(0)).drop { $0 <= first }
            guard let heading = others.first(where: { level(of: $0, document) != nil }) else { return }
            found = heading
        }
        guard let place = judge(found, document), frontMatterTitle.line(in: document) == nil else { return }
        verdict.add(place)
    }

    private func judge(_ id: NodeID, _ document: Document) -> Draft? {
        let text = document.text
        let range = text.firstLine(of: document[id].range)
        guard let found = level(of: id, document) else {
            return Draft(at: range, Self.noTitle(level), subject: "")
        }
        return found == level
            ? nil : Draft(at: range, Self.wrongLevel(found, level), subject: text.subject(range))
    }

    /// The level of a heading, in Markdown or in HTML; nil for what is none.
    private func level(of id: NodeID, _ document: Document) -> Int? {
        let node = document[id]
        switch node.kind {
        case .heading: return document.headings[Int(node.payload)].level
        case .htmlBlock, .directive: return level(ofTagIn: document.text.slice(node.range))
        default: return nil
        }
    }

    /// The level of the heading whose tag an element begins with.
    private func level(ofTagIn element: ArraySlice<UInt8>) -> Int? {
        var rest = element.dropFirst()
        if rest.first == UInt8(ascii: "/") { rest.removeFirst() }
        let name = rest.prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") && $0 > 0x20 }
        return Outline.level(name)
    }

    private static func noTitle(_ level: Int) -> String {
        "the page does not begin with a heading of level \(level)"
    }
    private static func wrongLevel(_ found: Int, _ wanted: Int) -> String {
        "the page begins with a heading of level \(found), not \(wanted)"
    }
}
