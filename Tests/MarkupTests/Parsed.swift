import Markup
import Model

/// A parsed text, and what stands in it at the ranges of its parts.
struct Parsed {
    let document: Document

    init(_ text: String, _ dialect: Dialect = .gfm) {
        document = Markdown.parse(text, dialect: dialect)
    }

    subscript(_ range: SourceRange) -> String { document.text.string(range) }

    /// The source of all nodes of a kind.
    func sources(_ kind: NodeKind) -> [String] {
        document.ids(of: kind).map { self[document[$0].range] }
    }

    /// The content of all nodes of a kind.
    func contents(_ kind: NodeKind) -> [String] {
        document.ids(of: kind).map { self[document[$0].content] }
    }

    /// The kinds of the children of the document.
    var blocks: [NodeKind] {
        document.children(of: NodeID(0)).map { document[$0].kind }
    }

    /// The first node of a kind.
    func first(_ kind: NodeKind) -> NodeID? { document.ids(of: kind).first { _ in true } }

    /// The code of a block, as a reader sees it.
    func code(_ block: CodeBlock) -> String {
        document.content.segments[block.lines].map {
            String(repeating: " ", count: $0.padding) + self[$0.range]
        }.joined()
    }

    var problems: [Problem.Kind] { document.problems.map(\.kind) }
}
