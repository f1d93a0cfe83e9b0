package import Model

/// A last line without a line ending.
package struct FinalNewline: Check {
    package static let id = "whitespace.final-newline"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let map = facts.lines else { return }
        let text = document.text
        let last = map.count - 1
        guard !map.isSeparator(last) else { return }
        var lower = text.count - 1
        while lower > 0, text.bytes[lower] & 0xC0 == 0x80 { lower -= 1 }
        verdict.add(
            Draft(
                at: SourceRange(lower, text.count), Self.missing, subject: "",
                fixes: [
                    Fix(
                        title: Self.add, safety: .safe,
                        edits: [Edit(SourceRange(at: text.count), text.lineEnding)])
                ]))
    }

    private static let missing = "the last line does not end with a line ending"
    private static let add = "add one"
}
