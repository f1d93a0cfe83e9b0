package import Model

/// Rows of tables with more or fewer cells than the header has.
package struct TableColumnCount: Check {
    package static let id = "structure.table-column-count"

    package static let parameters = [
        Parameter(
            "too_few", .flag, standard: .flag(false),
            summary: "Whether rows with fewer cells than the header are named too; the rest is empty then.")
    ]

    private let namesTooFew: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        namesTooFew = parameters.flag("too_few")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        for table in document.content.tables {
            let lines = TableLine.all(of: table, in: document)
            guard let expected = lines.first?.cellCount else { continue }
            for line in lines where line.cellCount != expected {
                let isMore = line.cellCount > expected
                guard isMore || namesTooFew else { continue }
                verdict.add(
                    Draft(
                        at: isMore
                            ? SourceRange(line.start(ofCell: expected), line.range.upper)
                            : line.last(in: text),
                        isMore
                            ? Self.tooMany(line.cellCount, expected) : Self.tooFew(line.cellCount, expected),
                        subject: text.subject(line.range)))
            }
        }
    }

    private static func tooMany(_ count: Int, _ expected: Int) -> String {
        "\(cells(count)) in a table of \(columns(expected)): what is beyond is not shown"
    }
    private static func tooFew(_ count: Int, _ expected: Int) -> String {
        "\(cells(count)) in a table of \(columns(expected))"
    }
    private static func cells(_ count: Int) -> String { count == 1 ? "one cell" : "\(count) cells" }
    private static func columns(_ count: Int) -> String { count == 1 ? "one column" : "\(count) columns" }
}
