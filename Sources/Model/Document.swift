/// The format a document is written in.
package enum DocumentFormat: String, Sendable, CaseIterable {
    case markdown
    /// Read for its code only.
    case asciiDoc
    /// Read for its code only.
    case restructuredText
}

/// A parsed document: a flat tree of nodes with exact ranges, and an index for every kind.
///
/// It is complete even where the input is broken: what could not be understood stands in `problems`, and
/// the rest is there.
package final class Document: Sendable {
    package let path: String
    package let format: DocumentFormat
    package let dialect: Dialect
    package let text: SourceText
    package let content: Content
    /// What the configuration says of how it writes code.
    package let conventions: SnippetConventions
    /// The ids of all nodes, sorted by kind and then by place; `kindStarts[k] ..< kindStarts[k + 1]` are
    /// those of kind `k`.
    private let byKind: [Int32]
    private let kindStarts: [Int32]

    /// The arrays that a parser fills. Every array is in document order.
    package struct Content: Sendable {
        package var nodes: [Node] = []
        package var frontMatter: FrontMatter?
        package var headings: [Heading] = []
        package var codeBlocks: [CodeBlock] = []
        package var segments: [Segment] = []
        package var rawBlocks: [RawBlock] = []
        /// What stands inside a paragraph or heading without belonging to its text: the prefixes of containers
        /// and the indentation at the beginning of its lines after the first.
        package var gaps: [SourceRange] = []
        package var lists: [List] = []
        package var listItems: [ListItem] = []
        package var alerts: [Alert] = []
        package var links: [Link] = []
        package var undefinedReferences: [UndefinedReference] = []
        package var definitions: [Definition] = []
        package var footnotes: [Footnote] = []
        package var tables: [Table] = []
        package var directives: [Directive] = []
        package var tags: [Tag] = []
        package var attributes: [Attribute] = []
        package var comments: [Comment] = []
        package var problems: [Problem] = []
        /// Decoded texts that payloads point to.
        package var strings: [String] = []

        package init() {}
    }

    package init(
        path: String, format: DocumentFormat, dialect: Dialect, text: SourceText, content: Content
    ) {
        self.path = path
        self.format = format
        self.dialect = dialect
        self.text = text
        self.content = content
        conventions = SnippetConventions()
        (byKind, kindStarts) = Self.index(content.nodes)
    }

    /// A document that writes its code by conventions of its site.
    package init(_ document: Document, _ conventions: SnippetConventions) {
        path = document.path
        format = document.format
        dialect = document.dialect
        text = document.text
        content = document.content
        self.conventions = conventions
        (byKind, kindStarts) = (document.byKind, document.kindStarts)
    }

    @inlinable package var nodes: [Node] { content.nodes }
    @inlinable package var headings: [Heading] { content.headings }
    @inlinable package var codeBlocks: [CodeBlock] { content.codeBlocks }
    @inlinable package var links: [Link] { content.links }
    @inlinable package var definitions: [Definition] { content.definitions }
    @inlinable package var tags: [Tag] { content.tags }
    @inlinable package var comments: [Comment] { content.comments }
    package var problems: [Problem] { content.problems }

    @inlinable package subscript(id: NodeID) -> Node { content.nodes[Int(id.index)] }

    /// The places of all nodes of a kind, in document order.
    package func places(of kind: NodeKind) -> ArraySlice<Int32> {
        let row = Int(kind.rawValue)
        return byKind[Int(kindStarts[row])..<Int(kindStarts[row + 1])]
    }

    /// All nodes of a kind, in document order.
    package func ids(of kind: NodeKind) -> some Sequence<NodeID> {
        places(of: kind).lazy.map { NodeID(Int($0)) }
    }

    /// The children of a node, in order.
    package func children(of id: NodeID) -> Children { Children(document: self, parent: id) }

    /// The node that a node stands in; nil for the document itself.
    package func parent(of id: NodeID) -> NodeID? {
        let parent = self[id].parent
        return parent < 0 ? nil : NodeID(Int(parent))
    }

    /// The nearest node of a kind that the node stands in.
    package func ancestor(of id: NodeID, _ kind: NodeKind) -> NodeID? {
        var current = parent(of: id)
        while let candidate = current {
            if self[candidate].kind == kind { return candidate }
            current = parent(of: candidate)
        }
        return nil
    }

    package struct Children: Sequence, IteratorProtocol {
        private let nodes: [Node]
        private var place: Int
        private let end: Int

        init(document: Document, parent: NodeID) {
            nodes = document.content.nodes
            place = Int(parent.index) + 1
            end = Int(document[parent].end)
        }

        package mutating func next() -> NodeID? {
            guard place < end else { return nil }
            defer { place = Int(nodes[place].end) }
            return NodeID(place)
        }
    }

    /// What a reader sees of a node as plain text: markers gone, escapes and character references resolved,
    /// code and alternative texts kept, line breaks as one space.
    package func plainText(of id: NodeID) -> String {
        var out = ""
        var index = Int(id.index)
        let end = Int(self[id].end)
        while index < end {
            let node = nodes[index]
            switch node.kind {
            case .text, .escape, .codeSpan, .math: out += text.string(node.content)
            case .characterReference: out += content.strings[Int(node.payload)]
            case .softBreak, .hardBreak: out += " "
            default: break
            }
            index += 1
        }
        return out
    }

    /// The text of a range within a paragraph or heading, without container prefixes and indentation at the
    /// beginning of its later lines: what a code span, a raw tag or a title over several lines really says.
    package func string(_ range: SourceRange) -> String {
        var low = 0
        var high = content.gaps.count
        while low < high {
            let middle = (low + high) / 2
            if content.gaps[middle].upper <= range.lower { low = middle + 1 } else { high = middle }
        }
        var out = ""
        var start = range.lower
        while low < content.gaps.count, content.gaps[low].lower < range.upper {
            let gap = content.gaps[low]
            if gap.lower > start { out += text.string(SourceRange(start, gap.lower)) }
            start = min(max(start, gap.upper), range.upper)
            low += 1
        }
        return out.isEmpty && start == range.lower
            ? text.string(range) : out + text.string(SourceRange(start, range.upper))
    }

    /// Where a link leads, escapes and character references resolved; of a reference what its definition says.
    package func destination(of link: Link) -> String {
        if link.definition >= 0 { return destination(of: content.definitions[link.definition]) }
        return link.decodedDestination >= 0
            ? content.strings[link.decodedDestination] : text.string(link.destination)
    }

    package func destination(of definition: Definition) -> String {
        definition.decodedDestination >= 0
            ? content.strings[definition.decodedDestination] : text.string(definition.destination)
    }

    /// Where the destination of a link is written: in the link, or in the definition that it uses.
    package func destinationRange(of link: Link) -> SourceRange {
        link.definition >= 0 ? content.definitions[link.definition].destination : link.destination
    }

    private static func index(_ nodes: [Node]) -> ([Int32], [Int32]) {
        var starts = [Int32](repeating: 0, count: NodeKind.allCases.count + 1)
        for node in nodes { starts[Int(node.kind.rawValue) + 1] += 1 }
        for row in 1..<starts.count { starts[row] += starts[row - 1] }
        var next = starts
        var places = [Int32](repeating: 0, count: nodes.count)
        for (place, node) in nodes.enumerated() {
            let row = Int(node.kind.rawValue)
            places[Int(next[row])] = Int32(place)
            next[row] += 1
        }
        return (places, starts)
    }
}
