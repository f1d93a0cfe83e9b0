/// A pattern of paths as in `.gitignore` and editor configuration: `*` and `?` stay within one part of a
/// path, a part `**` stands for any number of parts, `[a-z]` and `{a,b}` choose, `\` takes the next character
/// as it is.
///
/// A pattern without `/` (other than at its end) matches a name in any folder. One that ends with `/`, or
/// names a folder, matches everything below.
package struct Glob: Hashable, Sendable {
    package let pattern: String
    private let alternatives: [[Part]]

    private enum Part: Hashable {
        case anyParts
        case name([Unicode.Scalar])
    }

    package init(_ pattern: String) {
        self.pattern = pattern
        var text = pattern
        if text.hasPrefix("./") { text.removeFirst(2) }
        let isAnchored = text.dropLast().contains("/")
        if text.hasPrefix("/") { text.removeFirst() }
        if text.hasSuffix("/") { text.removeLast() }
        guard !text.isEmpty else {
            alternatives = []
            return
        }
        alternatives = Self.expanded(isAnchored ? text : "**/" + text).map(Self.parts)
    }

    /// Whether the path, or a folder that it lies in, fits the pattern.
    package func matches(_ path: String) -> Bool {
        let names = path.split(separator: "/").map { Array($0.unicodeScalars) }
        return alternatives.contains { Self.fits($0, names) }
    }

    private static func parts(_ text: String) -> [Part] {
        text.split(separator: "/", omittingEmptySubsequences: false).map {
            $0 == "**" ? .anyParts : .name(Array($0.unicodeScalars))
        }
    }

    /// Writes out `{a,b}`; braces that do not match stand for themselves. At most 1,000 patterns come out.
    private static func expanded(_ text: String) -> [String] {
        var queue = [text]
        var done: [String] = []
        while let next = queue.popLast(), done.count + queue.count < 1000 {
            guard let braces = braces(in: next) else {
                done.append(next)
                continue
            }
            let head = next[..<braces.open]
            let tail = next[next.index(after: braces.close)...]
            for choice in choices(next[next.index(after: braces.open)..<braces.close]) {
                queue.append(head + choice + tail)
            }
        }
        return done.sorted()
    }

    /// The first `{` that has a `}`, and that one.
    private static func braces(in text: String) -> (open: String.Index, close: String.Index)? {
        var open: [String.Index] = []
        var found: (open: String.Index, close: String.Index)?
        var isEscaped = false
        for index in text.indices {
            defer { isEscaped = text[index] == "\\" && !isEscaped }
            if isEscaped { continue }
            if text[index] == "{" { open.append(index) }
            if text[index] == "}", let last = open.popLast(), found.map({ last < $0.open }) ?? true {
                found = (last, index)
            }
        }
        return found
    }

    private static func choices(_ text: Substring) -> [String] {
        var depth = 0
        var isEscaped = false
        var out = [""]
        for character in text {
            defer { isEscaped = character == "\\" && !isEscaped }
            if !isEscaped {
                if character == ",", depth == 0 {
                    out.append("")
                    continue
                }
                if character == "{" { depth += 1 }
                if character == "}" { depth -= 1 }
            }
            out[out.count - 1].append(character)
        }
        return out
    }

    /// Whether a pattern fits the first names of a path. Goes back to the last `**` only, so it never takes
    /// more than parts times names.
    private static func fits(_ parts: [Part], _ names: [[Unicode.Scalar]]) -> Bool {
        var part = 0
        var name = 0
        var star: (part: Int, name: Int)?
        while true {
            if part == parts.count { return name > 0 }
            if case .anyParts = parts[part] {
                // At its end `**` takes whatever is left, but something must be.
                if part + 1 == parts.count { return name < names.count }
                part += 1
                star = (part, name)
                continue
            }
            if name < names.count, case .name(let pattern) = parts[part], fits(pattern, names[name]) {
                part += 1
                name += 1
            } else if let last = star, last.name < names.count {
                star = (last.part, last.name + 1)
                (part, name) = (last.part, last.name + 1)
            } else {
                return false
            }
        }
    }

    /// Whether a pattern fits one whole name. Goes back to the last `*` only.
    private static func fits(_ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Bool {
        var p = 0
        var n = 0
        var star: (p: Int, n: Int)?
        while n < name.count || p < pattern.count {
            if p < pattern.count, pattern[p] == "*" {
                p += 1
                star = (p, n)
            } else if n < name.count, let next = step(pattern, p, name[n]) {
                p = next
                n += 1
            } else if let last = star, last.n < name.count {
                star = (last.p, last.n + 1)
                (p, n) = (last.p, last.n + 1)
            } else {
                return false
            }
        }
        return true
    }

    /// Where the pattern goes on after one character of a name; nil where the character does not fit.
    private static func step(_ pattern: [Unicode.Scalar], _ p: Int, _ character: Unicode.Scalar) -> Int? {
        guard p < pattern.count else { return nil }
        switch pattern[p] {
        case "?": return p + 1
        case "\\" where p + 1 < pattern.count: return pattern[p + 1] == character ? p + 2 : nil
        case "[":
            // A `]` right behind the bracket, or behind its `!`, is a member.
            var first = p + 1
            if first < pattern.count, pattern[first] == "!" || pattern[first] == "^" { first += 1 }
            guard let close = pattern[min(first + 1, pattern.count)...].firstIndex(of: "]") else {
                return character == "[" ? p + 1 : nil
            }
            let isMember = isMember(character, pattern[first..<close])
            return isMember == (first == p + 1) ? close + 1 : nil
        case let literal: return literal == character ? p + 1 : nil
        }
    }

    private static func isMember(_ character: Unicode.Scalar, _ set: ArraySlice<Unicode.Scalar>) -> Bool {
        var index = set.startIndex
        while index < set.endIndex {
            if index + 2 < set.endIndex, set[index + 1] == "-" {
                if set[index] <= character, character <= set[index + 2] { return true }
                index += 3
            } else {
                if set[index] == character { return true }
                index += 1
            }
        }
        return false
    }
}
