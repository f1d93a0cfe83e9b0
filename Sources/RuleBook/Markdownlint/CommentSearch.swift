#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finds the openings of comments, `<!--`, in bytes.
///
/// Every document is searched, and most have no comment that switches rules, so this goes over the bytes as
/// fast as the machine can: it looks for `!`, which is rare in text.
enum CommentSearch {
    /// The offset after the next `<!--` that begins at or after an offset; nil where there is none.
    static func endOfOpening(in bytes: [UInt8], from start: Int) -> Int? {
        var position = start
        while let mark = offset(of: UInt8(ascii: "!"), in: bytes, from: position) {
            position = mark + 1
            if mark > start, mark + 2 < bytes.count, bytes[mark - 1] == UInt8(ascii: "<"),
                bytes[mark + 1] == UInt8(ascii: "-"), bytes[mark + 2] == UInt8(ascii: "-")
            {
                return mark + 3
            }
        }
        return nil
    }

    private static func offset(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
        unsafe bytes.withUnsafeBytes { buffer in
            guard start < buffer.count, let base = buffer.baseAddress,
                let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }
}
