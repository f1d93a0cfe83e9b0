/// Ways to damage a document as transfers, editors and fuzzers do: the result need be no UTF-8.
package struct Damage: Sendable {
    private var random: SplitMix64

    package init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    package mutating func apply(to document: [UInt8]) -> [UInt8] {
        var bytes = document
        for _ in 0...random.number(below: 5) {
            let place = random.number(below: bytes.count + 1)
            switch random.number(below: 7) {
            case 0 where place < bytes.count: bytes[place] ^= UInt8(1) << UInt8(random.number(below: 8))
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2 where place < bytes.count:
                bytes.removeSubrange(place..<min(bytes.count, place + random.number(below: 12)))
            case 3: bytes.insert(0, at: place)
            case 4: bytes.insert(0x0D, at: place)
            case 5: bytes.insert(0x09, at: place)
            default:
                let piece = random.pick(Self.brokenUTF8) ?? []
                bytes.insert(contentsOf: piece, at: place)
            }
        }
        return bytes
    }

    /// A lone continuation, a lead without one, overlong forms, a surrogate, beyond Unicode, a byte order mark.
    private static let brokenUTF8: [[UInt8]] = [
        [0x80], [0xC3], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
        [0xEF, 0xBB, 0xBF],
    ]
}
