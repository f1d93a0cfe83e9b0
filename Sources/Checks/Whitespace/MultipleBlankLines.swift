package import Model

/// More blank lines in a row than one.
package struct MultipleBlankLines: Check {
    package static let id = "whitespace.multiple-blank-lines"
    package static let parameters = [
        Parameter(
            "maximum", .number(0...1000), standard: .number(1),
            summary: "How many blank lines may follow each other; 0 means 1.")
    ]

    private let maximum: Int

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        maximum = max(1, parameters.number("maximum"))
    }

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let map = facts.lines else { return }
        let text = document.text
        var count = 0
        for line in map.firstLine..<map.count {
            let traits = map[line]
            guard traits.contains(.blank), traits.isDisjoint(with: .code), !isCommentText(line, map, text)
            else {
                count = 0
                continue
            }
            count += 1
            guard count > maximum else { continue }
            verdict.add(
                Draft(
                    at: text.line(line), Self.blankLines(count, maximum), subject: subject(line, map, text),
                    fixes: [Fix(title: Self.remove, safety: .safe, edits: [Edit(whole(line, text), "")])]))
        }
    }

    /// White space within a comment is the comment's.
    private func isCommentText(_ line: Int, _ map: LineMap, _ text: SourceText) -> Bool {
        guard map[line].contains(.comment) else { return false }
        let range = text.line(line)
        return !range.isEmpty && map.isInComment(range.lower)
    }

    /// The line with the line ending before it, so that at the end of a file one is left.
    private func whole(_ line: Int, _ text: SourceText) -> SourceRange {
        SourceRange(line > 0 ? text.line(line - 1).upper : 0, text.line(line).upper)
    }

    /// The text above the blank lines.
    private func subject(_ line: Int, _ map: LineMap, _ text: SourceText) -> String {
        var line = line
        while line > 0, map[line].contains(.blank) { line -= 1 }
        return text.trimmed(text.line(line))
    }

    private static func blankLines(_ count: Int, _ maximum: Int) -> String {
        "blank line \(count) in a row, where \(maximum == 1 ? "1 is" : "\(maximum) are") enough"
    }
    private static let remove = "remove it"
}
