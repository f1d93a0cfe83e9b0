import Model

/// One walk through a document: a loop over its nodes with a stack of the open ones, so that no depth of
/// nesting can exhaust the call stack.
struct HTMLWriter {
    let document: Document
    let renderer: HTMLRenderer
    var out: [UInt8] = []
    var notes: FootnoteNumbers
    /// The footnote definition that is being written.
    var openNote: Int?
    private var open: [Int] = []
    /// The image whose alternative text is being written: plain text only.
    private var image: Int?
    private var cellOfRow = 0
    private var rowOfTable = 0
    /// An alert whose `[!NOTE]` is not written yet.
    private var pendingAlert: SourceRange?
    /// The anchors of the headings at these places. Where they are given, two versions of a page are to be
    /// compared: whatever a reader or a site generator can notice is written down where it stands.
    var anchors: [Int: String]?

    init(document: Document, renderer: HTMLRenderer) {
        self.document = document
        self.renderer = renderer
        notes = FootnoteNumbers(of: document)
        out.reserveCapacity(document.text.count + document.text.count / 4)
    }

    mutating func write() {
        write(0..<document.nodes.count)
        writeNotes()
    }

    /// Writes the nodes at these places; footnote definitions inside wait for the end of the document.
    mutating func write(_ places: Range<Int>) {
        let base = open.count
        var place = places.lowerBound
        while place < places.upperBound {
            close(to: base, before: place)
            let node = document.nodes[place]
            if (node.kind == .footnoteDefinition && anchors == nil) || !enter(place, node) {
                place = Int(node.end)
            } else {
                open.append(place)
                place += 1
            }
        }
        close(to: base, before: places.upperBound)
    }

    private mutating func close(to base: Int, before place: Int) {
        while open.count > base, let last = open.last, document.nodes[last].end <= place {
            open.removeLast()
            leave(last, document.nodes[last])
        }
    }

    /// Writes what comes before the children of a node.
    ///
    /// - Returns: whether the children are to be written too.
    private mutating func enter(_ place: Int, _ node: Node) -> Bool {
        if image != nil { return enterPlain(place, node) }
        if let kind = pendingAlert, node.kind != .paragraph { flushAlert(kind) }
        switch node.kind {
        case .document: break
        case .frontMatter, .definition, .moduleCode, .verbatimBlock, .footnoteDefinition:
            return enterUnseen(node)
        case .blockQuote: enterBlockQuote(place, node)
        case .list: enterList(node)
        case .listItem: enterItem(node)
        case .directive:
            startLine()
            enterDirective(node)
        case .paragraph: enterParagraph(place, node)
        case .heading:
            startLine()
            out += "<h\(document.headings[Int(node.payload)].level)".utf8
            writeAnchor(ofHeading: place)
            out += ">".utf8
        case .thematicBreak:
            startLine()
            out += "<hr />\n".utf8
        case .codeBlock: writeCodeBlock(node)
        case .htmlBlock: writeHTMLBlock(node)
        case .table:
            startLine()
            out += "<table>\n".utf8
            rowOfTable = 0
        case .tableRow: enterRow()
        case .tableCell: return enterCell(place, node)
        case .mathBlock:
            startLine()
            out += "<p>".utf8
            HTMLEscaping.appendText(lines(of: node), to: &out)
            out += "</p>\n".utf8
            return false
        default: return enterInline(place, node)
        }
        return true
    }

    private mutating func enterInline(_ place: Int, _ node: Node) -> Bool {
        switch node.kind {
        case .text: HTMLEscaping.appendText(document.text.slice(node.range), to: &out)
        case .escape: HTMLEscaping.appendText(document.text.slice(node.content), to: &out)
        case .characterReference:
            HTMLEscaping.appendText(document.content.strings[Int(node.payload)].utf8, to: &out)
        case .softBreak: out.append(0x0A)
        case .hardBreak: out += "<br />\n".utf8
        case .codeSpan:
            out += "<code>".utf8
            HTMLEscaping.appendText(code(node, at: place), to: &out)
            out += "</code>".utf8
        case .emphasis: out += "<em>".utf8
        case .strong: out += "<strong>".utf8
        case .strikethrough: out += "<del>".utf8
        case .link:
            let link = document.links[Int(node.payload)]
            out += "<a href=\"".utf8
            HTMLEscaping.appendAddress(address(of: link, at: place), to: &out)
            writeTitle(of: link, at: place)
            out += "\">".utf8
            if Int(node.end) == place + 1 {
                HTMLEscaping.appendText(source(node.content, at: place), to: &out)
            }
        case .image:
            out += "<img src=\"".utf8
            HTMLEscaping.appendAddress(address(of: document.links[Int(node.payload)], at: place), to: &out)
            out += "\" alt=\"".utf8
            image = place
        case .footnoteReference:
            writeReference(place)
            return false
        case .htmlInline:
            let raw = source(node.range, at: place)
            if renderer.filtersTags {
                HTMLEscaping.appendFiltered(raw, to: &out)
            } else {
                HTMLEscaping.appendRaw(raw, to: &out)
            }
            return false
        default:
            HTMLEscaping.appendText(source(node.range, at: place), to: &out)
            return false
        }
        return true
    }

