/// Reads one scalar. Bytes that are no UTF-8 give U+FFFD, once for each maximal part of a sequence, as
/// Unicode recommends and `String(decoding:as:)` does.
package func decodeScalar(_ bytes: [UInt8], at index: Int, end: Int) -> (scalar: Unicode.Scalar, length: Int)
{
    unsafe bytes.withUnsafeBufferPointer { unsafe decodeScalar($0, at: index, end: end) }
}

/// The same over bytes that are lent.
package func decodeScalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, end: Int
) -> (scalar: Unicode.Scalar, length: Int) {
    let first = unsafe bytes[index]
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
        guard index + length < end, unsafe allowed.contains(bytes[index + length]) else {
            return ("\u{FFFD}", length)
        }
        value = unsafe value << 6 | UInt32(bytes[index + length] & 0x3F)
        allowed = 0x80...0xBF
        length += 1
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
}
