import Model

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A working copy of a file's bytes that cannot be read or written out of its bounds.
///
/// The parser overwrites the container prefixes inside a paragraph (`> `) with spaces, so that the inline
/// parser can run over a paragraph as one stretch whose offsets are those of the file. All unsafe memory
/// access of the parser is in this file. A view never outlives the call of `withCopy` that made it.
@safe struct Bytes {
    private let base: UnsafeMutablePointer<UInt8>
    let count: Int

    private init(base: UnsafeMutablePointer<UInt8>, count: Int) {
        unsafe self.base = unsafe base
        self.count = count
    }

    static func withCopy<Result>(of bytes: [UInt8], _ body: (Bytes) -> Result) -> Result {
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + 1)
        defer { unsafe copy.deallocate() }
        unsafe bytes.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { unsafe copy.initialize(from: start, count: source.count) }
        }
        return unsafe body(Bytes(base: copy, count: bytes.count))
    }

    /// The byte at an offset; 0 outside the file.
    @inline(__always)
    subscript(_ index: Int) -> UInt8 {
        UInt(bitPattern: index) < UInt(bitPattern: count) ? unsafe base[index] : 0
    }

    /// Overwrites every byte of a range that is no tab with a space.
    func blank(_ lower: Int, _ upper: Int) {
        var index = max(0, lower)
        while index < min(upper, count) {
            if unsafe base[index] != 0x09 { unsafe base[index] = 0x20 }
            index += 1
        }
    }

    /// The first place of a byte in a range; its end where the byte does not occur.
    func first(_ byte: UInt8, from lower: Int, to upper: Int) -> Int {
        let end = min(upper, count)
        guard lower >= 0, lower < end else { return upper }
        let start = unsafe base + lower
        guard let found = unsafe memchr(start, Int32(byte), end - lower) else { return upper }
        return unsafe lower
            + (UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(start))
    }

    /// The first place in a range of a byte that the table knows; the range's end where there is none.
    @inline(__always)
    func first(in table: ByteTable, from lower: Int, to upper: Int) -> Int {
        var index = max(0, lower)
        let end = min(upper, count)
        while index < end, unsafe table.classes[Int(base[index])] == 0 { index += 1 }
        return index
    }

    /// The first place from `lower` that holds a byte above 0x7F; `count` where there is none.
    func firstNonASCII(from lower: Int) -> Int {
        var index = max(0, lower)
        let raw = unsafe UnsafeRawPointer(base)
        while index + 16 <= count {
            let pair = unsafe raw.loadUnaligned(fromByteOffset: index, as: SIMD2<UInt64>.self)
            if (pair[0] | pair[1]) & 0x8080_8080_8080_8080 != 0 { break }
            index += 16
        }
        while index < count, unsafe base[index] < 0x80 { index += 1 }
        return index
    }

    /// Whether the bytes from an offset on are those of an ASCII text, letters of either case.
    func matches(_ text: StaticString, at offset: Int, ignoringCase: Bool = false) -> Bool {
        let length = text.utf8CodeUnitCount
        guard offset >= 0, offset + length <= count else { return false }
        let pattern = unsafe text.utf8Start
        for index in 0..<length {
            var byte = unsafe base[offset + index]
            if ignoringCase, byte >= 0x41, byte <= 0x5A { byte |= 0x20 }
            if unsafe byte != pattern[index] { return false }
        }
        return true
    }

    /// Lends the bytes of a range.
    private func withBytes<Result>(_ lower: Int, _ upper: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result)
        -> Result
    {
        let start = min(max(0, lower), count)
        let end = min(max(start, upper), count)
        return unsafe body(UnsafeBufferPointer(start: base + start, count: end - start))
    }

    /// The text of a range; bytes that are no UTF-8 become U+FFFD.
    func string(_ lower: Int, _ upper: Int) -> String {
        unsafe withBytes(lower, upper) { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

/// A set of bytes that is made once and kept.
@safe struct ByteTable: @unchecked Sendable {
    // Written only while it is made, and never freed: every table is a constant of the program.
    fileprivate let classes: UnsafeMutablePointer<UInt8>

    /// A table that knows the bytes of an ASCII text.
    init(_ characters: StaticString) {
        unsafe classes = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        unsafe classes.initialize(repeating: 0, count: 256)
        for index in 0..<characters.utf8CodeUnitCount {
            let byte = unsafe characters.utf8Start[index]
            unsafe classes[Int(byte)] = 1
        }
    }

    @inline(__always)
    subscript(_ byte: UInt8) -> UInt8 { unsafe classes[Int(byte)] }
}

/// Looks a text up in a sorted, space-separated list of `name=value` kept as one constant.
enum PackedTable {
    /// The value that stands beside a name.
    static func value(of name: (lower: Int, upper: Int), in bytes: Bytes, from table: StaticString)
        -> [UInt8]?
    {
        let length = table.utf8CodeUnitCount
        let start = unsafe table.utf8Start
        var low = 0
        var high = length
        while low < high {
            var entry = (low + high) / 2
            while entry > low, unsafe start[entry - 1] != 0x20 { entry -= 1 }
            var place = entry
            var offset = name.lower
            while offset < name.upper, place < length, unsafe start[place] == bytes[offset] {
                place += 1
                offset += 1
            }
            let entryByte = place < length ? unsafe start[place] : 0
            if offset == name.upper, entryByte == 0x3D {
                var value: [UInt8] = []
                place += 1
                while place < length, unsafe start[place] != 0x20 {
                    unsafe value.append(start[place])
                    place += 1
                }
                return value
            }
            if entryByte < (offset < name.upper ? bytes[offset] : 0x3D) {
                while place < length, unsafe start[place] != 0x20 { place += 1 }
                low = place + 1
            } else {
                high = entry
            }
        }
        return nil
    }
}
