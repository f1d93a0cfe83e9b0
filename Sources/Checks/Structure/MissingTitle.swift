package import Model

/// Pages that have no title, neither as a heading nor in their front matter.
package struct MissingTitle: Check {
    package static let id = "structure.missing-title"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .answers }

    /// A book that mdBook makes has the titles of its pages in `SUMMARY.md`, beside them or above.
    package func questions(about document: Document) -> [Question] {
        place(in: document) == nil ? [] : Self.summaries(for: document.path).map { .path($0) }
    }

    private static func summaries(for path: String) -> [String] {
        var folder = Reference.folder(of: path)
        var paths: [String] = []
        while !folder.isEmpty {
            paths.append(folder + "/SUMMARY.md")
            folder = Reference.folder(of: folder)
        }
        return paths
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let place = place(in: document) else { return }
        let isBook = Self.summaries(for: document.path).contains { path in
            if case .entry(.file) = facts[.path(path)] { true } else { false }
        }
        if !isBook { verdict.add(Draft(at: place, Self.missing, subject: "")) }
    }

    /// The first heading of a page that has no title.
    private func place(in document: Document) -> SourceRange? {
        guard let heading = document.headings.first, !document.headings.contains(where: { $0.level == 1 })
        else { return nil }
        // These sites take a title from their navigation or from the name of the file.
        guard document.dialect != .mkdocs, document.dialect != .docusaurus, !PageRole.isPart(document.path),
            !PageRole.isChangelog(document.path), !hasTitle(document)
        else { return nil }
        guard let first = document.children(of: NodeID(0)).first(where: { !document.isHidden($0) }),
            Self.isText(document[first].kind), !hasImage(document, in: document[first].range)
        else { return nil }
        return document[heading.node].range
    }

    private func hasTitle(_ document: Document) -> Bool {
        let text = document.text
        if document.tags.contains(where: { tag in
            let name = text.slice(tag.name)
            return name.count == 2 && name.first.map { $0 | 0x20 } == UInt8(ascii: "h")
                && name.last == UInt8(ascii: "1")
        }) {
            return true
        }
        guard let frontMatter = document.content.frontMatter else { return false }
        let keys = FrontMatterKeys.topLevel(of: frontMatter, in: text)
        return keys.contains { Self.titleKeys.contains($0.name) }
    }

    private func hasImage(_ document: Document, in range: SourceRange) -> Bool {
        document.ids(of: .image).contains { range.contains(document[$0].range) }
            || document.tags.contains { tag in
                range.contains(tag.range)
                    && ["img", "picture", "svg"].contains(document.text.string(tag.name).lowercased())
            }
    }

    /// Blocks of HTML and components may show a title that is not seen here.
    private static func isText(_ kind: NodeKind) -> Bool {
        switch kind {
        case .htmlBlock, .directive, .verbatimBlock, .moduleCode: false
        default: true
        }
    }

    /// What site generators take a title from, or show a page by.
    private static let titleKeys: Set<String> = [
        "title", "layout", "name", "sidebar_label", "linktitle", "permalink", "redirect_to", "redirect",
        "slug",
        "hide_title", "id",
    ]

    private static let missing = "this page has no title: no heading of level 1, and none in front matter"
}
