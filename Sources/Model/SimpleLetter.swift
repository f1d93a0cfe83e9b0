/// A letter or sign of a common script that is a cluster of its own where one like it follows: what nearly
/// every text consists of, known without Unicode's tables.
package struct SimpleLetter {
    /// In bytes.
    package let length: Int
    /// In columns.
    package let width: Int

    package init?(_ bytes: [UInt8], at index: Int, before end: Int) {
        if bytes[index] < 0x80 {
            guard (0x20..<0x7F).contains(bytes[index]) else { return nil }
            (length, width) = (1, 1)
            return
        }
        let (scalar, length) = decodeScalar(bytes, at: index, end: end)
        self.length = length
        width = Self.columns(of: scalar.value)
        if width == 0 { return nil }
    }

    /// The columns of such a letter beyond ASCII; 0 for any other scalar.
    package static func columns(of scalar: UInt32) -> Int {
        switch scalar {
        // Chinese, Japanese and Korean.
        case 0x3001...0x3020, 0x3041...0x3096, 0x309D...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
            0xFF01...0xFF60:
            2
        // Latin, Greek, Cyrillic, Hebrew, Arabic, dashes, quotation marks and arrows.
        case 0xA1...0xAC, 0xAE...0x2FF, 0x391...0x3A1, 0x3A3...0x3CE, 0x400...0x482, 0x48A...0x52F,
            0x5D0...0x5EA, 0x60C, 0x61B, 0x61F...0x64A, 0x660...0x66F, 0x671...0x6D3, 0x6F0...0x6FC,
            0x2010...0x2015, 0x2018...0x2022, 0x2026, 0x2190...0x2193:
            1
        default: 0
        }
    }

    /// Whether a scalar is a mark of Arabic, which takes no column and belongs to the letter before it.
    package static func isMark(_ scalar: UInt32) -> Bool { (0x64B...0x652).contains(scalar) }
}
