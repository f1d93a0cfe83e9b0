/// Writes a record: its length, numbers in as few bytes as they need, and a hash of all of it.
struct PackedWriter {
    private var bytes: [UInt8] = []

    /// - Parameter capacity: about how many bytes will be written.
    init(capacity: Int) {
        bytes.reserveCapacity(capacity + 16)
        put(fixed: 0)
    }

    /// Seven bits a byte, the lowest first; no number below 0.
    mutating func put(_ number: Int) {
        var rest = UInt64(number)
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func put(signed number: Int64) {
        var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func put(fixed number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    mutating func put(_ id: ObjectID) { id.append(to: &bytes) }

    mutating func put(_ list: some Collection<UInt8>) {
        put(list.count)
        bytes += list
    }

    mutating func put(_ since: Since) {
        switch since {
        case .commit(let number): put(Int(number) << 2)
        case .gap(let number): put(Int(number) << 2 | 1)
        case .content(let id):
            put(2)
            put(id)
        }
    }

    /// What was written, with its length before and its hash after it.
    consuming func sealed() -> [UInt8] {
        let length = UInt64(bytes.count + 8)
        for index in 0..<8 { bytes[index] = UInt8(truncatingIfNeeded: length >> UInt64(8 * index)) }
        let hash = unsafe bytes.withUnsafeBytes { unsafe ByteHash($0) }
        put(fixed: hash.high)
        return bytes
    }
}

/// Reads what `PackedWriter` wrote; whatever the bytes are, it throws at worst.
struct PackedReader {
    struct Damaged: Error {}

    private let all: [UInt8]
    private var place: Int
    /// Where the hash is.
    private let end: Int
    /// The hash of the record, which hardly another has.
    let seal: UInt64

    /// - Parameter start: where the record begins.
    /// - Returns: nil where no record begins, and where the hash at its end is not that of the rest.
    init?(_ bytes: [UInt8], from start: Int = 0) {
        guard let length = Self.fixed(bytes, at: start).flatMap({ Int(exactly: $0) }), length >= 16,
            length <= bytes.count - start, let seal = Self.fixed(bytes, at: start + length - 8)
        else { return nil }
        all = bytes
        place = start + 8
        end = start + length - 8
        self.seal = seal
        let hash = unsafe bytes.withUnsafeBytes { [end] in
            unsafe ByteHash(.init(rebasing: $0[start..<end]))
        }
        guard hash.high == seal else { return nil }
    }

    private static func fixed(_ bytes: [UInt8], at place: Int) -> UInt64? {
        guard place >= 0, bytes.count - place >= 8 else { return nil }
        var number: UInt64 = 0
        for index in 0..<8 { number |= UInt64(bytes[place + index]) << UInt64(8 * index) }
        return number
    }

    /// Where the record after this one begins.
    var next: Int { end + 8 }

    /// The bytes that are still to come.
    var left: Int { end - place }

    private mutating func word() throws(Damaged) -> UInt64 {
        var word: UInt64 = 0
        var shift: UInt64 = 0
        while place < end, shift < 64 {
            let byte = all[place]
            place += 1
            word |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return word }
            shift += 7
        }
        throw Damaged()
    }

    mutating func number() throws(Damaged) -> Int {
        guard let number = Int(exactly: try word()) else { throw Damaged() }
        return number
    }

    mutating func number(below limit: Int) throws(Damaged) -> Int {
        let number = try number()
        guard number < limit else { throw Damaged() }
        return number
    }

    /// A number of things that are still to come, each of so many bytes at least.
    mutating func count(each size: Int) throws(Damaged) -> Int {
        let count = try number()
        guard count <= left / size else { throw Damaged() }
        return count
    }

    mutating func signed() throws(Damaged) -> Int64 {
        let word = try word()
        return Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
    }

    mutating func fixed() throws(Damaged) -> UInt64 {
        guard left >= 8, let number = Self.fixed(all, at: place) else { throw Damaged() }
        place += 8
        return number
    }

    mutating func id() throws(Damaged) -> ObjectID {
        guard left >= 20 else { throw Damaged() }
        defer { place += 20 }
        return unsafe all.withUnsafeBufferPointer { [place] in unsafe ObjectID(at: $0.baseAddress! + place) }
    }

    mutating func bytes() throws(Damaged) -> ArraySlice<UInt8> {
        let count = try count(each: 1)
        defer { place += count }
        return all[place..<place + count]
    }

    mutating func since(below limit: Int) throws(Damaged) -> Since {
        let number = try number()
        if number == 2 { return .content(try id()) }
        guard number >> 2 < limit, number & 3 < 2 else { throw Damaged() }
        return number & 3 == 0 ? .commit(UInt32(number >> 2)) : .gap(UInt32(number >> 2))
    }
}
