import Model

/// A document of paragraphs parted by blank lines, in which a comment at the start of a line is a block and
/// any other an inline: enough for the engine, which knows no format.
@Sendable func parse(_ file: SourceFile) -> Document {
    let text = SourceText(file.bytes)
    var content = Document.Content()
    content.nodes.append(
        Node(
            kind: .document, range: SourceRange(0, text.count), content: SourceRange(0, text.count)))
    var line = 0
    while line < text.lineCount {
        let first = text.line(line)
        if first.isEmpty {
            line += 1
            continue
        }
        if text.slice(first).starts(with: "<!--".utf8) {
            content.appendBlock(.htmlBlock, first, text)
            line += 1
            continue
        }
        var range = first
        line += 1
        while line < text.lineCount, !text.line(line).isEmpty,
            !text.slice(text.line(line)).starts(with: "<!--".utf8)
        {
            range.upper = text.line(line).upper
            line += 1
        }
        content.appendBlock(.paragraph, range, text)
    }
    content.nodes[0].end = Int32(content.nodes.count)
    return Document(path: file.path, format: .markdown, dialect: .gfm, text: text, content: content)
}

extension Document.Content {
    fileprivate mutating func appendBlock(_ kind: NodeKind, _ range: SourceRange, _ text: SourceText) {
        let place = nodes.count
        nodes.append(Node(kind: kind, range: range, content: range, parent: 0, end: place + 1))
        let part = SourceText(Array(text.slice(range)))
        for open in part.ranges(of: "<!--") {
            guard let close = part.ranges(of: "-->").first(where: { $0.lower >= open.upper }) else {
                continue
            }
            let comment = SourceRange(range.lower + open.lower, range.lower + close.upper)
            let inner = SourceRange(range.lower + open.upper, range.lower + close.lower)
            if kind == .paragraph {
                nodes.append(
                    Node(
                        kind: .htmlInline, range: comment, content: comment, parent: place,
                        end: nodes.count + 1))
            }
            comments.append(Comment(node: NodeID(nodes.count - 1), range: comment, content: inner))
        }
        nodes[place].end = Int32(nodes.count)
    }
}
