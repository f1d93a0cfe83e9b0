/// A pattern of paths as in `.gitignore` and editor configuration: `*` and `?` stay within one part of a
/// path, `**` crosses parts, `[a-z]` and `{a,b}` choose.
///
/// A pattern without `/` (other than at its end) matches a name in any folder. One that ends with `/`, or
/// names a folder, matches everything below.
package struct Glob: Hashable, Sendable {
    package let pattern: String
    private let alternatives: [[UInt8]]

    package init(_ pattern: String) {
        self.pattern = pattern
        var text = pattern
        if text.hasPrefix("./") { text.removeFirst(2) }
        let isAnchored = text.dropLast().contains("/")
        if text.hasPrefix("/") { text.removeFirst() }
        if text.hasSuffix("/") { text.removeLast() }
        let body = isAnchored || text == "**" || text.isEmpty ? text : "**/" + text
        alternatives = Self.expanded(body).map { Array($0.utf8) }
    }

    /// Whether the path, or a folder that it lies in, fits the pattern.
    package func matches(_ path: String) -> Bool {
        let bytes = Array(path.utf8)
        return alternatives.contains { pattern in
            if Self.fits(pattern[...], bytes[...]) { return true }
            return bytes.indices.contains { bytes[$0] == 0x2F && Self.fits(pattern[...], bytes[..<$0]) }
        }
    }

    /// Writes out `{a,b}`; braces that do not match stand for themselves. At most 1,000 patterns come out.
    private static func expanded(_ text: String) -> [String] {
        var queue = [text]
        var done: [String] = []
        while let next = queue.popLast(), done.count + queue.count < 1000 {
            guard let open = next.firstIndex(of: "{"), let close = matching(next, open) else {
                done.append(next)
                continue
            }
            let head = next[..<open]
            let tail = next[next.index(after: close)...]
            for choice in choices(next[next.index(after: open)..<close]) {
                queue.append(head + choice + tail)
            }
        }
        return done.sorted()
    }

    private static func matching(_ text: String, _ open: String.Index) -> String.Index? {
        var depth = 0
        for index in text[open...].indices {
            if text[index] == "{" { depth += 1 }
            if text[index] == "}" {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    private static func choices(_ text: Substring) -> [String] {
        var depth = 0
        var out = [""]
        for character in text {
            if character == ",", depth == 0 {
                out.append("")
                continue
            }
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            out[out.count - 1].append(character)
        }
        return out
    }

    /// Whether a pattern fits a whole path. Goes back to the last star only, and to the last double star
    /// when that is used up, so it never takes more than pattern times path squared.
    private static func fits(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
        var p = pattern.startIndex
        var s = path.startIndex
        var star: (p: Int, s: Int)?
        var doubleStar: (p: Int, s: Int)?
        while true {
            if p < pattern.endIndex, pattern[p] == 0x2A {
                if p + 1 < pattern.endIndex, pattern[p + 1] == 0x2A {
                    p += 2
                    if p < pattern.endIndex, pattern[p] == 0x2F { p += 1 }
                    doubleStar = (p, s)
                    star = nil
                } else {
                    p += 1
                    star = (p, s)
                }
                continue
            }
            if s == path.endIndex, p == pattern.endIndex { return true }
            if s < path.endIndex, let next = step(pattern, p, path[s]) {
                p = next
                s += 1
                continue
            }
            if let last = star, last.s < path.endIndex, path[last.s] != 0x2F {
                star = (last.p, last.s + 1)
                (p, s) = (last.p, last.s + 1)
            } else if let last = doubleStar, last.s < path.endIndex {
                // After `**/` only whole parts are skipped; a `**` at the end takes the rest.
                var after = last.s
                if last.p < pattern.endIndex {
                    while after < path.endIndex, path[after] != 0x2F { after += 1 }
                    guard after < path.endIndex else { return false }
                }
                doubleStar = (last.p, after + 1)
                star = nil
                (p, s) = (last.p, after + 1)
            } else {
                return false
            }
        }
    }

    /// Where the pattern goes on after one byte of a path; nil where the byte does not fit.
    private static func step(_ pattern: ArraySlice<UInt8>, _ p: Int, _ byte: UInt8) -> Int? {
        guard p < pattern.endIndex else { return nil }
        switch pattern[p] {
        case 0x3F: return byte == 0x2F ? nil : p + 1
        case 0x5C where p + 1 < pattern.endIndex: return pattern[p + 1] == byte ? p + 2 : nil
        case 0x5B:
            guard let close = pattern[(p + 1)...].dropFirst().firstIndex(of: 0x5D) else {
                return byte == 0x5B ? p + 1 : nil
            }
            return byte != 0x2F && isMember(byte, pattern[(p + 1)..<close]) ? close + 1 : nil
        case let literal: return literal == byte ? p + 1 : nil
        }
    }

    private static func isMember(_ byte: UInt8, _ set: ArraySlice<UInt8>) -> Bool {
        let isNegated = set.first == 0x21 || set.first == 0x5E
        let members = isNegated ? set.dropFirst() : set
        var index = members.startIndex
        var found = false
        while index < members.endIndex {
            if index + 2 < members.endIndex, members[index + 1] == 0x2D {
                found = found || (members[index] <= byte && byte <= members[index + 2])
                index += 3
            } else {
                found = found || members[index] == byte
                index += 1
            }
        }
        return found != isNegated
    }
}
