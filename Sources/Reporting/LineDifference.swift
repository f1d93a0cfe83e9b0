/// Which lines differ between two texts: the lines that both have once are matched first, and what is left
/// between them line by line.
struct LineDifference {
    struct Change: Hashable {
        var old: Range<Int>
        var new: Range<Int>
    }

    /// The lines with their line endings; only LF ends a line, as for Git.
    let old: [ArraySlice<UInt8>]
    let new: [ArraySlice<UInt8>]
    private(set) var changes: [Change] = []

    /// The most pairs of lines that are compared one by one; of larger parts all lines count as changed.
    private static let limit = 250_000

    init(_ old: [UInt8], _ new: [UInt8]) {
        self.old = Self.lines(old)
        self.new = Self.lines(new)
        var numbers: [ArraySlice<UInt8>: Int] = [:]
        let a = Self.numbered(self.old, &numbers)
        let b = Self.numbered(self.new, &numbers)
        // Parts that are still to be looked at, the last first.
        var parts = [Change(old: a.indices, new: b.indices)]
        while let part = parts.popLast() {
            let part = Self.trimmed(part, a, b)
            if part.old.isEmpty, part.new.isEmpty { continue }
            if part.old.isEmpty || part.new.isEmpty {
                add(part)
                continue
            }
            let pairs = Self.unique(part, a, b) ?? Self.common(part, a, b)
            if pairs.isEmpty {
                add(part)
                continue
            }
            var inner: [Change] = []
            var next = part
            for pair in pairs {
                inner.append(
                    Change(old: next.old.lowerBound..<pair.old, new: next.new.lowerBound..<pair.new))
                next.old = (pair.old + 1)..<part.old.upperBound
                next.new = (pair.new + 1)..<part.new.upperBound
            }
            inner.append(next)
            parts += inner.reversed()
        }
    }

    private mutating func add(_ change: Change) {
        if let last = changes.last, last.old.upperBound == change.old.lowerBound,
            last.new.upperBound == change.new.lowerBound
        {
            changes[changes.count - 1] = Change(
                old: last.old.lowerBound..<change.old.upperBound,
                new: last.new.lowerBound..<change.new.upperBound)
        } else {
            changes.append(change)
        }
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(bytes[start...index])
            start = index + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    private static func numbered(
        _ lines: [ArraySlice<UInt8>], _ numbers: inout [ArraySlice<UInt8>: Int]
    ) -> [Int] {
        lines.map { line in
            let number = numbers[line] ?? numbers.count
            numbers[line] = number
            return number
        }
    }

    /// A part without the lines that are the same at its beginning and end.
    private static func trimmed(_ part: Change, _ a: [Int], _ b: [Int]) -> Change {
        var (old, new) = (part.old, part.new)
        while let i = old.first, let j = new.first, a[i] == b[j] {
            old = (i + 1)..<old.upperBound
            new = (j + 1)..<new.upperBound
        }
        while let i = old.last, let j = new.last, a[i] == b[j] {
            old = old.lowerBound..<i
            new = new.lowerBound..<j
        }
        return Change(old: old, new: new)
    }

    private struct Pair {
        var old: Int
        var new: Int
    }

    /// The longest row of pairs of lines that either side of a part has once; nil where there is no such line.
    private static func unique(_ part: Change, _ a: [Int], _ b: [Int]) -> [Pair]? {
        var places: [Int: (count: Int, place: Int)] = [:]
        for index in part.old { places[a[index]] = ((places[a[index]]?.count ?? 0) + 1, index) }
        var seen: [Int: (count: Int, place: Int)] = [:]
        for index in part.new { seen[b[index]] = ((seen[b[index]]?.count ?? 0) + 1, index) }
        var pairs: [Pair] = []
        for index in part.new where seen[b[index]]?.count == 1 {
            if let match = places[b[index]], match.count == 1 {
                pairs.append(Pair(old: match.place, new: index))
            }
        }
        return pairs.isEmpty ? nil : rising(pairs)
    }

    /// The longest row of pairs whose old places rise, too (patience sorting).
    private static func rising(_ pairs: [Pair]) -> [Pair] {
        var tops: [Int] = []
        var before = [Int](repeating: -1, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            var low = 0
            var high = tops.count
            while low < high {
                let middle = (low + high) / 2
                if pairs[tops[middle]].old < pair.old { low = middle + 1 } else { high = middle }
            }
            if low > 0 { before[index] = tops[low - 1] }
            if low == tops.count { tops.append(index) } else { tops[low] = index }
        }
        var row: [Pair] = []
        var next = tops.last ?? -1
        while next >= 0 {
            row.append(pairs[next])
            next = before[next]
        }
        return row.reversed()
    }

    /// The longest common row of lines of a small part; none of a large one.
    private static func common(_ part: Change, _ a: [Int], _ b: [Int]) -> [Pair] {
        let (height, width) = (part.old.count, part.new.count)
        guard height <= limit / width else { return [] }
        // For each pair of places, how many lines the rests have in common.
        var lengths = [Int](repeating: 0, count: (height + 1) * (width + 1))
        for i in stride(from: height - 1, through: 0, by: -1) {
            for j in stride(from: width - 1, through: 0, by: -1) {
                let here = i * (width + 1) + j
                let below = here + width + 1
                lengths[here] =
                    a[part.old.lowerBound + i] == b[part.new.lowerBound + j]
                    ? lengths[below + 1] + 1 : max(lengths[below], lengths[here + 1])
            }
        }
        var pairs: [Pair] = []
        var (i, j) = (0, 0)
        while i < height, j < width {
            let here = i * (width + 1) + j
            let below = here + width + 1
            if a[part.old.lowerBound + i] == b[part.new.lowerBound + j] {
                pairs.append(Pair(old: part.old.lowerBound + i, new: part.new.lowerBound + j))
                (i, j) = (i + 1, j + 1)
            } else if lengths[below] >= lengths[here + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }
}
