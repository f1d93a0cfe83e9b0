/// Looks at the indexes of a repository's packs before libgit2 trusts them.
///
/// libgit2 1.5 follows an offset of an index without a look at how long the pack is, and believes any number
/// of objects whose size in bytes overflows. A damaged index then ends the process, or keeps it busy for ever.
/// Only counts and offsets are compared with sizes here: what they lead to, libgit2 checks itself.
enum PackIndexes {
    /// - Throws: where an index leads out of itself or its pack. An index without its pack is passed over, as is one
    ///   that cannot be read: libgit2 says what is wrong with those.
    static func check(of repositoryFolder: String) throws(RepositoryError) {
        let path = repositoryFolder + "/objects/pack"
        guard var folder = try? Folder(at: path), let items = try? folder.items() else { return }
        for item in items where item.name.suffix(ending.count).elementsEqual(ending) {
            let pack = Array(item.name.dropLast(ending.count)) + Array(".pack".utf8)
            guard let size = try? folder.size(of: pack) else { continue }
            // The last 20 bytes of a pack are its checksum, the first 12 its header.
            if leadsOut(item.name, in: folder, end: size - 20) {
                let name = Entry.escaped(item.name)
                throw RepositoryError(
                    .damaged, code: -1, operation: "cannot read the objects in '\(path)'",
                    message: "the index '\(name)' leads to places outside of itself or its pack")
            }
        }
    }

    private static let ending = Array(".idx".utf8)

    /// Whether an index has less room than it counts objects, or an offset that is at the end of its pack or
    /// after it.
    private static func leadsOut(_ name: [UInt8], in folder: borrowing Folder, end: Int) -> Bool {
        guard let head = try? folder.bytes(of: name, from: 0, count: 8 + 1024), head.count == 8 + 1024,
            let size = try? folder.size(of: name)
        else {
            return false
        }
        // Version 1 has no header: 256 counts, then an offset before each id.
        guard head.starts(with: [0xFF, 0x74, 0x4F, 0x63]) else {
            let count = number(head, at: 1020)
            if 1024 + 24 * count + 40 > size { return true }
            return holds(folder, name, from: 1024, count: count, stride: 24) { $0 >= end }
        }
        let count = number(head, at: 8 + 1020)
        if 8 + 1024 + 28 * count + 40 > size { return true }
        // Ids of 20 bytes and checksums of 4 come first. What has its highest bit set is the number of an
        // offset of 8 bytes in a further table.
        var wide = 0
        let offsets = 8 + 1024 + 24 * count
        let isOut = holds(folder, name, from: offsets, count: count, stride: 4) { offset in
            if offset >> 31 == 0 { return offset >= end }
            wide = max(wide, offset & 0x7FFF_FFFF + 1)
            return false
        }
        if isOut { return true }
        guard wide > 0, let table = try? folder.bytes(of: name, from: offsets + 4 * count, count: 8 * wide)
        else {
            return false
        }
        return stride(from: 0, to: table.count - 7, by: 8).contains { place in
            let high = number(table, at: place)
            return high >> 31 == 1 || high << 32 | number(table, at: place + 4) >= end
        }
    }

    /// Whether one of the numbers that stand at equal distances fits a condition.
    private static func holds(
        _ folder: borrowing Folder, _ name: [UInt8], from start: Int, count: Int, stride: Int,
        _ condition: (Int) -> Bool
    ) -> Bool {
        // By pieces: room for all numbers would cost more than to look at them.
        let atOnce = 49_152 / stride
        for first in Swift.stride(from: 0, to: count, by: atOnce) {
            guard
                let bytes = try? folder.bytes(
                    of: name, from: start + first * stride, count: min(atOnce, count - first) * stride)
            else { return false }
            let isFound = unsafe bytes.withUnsafeBytes { bytes in
                var place = 0
                while place + 4 <= bytes.count {
                    let word = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
                    if condition(Int(UInt32(bigEndian: word))) { return true }
                    place += stride
                }
                return false
            }
            if isFound { return true }
        }
        return false
    }

    private static func number(_ bytes: [UInt8], at place: Int) -> Int {
        Int(bytes[place]) << 24 | Int(bytes[place + 1]) << 16 | Int(bytes[place + 2]) << 8
            | Int(bytes[place + 3])
    }
}
