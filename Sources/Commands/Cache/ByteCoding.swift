/// Writes numbers and texts one after the other, so that `ByteReader` reads the same.
struct ByteWriter {
    private(set) var bytes: [UInt8]

    /// - Parameter bytes: what is written already.
    init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    mutating func put(_ number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    mutating func put(_ number: Int) { put(UInt64(bitPattern: Int64(number))) }

    mutating func put(_ text: [UInt8]) {
        put(text.count)
        bytes += text
    }

    mutating func put(_ text: ArraySlice<UInt8>) {
        put(text.count)
        bytes += text
    }

    /// Puts a text without its length and a zero behind it.
    mutating func put(terminated text: ArraySlice<UInt8>) {
        bytes += text
        bytes.append(0)
    }

    mutating func put(_ text: String) {
        put(text.utf8.count)
        bytes += text.utf8
    }

    mutating func put(_ text: String?) {
        put(text == nil ? 0 : 1)
        put(text ?? "")
    }

    mutating func put(_ hash: ContentHash) {
        put(hash.high)
        put(hash.low)
    }

    /// All that is written, and a hash of it at the end.
    var sealed: [UInt8] {
        var out = self
        out.put(ContentHash(of: bytes, seed: 0))
        return out.bytes
    }

    /// Puts a hash in the place of the one that ends before an offset.
    mutating func replaceHash(at end: Int, with hash: ContentHash) {
        var out = ByteWriter()
        out.put(hash)
        bytes.replaceSubrange(end - out.bytes.count..<end, with: out.bytes)
    }

    mutating func put<Element>(_ list: [Element], _ body: (inout ByteWriter, Element) -> Void) {
        put(list.count)
        for element in list { body(&self, element) }
    }
}

/// Reads what `ByteWriter` wrote; whatever the bytes are, it throws at worst.
struct ByteReader {
    /// The bytes end too early, or say what cannot be.
    struct Damaged: Error {}

    private let bytes: ArraySlice<UInt8>
    private var place: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    /// Reads what was sealed; throws where it is damaged.
    init(sealed bytes: [UInt8]) throws(Damaged) {
        let length = 16
        guard bytes.count > length else { throw Damaged() }
        var last = ByteReader(bytes.suffix(length))
        let body = bytes.dropLast(length)
        guard try last.hash() == ContentHash(of: body, seed: 0) else { throw Damaged() }
        self.init(body)
    }

    var isAtEnd: Bool { place == bytes.endIndex }

    /// Goes past some bytes with their length; throws where there are others.
    mutating func expect(_ wanted: some Sequence<UInt8>) throws(Damaged) {
        guard try slice().elementsEqual(wanted) else { throw Damaged() }
    }

    mutating func number() throws(Damaged) -> UInt64 {
        guard bytes.endIndex - place >= 8 else { throw Damaged() }
        let offset = place - bytes.startIndex
        place += 8
        return unsafe bytes.withUnsafeBytes {
            unsafe UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
    }

    mutating func integer() throws(Damaged) -> Int { Int(Int64(bitPattern: try number())) }

    /// A number of things that are still to come, of which each has a byte at least.
    mutating func count() throws(Damaged) -> Int {
        let count = try integer()
        guard count >= 0, count <= bytes.endIndex - place else { throw Damaged() }
        return count
    }

    mutating func slice() throws(Damaged) -> ArraySlice<UInt8> {
        let count = try count()
        defer { place += count }
        return bytes[place..<place + count]
    }

    mutating func text() throws(Damaged) -> String {
        guard let text = String(validating: try slice(), as: UTF8.self) else { throw Damaged() }
        return text
    }

    mutating func hash() throws(Damaged) -> ContentHash {
        ContentHash(high: try number(), low: try number())
    }

    mutating func list<Element>(
        _ body: (inout ByteReader) throws(Damaged) -> Element
    ) throws(Damaged) -> [Element] {
        let count = try count()
        var list: [Element] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(try body(&self)) }
        return list
    }
}
