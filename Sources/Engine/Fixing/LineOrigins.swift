import Model

/// For each line of a page that fixes have changed, the line of the page as it was that it comes from.
struct LineOrigins: Sendable {
    /// Nil where nothing was changed yet: every line is its own.
    private var lines: [Int]?

    /// The line that a line comes from, both counted from 0.
    subscript(line: Int) -> Int {
        guard let lines else { return line }
        return lines.isEmpty ? 0 : lines[min(line, lines.count - 1)]
    }

    /// The lines that some lines come from, and those between them.
    subscript(range: ClosedRange<Int>) -> ClosedRange<Int> {
        let (first, last) = (self[range.lowerBound], self[range.upperBound])
        return min(first, last)...max(first, last)
    }

    /// Follows edits; a line that is put in comes from the line that it is put in at.
    mutating func follow(_ edits: EditSet, from old: SourceText, to new: SourceText) {
        let offsets = edits.oldOffsets(of: new.lineStarts.map { Int($0) })
        lines = offsets.map { self[old.line(at: $0)] }
    }
}

/// A fix, told by its rule and by the line of what it mends in the page as it was.
struct FixPlace: Hashable, Comparable, Sendable {
    var rule: String
    var line: Int

    static func < (a: FixPlace, b: FixPlace) -> Bool {
        a.line != b.line ? a.line < b.line : a.rule < b.rule
    }
}

/// A finding of a page, told from others of its rule in the same line by a number.
struct FindingPlace: Hashable, Sendable {
    var place: FixPlace
    var ordinal: Int

    static func places(of findings: [Finding], in text: SourceText) -> [FindingPlace] {
        var counts: [FixPlace: Int] = [:]
        return findings.map { finding in
            let place = FixPlace(rule: finding.rule, line: text.line(at: finding.range.lower))
            let ordinal = counts[place, default: 0]
            counts[place] = ordinal + 1
            return FindingPlace(place: place, ordinal: ordinal)
        }
    }
}

/// A fix that was made, and the lines that it touches.
struct MadeFix: Sendable {
    var place: FixPlace
    var lines: ClosedRange<Int>
}

/// What was found on a page before it was mended: by rule, how often in which line.
struct FormerFindings: Sendable {
    private var counts: [String: [Int: Int]] = [:]

    init(_ findings: [Finding], in text: SourceText) {
        for finding in findings {
            counts[finding.rule, default: [:]][text.line(at: finding.range.lower), default: 0] += 1
        }
    }

    /// Those findings of a mended page that were not there before.
    ///
    /// A finding was there before where its rule has found something in the line that its own line comes
    /// from, or in another one that a fix has joined with it. Each one before stands for one after.
    func news(
        among findings: [Finding], in text: SourceText, _ origins: LineOrigins, _ made: [MadeFix]
    ) -> [FixPlace] {
        var counts = counts
        var left: [FixPlace] = []
        for finding in findings {
            let place = FixPlace(rule: finding.rule, line: origins[text.line(at: finding.range.lower)])
            if let count = counts[place.rule]?[place.line], count > 0 {
                counts[place.rule]?[place.line] = count - 1
            } else {
                left.append(place)
            }
        }
        return left.filter { place in
            for fix in made where fix.lines.contains(place.line) {
                for line in fix.lines {
                    guard let count = counts[place.rule]?[line], count > 0 else { continue }
                    counts[place.rule]?[line] = count - 1
                    return false
                }
            }
            return true
        }
    }
}
