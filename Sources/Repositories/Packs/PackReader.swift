internal import CDeflate

/// The packs of a repository, opened once for all who read them.
///
/// libgit2 unpacks one object at a time for the whole process, with a lock around each pack, and with zlib. A
/// history reads a hundred thousand objects. What is found here is what libgit2 would say; what is not found, for
/// whatever reason, libgit2 is asked for.
struct PackFolder: Sendable {
    let packs: [Pack]

    /// - Parameter commonFolder: of the repository.
    init(of commonFolder: String) {
        let path = commonFolder + "/objects/pack"
        guard var folder = try? Folder(at: path), let items = try? folder.items() else {
            packs = []
            return
        }
        packs = items.compactMap { item in
            String(validating: item.name, as: UTF8.self).flatMap { Pack(indexAt: "\(path)/\($0)") }
        }
    }
}

/// Unpacks objects; one for each worker.
@safe
final class PackReader {
    private let packs: [Pack]
    private let inflater: OpaquePointer
    /// The pack in which the last object was found: most often the next one is there, too.
    private var latest = 0
    /// Objects that were unpacked, at a slot that their place tells.
    private var slots: [Slot?] = Array(repeating: nil, count: PackReader.slotCount)
    private var keptBytes = 0
    /// The slot that is given up next where too much is kept.
    private var hand = 0
    /// What a delta is unpacked into.
    private var scratch: UnsafeMutableRawBufferPointer
    private var chain: [(place: Int, head: Pack.Head)] = []

    private struct Slot {
        var pack: Int
        var place: Int
        var object: PackedObject
    }

    /// Nil where there is nothing to unpack.
    init?(_ folder: PackFolder) {
        guard !folder.packs.isEmpty, let inflater = unsafe libdeflate_alloc_decompressor() else { return nil }
        packs = folder.packs
        unsafe self.inflater = inflater
        unsafe scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
    }

    deinit {
        unsafe libdeflate_free_decompressor(inflater)
        unsafe scratch.deallocate()
    }

    /// An object; nil where it is in no pack, or cannot be unpacked.
    func object(_ id: ObjectID) -> PackedObject? {
        for turn in packs.indices {
            // The pack of the last object first, then the others.
            let number = turn == 0 ? latest : turn <= latest ? turn - 1 : turn
            if let place = packs[number].place(of: id) {
                latest = number
                return object(number, place)
            }
        }
        return nil
    }

    private func object(_ number: Int, _ start: Int) -> PackedObject? {
        let pack = packs[number]
        chain.removeAll(keepingCapacity: true)
        var place = start
        var base: PackedObject?
        while base == nil {
            if let slot = slots[Self.slot(number, place)], slot.pack == number, slot.place == place {
                base = slot.object
                break
            }
            guard chain.count < Self.longestChain, let head = pack.head(at: place), head.size <= Self.largest
            else { return nil }
            switch head.form {
            case .whole(let kind):
                base = unsafe PackedObject(kind, size: head.size) { out in
                    unsafe inflate(pack, from: head.start, into: out)
                }
                guard let base else { return nil }
                keep(base, number, place)
            case .after(let other):
                chain.append((place, head))
                place = other
            case .over(let id):
                guard let other = pack.place(of: id) else { return nil }
                chain.append((place, head))
                place = other
            }
        }
        guard var object = base else { return nil }
        while let (place, head) = chain.popLast() {
            guard let delta = unsafe delta(pack, head),
                let next = unsafe object.applying(delta, limit: Self.largest)
            else { return nil }
            keep(next, number, place)
            object = next
        }
        return object
    }

    /// A delta, until the next one is asked for.
    private func delta(_ pack: Pack, _ head: Pack.Head) -> UnsafeRawBufferPointer? {
        if unsafe head.size > scratch.count {
            unsafe scratch.deallocate()
            unsafe scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * head.size, alignment: 8)
        }
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: scratch[..<head.size])
        return unsafe inflate(pack, from: head.start, into: room) ? UnsafeRawBufferPointer(room) : nil
    }

    /// Whether the data at a place become as many bytes as there is room for.
    private func inflate(_ pack: Pack, from start: Int, into out: UnsafeMutableRawBufferPointer) -> Bool {
        var read = 0
        let result = unsafe libdeflate_zlib_decompress_ex(
            inflater, pack.data.start + start, pack.end - start, out.baseAddress, out.count, &read, nil)
        return result == LIBDEFLATE_SUCCESS
    }

    private func keep(_ object: PackedObject, _ number: Int, _ place: Int) {
        let size = unsafe object.bytes.count
        guard size <= Self.largestKept else { return }
        let slot = Self.slot(number, place)
        if let old = slots[slot] { keptBytes -= unsafe old.object.bytes.count }
        slots[slot] = Slot(pack: number, place: place, object: object)
        keptBytes += size
        while keptBytes > Self.mostKept {
            if hand != slot, let old = slots[hand] {
                keptBytes -= unsafe old.object.bytes.count
                slots[hand] = nil
            }
            hand = (hand + 1) % Self.slotCount
        }
    }

    private static func slot(_ pack: Int, _ place: Int) -> Int {
        let mixed = (UInt64(place) &+ UInt64(pack) << 48) &* 0x9E37_79B9_7F4A_7C15
        return Int(mixed >> 52)
    }

    private static let slotCount = 1 << 12
    /// In bytes, of all objects that are kept.
    private static let mostKept = 8 << 20
    /// No object alone is more than all may be.
    private static let largestKept = mostKept / 2
    /// What is larger than this many bytes, libgit2 unpacks.
    private static let largest = 64 << 20
    /// Git makes no chain of deltas that is as long.
    private static let longestChain = 8192
}
