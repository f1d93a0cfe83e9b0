import Model

/// Finds definitions and footnotes by their labels, compared as the CommonMark specification says: white
/// space collapsed, case folded.
struct LabelTable {
    /// The normalised labels, one behind the other.
    private var keys: [UInt8] = []
    private var entries: [(lower: Int, upper: Int, value: Int)] = []
    /// Open addressing; the place of an entry plus 1, or 0.
    private var slots: [Int32] = []
    private var scratch: [UInt8] = []

    var isEmpty: Bool { entries.isEmpty }

    /// - Returns: whether the label was not there yet.
    mutating func insert(_ label: SourceRange, value: Int, in bytes: Bytes) -> Bool {
        if slots.count < (entries.count + 1) * 2 { grow() }
        normalise(label, in: bytes)
        let slot = slotOfScratch()
        guard slots[slot] == 0 else { return false }
        entries.append((keys.count, keys.count + scratch.count, value))
        keys.append(contentsOf: scratch)
        slots[slot] = Int32(truncatingIfNeeded: entries.count)
        return true
    }

    /// The value of a label; nil where it is unknown.
    mutating func value(_ label: SourceRange, in bytes: Bytes) -> Int? {
        guard !entries.isEmpty else { return nil }
        normalise(label, in: bytes)
        guard !scratch.isEmpty else { return nil }
        let found = slots[slotOfScratch()]
        return found == 0 ? nil : entries[Int(found) - 1].value
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: max(16, slots.count * 4))
        for (place, entry) in entries.enumerated() {
            scratch.removeAll(keepingCapacity: true)
            scratch.append(contentsOf: keys[entry.lower..<entry.upper])
            slots[slotOfScratch()] = Int32(place + 1)
        }
    }

    private func slotOfScratch() -> Int {
        // Seeded anew in every process, so that no document can be written to make all labels collide.
        var hasher = Hasher()
        var word: UInt64 = 0
        var index = 0
        for byte in scratch {
            word = word << 8 | UInt64(byte)
            index += 1
            if index % 8 == 0 { hasher.combine(word) }
        }
        hasher.combine(word)
        let mask = slots.count - 1
        var slot = hasher.finalize() & mask
        while slots[slot] != 0, !isScratch(entries[Int(slots[slot]) - 1]) { slot = (slot + 1) & mask }
        return slot
    }

    private func isScratch(_ entry: (lower: Int, upper: Int, value: Int)) -> Bool {
        guard entry.upper - entry.lower == scratch.count else { return false }
        for index in 0..<scratch.count where keys[entry.lower + index] != scratch[index] { return false }
        return true
    }

    private mutating func normalise(_ label: SourceRange, in bytes: Bytes) {
        scratch.removeAll(keepingCapacity: true)
        var hasSpace = false
        for place in label.lower..<label.upper {
            let byte = bytes[place]
            if byte >= 0x80 {
                fold(label, in: bytes)
                return
            }
            if ASCII.isWhiteSpace(byte) {
                hasSpace = !scratch.isEmpty
                continue
            }
            if hasSpace { scratch.append(0x20) }
            hasSpace = false
            scratch.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
    }

    /// Folds the case of a label that is not only ASCII.
    private mutating func fold(_ label: SourceRange, in bytes: Bytes) {
        scratch.removeAll(keepingCapacity: true)
        var hasSpace = false
        for scalar in bytes.string(label.lower, label.upper).unicodeScalars {
            if scalar.isASCII, ASCII.isWhiteSpace(UInt8(truncatingIfNeeded: scalar.value)) {
                hasSpace = !scratch.isEmpty
                continue
            }
            if hasSpace { scratch.append(0x20) }
            hasSpace = false
            // Lower, upper, lower again gives the full case folding: `ẞ`, `ß` and `SS` are all `ss`.
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                for upper in lower.properties.uppercaseMapping.unicodeScalars {
                    scratch.append(contentsOf: upper.properties.lowercaseMapping.utf8)
                }
            }
        }
    }
}
