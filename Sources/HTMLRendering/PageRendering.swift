import Markup
package import Model

extension HTMLRenderer {
    /// What a document renders to, block by block, to be compared with another version of it.
    ///
    /// Beside the HTML it holds what other renderers make of the page: the anchors of headings, and front
    /// matter, expressions and directives as they are written. Footnotes stand where they are defined.
    package func rendering(of document: Document) -> Rendering {
        var writer = HTMLWriter(document: document, renderer: self)
        writer.anchors = Self.anchors(of: document)
        var blocks: [Rendering.Block] = []
        guard let root = document.nodes.first else { return Rendering(blocks: []) }
        var place = 1
        while place < Int(root.end) {
            let node = document.nodes[place]
            writer.out = []
            writer.write(place..<Int(node.end))
            let line = document.text.line(at: Int(node.lower))
            blocks.append(
                Rendering.Block(
                    start: Int(document.text.lineStarts[line]), html: writer.out,
                    isUsedElsewhere: node.kind == .definition))
            place = Int(node.end)
        }
        return Rendering(blocks: blocks)
    }

    /// For the place of each heading, the fragments that lead to it.
    private static func anchors(of document: Document) -> [Int: String] {
        guard !document.headings.isEmpty else { return [:] }
        let anchors = Anchors(ofHeadingsIn: document)
        var names: [Int: String] = [:]
        for name in anchors.names {
            guard let range = anchors.places[name] else { continue }
            names[range.lower, default: ""] += " " + name
        }
        var out: [Int: String] = [:]
        for heading in document.headings {
            out[Int(heading.node.index)] = names[document[heading.node].range.lower]
        }
        return out
    }
}

// What is written only where versions of a page are compared.
extension HTMLWriter {
    /// Writes what a plain renderer shows nothing of, or shows elsewhere.
    ///
    /// - Returns: whether the children are to be written too.
    mutating func enterUnseen(_ node: Node) -> Bool {
        guard anchors != nil, node.kind != .definition else { return false }
        if node.kind == .footnoteDefinition {
            guard notes.isShown(node, in: document) else { return false }
            startLine()
            out += "<div title=\"".utf8
            let note = document.content.footnotes[Int(node.payload)]
            HTMLEscaping.appendText(document.text.slice(note.label), to: &out)
            out += "\">\n".utf8
            return true
        }
        startLine()
        out += "<pre>".utf8
        HTMLEscaping.appendText(document.text.slice(node.range), to: &out)
        out += "</pre>\n".utf8
        return false
    }

    mutating func enterDirective(_ node: Node) {
        guard anchors != nil, node.payload >= 0 else {
            out += "<div>\n".utf8
            return
        }
        let directive = document.content.directives[Int(node.payload)]
        out += "<div title=\"".utf8
        HTMLEscaping.appendText(document.text.slice(directive.name), to: &out)
        out.append(0x20)
        HTMLEscaping.appendText(document.text.slice(directive.arguments), to: &out)
        out += "\">\n".utf8
    }

    mutating func writeAnchor(ofHeading place: Int) {
        guard let names = anchors?[place] else { return }
        out += " id=\"".utf8
        HTMLEscaping.appendText(names.utf8, to: &out)
        out.append(0x22)
    }
}
