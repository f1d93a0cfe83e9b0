internal import CLibgit2

/// The name of a Git object: 20 bytes, written as 40 hexadecimal digits.
package struct ObjectID: Hashable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    package var description: String {
        Self.hex(high, 16) + Self.hex(middle, 16) + Self.hex(UInt64(low), 8)
    }

    /// The first digits, enough for a person to find the object.
    package var short: String { String(description.prefix(10)) }

    private static func hex(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}

extension ObjectID {
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
