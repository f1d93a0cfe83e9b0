package import Model

/// Lines of tables that begin or end with a pipe where others do not.
package struct TablePipeStyle: Check {
    package static let id = "structure.table-pipe-style"
    package static let parameters = [
        Parameter(
            "style",
            .choice([
                "consistent", "leading_and_trailing", "leading_only", "trailing_only",
                "no_leading_or_trailing",
            ]), standard: .text("consistent"),
            summary: "Where lines have a pipe beside those between cells; `consistent` is as in the first.")
    ]

    private let style: String

    package init(_ parameters: Parameters) throws(Parameters.Mistake) { style = parameters.text("style") }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        var wanted: (leading: Bool, trailing: Bool)?
        if style != "consistent" {
            wanted = (
                style == "leading_and_trailing" || style == "leading_only",
                style == "leading_and_trailing" || style == "trailing_only"
            )
        }
        for table in document.content.tables {
            for line in TableLine.all(of: table, in: document) {
                let expected = wanted ?? (line.hasLeadingPipe, line.hasTrailingPipe)
                wanted = expected
                if line.hasLeadingPipe != expected.leading {
                    verdict.add(
                        Draft(
                            at: line.first, expected.leading ? Self.noLeading : Self.leading,
                            subject: text.subject(line.range)))
                }
                if line.hasTrailingPipe != expected.trailing {
                    verdict.add(
                        Draft(
                            at: line.last(in: text), expected.trailing ? Self.noTrailing : Self.trailing,
                            subject: text.subject(line.range)))
                }
            }
        }
    }

    private static let noLeading = "no pipe at the beginning of this line of a table"
    private static let leading = "a pipe at the beginning of this line of a table"
    private static let noTrailing = "no pipe at the end of this line of a table"
    private static let trailing = "a pipe at the end of this line of a table"
}
