#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Takes out of a file what says nothing to its reader, so that versions can be compared by what they say.
///
/// Out go carriage returns, blanks at the ends of lines, blank lines after the first of a run, the configured keys
/// of metadata, and the hosts of links with their schemes, at a public forge with the owner of the repository. Tabs
/// that indent a line become blanks. What is no text stays as it is.
struct Normaliser {
    private let keys: MetadataKeys
    private let limit: Int
    /// What is written into; no smaller for a smaller file.
    private var room: [UInt8] = []
    /// The lines that declare dates.
    private var dates: [UInt8] = []

    init(_ policy: HistoryPolicy) {
        keys = MetadataKeys(policy)
        limit = policy.normalisedSize
    }

    mutating func digest(of bytes: UnsafeRawBufferPointer) -> ContentDigest {
        guard bytes.count <= limit, unsafe Self.isText(bytes) else {
            let hash = unsafe ByteHash(bytes)
            return ContentDigest(high: hash.high, low: hash.low, dates: 0)
        }
        let count = unsafe normalise(bytes)
        let hash = unsafe room.withUnsafeBytes { unsafe ByteHash(.init(rebasing: $0[..<count])) }
        let declared = unsafe dates.withUnsafeBytes { unsafe ByteHash($0) }
        return ContentDigest(
            high: hash.high, low: hash.low, dates: dates.isEmpty ? 0 : max(1, declared.high))
    }

    private static func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let head = unsafe UnsafeRawBufferPointer(rebasing: bytes.prefix(8000))
        return unsafe head.count > 0 && memchr(head.baseAddress!, 0, head.count) == nil
    }

    /// Whether a file has an ending that texts never have, or is what a package manager writes down for itself: such a
    /// content is only the same as itself, and need not be read to know it.
    static func isNeverText(_ path: ArraySlice<UInt8>) -> Bool {
        if lockFiles.contains(path[(path.lastIndex(of: 0x2F).map { $0 + 1 } ?? path.startIndex)...]) {
            return true
        }
        guard let dot = path.lastIndex(of: 0x2E), path.endIndex - dot <= 6 else { return false }
        let ending = path[(dot + 1)...].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        return endings.contains(ending)
    }

    /// They are large, and each version says something else.
    private static let lockFiles = Set(
        [
            "Cargo.lock", "Gemfile.lock", "Package.resolved", "Pipfile.lock", "Podfile.lock", "bun.lock",
            "composer.lock", "flake.lock", "go.sum", "gradle.lockfile", "mix.lock", "npm-shrinkwrap.json",
            "package-lock.json", "packages.lock.json", "pdm.lock", "pnpm-lock.yaml", "poetry.lock",
            "pubspec.lock", "uv.lock", "yarn.lock",
        ].map { ArraySlice($0.utf8) })

    private static let endings: Set<[UInt8]> = Set(
        [
            "png", "jpg", "jpeg", "gif", "webp", "ico", "bmp", "tiff", "avif", "pdf", "zip", "gz", "tgz",
            "bz2",
            "xz", "7z", "jar", "war", "aar", "exe", "dll", "so", "dylib", "wasm", "mp3", "mp4", "mov", "avi",
            "wav", "ogg", "flac", "webm", "ttf", "otf", "woff", "woff2", "eot", "pptx", "docx", "xlsx",
        ].map { Array($0.utf8) })

    /// The text that is compared.
    mutating func text(of bytes: [UInt8]) -> String {
        unsafe bytes.withUnsafeBytes { bytes in
            guard bytes.count <= limit, unsafe Self.isText(bytes) else { return "" }
            let count = unsafe normalise(bytes)
            return String(decoding: room[..<count], as: UTF8.self)
        }
    }

    /// Fills the room.
    ///
    /// - Returns: how far it is filled.
    private mutating func normalise(_ bytes: UnsafeRawBufferPointer) -> Int {
        dates.removeAll(keepingCapacity: true)
        // Each line gets an end; tabs can make one longer.
        for size in [bytes.count + 64, 4 * bytes.count + 64] {
            if room.count < size { room = Array(repeating: 0, count: size) }
            dates.removeAll(keepingCapacity: true)
            let filled = unsafe room.withUnsafeMutableBytes { room in
                var text = unsafe NormalisedText(room)
                return unsafe Self.normalise(bytes, keys, into: &text, &dates) ? text.count : nil
            }
            if let filled { return filled }
        }
        return 0
    }

    /// - Returns: false where there is not room enough.
    private static func normalise(
        _ bytes: UnsafeRawBufferPointer, _ keys: MetadataKeys, into text: inout NormalisedText,
        _ dates: inout [UInt8]
    ) -> Bool {
        let base = bytes.baseAddress!
        var metadata = MetadataBlock()
        var start = 0
        // A mark of byte order at the start says nothing.
        if bytes.count >= 3, unsafe bytes[0] == 0xEF, unsafe bytes[1] == 0xBB, unsafe bytes[2] == 0xBF {
            start = 3
        }
        var scheme = unsafe nextScheme(bytes, from: start)
        while start < bytes.count {
            let found = unsafe memchr(base + start, 0x0A, bytes.count - start)
            let next = unsafe found.map { unsafe UnsafeRawPointer($0) - base } ?? bytes.count
            var end = next
            while end > start, unsafe isBlank(bytes[end - 1]) { end -= 1 }
            let line = unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            switch unsafe metadata.reading(line, keys) {
            case .content:
                if scheme < start { scheme = unsafe nextScheme(bytes, from: start) }
                guard unsafe text.add(line, hasAddress: scheme < end) else { return false }
            case .metadata: break
            case .date: unsafe dates.append(contentsOf: line)
            }
            start = next + 1
        }
        text.dropBlankEnd()
        return true
    }

    /// Where `://` stands next; the end where it does not.
    private static func nextScheme(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        let base = bytes.baseAddress!
        var place = start
        while place + 2 < bytes.count, let found = unsafe memchr(base + place, 0x3A, bytes.count - place - 2)
        {
            place = unsafe UnsafeRawPointer(found) - base
            if unsafe bytes[place + 1] == 0x2F, unsafe bytes[place + 2] == 0x2F { return place }
            place += 1
        }
        return bytes.count
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}