    /// Writes a node inside an image's alternative text.
    private mutating func enterPlain(_ place: Int, _ node: Node) -> Bool {
        switch node.kind {
        case .text, .escape, .characterReference: return enterInline(place, node)
        case .softBreak, .hardBreak: out.append(0x20)
        case .codeSpan: HTMLEscaping.appendText(code(node, at: place), to: &out)
        case .htmlInline, .math, .verbatimInline, .role:
            HTMLEscaping.appendText(source(node.range, at: place), to: &out)
            return false
        case .link where Int(node.end) == place + 1:
            HTMLEscaping.appendText(source(node.content, at: place), to: &out)
        default: break
        }
        return true
    }

    /// Writes what comes after the children of a node.
    private mutating func leave(_ place: Int, _ node: Node) {
        if let current = image {
            guard current == place else { return }
            image = nil
            writeTitle(of: document.links[Int(node.payload)], at: place)
            out += "\" />".utf8
            return
        }
        if let kind = pendingAlert, node.kind == .blockQuote { flushAlert(kind) }
        switch node.kind {
        case .blockQuote:
            startLine()
            out += "</blockquote>\n".utf8
        case .list:
            startLine()
            out += (document.content.lists[Int(node.payload)].isOrdered ? "</ol>\n" : "</ul>\n").utf8
        case .listItem: out += "</li>\n".utf8
        case .directive, .footnoteDefinition:
            startLine()
            out += "</div>\n".utf8
        case .paragraph where !isTight(node):
            if let note = openNote, isLast(place, in: note) {
                out.append(0x20)
                writeWaysBack(from: note)
            }
            out += "</p>\n".utf8
        case .heading: out += "</h\(document.headings[Int(node.payload)].level)>\n".utf8
        case .table: leaveTable()
        case .tableRow: leaveRow(node)
        case .tableCell: out += (rowOfTable == 0 ? "</th>" : "</td>").utf8
        case .emphasis: out += "</em>".utf8
        case .strong: out += "</strong>".utf8
        case .strikethrough: out += "</del>".utf8
        case .link: out += "</a>".utf8
        default: break
        }
    }

    /// Ends the line that is being written, if there is one.
    mutating func startLine() {
        if let last = out.last, last != 0x0A { out.append(0x0A) }
    }
}

// Blocks
extension HTMLWriter {
    private mutating func enterBlockQuote(_ place: Int, _ node: Node) {
        startLine()
        out += "<blockquote>\n".utf8
        guard node.payload >= 0 else { return }
        // An alert's first line is no part of its text, but other renderers show it as text.
        let kind = document.content.alerts[Int(node.payload)].kind
        let first = place + 1 < Int(node.end) ? document.nodes[place + 1] : nil
        if let first, Int(first.lower) <= kind.lower { return }
        pendingAlert = kind
    }

    private mutating func flushAlert(_ kind: SourceRange) {
        pendingAlert = nil
        out += "<p>[!".utf8
        HTMLEscaping.appendText(document.text.slice(kind), to: &out)
        out += "]</p>\n".utf8
    }

    private mutating func enterList(_ node: Node) {
        startLine()
        let list = document.content.lists[Int(node.payload)]
        if !list.isOrdered {
            out += "<ul>\n".utf8
        } else if list.start == 1 {
            out += "<ol>\n".utf8
        } else {
            out += "<ol start=\"\(list.start)\">\n".utf8
        }
    }

    private mutating func enterItem(_ node: Node) {
        startLine()
        out += "<li>".utf8
        switch document.content.listItems[Int(node.payload)].task {
        case .none: break
        case .open: out += "<input type=\"checkbox\" disabled=\"\" /> ".utf8
        case .done: out += "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> ".utf8
        }
    }

