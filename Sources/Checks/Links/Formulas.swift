internal import Model

extension Facts {
    /// Whether a range stands in a formula for markdownlint, as `SourceText.isInFormula` or between lines of `$$`.
    func isInFormula(_ range: SourceRange, _ text: SourceText) -> Bool {
        if let lines, lines[text.line(at: range.lower)].contains(.math) { return true }
        return text.isInFormula(range)
    }
}

extension SourceText {
    /// Whether a range stands between two runs of `$` of the same length on one line: a formula for
    /// markdownlint, spaces beside the signs or not.
    func isInFormula(_ range: SourceRange) -> Bool {
        let line = bareLine(line(at: range.lower))
        var place = line.lower
        while place < range.lower {
            switch bytes[place] {
            case UInt8(ascii: "\\"): place += 2
            case UInt8(ascii: "`"), UInt8(ascii: "$"):
                let open = endOfRun(at: place, before: line.upper)
                guard let close = closing(bytes[place], open - place, from: open, before: line.upper) else {
                    place = open
                    continue
                }
                if bytes[place] == UInt8(ascii: "$"), close > range.lower { return true }
                place = close
            default: place += 1
            }
        }
        return false
    }

    private func endOfRun(at place: Int, before end: Int) -> Int {
        var next = place + 1
        while next < end, bytes[next] == bytes[place] { next += 1 }
        return next
    }

    /// Where the next run of a character ends that has a certain length.
    private func closing(_ character: UInt8, _ length: Int, from start: Int, before end: Int) -> Int? {
        var place = start
        while let lower = bytes[place..<end].firstIndex(of: character) {
            let upper = endOfRun(at: lower, before: end)
            if upper - lower == length { return upper }
            place = upper
        }
        return nil
    }
}
