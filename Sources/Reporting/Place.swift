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
