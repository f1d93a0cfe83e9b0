package import Model

/// Where an offset is, as people count: lines and columns from 1, columns in Unicode scalars.
package struct Place: Hashable, Sendable {
    package var line: Int
    package var column: Int
    /// In UTF-8 bytes from 0.
    package var offset: Int

    package init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }
}

/// Makes places from the offsets of one text.
///
/// It remembers where it counted last, so that many findings in one long line cost one walk over it and not
/// one for each.
package struct PlaceFinder: Sendable {
    private let text: SourceText
    private var last: Place

    package init(_ text: SourceText) {
        self.text = text
        last = Place(line: 1, column: 1, offset: 0)
    }

    /// The place of an offset; one beyond the end of the text is taken for the end.
    ///
    /// A sequence of bytes that is no UTF-8 counts as the one U+FFFD that it is shown as.
    package mutating func place(at offset: Int) -> Place {
        let offset = min(max(0, offset), text.count)
        let line = text.line(at: offset) + 1
        if line != last.line || offset < last.offset {
            last = Place(line: line, column: 1, offset: Int(text.lineStarts[line - 1]))
        }
        while last.offset < offset {
            if text.bytes[last.offset] < 0x80 {
                last.offset += 1
                last.column += 1
                continue
            }
            let length = decodeScalar(text.bytes, at: last.offset, end: text.count).length
            guard last.offset + length <= offset else { break }
            last.offset += length
            last.column += 1
        }
        return Place(line: line, column: last.column, offset: offset)
    }
}

/// Reads one scalar. Bytes that are no UTF-8 give U+FFFD, once for each maximal part of a sequence, as
/// Unicode recommends and `String(decoding:as:)` does.
func decodeScalar(_ bytes: [UInt8], at index: Int, end: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = bytes[index]
    var value: UInt32
    let following: Int
    var allowed: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0x00...0x7F: return (Unicode.Scalar(first), 1)
    case 0xC2...0xDF: (value, following) = (UInt32(first & 0x1F), 1)
    case 0xE0...0xEF:
        (value, following) = (UInt32(first & 0x0F), 2)
        if first == 0xE0 { allowed = 0xA0...0xBF }
        if first == 0xED { allowed = 0x80...0x9F }
    case 0xF0...0xF4:
        (value, following) = (UInt32(first & 0x07), 3)
        if first == 0xF0 { allowed = 0x90...0xBF }
        if first == 0xF4 { allowed = 0x80...0x8F }
    default: return ("\u{FFFD}", 1)
    }
    var length = 1
    while length <= following {
        guard index + length < end, allowed.contains(bytes[index + length]) else {
            return ("\u{FFFD}", length)
        }
        value = value << 6 | UInt32(bytes[index + length] & 0x3F)
        allowed = 0x80...0xBF
        length += 1
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
}
