package import Model

/// Code spans that begin or end with white space which no backtick calls for.
package struct SpaceInCode: Check {
    package static let id = "whitespace.space-in-code"
    package static let fixChanges = FixChanges.spaces

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        for place in document.places(of: .codeSpan) {
            let content = document.nodes[Int(place)].content
            guard !content.isEmpty, mayBeSpace(text.bytes[content.lower], text.bytes[content.upper - 1])
            else { continue }
            judge(content, document, &verdict)
        }
    }

    /// Whether a code span that begins and ends with these bytes may begin or end with white space.
    private func mayBeSpace(_ first: UInt8, _ last: UInt8) -> Bool {
        first <= 0x20 || first >= 0x80 || last <= 0x20 || last >= 0x80
    }

    private func judge(_ content: SourceRange, _ document: Document, _ verdict: inout Verdict) {
        let text = document.text
        let code = document.codeText(content)
        let isPadded = code != content
        let bounds = Self.bounds(of: code, text)
        let first = text.firstLine(of: SourceRange(bounds.lower, code.upper))
        let last = Self.lastLine(of: SourceRange(code.lower, bounds.upper), text)
        let begin = text.leadingSpace(of: first)
        let end = text.trailingSpace(of: last)
        let tick = UInt8(ascii: "`")
        let beginsWithTick = begin < first.upper && text.bytes[begin] == tick
        let endsWithTick = end > last.lower && text.bytes[end - 1] == tick
        // Beside a backtick one space is called for, if it is not there already.
        let leading =
            begin < first.upper
            ? text.utf16Count(SourceRange(first.lower, begin)) - (beginsWithTick && !isPadded ? 1 : 0) : 0
        let trailing =
            end > last.lower
            ? text.utf16Count(SourceRange(end, last.upper)) - (endsWithTick && !isPadded ? 1 : 0) : 0
        let removesPadding =
            leading > 0 && trailing > 0 && isPadded && !beginsWithTick && !endsWithTick
        let subject = text.string(content)
        if leading > 0 {
            let lower = removesPadding ? content.lower : first.lower
            let upper = begin - (beginsWithTick && !isPadded ? 1 : 0)
            add(SourceRange(lower, upper), Self.atStart, subject, &verdict)
        }
        if trailing > 0 {
            let lower = end + (endsWithTick && !isPadded ? 1 : 0)
            add(
                SourceRange(lower, removesPadding ? content.upper : last.upper), Self.atEnd, subject, &verdict
            )
        }
    }

    /// What of code lies between line endings at its beginning and at its end.
    private static func bounds(of code: SourceRange, _ text: SourceText) -> SourceRange {
        var range = code
        let isEnding = { (byte: UInt8) in byte == 0x0A || byte == 0x0D }
        while range.lower < range.upper, isEnding(text.bytes[range.lower]) { range.lower += 1 }
        while range.upper > range.lower, isEnding(text.bytes[range.upper - 1]) { range.upper -= 1 }
        return range
    }

    private static func lastLine(of range: SourceRange, _ text: SourceText) -> SourceRange {
        guard !range.isEmpty else { return range }
        return SourceRange(max(range.lower, text.line(text.line(at: range.upper - 1)).lower), range.upper)
    }

    private func add(_ range: SourceRange, _ message: String, _ subject: String, _ verdict: inout Verdict) {
        verdict.add(
            Draft(
                at: range, message, subject: subject,
                fixes: [Fix(title: Self.remove, safety: .safe, edits: [Edit(range, "")])]))
    }

    private static let atStart = "white space at the beginning of code"
    private static let atEnd = "white space at the end of code"
    private static let remove = "remove it"
}
