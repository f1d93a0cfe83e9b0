#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Paths by number, each once: their bytes one after the other, and a table to find them in.
struct PathTable: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where each path ends.
    private(set) var ends: [UInt32] = []
    /// Numbers of paths, plus one; 0 for an empty slot. The size is a power of two.
    private var slots: [UInt32] = Array(repeating: 0, count: 64)

    var count: Int { ends.count }

    func slice(_ number: Int) -> ArraySlice<UInt8> {
        let start = number == 0 ? 0 : Int(ends[number - 1])
        return bytes[start..<Int(ends[number])]
    }

    /// Whether the bytes of a path come before those of another.
    func precedes(_ one: Int, _ other: Int) -> Bool {
        let (a, b) = (slice(one).indices, slice(other).indices)
        let order = unsafe bytes.withUnsafeBytes { bytes in
            unsafe memcmp(
                bytes.baseAddress! + a.lowerBound, bytes.baseAddress! + b.lowerBound, min(a.count, b.count))
        }
        return order == 0 ? a.count < b.count : order < 0
    }

    /// The number of a path, which is a new one where the path is new.
    mutating func intern(_ path: UnsafeRawBufferPointer) -> UInt32 {
        if 2 * (ends.count + 1) > slots.count { grow() }
        let mask = slots.count - 1
        var slot = unsafe Self.hash(path) & mask
        while slots[slot] != 0 {
            if unsafe isEqual(Int(slots[slot]) - 1, path) { return slots[slot] - 1 }
            slot = (slot + 1) & mask
        }
        unsafe bytes.append(contentsOf: path)
        ends.append(UInt32(bytes.count))
        slots[slot] = UInt32(ends.count)
        return UInt32(ends.count) - 1
    }

    /// The number of a path; nil where it is not here.
    func number(of path: [UInt8]) -> UInt32? { unsafe path.withUnsafeBytes { unsafe number(of: $0) } }

    /// The number of a path; nil where it is not here.
    func number(of path: UnsafeRawBufferPointer) -> UInt32? {
        let mask = slots.count - 1
        var slot = unsafe Self.hash(path) & mask
        while slots[slot] != 0 {
            if unsafe isEqual(Int(slots[slot]) - 1, path) { return slots[slot] - 1 }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func isEqual(_ number: Int, _ path: UnsafeRawBufferPointer) -> Bool {
        let known = slice(number)
        guard known.count == path.count else { return false }
        return unsafe known.withUnsafeBytes { known in unsafe known.elementsEqual(path) }
    }

    /// Makes room for so many paths, with so many bytes in all.
    mutating func reserve(_ count: Int, bytes length: Int) {
        var size = slots.count
        while 2 * (count + 1) > size { size *= 2 }
        bytes.reserveCapacity(length)
        ends.reserveCapacity(count + count / 16)
        if size > slots.count { fill(size) }
    }

    /// Forgets all but the first paths.
    mutating func cut(to count: Int) {
        guard count < ends.count else { return }
        ends.removeSubrange(count...)
        bytes.removeSubrange(Int(ends.last ?? 0)...)
        fill(slots.count)
    }

    private mutating func grow() { fill(slots.count * 2) }

    private mutating func fill(_ size: Int) {
        slots = Array(repeating: 0, count: size)
        let mask = slots.count - 1
        for number in ends.indices {
            let hash = unsafe slice(number).withUnsafeBytes { unsafe Self.hash($0) }
            var slot = hash & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(number + 1)
        }
    }

    /// FNV-1a with a last mix; eight bytes at a time.
    private static func hash(_ path: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var place = 0
        while place + 8 <= path.count {
            hash =
                (hash ^ (unsafe path.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
                &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            place += 8
        }
        while place < path.count {
            hash = (hash ^ UInt64(unsafe path[place])) &* 0x100_0000_01B3
            place += 1
        }
        hash ^= hash >> 32
        return Int(truncatingIfNeeded: hash & 0x7FFF_FFFF_FFFF_FFFF)
    }
}
