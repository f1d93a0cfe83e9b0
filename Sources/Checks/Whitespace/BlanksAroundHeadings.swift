package import Model

/// Headings without blank lines around them.
package struct BlanksAroundHeadings: Check {
    package static let id = "whitespace.blanks-around-headings"
    package static let parameters = [
        Parameter(
            "lines_above", .numbers(-1...1000), standard: .number(1),
            summary:
                "How many blank lines stand above a heading; -1 any number; a list has one number per level."),
        Parameter(
            "lines_below", .numbers(-1...1000), standard: .number(1),
            summary:
                "How many blank lines stand below a heading; -1 any number; a list has one number per level."),
    ]

    private let above: [Int]
    private let below: [Int]

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        above = Self.perLevel("lines_above", parameters)
        below = Self.perLevel("lines_below", parameters)
    }

    /// One number for all levels, or one for each; levels that a list does not reach have 1.
    private static func perLevel(_ name: String, _ parameters: Parameters) -> [Int] {
        let numbers = parameters.numbers(name)
        if numbers.isEmpty { return [Int](repeating: parameters.number(name), count: 6) }
        return (0..<6).map { $0 < numbers.count ? numbers[$0] : 1 }
    }

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let blanks = BlankLines(document, facts) else { return }
        for heading in document.headings {
            let lines = document.lines(of: heading.node)
            let wanted = (above: above[heading.level - 1], below: below[heading.level - 1])
            let found = (
                above: blanks.countAbove(lines.lowerBound, upTo: wanted.above),
                below: blanks.countBelow(lines.upperBound, upTo: wanted.below)
            )
            guard found.above < wanted.above || found.below < wanted.below else { continue }
            let place = blanks.content(ofLine: lines.lowerBound)
            let subject = document.plainText(of: heading.node)
            if found.above < wanted.above {
                let missing = wanted.above - found.above
                let edit = blanks.insertion(
                    before: lines.lowerBound, like: lines.lowerBound - 1, count: missing)
                verdict.add(
                    Draft(
                        at: place, Self.tooFew(found.above, wanted.above, "above"), subject: subject,
                        fixes: [blanks.fix(edit, count: missing)]))
            }
            if found.below < wanted.below {
                let missing = wanted.below - found.below
                let edit = blanks.insertion(
                    before: lines.upperBound + 1, like: lines.upperBound + 1, count: missing)
                verdict.add(
                    Draft(
                        at: place, Self.tooFew(found.below, wanted.below, "below"), subject: subject,
                        fixes: [blanks.fix(edit, count: missing)]))
            }
        }
    }

    private static func tooFew(_ found: Int, _ wanted: Int, _ side: String) -> String {
        wanted == 1
            ? "no blank line \(side) this heading"
            : "\(found) blank line\(found == 1 ? "" : "s") \(side) this heading, where \(wanted) are asked for"
    }
}
