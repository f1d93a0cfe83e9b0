/// An object out of a pack, unpacked.
@safe
final class PackedObject {
    enum Kind: UInt8 {
        case commit = 1
        case tree, blob, tag
    }

    let kind: Kind
    /// May be read for as long as this object lives.
    let bytes: UnsafeRawBufferPointer

    /// - Parameters:
    ///   - size: in bytes.
    ///   - fill: puts the bytes where they belong; false where it cannot.
    init?(_ kind: Kind, size: Int, fill: (UnsafeMutableRawBufferPointer) -> Bool) {
        self.kind = kind
        // Nothing is asked of an address of no bytes, but that there is one.
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(size, 1), alignment: 8)
        unsafe bytes = UnsafeRawBufferPointer(start: memory.baseAddress, count: size)
        guard unsafe fill(UnsafeMutableRawBufferPointer(rebasing: memory[..<size])) else { return nil }
    }

    deinit { unsafe bytes.deallocate() }

    /// This object with the changes of a delta; nil where the delta makes no sense.
    ///
    /// - Parameter limit: the largest size, in bytes, that is made.
    func applying(_ delta: UnsafeRawBufferPointer, limit: Int) -> PackedObject? {
        var place = 0
        guard let before = unsafe Self.size(delta, &place), unsafe before == bytes.count,
            let after = unsafe Self.size(delta, &place), after <= limit
        else { return nil }
        return unsafe PackedObject(kind, size: after) { out in
            unsafe Self.apply(delta, from: place, bytes, out)
        }
    }

    private static func size(_ delta: UnsafeRawBufferPointer, _ place: inout Int) -> Int? {
        var size = 0
        var shift = 0
        while place < delta.count, shift < 60 {
            let byte = unsafe delta[place]
            place += 1
            size |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return size }
            shift += 7
        }
        return nil
    }

    /// Goes through orders to copy bytes of the base, and bytes that are put in.
    private static func apply(
        _ delta: UnsafeRawBufferPointer, from start: Int, _ base: UnsafeRawBufferPointer,
        _ out: UnsafeMutableRawBufferPointer
    ) -> Bool {
        var place = start
        var filled = 0
        while place < delta.count {
            let order = unsafe delta[place]
            place += 1
            if order & 0x80 != 0 {
                var offset = 0
                var size = 0
                for bit in 0..<7 where order >> bit & 1 == 1 {
                    guard place < delta.count else { return false }
                    let byte = Int(unsafe delta[place])
                    place += 1
                    if bit < 4 { offset |= byte << (8 * bit) } else { size |= byte << (8 * (bit - 4)) }
                }
                if size == 0 { size = 0x10000 }
                guard offset + size <= base.count, filled + size <= out.count else { return false }
                unsafe (out.baseAddress! + filled).copyMemory(
                    from: base.baseAddress! + offset, byteCount: size)
                filled += size
            } else {
                let size = Int(order)
                guard size > 0, place + size <= delta.count, filled + size <= out.count else { return false }
                unsafe (out.baseAddress! + filled).copyMemory(
                    from: delta.baseAddress! + place, byteCount: size)
                place += size
                filled += size
            }
        }
        return filled == out.count
    }
}
