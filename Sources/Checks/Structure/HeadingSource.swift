internal import Model

extension Document {
    /// The text of a heading as it stands in the file, without HTML between its words, and with a space for a
    /// line ending.
    ///
    /// - Parameter hasID: whether an id in braces behind the text belongs to it.
    func source(of heading: Heading, withID hasID: Bool = false) -> String {
        var content = self[heading.node].content
        if hasID, !heading.explicitID.isEmpty { content.upper = endOfID(of: heading) }
        var out = ""
        var start = content.lower
        for child in children(of: heading.node) where isTag(self[child]) {
            let range = self[child].range
            out += text.string(SourceRange(start, max(start, range.lower)))
            start = range.upper
        }
        out += text.string(SourceRange(start, max(start, content.upper)))
        guard out.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return out }
        return out.replacing("\r\n", with: " ").replacing("\n", with: " ").replacing("\r", with: " ")
    }

    /// Where the braces around the id of a heading end.
    private func endOfID(of heading: Heading) -> Int {
        let line = text.line(text.line(at: heading.explicitID.lower))
        let upper = heading.closingMarker.isEmpty ? line.upper : heading.closingMarker.lower
        return text.trailingSpace(of: SourceRange(heading.explicitID.upper, upper))
    }

    /// What of a heading stands on its first line.
    func firstLine(of heading: Heading) -> SourceRange { text.firstLine(of: self[heading.node].range) }

    private func isTag(_ node: Node) -> Bool {
        node.kind == .htmlInline
            || node.kind == .verbatimInline && text.bytes[node.range.lower] == UInt8(ascii: "<")
    }
}
