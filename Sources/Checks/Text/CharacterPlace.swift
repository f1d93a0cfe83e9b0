internal import Model

/// A character beyond the usual, where it stands, and what stands around it.
struct CharacterPlace {
    let scalar: Unicode.Scalar
    let range: SourceRange
    let before: Unicode.Scalar?
    let after: Unicode.Scalar?

    /// - Parameter offset: where a character begins that is well-formed UTF-8; nil where it is not.
    init?(at offset: Int, in text: SourceText) {
        guard let (scalar, length) = Self.decode(text.bytes, at: offset) else { return nil }
        self.scalar = scalar
        range = SourceRange(offset, offset + length)
        var start = offset - 1
        while start > 0, offset - start < 4, text.bytes[start] & 0xC0 == 0x80 { start -= 1 }
        before = start >= 0 ? Self.decode(text.bytes, at: start)?.scalar : nil
        after = Self.decode(text.bytes, at: range.upper)?.scalar
    }

    /// The character that begins at an offset, and its length; nil at the end and where the bytes are no UTF-8.
    static func decode(_ bytes: [UInt8], at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
        guard offset < bytes.count else { return nil }
        let lead = bytes[offset]
        let length =
            lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
        guard length > 0, offset + length <= bytes.count else { return nil }
        if length == 1 { return (Unicode.Scalar(lead), 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for byte in bytes[(offset + 1)..<(offset + length)] {
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return Unicode.Scalar(value).map { ($0, length) }
    }

    /// Whether it stands beside white space or at the edge of the file.
    var isBesideSpace: Bool { Self.isSpace(before) || Self.isSpace(after) }

    static func isSpace(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return true }
        return scalar.value <= 0x20 || scalar.value == 0xA0 || scalar.properties.isWhitespace
    }

    /// `U+200B`.
    var code: String { Self.code(of: scalar) }

    static func code(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension Document {
    /// The innermost node that an offset lies in.
    func innermost(at offset: Int) -> NodeID {
        var low = 0
        var high = nodes.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(nodes[middle].lower) <= offset { low = middle } else { high = middle }
        }
        var place = low
        while place > 0, Int(nodes[place].upper) <= offset { place = Int(nodes[place].parent) }
        return NodeID(max(0, place))
    }

    /// Whether an offset lies in code, in a formula or in something else that people copy as it is.
    func isCode(at offset: Int) -> Bool {
        var current: NodeID? = innermost(at: offset)
        while let id = current {
            switch self[id].kind {
            case .codeBlock, .codeSpan, .math, .mathBlock, .moduleCode, .verbatimBlock, .verbatimInline:
                return true
            default: current = parent(of: id)
            }
        }
        return false
    }
}
