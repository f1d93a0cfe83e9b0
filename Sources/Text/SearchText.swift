/// A text that patterns can search: well-formed UTF-8, which is checked once for all searches.
///
/// A byte that is no UTF-8 is read as U+001A (substitute), so that all offsets stay.
package struct SearchText: Sendable {
    let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = String(validating: bytes, as: UTF8.self) == nil ? Self.repaired(bytes) : bytes
    }

    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        var out = bytes
        var index = 0
        while index < bytes.count {
            let length = sequenceLength(in: bytes, at: index)
            if length == 0 { out[index] = 0x1A }
            index += max(1, length)
        }
        return out
    }
}

/// The nearest offset from here downward at which a scalar begins; never outside of the bytes.
func scalarStart(in bytes: [UInt8], atOrBefore offset: Int) -> Int {
    var index = min(max(0, offset), bytes.count)
    while index > 0, index < bytes.count, bytes[index] & 0xC0 == 0x80 { index -= 1 }
    return index
}

/// The nearest offset from here upward at which a scalar begins; never outside of the bytes.
func scalarStart(in bytes: [UInt8], atOrAfter offset: Int) -> Int {
    var index = min(max(0, offset), bytes.count)
    while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
    return index
}

/// The length of the well-formed sequence that begins here (Unicode 16, table 3-7); 0 where there is none.
private func sequenceLength(in bytes: [UInt8], at index: Int) -> Int {
    let second: ClosedRange<UInt8>
    let length: Int
    switch bytes[index] {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for place in index + 2..<max(index + 2, index + length) where bytes[place] & 0xC0 != 0x80 { return 0 }
    return length
}
