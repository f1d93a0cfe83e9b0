package import Model

/// Whether two pieces of HTML show the same to a reader.
package enum HTMLComparison {
    /// Compares two pieces of HTML.
    ///
    /// White space that a browser collapses and comments do not count.
    ///
    /// - Parameter allowed: what may differ beside that.
    package static func isSame(_ a: [UInt8], _ b: [UInt8], allowing allowed: Set<FixChanges>) -> Bool {
        if a == b || allowed.contains(.blocks) { return true }
        return HTMLGist(of: a, allowed).bytes == HTMLGist(of: b, allowed).bytes
    }
}

/// What of a piece of HTML counts in a comparison.
private struct HTMLGist {
    private(set) var bytes: [UInt8] = []
    private let source: [UInt8]
    private let dropsText: Bool
    private let dropsSpace: Bool
    private let dropsAddresses: Bool
    private var place = 0
    /// The elements that are open and keep their white space.
    private var verbatim: [[UInt8]] = []
    private var space = false
    /// Whether a space at this place would be at the edge of a block.
    private var isAtEdge = true

    init(of source: [UInt8], _ allowed: Set<FixChanges>) {
        self.source = source
        dropsText = allowed.contains(.text)
        dropsSpace = allowed.contains(.spaces)
        dropsAddresses = allowed.contains(.addresses)
        bytes.reserveCapacity(source.count)
        while place < source.count { step() }
    }

    private mutating func step() {
        let byte = source[place]
        if byte == UInt8(ascii: "<"), place + 1 < source.count {
            if source[place...].starts(with: "<!--".utf8) { return skipComment() }
            let next = source[place + 1]
            if Self.isLetter(next) || "/!?".utf8.contains(next) { return takeTag() }
        }
        place += 1
        guard !dropsText else { return }
        if verbatim.isEmpty {
            if Self.isSpace(byte) {
                space = true
                return
            }
            writeSpace()
        } else if dropsSpace, byte == 0x20 || byte == 0x09 {
            return
        }
        bytes.append(byte)
        isAtEdge = false
    }

    private mutating func writeSpace() {
        if space, !isAtEdge, !dropsSpace { bytes.append(0x20) }
        space = false
    }

    private mutating func skipComment() {
        var end = place + 4
        while end < source.count, !source[end...].starts(with: "-->".utf8) { end += 1 }
        place = min(source.count, end + 3)
    }

    private mutating func takeTag() {
        let start = place
        var quote: UInt8?
        place += 1
        while place < source.count {
            let byte = source[place]
            place += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                break
            }
        }
        let tag = source[start..<place]
        let isClosing = tag.count > 1 && tag[start + 1] == UInt8(ascii: "/")
        let name = Self.name(of: tag)
        if Self.blocks.contains(name) {
            space = false
            isAtEdge = true
        } else {
            writeSpace()
            isAtEdge = false
        }
        if Self.keepingSpace.contains(name) {
            if !isClosing {
                verbatim.append(name)
            } else if let open = verbatim.lastIndex(of: name) {
                verbatim.removeSubrange(open...)
            }
        }
        append(tag)
    }

    /// Appends a tag without the values of attributes that may differ, and with single spaces.
    private mutating func append(_ tag: ArraySlice<UInt8>) {
        var index = tag.startIndex
        var name: [UInt8] = []
        while index < tag.endIndex {
            let byte = tag[index]
            index += 1
            if Self.isSpace(byte) {
                if bytes.last != 0x20 { bytes.append(0x20) }
                name = []
                continue
            }
            bytes.append(byte)
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let end = tag[index...].firstIndex(of: byte) ?? tag.endIndex
                if !mayDiffer(name) { bytes += tag[index..<end] }
                index = min(tag.endIndex, end + 1)
                bytes.append(byte)
                name = []
            } else if byte != UInt8(ascii: "=") {
                name.append(byte | 0x20)
            }
        }
    }

    private func mayDiffer(_ name: [UInt8]) -> Bool {
        (dropsText && (name == Self.alt || name == Self.title))
            || (dropsAddresses && (name == Self.href || name == Self.src))
    }

    private static func name(of tag: ArraySlice<UInt8>) -> [UInt8] {
        let rest = tag.dropFirst().drop { $0 == UInt8(ascii: "/") }
        return rest.prefix { isLetter($0) || (0x30...0x39).contains($0) }.map { $0 | 0x20 }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static let alt = Array("alt".utf8)
    private static let title = Array("title".utf8)
    private static let href = Array("href".utf8)
    private static let src = Array("src".utf8)
    private static let keepingSpace = names("pre code textarea script style")
    private static let blocks = names(
        """
        address article aside blockquote br details dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 \
        header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul
        """)

    private static func names(_ list: String) -> Set<[UInt8]> {
        Set(list.split(separator: " ").map { Array($0.utf8) })
    }
}
