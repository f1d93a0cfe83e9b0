/// Which lines of output are written anew so that it is what was printed. Lines that fit stay as the author wrote
/// them, with all that stands for anything.
package struct OutputUpdate: Hashable, Sendable {
    /// The lines that go.
    package var replaced: Range<Int>
    package var lines: [String]

    package init(replaced: Range<Int>, lines: [String]) {
        self.replaced = replaced
        self.lines = lines
    }

    /// - Returns: nil where nobody can tell which lines are meant.
    package init?(
        of expected: OutputText, to actual: OutputText, at difference: OutputMatcher.Difference,
        _ matcher: OutputMatcher, _ captures: [String: String]
    ) {
        switch matcher.mode {
        case .lines: self.init(lines: expected, actual, difference.expected, matcher, captures)
        case .unordered: self.init(unordered: expected, actual, matcher, captures)
        case .json:
            guard let text = JSONRewriting.text(of: actual, like: expected) else { return nil }
            self.init(replaced: 0..<expected.lines.count, lines: text)
        }
    }

    private init?(
        lines expected: OutputText, _ actual: OutputText, _ first: Int, _ matcher: OutputMatcher,
        _ captures: [String: String]
    ) {
        let patterns = matcher.patterns(expected.lines)
        let printed = matcher.filtered(actual.lines)
        var captures = captures
        guard let head = Self.head(patterns, printed, first, &captures) else { return nil }
        // What fits from the end on, up to lines that stand for any number.
        var tail = 0
        while first + tail < patterns.count, head + tail < printed.count {
            let line = patterns[patterns.count - 1 - tail]
            guard !line.isElision, line.fits(printed[printed.count - 1 - tail], &captures) else { break }
            tail += 1
        }
        var end = patterns.count - tail
        var last = printed.count - tail
        if let elision = patterns[first..<end].firstIndex(where: \.isElision) {
            // What is behind it fits already, or else all of it is written anew.
            let matching = OutputMatcher(mode: .lines, marks: matcher.marks)
            let rest = OutputText(lines: patterns[elision...].map(\.text))
            let skipped = head + (elision - first)
            if skipped <= last,
                matching.difference(
                    of: OutputText(lines: Array(printed[skipped...])), from: rest, &captures) == nil
            {
                (end, last) = (elision, skipped)
            }
        }
        guard last >= head else { return nil }
        self.init(replaced: first..<end, lines: Array(actual.lines[head..<last]))
    }

    /// How many printed lines the first lines that are written take up.
    private static func head(
        _ patterns: [OutputLine], _ printed: [String], _ count: Int, _ captures: inout [String: String]
    ) -> Int? {
        guard let elision = patterns[..<count].lastIndex(where: \.isElision) else { return count }
        // As few lines as possible stand for the elision, so that the rest comes as early as it can.
        let rest = patterns[(elision + 1)..<count]
        for start in 0...max(0, printed.count - rest.count) {
            let words = OutputText(lines: Array(printed[..<start]))
            var trial = captures
            let before = OutputText(lines: patterns[...elision].map(\.text))
            guard OutputMatcher().difference(of: words, from: before, &trial) == nil else { continue }
            if zip(rest, printed[start...]).allSatisfy({ $0.fits($1, &trial) }) {
                captures = trial
                return start + rest.count
            }
        }
        return nil
    }

    private init(
        unordered expected: OutputText, _ actual: OutputText, _ matcher: OutputMatcher,
        _ captures: [String: String]
    ) {
        var captures = captures
        var left = Array(zip(matcher.filtered(actual.lines), actual.lines))
        var lines: [String] = []
        for (line, text) in zip(matcher.patterns(expected.lines), expected.lines) {
            if line.isElision {
                lines.append(text)
            } else if let place = left.firstIndex(where: { line.fits($0.0, &captures) }) {
                left.remove(at: place)
                lines.append(text)
            }
        }
        self.init(replaced: 0..<expected.lines.count, lines: lines + left.map(\.1))
    }
}
