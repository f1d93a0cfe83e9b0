/// How output is held against what an author wrote.
package struct OutputMatcher: Sendable {
    package enum Mode: String, Sendable {
        /// Line by line.
        case lines
        /// The same lines in any order.
        case unordered
        /// The same value, however it is written; `...` among members or elements stands for more of them.
        case json
    }

    package var mode: Mode
    package var marks: OutputLine.Marks
    package var filters: [LineFilter]

    package init(mode: Mode = .lines, marks: OutputLine.Marks = .elisions, filters: [LineFilter] = []) {
        self.mode = mode
        self.marks = marks
        self.filters = filters
    }

    /// Where what was printed is first another than what was written.
    package struct Difference: Hashable, Sendable {
        /// The line of what was written; behind the last one where more was printed.
        package var expected: Int
        /// The line of what was printed; nil where nothing was printed that could be it.
        package var actual: Int?
        /// What is wrong, where that is more than that the lines differ.
        package var reason: String?

        package init(expected: Int, actual: Int?, reason: String?) {
            self.expected = expected
            self.actual = actual
            self.reason = reason
        }
    }

    /// The first difference; nil where there is none.
    ///
    /// - Parameter captures: what names stand for on this page so far.
    package func difference(
        of actual: OutputText, from expected: OutputText, _ captures: inout [String: String]
    ) -> Difference? {
        switch mode {
        case .json:
            return JSONComparison.difference(of: actual, from: expected)
        case .unordered:
            return unordered(filtered(actual.lines), patterns(expected.lines), &captures)
        case .lines:
            var scan = LineScan(expected: patterns(expected.lines), actual: filtered(actual.lines), captures)
            guard let difference = scan.run() else {
                captures = scan.captures
                return nil
            }
            return difference
        }
    }

    func patterns(_ lines: [String]) -> [OutputLine] { filtered(lines).map { OutputLine($0, marks) } }

    func filtered(_ lines: [String]) -> [String] {
        lines.map { line in filters.reduce(line) { $1.applied(to: $0) } }
    }

    private func unordered(
        _ actual: [String], _ expected: [OutputLine], _ captures: inout [String: String]
    ) -> Difference? {
        var left = Array(actual.enumerated())
        var allowsMore = false
        var trial = captures
        for (index, line) in expected.enumerated() {
            if line.isElision {
                allowsMore = true
                continue
            }
            guard let place = left.firstIndex(where: { line.fits($0.element, &trial) }) else {
                return Difference(expected: index, actual: nil, reason: nil)
            }
            left.remove(at: place)
        }
        if !allowsMore, let extra = left.first {
            return Difference(expected: expected.count, actual: extra.offset, reason: nil)
        }
        captures = trial
        return nil
    }
}

/// Goes over two texts line by line; lines that stand for any number of lines take as few as they can.
private struct LineScan {
    let expected: [OutputLine]
    let actual: [String]
    var captures: [String: String]
    /// The furthest that was come to.
    private var furthest = OutputMatcher.Difference(expected: 0, actual: 0, reason: nil)

    init(expected: [OutputLine], actual: [String], _ captures: [String: String]) {
        self.expected = expected
        self.actual = actual
        self.captures = captures
    }

    mutating func run() -> OutputMatcher.Difference? {
        var (line, place) = (0, 0)
        var retry: (line: Int, place: Int, captures: [String: String])?
        while true {
            if line < expected.count, expected[line].isElision {
                line += 1
                retry = (line, place, captures)
                if line == expected.count { return nil }
                continue
            }
            if line == expected.count, place == actual.count { return nil }
            note(line, place)
            if line < expected.count, place < actual.count, expected[line].fits(actual[place], &captures) {
                line += 1
                place += 1
                continue
            }
            guard let last = retry, last.place < actual.count else { return furthest }
            captures = last.captures
            retry = (last.line, last.place + 1, last.captures)
            (line, place) = (last.line, last.place + 1)
        }
    }

    private mutating func note(_ line: Int, _ place: Int) {
        guard line > furthest.expected || (line == furthest.expected && furthest.expected == 0 && place == 0)
        else { return }
        furthest = OutputMatcher.Difference(
            expected: line, actual: place < actual.count ? place : nil, reason: nil)
    }
}
