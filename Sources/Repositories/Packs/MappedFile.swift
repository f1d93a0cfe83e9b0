#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The bytes of a file, mapped into memory as long as this lives. Nothing is ever written to them.
@safe
final class MappedFile: @unchecked Sendable {
    /// May be read up to `count`.
    let start: UnsafePointer<UInt8>
    let count: Int

    /// Nil where the file cannot be opened, is no plain file, or is empty.
    init?(_ path: String) {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { _ = close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0,
            let mapped = unsafe mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, file, 0),
            unsafe mapped != MAP_FAILED
        else { return nil }
        unsafe start = UnsafePointer(mapped.assumingMemoryBound(to: UInt8.self))
        count = Int(status.st_size)
    }

    deinit { _ = unsafe munmap(UnsafeMutableRawPointer(mutating: start), count) }

    subscript(place: Int) -> UInt8 {
        precondition(place >= 0 && place < count)
        return unsafe start[place]
    }

    /// Four bytes, the highest first.
    func word(at place: Int) -> Int {
        precondition(place >= 0 && place + 4 <= count)
        let bytes = unsafe UnsafeRawPointer(start)
        return Int(UInt32(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
    }

    /// Eight bytes, the highest first.
    func number(at place: Int) -> UInt64 {
        precondition(place >= 0 && place + 8 <= count)
        let bytes = unsafe UnsafeRawPointer(start)
        return UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    func id(at place: Int) -> ObjectID {
        precondition(place >= 0 && place + 20 <= count)
        return unsafe ObjectID(at: start + place)
    }
}