/// What is left of a file, while it is written.
@safe
private struct NormalisedText: ~Copyable {
    private let room: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(_ room: UnsafeMutableRawBufferPointer) { unsafe self.room = room }

    /// Adds a line, links without their hosts.
    ///
    /// - Parameter hasAddress: false where there is no `://` in it.
    /// - Returns: false where there is not room enough.
    mutating func add(_ line: UnsafeRawBufferPointer, hasAddress: Bool) -> Bool {
        if line.count == 0 {
            // At the start, and after a blank line, one more says nothing.
            let isOneMore = unsafe count > 1 && room[count - 1] == 0x0A && room[count - 2] == 0x0A
            if count == 0 || isOneMore { return true }
            return end()
        }
        var start = 0
        var column = 0
        // The blanks before a line's text: a tab is as many as lead to the next column that four divides.
        while start < line.count, case let byte = unsafe line[start], byte == 0x20 || byte == 0x09 {
            column += byte == 0x09 ? 4 - column & 3 : 1
            start += 1
        }
        guard unsafe count + column + line.count - start < room.count else { return false }
        unsafe memset(room.baseAddress! + count, 0x20, column)
        count += column
        while hasAddress, let colon = unsafe Self.schemeEnd(line, from: start) {
            let scheme = unsafe Self.schemeStart(line, before: colon, notBefore: start)
            let path = scheme == nil ? nil : unsafe Self.hostEnd(line, from: colon + 3)
            if let scheme, let path {
                unsafe put(line, start..<scheme)
                unsafe put(line, colon..<colon + 3)
                start = path
            } else {
                unsafe put(line, start..<colon + 3)
                start = colon + 3
            }
        }
        unsafe put(line, start..<line.count)
        return end()
    }

    mutating func dropBlankEnd() {
        while count > 0, unsafe room[count - 1] == 0x0A { count -= 1 }
    }

    private mutating func end() -> Bool {
        guard unsafe count < room.count else { return false }
        unsafe room[count] = 0x0A
        count += 1
        return true
    }

    /// There is room for a whole line.
    @inline(__always)
    private mutating func put(_ line: UnsafeRawBufferPointer, _ range: Range<Int>) {
        unsafe memcpy(room.baseAddress! + count, line.baseAddress! + range.lowerBound, range.count)
        count += range.count
    }

    /// Where the next `://` stands.
    private static func schemeEnd(_ line: UnsafeRawBufferPointer, from start: Int) -> Int? {
        let base = line.baseAddress!
        var place = start
        while place + 3 < line.count,
            let found = unsafe memchr(base + place, 0x3A, line.count - place - 2)
        {
            place = unsafe UnsafeRawPointer(found) - base
            if unsafe line[place + 1] == 0x2F, unsafe line[place + 2] == 0x2F { return place }
            place += 1
        }
        return nil
    }

    /// Where `http` or `https` begins; nil where another word stands before the colon.
    private static func schemeStart(
        _ line: UnsafeRawBufferPointer, before colon: Int, notBefore start: Int
    ) -> Int? {
        for word in ["https", "http"] as [StaticString] {
            let first = colon - word.utf8CodeUnitCount
            guard first >= start else { continue }
            if unsafe memcmp(line.baseAddress! + first, word.utf8Start, colon - first) == 0 { return first }
        }
        return nil
    }

    /// Where a host ends that is one of a public site.
    ///
    /// - Returns: nil for a port, a number, a name without a dot: those are what a reader types, not where a page
    ///   has moved to.
    private static func hostEnd(_ line: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < line.count, unsafe !(0x30...0x39).contains(line[start]) else { return nil }
        var end = start
        var hasDot = false
        scan: while end < line.count {
            switch unsafe line[end] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x80...0xFF: break
            case 0x2E: hasDot = true
            case 0x3A, 0x40, 0x24, 0x7B, 0x3C: return nil
            default: break scan
            }
            end += 1
        }
        guard hasDot else { return nil }
        return unsafe isForge(line, start, end) ? ownerEnd(line, from: end) : end
    }

    private static func isForge(_ line: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Bool {
        for name in ["github.com", "raw.githubusercontent.com", "gitlab.com", "bitbucket.org"]
            as [StaticString]
        where name.utf8CodeUnitCount == end - start {
            if unsafe memcmp(line.baseAddress! + start, name.utf8Start, end - start) == 0 { return true }
        }
        return false
    }

    /// Where the owner ends in `/owner/repository`: a repository that moves to another owner stays what it is.
    private static func ownerEnd(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
        var end = start + 1
        while end < line.count, unsafe isInName(line[end]) { end += 1 }
        return unsafe end + 1 < line.count && line[start] == 0x2F && line[end] == 0x2F
            && isInName(line[end + 1])
            ? end : start
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
