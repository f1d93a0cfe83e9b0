package import Model

/// Ordered lists that begin anew because a block of code within them is not indented.
package struct SplitList: Check {
    package static let id = "structure.split-list"
    package static let fixChanges = FixChanges.blocks

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for list in document.content.lists where list.isOrdered {
            let (codes, next) = blocks(after: list, document)
            guard let next, !codes.isEmpty, next.delimiter == list.delimiter,
                let last = document.children(of: list.node).map({ $0 }).last
            else { continue }
            let items = document.children(of: list.node).map { item in
                document.number(of: document.content.listItems[Int(document[item].payload)].marker)
            }
            // Python-Markdown counts every list from 1.
            let goesOn =
                document.dialect == .mkdocs && !PageRole.isShownByHost(document.path)
                && next.start == list.start + items.count
            let isLazy = items == [1] && next.start == 1
            guard goesOn || isLazy else { continue }
            let first = document.children(of: next.node).first { _ in true } ?? next.node
            let marker = document.content.listItems[Int(document[first].payload)].marker
            verdict.add(
                Draft(
                    at: marker, Self.again, subject: document.plainText(of: first),
                    notes: [Note(Self.code, at: firstLine(of: codes[0], document))],
                    fixes: [indenting(codes, under: last, document)]))
        }
    }

    /// The blocks of code right behind a list, and the ordered list that follows them.
    private func blocks(after list: List, _ document: Document) -> (codes: [NodeID], next: List?) {
        var codes: [NodeID] = []
        var place = Int(document[list.node].end)
        while place < document.nodes.count, document.nodes[place].parent == document[list.node].parent {
            let id = NodeID(place)
            switch document[id].kind {
            case .codeBlock where document.codeBlocks[Int(document[id].payload)].isFenced: codes.append(id)
            case .list:
                let next = document.content.lists[Int(document[id].payload)]
                return (codes, next.isOrdered ? next : nil)
            default: return ([], nil)
            }
            place = Int(document[id].end)
        }
        return ([], nil)
    }

    private func firstLine(of id: NodeID, _ document: Document) -> SourceRange {
        document.codeBlocks[Int(document[id].payload)].openingFence
    }

    private func indenting(_ codes: [NodeID], under item: NodeID, _ document: Document) -> Fix {
        let text = document.text
        let column = document[item].content.lower - document[item].range.lower
        let indentation = String(repeating: " ", count: document.dialect == .mkdocs ? max(4, column) : column)
        var edits: [Edit] = []
        for code in codes {
            let node = document[code].range
            // What stands before the first line, in a quotation say, stands before every other too.
            let prefix = node.lower - text.line(text.line(at: node.lower)).lower
            for line in document.lines(of: code) {
                let range = text.line(line)
                guard range.count > prefix else { continue }
                edits.append(Edit(SourceRange(at: range.lower + prefix), indentation))
            }
        }
        return Fix(title: Self.indent, safety: .unsafe, edits: edits)
    }

    private static let again = "a new list begins here, so that this step is shown as number 1"
    private static let code = "this block is not indented, so that it ends the list"
    private static let indent = "indent the code, so that it belongs to the item above it"
}
