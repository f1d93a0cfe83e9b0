/// All that a program printed, held against comments of its code that say what lines print, where nobody knows which line
/// has printed what: what they say must come in their order.
struct WholeOutput {
    private let lines: [String]
    private var place = 0
    /// Whether there are as many lines as comments tell of, so that each has its own.
    private let isAligned: Bool

    init(_ output: String, of part: Session.Part) {
        lines = OutputText(output).lines
        let told = part.expectations.reduce(0) { sum, expectation in
            if case .printed = expectation.subject { sum + expectation.written.text.lines.count } else { sum }
        }
        isAligned = told == lines.count
    }

    /// What is wrong with the next expectation; nil where it is met.
    mutating func next(
        _ expectation: Expectation
    ) -> (difference: OutputMatcher.Difference, printed: OutputText, isGuess: Bool)? {
        let wanted = expectation.written.text
        let count = max(1, wanted.lines.count)
        var first: (difference: OutputMatcher.Difference, printed: OutputText)?
        for start in place..<max(place + 1, lines.count) {
            let printed = OutputText(
                lines: Array(lines[min(start, lines.count)..<min(start + count, lines.count)]))
            var captures: [String: String] = [:]
            guard let difference = expectation.matcher.difference(of: printed, from: wanted, &captures),
                !Self.isSame(printed, wanted)
            else {
                place = start + count
                return nil
            }
            if first == nil { first = (difference, printed) }
            if isAligned { break }
        }
        place = min(place + count, lines.count)
        guard let first else { return nil }
        return (first.difference, first.printed, !isAligned)
    }

    /// Whether only quotation marks and white space differ: a comment shows a value as it is written in code.
    private static func isSame(_ printed: OutputText, _ wanted: OutputText) -> Bool {
        let plain = { (text: OutputText) in
            text.lines.joined(separator: " ").filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        }
        return plain(printed) == plain(wanted)
    }
}
