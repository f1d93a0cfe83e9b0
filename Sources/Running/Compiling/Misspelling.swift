/// Tells a name that is written wrongly from one that is defined elsewhere.
enum Misspelling {
    /// Whether a name is probably another one with a slip of the fingers: one letter too many, too few, another, or two
    /// that changed places; in long names two of these.
    ///
    /// What differs in case, in a number, in `_` or in a last `s` only is meant: `user` and `users`, `Point` and `point`.
    static func isLikely(_ name: String, for other: String) -> Bool {
        let (a, b) = (Array(name.utf8), Array(other.utf8))
        let bare = { (name: String) in name.lowercased().filter { $0 != "_" } }
        guard a.count >= 3, b.count >= 3, bare(name) != bare(other) else { return false }
        if name + "s" == other || other + "s" == name { return false }
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        if a.filter({ !isDigit($0) }) == b.filter({ !isDigit($0) }) { return false }
        // `action1` is the first of several, and no slip for `actions`.
        if a.filter(isDigit) != b.filter(isDigit) { return false }
        let distance = distance(a, b, limit: 2)
        if a.count < 5 || b.count < 5 {
            // Of short names only what has the same letters.
            return distance == 1 && a.sorted() == b.sorted()
        }
        return distance <= (min(a.count, b.count) >= 9 ? 2 : 1)
    }

    /// Whether a name is another one with a slip of the fingers that makes no name of its own: two letters that changed
    /// places, or inside of a word one letter too many, too few or another. `handler` is none for `handle`, and
    /// `xml_getopt` none for `xml_setopt`.
    static func isSlip(_ name: String, of other: String) -> Bool {
        let (a, b) = (Array(name.utf8), Array(other.utf8))
        guard isLikely(name, for: other), distance(a, b, limit: 1) == 1 else { return false }
        if a.sorted() == b.sorted() { return true }
        guard let place = zip(a, b).enumerated().first(where: { $1.0 != $1.1 })?.offset, place > 0,
            a.last == b.last
        else { return false }
        if a.count != b.count { return true }
        // Behind another letter, which ends no word.
        let isLetter = { (byte: UInt8) in (0x41...0x5A).contains(byte & 0xDF) }
        return [a[place], b[place], a[place - 1]].allSatisfy { isLetter($0) && ($0 ^ a[place]) & 0x20 == 0 }
    }

    /// Edits between two words, where two neighbours that changed places are one; at most one more than the limit.
    private static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int {
        if abs(a.count - b.count) > limit { return limit + 1 }
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    cost = min(cost, before[j - 2] + 1)
                }
                row.append(cost)
            }
            before = last
            last = row
        }
        return last[b.count]
    }
}
