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
}
