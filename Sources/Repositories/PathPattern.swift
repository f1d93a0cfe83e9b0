/// One pattern of `.gitignore` and `.gitattributes`, with Git's own meaning (gitignore(5), wildmatch).
struct PathPattern {
    /// What most patterns are, so that a path is compared without a search.
    private enum Shape { case literal, suffix, general }

    private let bytes: [UInt8]
    private let shape: Shape
    /// Whether it speaks of a whole path below its folder; otherwise of a name in any folder below.
    let isAnchored: Bool
    /// Whether it ended with `/`.
    let isForFolders: Bool
    private let ignoresCase: Bool
    /// How many bytes stand before the first special one. Git compares them beforehand and then forgets them,
    /// so that a `**` right after them counts as one at the start: `a**/b` fits `ab`.
    private let plainCount: Int

    /// - Parameter text: the pattern without a leading `!`.
    init(_ text: ArraySlice<UInt8>, ignoresCase: Bool) {
        var text = text
        isForFolders = text.last == 0x2F
        if isForFolders { text.removeLast() }
        isAnchored = text.contains(0x2F)
        if text.first == 0x2F { text.removeFirst() }
        self.ignoresCase = ignoresCase
        bytes = ignoresCase ? text.map(Self.folded) : Array(text)
        plainCount = bytes.firstIndex(where: Self.isSpecial) ?? bytes.count
        if plainCount == bytes.count {
            shape = .literal
        } else if !isAnchored, bytes.first == 0x2A, !bytes.dropFirst().contains(where: Self.isSpecial) {
            shape = .suffix
        } else {
            shape = .general
        }
    }

    /// Whether the path fits.
    ///
    /// - Parameters:
    ///   - base: how many bytes of the path are the folder that the pattern was written in, with its `/`.
    ///   - name: where the last part of the path begins.
    func matches(_ path: [UInt8], base: Int, name: Int, isFolder: Bool) -> Bool {
        if isForFolders, !isFolder { return false }
        let subject = path[(isAnchored ? base : name)...]
        switch shape {
        case .literal:
            return subject.count == bytes.count && ends(subject, with: bytes[...])
        case .suffix:
            return subject.count >= bytes.count - 1 && ends(subject, with: bytes.dropFirst())
        case .general:
            return fits(subject)
        }
    }

    private func ends(_ subject: ArraySlice<UInt8>, with tail: ArraySlice<UInt8>) -> Bool {
        let end = subject.suffix(tail.count)
        return ignoresCase ? end.lazy.map(Self.folded).elementsEqual(tail) : end == tail
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == 0x2A || byte == 0x3F || byte == 0x5B || byte == 0x5C
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    /// Goes back to the last star only, and to the last `**/` when that is used up: a `*` stays within one
    /// part of a path, so an earlier choice never helps. No pattern takes longer than its length times the
    /// square of the path's.
    private func fits(_ path: ArraySlice<UInt8>) -> Bool {
        var p = 0
        var s = path.startIndex
        var star: (p: Int, s: Int)?
        var folders: (p: Int, s: Int)?
        while true {
            if p < bytes.count, bytes[p] == 0x2A {
                var after = p
                while after < bytes.count, bytes[after] == 0x2A { after += 1 }
                let isWhole =
                    after - p >= 2 && (p == plainCount || bytes[p - 1] == 0x2F)
                    && (after == bytes.count || bytes[after] == 0x2F)
                if isWhole, isAnchored {
                    // At the end it takes everything.
                    if after == bytes.count { return true }
                    p = after + 1
                    folders = (p, s)
                    star = nil
                } else {
                    p = after
                    star = (p, s)
                }
                continue
            }
            if s == path.endIndex, p == bytes.count { return true }
            if s < path.endIndex, let next = step(p, path[s]) {
                p = next
                s += 1
            } else if let last = star, last.s < path.endIndex, path[last.s] != 0x2F {
                star = (last.p, last.s + 1)
                (p, s) = (last.p, last.s + 1)
            } else if let last = folders {
                guard let slash = path[last.s...].firstIndex(of: 0x2F) else { return false }
                folders = (last.p, slash + 1)
                star = nil
                (p, s) = (last.p, slash + 1)
            } else {
                return false
            }
        }
    }

    /// Where the pattern goes on after one byte of a path; nil where the byte does not fit.
    private func step(_ p: Int, _ raw: UInt8) -> Int? {
        guard p < bytes.count else { return nil }
        let byte = ignoresCase ? Self.folded(raw) : raw
        switch bytes[p] {
        case 0x3F: return byte == 0x2F ? nil : p + 1
        case 0x5C: return p + 1 < bytes.count && bytes[p + 1] == byte ? p + 2 : nil
        case 0x5B: return member(p + 1, byte)
        case let literal: return literal == byte ? p + 1 : nil
        }
    }

    /// Reads a set from after its `[`; nil where the byte is not in it, or the set has no end.
    private func member(_ start: Int, _ byte: UInt8) -> Int? {
        var p = start
        guard p < bytes.count else { return nil }
        let isNegated = bytes[p] == 0x21 || bytes[p] == 0x5E
        if isNegated { p += 1 }
        let first = p
        var found = false
        var previous: UInt8?
        while p < bytes.count, bytes[p] != 0x5D || p == first {
            if bytes[p] == 0x5B, p + 1 < bytes.count, bytes[p + 1] == 0x3A,
                let close = bytes[(p + 2)...].firstIndex(of: 0x5D), bytes[close - 1] == 0x3A, close > p + 2
            {
                guard let isMember = Self.isMember(byte, of: bytes[(p + 2)..<(close - 1)]) else { return nil }
                found = found || isMember
                previous = nil
                p = close + 1
                continue
            }
            if let low = previous, bytes[p] == 0x2D, p + 1 < bytes.count, bytes[p + 1] != 0x5D {
                p += 1
                if bytes[p] == 0x5C { p += 1 }
                guard p < bytes.count else { return nil }
                found = found || (low <= byte && byte <= bytes[p])
                previous = nil
                p += 1
                continue
            }
            if bytes[p] == 0x5C { p += 1 }
            guard p < bytes.count else { return nil }
            found = found || bytes[p] == byte
            previous = bytes[p]
            p += 1
        }
        guard p < bytes.count, found != isNegated, byte != 0x2F else { return nil }
        return p + 1
    }

    /// Whether a byte is of a class such as `[:digit:]`; nil where there is no such class.
    private static func isMember(_ byte: UInt8, of name: ArraySlice<UInt8>) -> Bool? {
        let isUpper = (0x41...0x5A).contains(byte)
        let isLower = (0x61...0x7A).contains(byte)
        let isDigit = (0x30...0x39).contains(byte)
        switch String(decoding: name, as: UTF8.self) {
        case "alpha": return isUpper || isLower
        case "digit": return isDigit
        case "alnum": return isUpper || isLower || isDigit
        case "upper": return isUpper
        case "lower": return isLower
        case "space": return byte == 0x20 || (0x09...0x0D).contains(byte)
        case "blank": return byte == 0x20 || byte == 0x09
        case "punct": return (0x21...0x7E).contains(byte) && !isUpper && !isLower && !isDigit
        case "graph": return (0x21...0x7E).contains(byte)
        case "print": return (0x20...0x7E).contains(byte)
        case "cntrl": return byte < 0x20 || byte == 0x7F
        case "xdigit": return isDigit || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
        default: return nil
        }
    }
}
