/// The candidate that was probably meant by a word: the one with the fewest slips, if it has few enough.
///
/// - Returns: nil where no candidate is near. Of equally near ones the first.
package func closest(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().utf8)
    var best: (candidate: String, slips: Int)?
    for candidate in candidates {
        let limit = max(1, min(wanted.count, candidate.utf8.count) / 3)
        // Each letter that one has more than the other is a slip.
        guard abs(wanted.count - candidate.utf8.count) <= limit else { continue }
        let slips = slipCount(wanted, Array(candidate.lowercased().utf8))
        if slips <= limit, slips < best?.slips ?? .max { best = (candidate, slips) }
    }
    return best?.candidate
}

/// The number of letters inserted, left out, replaced, or swapped with a neighbour between two words
/// (the optimal string alignment distance).
private func slipCount(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 0..<a.count {
        var row = [i + 1]
        row.reserveCapacity(b.count + 1)
        for j in 0..<b.count {
            var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
            row.append(cost)
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
