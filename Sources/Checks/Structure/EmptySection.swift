package import Model

/// Headings with nothing below them before the next heading of their level or the end of the page.
package struct EmptySection: Check {
    package static let id = "structure.empty-section"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard !document.headings.isEmpty, !PageRole.isPart(document.path),
            !PageRole.isChangelog(document.path)
        else { return }
        // A page of headings alone is an index that somebody or something fills.
        guard
            document.children(of: NodeID(0)).contains(where: {
                document[$0].kind != .heading && !document.isHidden($0)
            })
        else { return }
        for heading in document.headings where document[heading.node].parent == 0 {
            judge(heading, document, &verdict)
        }
    }

    private func judge(_ heading: Heading, _ document: Document, _ verdict: inout Verdict) {
        var place = Int(document[heading.node].end)
        while place < document.nodes.count {
            let id = NodeID(place)
            if document[id].kind == .heading {
                guard document.headings[Int(document[id].payload)].level <= heading.level else { return }
                break
            }
            guard document[id].kind == .thematicBreak || document.isHidden(id), !isFilled(id, document)
            else { return }
            place = Int(document[id].end)
        }
        let text = document.plainText(of: heading.node)
        guard !text.isEmpty, !text.lowercased().contains("unreleased"), !says(heading, document) else {
            return
        }
        let isLast = place >= document.nodes.count
        if isLast, heading.level == 1 { return }
        verdict.add(
            Draft(at: document[heading.node].range, isLast ? Self.atEnd : Self.empty, subject: text))
    }

    /// Whether a program writes something in the place of a comment, such as `<!-- toc -->`.
    private func isFilled(_ id: NodeID, _ document: Document) -> Bool {
        guard document[id].kind == .htmlBlock else { return false }
        return document.comments.contains { comment in
            guard comment.node == id else { return false }
            let word = document.text.string(comment.content).lowercased().split { !$0.isLetter }.first
            return ["toc", "start", "begin", "include", "insert", "auto", "generated", "all"].contains(
                word ?? "")
        }
    }

    /// Whether the heading says all there is to say: a link to a page, an image, or the name of a symbol.
    private func says(_ heading: Heading, _ document: Document) -> Bool {
        document.children(of: heading.node).contains { child in
            [.link, .image, .verbatimInline, .htmlInline, .codeSpan].contains(document[child].kind)
        }
    }

    private static let empty = "nothing stands under this heading before the next one"
    private static let atEnd = "nothing stands under this heading"
}
