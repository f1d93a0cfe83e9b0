#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// An open file of the cache, which is read piece by piece: what is only handed on need not be in memory at once.
final class CachedFile: Sendable {
    /// In bytes.
    let size: Int
    private let descriptor: Int32

    /// - Parameter descriptor: is closed with the file.
    init(_ descriptor: Int32, size: Int) {
        self.descriptor = descriptor
        self.size = size
    }

    deinit { _ = close(descriptor) }

    /// Hands out the file in pieces of one length and a last one.
    ///
    /// - Parameters:
    ///   - start: where it begins.
    ///   - body: takes a piece; false where it takes no more.
    /// - Returns: false where the file was not handed out to its end.
    func read(from start: Int = 0, _ body: (_ piece: ArraySlice<UInt8>, _ isLast: Bool) -> Bool) -> Bool {
        var buffer = [UInt8](repeating: 0, count: min(size, Self.pieceSize))
        var offset = start
        while offset < size {
            let wanted = min(size - offset, Self.pieceSize)
            guard fill(&buffer, wanted, from: offset) else { return false }
            offset += wanted
            guard body(buffer[..<wanted], offset == size) else { return false }
        }
        return true
    }

    /// Lets the system carry the first bytes to another file or pipe, where it does so.
    ///
    /// - Returns: how many it carried.
    func handOn(_ count: Int, to other: Int32) -> Int {
        #if os(Linux)
            var offset: off_t = 0
            while offset < count {
                let sent = unsafe sendfile(other, descriptor, &offset, count - Int(offset))
                if sent < 0, errno == EINTR { continue }
                if sent <= 0 { break }
            }
            return Int(offset)
        #else
            return 0
        #endif
    }

    /// In bytes.
    static let pieceSize = 1 << 16

    private func fill(_ buffer: inout [UInt8], _ count: Int, from offset: Int) -> Bool {
        var filled = 0
        while filled < count {
            let got = unsafe buffer.withUnsafeMutableBytes { bytes in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[filled..<count])
                return unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return false }
            filled += got
        }
        return true
    }
}

/// What tells a report that is kept from any other.
struct ReportSeal: Hashable, Sendable {
    /// In bytes.
    var count = 0
    var hash = ContentHash(high: 0, low: 0)

    init(count: Int, hash: ContentHash) {
        self.count = count
        self.hash = hash
    }

    init(of report: [UInt8]) {
        for start in stride(from: 0, to: report.count, by: CachedFile.pieceSize) {
            add(report[start..<min(start + CachedFile.pieceSize, report.count)])
        }
    }

    /// Nil where the file cannot be read.
    init?(of file: CachedFile) {
        let isRead = file.read { piece, _ in
            add(piece)
            return true
        }
        if !isRead { return nil }
    }

    private mutating func add(_ piece: ArraySlice<UInt8>) {
        count += piece.count
        hash = ContentHash(of: piece, seed: hash.low ^ hash.high &* 0x9E37_79B9_7F4A_7C15)
    }
}
