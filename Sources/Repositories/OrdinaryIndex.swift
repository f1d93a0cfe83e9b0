extension Index {
    /// Reads the bytes of an index of version 2, 3 or 4 (gitformat-index(5)), as `git add` writes it.
    ///
    /// libgit2 reads the certificates of the system before it reads anything else: for a short run that is
    /// most of the time. Nor is the checksum looked at, as Git itself does not.
    ///
    /// - Returns: nil where it is damaged, or has what only libgit2 understands: a split or a sparse index.
    init?(ordinary bytes: [UInt8]) {
        guard bytes.count >= 12 + Self.checksumLength, bytes.starts(with: "DIRC".utf8) else { return nil }
        let version = Self.number(bytes, at: 4)
        let count = Self.number(bytes, at: 8)
        let end = bytes.count - Self.checksumLength
        guard 2...4 ~= version, count <= end / Self.fixedLength else { return nil }
        self.init()
        reserve(count, bytes: end / 2)
        var place = 12
        for _ in 0..<count {
            guard let next = read(bytes, at: place, before: end, version: version) else { return nil }
            place = next
        }
        guard Self.hasOnlyHints(bytes, from: place, before: end) else { return nil }
    }

    /// Reads one entry.
    ///
    /// - Returns: where the next begins; nil where something is wrong.
    private mutating func read(_ bytes: [UInt8], at start: Int, before end: Int, version: Int) -> Int? {
        guard start + Self.fixedLength < end else { return nil }
        let mode = Self.number(bytes, at: start + 24)
        var isSparse = false
        var place = start + Self.fixedLength
        if bytes[start + 60] & 0x40 != 0 {
            guard version >= 3, place + 2 < end else { return nil }
            isSparse = bytes[place] & 0x40 != 0
            place += 2
        }
        // A folder stands in an index only where that is sparse.
        if mode == 0o040000 { return nil }
        var kept = 0
        if version == 4 {
            guard let (cut, next) = Self.variableNumber(bytes, at: place, before: end), cut <= lastCount
            else { return nil }
            kept = lastCount - cut
            place = next
        }
        guard place < end, let zero = bytes[place..<end].firstIndex(of: 0) else { return nil }
        guard add(keeping: kept, bytes[place..<zero], isSubmodule: mode == 0o160000, isSparse: isSparse)
        else { return nil }
        // Before version 4, from 1 to 8 zero bytes make the length of an entry a multiple of 8.
        return version == 4 ? zero + 1 : start + (zero - start + 8) / 8 * 8
    }

    /// Whether what follows the entries may be passed over: extensions whose names begin with a capital.
    private static func hasOnlyHints(_ bytes: [UInt8], from start: Int, before end: Int) -> Bool {
        var place = start
        while place + 8 <= end {
            guard (0x41...0x5A).contains(bytes[place]) else { return false }
            place += 8 + number(bytes, at: place + 4)
        }
        return place == end
    }

    /// A number of seven bits in each byte, the highest first (gitformat-pack(5), "offset encoding").
    private static func variableNumber(
        _ bytes: [UInt8], at start: Int, before end: Int
    ) -> (value: Int, next: Int)? {
        var place = start
        guard place < end else { return nil }
        var value = Int(bytes[place] & 0x7F)
        while bytes[place] & 0x80 != 0 {
            place += 1
            guard place < end, value < 1 << 24 else { return nil }
            value = (value + 1) << 7 | Int(bytes[place] & 0x7F)
        }
        return (value, place + 1)
    }

    private static func number(_ bytes: [UInt8], at place: Int) -> Int {
        Int(bytes[place]) << 24 | Int(bytes[place + 1]) << 16 | Int(bytes[place + 2]) << 8
            | Int(bytes[place + 3])
    }

    /// Of an entry: times, device, numbers, mode, owner, size, id, flags.
    private static let fixedLength = 62
    private static let checksumLength = 20
}
