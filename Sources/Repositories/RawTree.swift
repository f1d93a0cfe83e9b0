internal import CLibgit2

/// The bytes of a folder, as they are stored.
@safe
final class RawTree {
    let id: ObjectID
    let first: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    /// What holds the bytes: one of the two.
    private let object: OpaquePointer?
    private let packed: PackedObject?

    init(_ object: OpaquePointer, _ id: ObjectID) {
        self.id = id
        unsafe self.object = object
        packed = nil
        let bytes = unsafe git_odb_object_data(object).assumingMemoryBound(to: UInt8.self)
        unsafe first = UnsafePointer(bytes)
        unsafe end = first + git_odb_object_size(object)
    }

    init(_ packed: PackedObject, _ id: ObjectID) {
        self.id = id
        unsafe object = nil
        self.packed = packed
        unsafe first = packed.bytes.baseAddress!.assumingMemoryBound(to: UInt8.self)
        unsafe end = first + packed.bytes.count
    }

    deinit { if let object = unsafe object { unsafe git_odb_object_free(object) } }
}