    private mutating func enterParagraph(_ place: Int, _ node: Node) {
        if !isTight(node) {
            startLine()
            out += "<p>".utf8
        }
        guard let kind = pendingAlert else { return }
        pendingAlert = nil
        out += "[!".utf8
        HTMLEscaping.appendText(document.text.slice(kind), to: &out)
        out += "]\n".utf8
    }

    /// Whether a paragraph stands in an item of a tight list, where it has no tags of its own.
    private func isTight(_ node: Node) -> Bool {
        guard node.parent >= 0 else { return false }
        let item = document.nodes[Int(node.parent)]
        guard item.kind == .listItem, item.parent >= 0 else { return false }
        let list = document.nodes[Int(item.parent)]
        return list.kind == .list && document.content.lists[Int(list.payload)].isTight
    }

    private mutating func writeCodeBlock(_ node: Node) {
        let block = document.codeBlocks[Int(node.payload)]
        startLine()
        let info = unescaped(document.text.slice(block.info))
        let language = info.prefix { !Self.isWhiteSpace($0) }
        if language.isEmpty {
            out += "<pre><code>".utf8
        } else {
            out += "<pre><code class=\"language-".utf8
            HTMLEscaping.appendText(language, to: &out)
            out += "\">".utf8
        }
        for segment in document.content.segments[block.lines] {
            out += repeatElement(0x20, count: segment.padding)
            HTMLEscaping.appendText(document.text.slice(segment.range), to: &out)
            if !isEnded(segment.range) { out.append(0x0A) }
        }
        out += "</code></pre>\n".utf8
    }

    private mutating func writeHTMLBlock(_ node: Node) {
        startLine()
        let raw = lines(of: node)
        if renderer.filtersTags {
            HTMLEscaping.appendFiltered(raw, to: &out)
        } else {
            HTMLEscaping.appendRaw(raw, to: &out)
        }
        startLine()
    }

    /// The lines of an HTML or a math block.
    private func lines(of node: Node) -> [UInt8] {
        var bytes: [UInt8] = []
        for segment in document.content.segments[document.content.rawBlocks[Int(node.payload)].lines] {
            bytes += repeatElement(0x20, count: segment.padding)
            bytes += document.text.slice(segment.range)
            if !isEnded(segment.range) { bytes.append(0x0A) }
        }
        return bytes
    }

    private mutating func enterRow() {
        startLine()
        if rowOfTable == 0 { out += "<thead>\n".utf8 }
        if rowOfTable == 1 { out += "<tbody>\n".utf8 }
        out += "<tr>\n".utf8
        cellOfRow = 0
    }

    private mutating func enterCell(_ place: Int, _ node: Node) -> Bool {
        // What stands beyond the last column is dropped.
        guard let alignment = alignment(ofCell: cellOfRow, in: Int(node.parent)) else { return false }
        startCell(alignment)
        return true
    }

    private mutating func startCell(_ alignment: Table.Alignment) {
        startLine()
        out += (rowOfTable == 0 ? "<th" : "<td").utf8
        switch alignment {
        case .none: break
        case .left: out += " align=\"left\"".utf8
        case .center: out += " align=\"center\"".utf8
        case .right: out += " align=\"right\"".utf8
        }
        out += ">".utf8
        cellOfRow += 1
    }

    private func alignment(ofCell cell: Int, in row: Int) -> Table.Alignment? {
        let table = document.nodes[Int(document.nodes[row].parent)]
        let alignments = document.content.tables[Int(table.payload)].alignments
        return cell < alignments.count ? alignments[cell] : nil
    }

    private mutating func leaveRow(_ node: Node) {
        // A row that is too short is filled up.
        let table = document.nodes[Int(node.parent)]
        let alignments = document.content.tables[Int(table.payload)].alignments
        while cellOfRow < alignments.count {
            startCell(alignments[cellOfRow])
            out += (rowOfTable == 0 ? "</th>" : "</td>").utf8
        }
        startLine()
        out += "</tr>\n".utf8
        if rowOfTable == 0 { out += "</thead>\n".utf8 }
        rowOfTable += 1
    }

    private mutating func leaveTable() {
        startLine()
        if rowOfTable > 1 { out += "</tbody>\n".utf8 }
        out += "</table>\n".utf8
    }

    /// Whether a line has a line ending; one that ends with the file has none.
    private func isEnded(_ line: SourceRange) -> Bool {
        guard !line.isEmpty else { return false }
        let last = document.text.bytes[line.upper - 1]
        return last == 0x0A || last == 0x0D
    }
}
