extension [UInt8] {
    /// The first offset from `start` on, and before `end`, that holds a byte; nil where none does.
    ///
    /// It looks at eight bytes at once: most documents are searched for signs that they do not have.
    package func firstOffset(of byte: UInt8, from start: Int, to end: Int = .max) -> Int? {
        let end = Swift.min(end, count)
        var offset = Swift.max(0, start)
        let pattern = 0x0101_0101_0101_0101 &* UInt64(byte)
        return unsafe withUnsafeBytes { bytes in
            while offset + 8 <= end {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                // A byte that is the wanted one becomes 0, and the first 0 sets the lowest high bit.
                let differences = UInt64(littleEndian: word) ^ pattern
                let hits = (differences &- 0x0101_0101_0101_0101) & ~differences & 0x8080_8080_8080_8080
                if hits != 0 { return offset + hits.trailingZeroBitCount / 8 }
                offset += 8
            }
            while offset < end {
                if unsafe bytes[offset] == byte { return offset }
                offset += 1
            }
            return nil
        }
    }

    /// The first offset from `start` on, and before `end`, that holds one of two bytes; nil where none does.
    package func firstOffset(of one: UInt8, or other: UInt8, from start: Int, to end: Int) -> Int? {
        let end = Swift.min(end, count)
        var offset = Swift.max(0, start)
        let (first, second) = (0x0101_0101_0101_0101 &* UInt64(one), 0x0101_0101_0101_0101 &* UInt64(other))
        return unsafe withUnsafeBytes { bytes in
            while offset + 8 <= end {
                let word = UInt64(
                    littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                let (a, b) = (word ^ first, word ^ second)
                let hits =
                    ((a &- 0x0101_0101_0101_0101) & ~a | (b &- 0x0101_0101_0101_0101) & ~b)
                    & 0x8080_8080_8080_8080
                if hits != 0 { return offset + hits.trailingZeroBitCount / 8 }
                offset += 8
            }
            while offset < end {
                if unsafe bytes[offset] == one || bytes[offset] == other { return offset }
                offset += 1
            }
            return nil
        }
    }

    /// Whether all bytes of a range are ASCII.
    package func isASCII(_ range: SourceRange) -> Bool {
        var offset = range.lower
        return unsafe withUnsafeBytes { bytes in
            while offset + 8 <= range.upper {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                if word & 0x8080_8080_8080_8080 != 0 { return false }
                offset += 8
            }
            while offset < range.upper {
                if unsafe bytes[offset] >= 0x80 { return false }
                offset += 1
            }
            return true
        }
    }

    /// Whether all bytes of a range are printable ASCII.
    package func isPrintableASCII(_ range: SourceRange) -> Bool {
        var offset = range.lower
        return unsafe withUnsafeBytes { bytes in
            while offset + 8 <= range.upper {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                // The high bit of a byte is set where it is 0x80 or more, less than 0x20, or 0x7F.
                let isLow = word &- 0x2020_2020_2020_2020
                let isDelete = (word ^ 0x7F7F_7F7F_7F7F_7F7F) &- 0x0101_0101_0101_0101
                if (word | isLow | isDelete) & 0x8080_8080_8080_8080 != 0 { return false }
                offset += 8
            }
            while offset < range.upper {
                if unsafe !(0x20..<0x7F).contains(bytes[offset]) { return false }
                offset += 1
            }
            return true
        }
    }

    /// The length of the text of a range in UTF-16 code units, the unit of most editors.
    package func utf16Count(_ range: SourceRange) -> Int {
        unsafe withUnsafeBytes { bytes in
            var count = range.count
            for offset in range.lower..<range.upper {
                let byte = unsafe bytes[offset]
                count &+= (byte >= 0xF0 ? 1 : 0) &- (byte & 0xC0 == 0x80 ? 1 : 0)
            }
            return count
        }
    }
}
