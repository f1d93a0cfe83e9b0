internal import CLibgit2

/// The name of a Git object: 20 bytes, written as 40 hexadecimal digits.
package struct ObjectID: Hashable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    package var description: String {
        Self.hex(high, 16) + Self.hex(middle, 16) + Self.hex(UInt64(low), 8)
    }

    /// The first eight bytes, the highest first.
    var start: UInt64 { high }

    /// The first digits, enough for a person to find the object.
    package var short: String { String(description.prefix(10)) }

    private static func hex(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}

extension ObjectID: Comparable {
    /// In the order of their bytes.
    package static func < (a: ObjectID, b: ObjectID) -> Bool {
        (a.high, a.middle, a.low) < (b.high, b.middle, b.low)
    }
}

extension ObjectID {
    /// Reads 20 bytes.
    init(at bytes: UnsafePointer<UInt8>) {
        let bytes = unsafe UnsafeRawPointer(bytes)
        high = UInt64(bigEndian: unsafe bytes.loadUnaligned(as: UInt64.self))
        middle = UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        low = UInt32(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    }

    /// Reads 40 hexadecimal digits; nil for anything else.
    package init?(_ digits: some StringProtocol) {
        guard let id = unsafe Array(digits.utf8).withUnsafeBytes({ unsafe ObjectID(hex: $0) }) else {
            return nil
        }
        self = id
    }

    /// Reads 40 hexadecimal digits; nil for anything else.
    init?(hex digits: UnsafeRawBufferPointer) {
        guard digits.count == 40 else { return nil }
        var id = git_oid()
        let isRead = unsafe withUnsafeMutableBytes(of: &id) { bytes in
            for place in 0..<20 {
                guard let high = Self.value(unsafe digits[2 * place]),
                    let low = Self.value(unsafe digits[2 * place + 1])
                else { return false }
                unsafe bytes[place] = high << 4 | low
            }
            return true
        }
        guard isRead else { return nil }
        self.init(id)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        case 0x41...0x46: digit - 0x41 + 10
        default: nil
        }
    }

    func append(to list: inout [UInt8]) {
        for number in [high, middle] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                list.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        for shift in stride(from: UInt32(24), through: 0, by: -8) {
            list.append(UInt8(truncatingIfNeeded: low >> shift))
        }
    }

    /// The 20 bytes.
    var bytes: [UInt8] {
        unsafe withUnsafeBytes(of: git) { unsafe Array($0) }
    }

    /// The name that Git gives to a file's content: tells whether a file of a work tree is what a commit holds.
    package init?(ofContent bytes: [UInt8]) {
        Library.start()
        var id = git_oid()
        // The empty content has an id too, and libgit2 asks for an address.
        let result = unsafe (bytes + [0]).withUnsafeBytes {
            unsafe git_odb_hash(&id, $0.baseAddress, bytes.count, GIT_OBJECT_BLOB)
        }
        guard result == 0 else { return nil }
        self.init(id)
    }

    init(_ id: git_oid) {
        (high, middle, low) = unsafe withUnsafeBytes(of: id) { bytes in
            (
                unsafe UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                unsafe UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                unsafe UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
            )
        }
    }

    /// The form that libgit2 takes.
    var git: git_oid {
        var id = git_oid()
        unsafe withUnsafeMutableBytes(of: &id) { bytes in
            unsafe bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
            unsafe bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
            unsafe bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
        }
        return id
    }
}
