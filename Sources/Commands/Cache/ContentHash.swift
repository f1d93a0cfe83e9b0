/// 128 bits that stand for some bytes: equal for equal bytes, and never again for others, as far as chance
/// can tell.
///
/// It is made for speed and not for secrets: the seed keeps anybody from making two files on purpose that are
/// taken for one.
struct ContentHash: Hashable, Sendable {
    var high: UInt64
    var low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(of bytes: [UInt8], seed: UInt64) {
        self.init(of: bytes[...], seed: seed)
    }

    init(of bytes: ArraySlice<UInt8>, seed: UInt64) {
        var a = seed ^ 0x9E37_79B9_7F4A_7C15
        var b = Self.mixed(seed ^ 0xD1B5_4A32_D192_ED03, 0x8CB9_2BA7_2F3D_8DD7)
        let (c, d) = (Self.mixed(a, b | 1), Self.mixed(b, a | 1))
        var offset = 0
        unsafe bytes.withUnsafeBytes { buffer in
            func word(_ place: Int) -> UInt64 {
                UInt64(littleEndian: unsafe buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            }
            while offset + 32 <= buffer.count {
                let next = Self.mixed(word(offset) ^ a ^ c, word(offset + 8) ^ b)
                b = Self.mixed(word(offset + 16) ^ b ^ d, word(offset + 24) ^ a) &+ b
                a = next &+ a
                offset += 32
            }
        }
        // The rest with zeros behind it; the length tells it from one that has them.
        while offset < bytes.count {
            var rest: UInt64 = 0
            for place in offset..<min(offset + 8, bytes.count) {
                rest |= UInt64(bytes[bytes.startIndex + place]) << UInt64(8 * (place - offset))
            }
            let next = Self.mixed(rest ^ a ^ c, b ^ d) &+ a
            b = Self.mixed(rest ^ b ^ d, a ^ c) &+ b
            a = next
            offset += 8
        }
        let length = UInt64(bytes.count)
        high = Self.mixed(a ^ length ^ d, b ^ c)
        low = Self.mixed(b ^ length ^ c, high ^ a ^ d)
    }

    /// Both halves of the product, one over the other.
    private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low ^ a
    }

    private static func digits(of number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// 32 hexadecimal digits.
    var digits: String {
        // Not `joined`, which is generic, and slow the first time.
        Self.digits(of: high) + Self.digits(of: low)
    }
}
