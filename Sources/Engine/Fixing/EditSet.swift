import Model

/// Edits of one file, in order and without overlaps.
struct EditSet {
    private(set) var edits: [Edit] = []

    /// Adds all edits of a fix, or none where one of them meets another at the same place.
    ///
    /// Edits that are there already count as one.
    ///
    /// - Returns: whether they were added.
    mutating func add(_ fix: [Edit]) -> Bool {
        var added: [(place: Int, edit: Edit)] = []
        for edit in fix {
            let place = firstPlace(notBefore: edit.range)
            if place < edits.count, edits[place] == edit { continue }
            if place < edits.count, edits[place].range.touches(edit.range) { return false }
            if place > 0, edits[place - 1].range.touches(edit.range) { return false }
            added.append((place, edit))
        }
        // From the last to the first, so that the places stay right.
        for one in added.reversed() { edits.insert(one.edit, at: one.place) }
        return true
    }

    private func firstPlace(notBefore range: SourceRange) -> Int {
        var low = 0
        var high = edits.count
        while low < high {
            let middle = (low + high) / 2
            if edits[middle].range < range { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The bytes with all edits made.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.utf8.count })
        var end = 0
        for edit in edits {
            out += bytes[end..<edit.range.lower]
            out += edit.replacement.utf8
            end = edit.range.upper
        }
        return out + bytes[end...]
    }

    /// For offsets of the new bytes, in order, where they were in the old ones.
    func oldOffsets(of offsets: [Int]) -> [Int] {
        var out: [Int] = []
        out.reserveCapacity(offsets.count)
        var place = 0
        // How far what comes after the edits so far has moved.
        var shift = 0
        for offset in offsets {
            while place < edits.count {
                let edit = edits[place]
                let end = edit.range.lower + shift + edit.replacement.utf8.count
                guard end <= offset else { break }
                shift += edit.replacement.utf8.count - edit.range.count
                place += 1
            }
            let isInside = place < edits.count && edits[place].range.lower + shift < offset
            out.append(isInside ? edits[place].range.lower : offset - shift)
        }
        return out
    }
}
