import Repositories

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

    /// What the file system says of the file now; nil where nobody can tell.
    var identity: FileIdentity? { FileIdentity(ofOpenFile: descriptor) }

    /// All of it; nil where it cannot be read to its end.
    var bytes: [UInt8]? {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            filled = unsafe fill(UnsafeMutableRawBufferPointer(buffer), from: 0)
        }
        return bytes.count == size ? bytes : nil
    }

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
            let filled = unsafe buffer.withUnsafeMutableBytes { [offset] bytes in
                unsafe fill(UnsafeMutableRawBufferPointer(rebasing: bytes[..<wanted]), from: offset)
            }
            guard filled == wanted else { return false }
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
            // A pipe that holds all of it need not be waited for. What it is not allowed to hold, it does not.
            _ = fcntl(other, Self.setPipeSize, Int32(clamping: min(count, Self.largestPipe)))
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

    #if os(Linux)
        /// `F_SETPIPE_SZ` of fcntl(2).
        private static let setPipeSize: Int32 = 1031
        /// What Linux grants to everybody, in bytes.
        private static let largestPipe = 1 << 20
    #endif

    /// In bytes.
    static let pieceSize = 1 << 16

    /// - Returns: how many bytes could be read, all of them unless the file is shorter or broken.
    private func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) -> Int {
        var filled = 0
        while filled < buffer.count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let got = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            filled += got
        }
        return filled
    }
}

/// What tells a report that is kept from any other.
///
/// What the file system says of its file is believed while the machine is up that has written it: only when that
/// goes down can a file be left that holds something else than was written to it.
struct ReportSeal: Hashable, Sendable {
    /// In bytes.
    var count = 0
    var hash = ContentHash(high: 0, low: 0)
    /// What the file system said of the file when it had been written.
    var identity: FileIdentity?
    /// What told this start of the machine from all others then; empty where nobody tells.
    var boot: [UInt8] = []

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

    /// Whether a file holds the report; what is new of the file is noted.
    ///
    /// - Returns: nil where it does not, and else whether anything was new.
    mutating func note(_ file: CachedFile, boot: [UInt8]) -> Bool? {
        guard file.size == count, let identity = file.identity else { return nil }
        if !boot.isEmpty, boot == self.boot, identity == self.identity { return false }
        guard let found = ReportSeal(of: file), found.hash == hash else { return nil }
        self.identity = identity
        self.boot = boot
        return true
    }

    private mutating func add(_ piece: ArraySlice<UInt8>) {
        count += piece.count
        hash = ContentHash(of: piece, seed: hash.low ^ hash.high &* 0x9E37_79B9_7F4A_7C15)
    }
}
