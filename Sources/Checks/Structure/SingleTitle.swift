package import Model

/// Headings of the title's level on a page that has a title already.
package struct SingleTitle: Check {
    package static let id = "structure.single-title"
    package static let parameters = [
        FrontMatterTitle.parameter(),
        Parameter("level", .number(1...6), standard: .number(1), summary: "The level of a page's title."),
    ]

    private let frontMatterTitle: FrontMatterTitle
    private let level: Int

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        frontMatterTitle = try FrontMatterTitle(parameters)
        level = parameters.number("level")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        var headings = document.headings.filter { $0.level == level && !isTab($0, document) }[...]
        guard let first = headings.first else { return }
        let note: Note
        if let line = frontMatterTitle.line(in: document) {
            note = Note(Self.title, at: line)
        } else {
            // Only where the page begins with it is it the title.
            guard first.node == document.firstContent else { return }
            note = Note(Self.title, at: document.firstLine(of: first))
            headings.removeFirst()
        }
        for heading in headings {
            verdict.add(
                Draft(
                    at: document.firstLine(of: heading), Self.second,
                    subject: document.plainText(of: heading.node), notes: [note]))
        }
    }

    /// Whether it is a tab of DocFX: `# [Linux](#tab/linux)`.
    private func isTab(_ heading: Heading, _ document: Document) -> Bool {
        let node = document[heading.node]
        let child = Int(heading.node.index) + 1
        guard heading.style != .setext, child < Int(node.end), document.nodes[child].end == node.end,
            document.nodes[child].kind == .link
        else { return false }
        let link = document.links[Int(document.nodes[child].payload)]
        return document.text.slice(link.destination).starts(with: "#tab/".utf8)
    }

    private static let second = "the page has a title already"
    private static let title = "its title"
}
