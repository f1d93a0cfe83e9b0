/// The bytes of one file and where its lines begin: the only place that knows lines.
///
/// The bytes are kept as they were read, valid UTF-8 or not. A line ends with LF, CRLF or a CR alone.
package struct SourceText: Sendable {
    package let bytes: [UInt8]
    /// The offset at which each line begins. The first is 0; a file that ends with a line ending has an
    /// empty last line.
    package let lineStarts: [UInt32]

    /// - Parameter lineStarts: the offsets of all line starts, where the caller has found them already.
    package init(bytes: [UInt8], lineStarts: [UInt32]) {
        self.bytes = bytes
        self.lineStarts = lineStarts
    }

    package init(_ bytes: [UInt8]) {
        var starts: [UInt32] = [0]
        starts.reserveCapacity(bytes.count / 32 + 1)
        var index = 0
        let end = bytes.count
        while index < end {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A {
                starts.append(UInt32(index))
            } else if byte == 0x0D {
                if index < end, bytes[index] == 0x0A { index += 1 }
                starts.append(UInt32(index))
            }
        }
        self.init(bytes: bytes, lineStarts: starts)
    }

    package init(_ string: String) {
        self.init(Array(string.utf8))
    }

    @inlinable package var count: Int { bytes.count }

    /// The number of lines, counting an empty one after a last line ending.
    @inlinable package var lineCount: Int { lineStarts.count }

    /// The line that holds the offset, counted from 0. The end of the file belongs to the last line.
    @inlinable
    package func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The range of a line, counted from 0, without its line ending.
    @inlinable
    package func line(_ index: Int) -> SourceRange {
        let whole = fullLine(index)
        var upper = whole.upper
        if upper > whole.lower, bytes[upper - 1] == 0x0A { upper -= 1 }
        if upper > whole.lower, bytes[upper - 1] == 0x0D { upper -= 1 }
        return SourceRange(whole.lower, upper)
    }

    /// The range of a line, counted from 0, with its line ending.
    @inlinable
    package func fullLine(_ index: Int) -> SourceRange {
        let upper = index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) : bytes.count
        return SourceRange(Int(lineStarts[index]), upper)
    }

    /// The text of a range; bytes that are no UTF-8 become U+FFFD.
    package func string(_ range: SourceRange) -> String {
        String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
    }

    /// The bytes of a range.
    @inlinable
    package func slice(_ range: SourceRange) -> ArraySlice<UInt8> {
        bytes[range.lower..<range.upper]
    }
}
