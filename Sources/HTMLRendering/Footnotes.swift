import Model

/// Which footnotes are shown, in which order, and which reference is the how manieth to its footnote.
struct FootnoteNumbers {
    /// The places of the definitions that are referred to, in the order of their numbers.
    private(set) var shown: [Int] = []
    /// For the place of a reference: the number of its footnote and its own among those to the same one.
    private(set) var references: [Int: (number: Int, ordinal: Int)] = [:]
    /// For each number, how many references there are.
    private(set) var counts: [Int] = []

    init(of document: Document) {
        var definitions: [String: Int] = [:]
        for id in document.ids(of: .footnoteDefinition) {
            let key = Self.key(id, in: document)
            if definitions[key] == nil { definitions[key] = Int(id.index) }
        }
        var numbers: [Int: Int] = [:]
        for id in document.ids(of: .footnoteReference) {
            guard let definition = definitions[Self.key(id, in: document)] else { continue }
            if numbers[definition] == nil {
                shown.append(definition)
                counts.append(0)
                numbers[definition] = shown.count
            }
            guard let number = numbers[definition] else { continue }
            counts[number - 1] += 1
            references[Int(id.index)] = (number, counts[number - 1])
        }
    }

    /// Whether a definition is one that is referred to.
    func isShown(_ definition: Node, in document: Document) -> Bool {
        shown.contains { document.nodes[$0].lower == definition.lower }
    }

    /// A label as labels are compared: without regard to case and to the amount of white space.
    private static func key(_ id: NodeID, in document: Document) -> String {
        let label = document.text.string(document.content.footnotes[Int(document[id].payload)].label)
        let words = label.split { $0 == " " || $0 == "\t" || $0.isNewline }
        return words.joined(separator: " ").lowercased()
    }
}

extension HTMLWriter {
    mutating func writeReference(_ place: Int) {
        guard let (number, ordinal) = notes.references[place] else {
            HTMLEscaping.appendText(source(document.nodes[place].range, at: place), to: &out)
            return
        }
        switch renderer.footnotes {
        case .numbered:
            out += "<sup class=\"footnote-ref\"><a href=\"#fn\(number)\" id=\"fnref\(number)\">".utf8
        case .labelled:
            let label = label(ofNote: number)
            out += "<sup class=\"footnote-ref\"><a href=\"#fn-".utf8
            HTMLEscaping.appendAddress(label, to: &out)
            out += "\" id=\"fnref-".utf8
            HTMLEscaping.appendAddress(label, to: &out)
            if ordinal > 1 { out += "-\(ordinal)".utf8 }
            out += "\" data-footnote-ref>".utf8
        }
        out += "\(number)</a></sup>".utf8
    }

    /// Writes the section with the footnotes at the end of the document.
    mutating func writeNotes() {
        guard !notes.shown.isEmpty else { return }
        let isLabelled = renderer.footnotes == .labelled
        startLine()
        out += "<section class=\"footnotes\"\(isLabelled ? " data-footnotes" : "")>\n<ol>\n".utf8
        for (index, place) in notes.shown.enumerated() {
            out += "<li id=\"fn".utf8
            if isLabelled {
                out.append(0x2D)
                HTMLEscaping.appendAddress(label(ofNote: index + 1), to: &out)
            } else {
                out += "\(index + 1)".utf8
            }
            out += "\">\n".utf8
            openNote = index + 1
            write(place + 1..<Int(document.nodes[place].end))
            if openNote != nil {
                writeWaysBack(from: index + 1)
                out.append(0x0A)
            }
            openNote = nil
            out += "</li>\n".utf8
        }
        out += "</ol>\n</section>\n".utf8
    }

    /// Whether a node is the last child of a footnote.
    func isLast(_ place: Int, in note: Int) -> Bool {
        let definition = notes.shown[note - 1]
        let node = document.nodes[place]
        return Int(node.parent) == definition && node.end == document.nodes[definition].end
    }

    /// Writes the links from a footnote to the places that refer to it.
    mutating func writeWaysBack(from note: Int) {
        openNote = nil
        guard renderer.footnotes == .labelled else {
            out += "<a href=\"#fnref\(note)\" class=\"footnote-backref\">↩</a>".utf8
            return
        }
        let label = label(ofNote: note)
        for ordinal in 1...max(1, notes.counts[note - 1]) {
            if ordinal > 1 { out.append(0x20) }
            out += "<a href=\"#fnref-".utf8
            HTMLEscaping.appendAddress(label, to: &out)
            if ordinal > 1 { out += "-\(ordinal)".utf8 }
            out += "\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩".utf8
            if ordinal > 1 { out += "<sup class=\"footnote-ref\">\(ordinal)</sup>".utf8 }
            out += "</a>".utf8
        }
    }

    private func label(ofNote number: Int) -> ArraySlice<UInt8> {
        let definition = document.nodes[notes.shown[number - 1]]
        return document.text.slice(document.content.footnotes[Int(definition.payload)].label)
    }
}
