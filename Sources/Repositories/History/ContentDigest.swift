/// What two versions of a file are compared by.
struct ContentDigest: Hashable, Sendable {
    /// 128 bits of the normalised content.
    var high: UInt64
    var low: UInt64
    /// 64 bits of the lines that declare dates; 0 where there are none.
    var dates: UInt64

    init(high: UInt64, low: UInt64, dates: UInt64) {
        (self.high, self.low, self.dates) = (high, low, dates)
    }

    /// Of a content that is not looked into: each has its own.
    init(ofID id: ObjectID) {
        let hash = unsafe id.bytes.withUnsafeBytes { unsafe ByteHash($0) }
        (high, low, dates) = (hash.high, hash.low, 0)
    }

    func isSameContent(_ other: ContentDigest) -> Bool { high == other.high && low == other.low }
}

/// Hashes bytes for comparison; it is made for speed and not for secrets.
struct ByteHash {
    private(set) var high: UInt64 = 0x9E37_79B9_7F4A_7C15
    private(set) var low: UInt64 = 0xD1B5_4A32_D192_ED03

    init(_ bytes: UnsafeRawBufferPointer) {
        var place = 0
        while place + 16 <= bytes.count {
            add(unsafe Self.word(bytes, place), unsafe Self.word(bytes, place + 8))
            place += 16
        }
        var rest: (UInt64, UInt64) = (0, 0)
        for index in place..<bytes.count {
            let byte = UInt64(unsafe bytes[index])
            let shift = UInt64(8 * ((index - place) & 7))
            if index - place < 8 { rest.0 |= byte << shift } else { rest.1 |= byte << shift }
        }
        add(rest.0, rest.1)
        add(UInt64(bytes.count), 0x8CB9_2BA7_2F3D_8DD7)
        add(0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB)
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
        UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    @inline(__always)
    private mutating func add(_ x: UInt64, _ y: UInt64) {
        let next = Self.mixed(x ^ high, (y ^ low) &+ 0x2D35_8DCC_AA6C_78A5)
        low = Self.mixed((y ^ high) &+ 0x8BB8_4B93_962E_ACC9, x ^ low) &+ high
        high = next &+ low
    }

    @inline(__always)
    private static func mixed(_ x: UInt64, _ y: UInt64) -> UInt64 {
        let product = x.multipliedFullWidth(by: y)
        return product.high ^ product.low ^ x
    }
}
