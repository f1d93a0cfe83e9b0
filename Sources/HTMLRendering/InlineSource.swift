import Markup
import Model

// What inline constructs mean, read from the file: container prefixes gone, escapes and references resolved.
extension HTMLWriter {
    static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] { CharacterReferences.unescaped(bytes) }

    /// The bytes of a range inside a node, without the container prefixes and the indentation of its lines.
    func source(_ range: SourceRange, at place: Int) -> [UInt8] {
        let gaps = document.content.gaps
        var low = 0
        var high = gaps.count
        while low < high {
            let middle = (low + high) / 2
            if gaps[middle].upper <= range.lower { low = middle + 1 } else { high = middle }
        }
        var bytes: [UInt8] = []
        var start = range.lower
        while low < gaps.count, gaps[low].lower < range.upper {
            if gaps[low].lower > start {
                bytes += document.text.slice(SourceRange(start, gaps[low].lower))
            }
            start = min(max(start, gaps[low].upper), range.upper)
            low += 1
        }
        bytes += document.text.slice(SourceRange(start, range.upper))
        // In a table a backslash keeps a pipe from ending the cell, whatever it stands in.
        if bytes.contains(0x7C), document.ancestor(of: NodeID(place), .tableCell) != nil {
            var kept: [UInt8] = []
            for byte in bytes {
                if byte == 0x7C, kept.last == 0x5C { kept.removeLast() }
                kept.append(byte)
            }
            return kept
        }
        return bytes
    }

    /// What a code span shows: line endings as spaces, one space stripped from either side where both have one.
    func code(_ node: Node, at place: Int) -> [UInt8] {
        let raw = source(node.content, at: place)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.count)
        for (index, byte) in raw.enumerated() {
            switch byte {
            case 0x0D where index + 1 < raw.count && raw[index + 1] == 0x0A: break
            case 0x0A, 0x0D: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        if bytes.count > 1, bytes.first == 0x20, bytes.last == 0x20, bytes.contains(where: { $0 != 0x20 }) {
            return Array(bytes[1..<(bytes.count - 1)])
        }
        return bytes
    }

    /// Where a link leads.
    func address(of link: Link, at place: Int) -> [UInt8] {
        var decoded = link.decodedDestination
        var range = link.destination
        if link.definition >= 0 {
            decoded = document.definitions[link.definition].decodedDestination
            range = document.definitions[link.definition].destination
        }
        if decoded >= 0 { return Array(document.content.strings[decoded].utf8) }
        let bytes = link.definition >= 0 ? Array(document.text.slice(range)) : source(range, at: place)
        guard link.style == .bare || link.style == .angle else { return bytes }
        if bytes.starts(with: "www.".utf8), mayBeHost(range.lower, at: place) {
            return Array("http://".utf8) + bytes
        }
        let scheme = bytes.prefix { $0 != 0x3A && $0 != 0x40 }
        let isMail = scheme.count < bytes.count && bytes[scheme.count] == 0x40
        return isMail ? Array("mailto:".utf8) + bytes : bytes
    }

    /// Whether `www.` at an offset begins a host's name. Elsewhere it is the name in a mail address.
    private func mayBeHost(_ offset: Int, at place: Int) -> Bool {
        let parent = document.nodes[Int(max(0, document.nodes[place].parent))]
        if offset == parent.content.lower || document.content.gaps.contains(where: { $0.upper == offset }) {
            return true
        }
        let before = document.text.bytes[offset - 1]
        return Self.isWhiteSpace(before) || "*_~(".utf8.contains(before)
    }

    mutating func writeTitle(of link: Link, at place: Int) {
        let title: [UInt8]
        if link.definition >= 0 {
            let definition = document.definitions[link.definition]
            title = source(definition.title, at: Int(definition.node.index))
        } else {
            title = source(link.title, at: place)
        }
        guard !title.isEmpty else { return }
        out += "\" title=\"".utf8
        HTMLEscaping.appendText(unescaped(title[...]), to: &out)
    }
}
