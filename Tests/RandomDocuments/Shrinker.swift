/// Makes a failing document as small as it can while it still fails.
package enum Shrinker {
    /// Leaves out runs of bytes, long ones first, as long as the rest still fails.
    ///
    /// - Parameter fails: whether a document still shows the failure.
    package static func smallest(_ document: [UInt8], fails: ([UInt8]) -> Bool) -> [UInt8] {
        var best = document
        var isChanged = true
        while isChanged {
            isChanged = false
            var length = max(1, best.count / 2)
            while length > 0 {
                var place = 0
                while place < best.count {
                    var candidate = best
                    candidate.removeSubrange(place..<min(best.count, place + length))
                    if fails(candidate) {
                        best = candidate
                        isChanged = true
                    } else {
                        place += max(1, length / 2)
                    }
                }
                length /= 2
            }
        }
        return simplified(best, fails: fails)
    }

    /// Replaces letters and digits by `a`, one after the other, as long as it still fails.
    private static func simplified(_ document: [UInt8], fails: ([UInt8]) -> Bool) -> [UInt8] {
        var best = document
        for place in best.indices {
            let byte = best[place]
            guard byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) else { continue }
            var candidate = best
            candidate[place] = 0x61
            if fails(candidate) { best = candidate }
        }
        return best
    }
}
