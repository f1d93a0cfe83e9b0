/// The bytes with each one that is no part of well-formed UTF-8 replaced by U+001A, so that all offsets stay.
func repairedUTF8(_ bytes: [UInt8]) -> [UInt8] {
    if String(validating: bytes, as: UTF8.self) != nil { return bytes }
    var out = bytes
    var index = 0
    while index < bytes.count {
        let length = sequenceLength(in: bytes, at: index)
        if length == 0 { out[index] = 0x1A }
        index += max(1, length)
    }
    return out
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
