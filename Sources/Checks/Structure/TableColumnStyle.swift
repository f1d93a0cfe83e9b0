package import Model

/// Tables whose pipes are neither aligned nor parted from the text in one way.
package struct TableColumnStyle: Check {
    package static let id = "structure.table-column-style"
    package static let parameters = [
        Parameter(
            "style", .choice(["any", "aligned", "compact", "tight"]), standard: .text("any"),
            summary:
                "`aligned`: pipes stand below each other; `compact`: one space on either side of a text; "
                + "`tight`: none; `any`: one of these in each table."),
        Parameter(
            "aligned_delimiter", .flag, standard: .flag(false),
            summary: "Whether the pipes below the header stand below those of the header in any style."),
    ]

    private let isAnyAllowed: Bool
    private let style: String
    private let alignsDelimiter: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        style = parameters.text("style")
        isAnyAllowed = style == "any"
        alignsDelimiter = parameters.flag("aligned_delimiter")
    }

    /// What is wrong with a pipe.
    private struct Slip {
        var place: Int
        var message: String
        var line: TableLine
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        for table in document.content.tables {
            for slip in slips(in: TableLine.all(of: table, in: document), text) {
                verdict.add(
                    Draft(
                        at: SourceRange(slip.place, slip.place + 1), slip.message,
                        subject: text.subject(slip.line.range)))
            }
        }
    }

    /// The slips in the style that comes nearest to what is allowed.
    private func slips(in lines: [TableLine], _ text: SourceText) -> [Slip] {
        var best: [Slip]?
        if isAnyAllowed || style == "aligned" {
            let slips = unaligned(lines, Self.unaligned, text)
            if slips.isEmpty { return [] }
            best = slips
        }
        guard style != "aligned" else { return best ?? [] }
        let delimiter =
            alignsDelimiter ? unaligned(Array(lines.prefix(2)), Self.unalignedDelimiter, text) : []
        if isAnyAllowed || style == "compact" {
            let slips = delimiter + lines.flatMap { uncompact($0, text) }
            if slips.count < best?.count ?? .max { best = slips }
        }
        if isAnyAllowed || style == "tight" {
            let slips = delimiter + lines.flatMap { untight($0, text) }
            if slips.count < best?.count ?? .max { best = slips }
        }
        return best ?? []
    }

    // MARK: Aligned

    private func unaligned(_ lines: [TableLine], _ message: String, _ text: SourceText) -> [Slip] {
        guard let header = lines.first else { return [] }
        let columns = Self.columns(of: header, text)
        var slips: [Slip] = []
        for line in lines.dropFirst() {
            let found = Self.columns(of: line, text)
            if found == columns { continue }
            var left = Set(columns)
            for (pipe, column) in zip(line.pipes, found) where !left.isEmpty {
                if left.remove(column) == nil {
                    slips.append(Slip(place: pipe, message: message, line: line))
                }
            }
        }
        return slips
    }

    /// How many columns of a terminal stand before each pipe.
    private static func columns(of line: TableLine, _ text: SourceText) -> [Int] {
        var columns: [Int] = []
        columns.reserveCapacity(line.pipes.count)
        var place = text.bareLine(text.line(at: line.range.lower)).lower
        var width = 0
        for pipe in line.pipes {
            width += TextWidth.of(SourceRange(place, pipe), text)
            columns.append(width)
            width += 1
            place = pipe + 1
        }
        return columns
    }

    // MARK: Compact and tight

    /// How much white space stands before and behind a pipe; nil where the line begins or ends there.
    private func spaces(
        around index: Int, of line: TableLine, _ text: SourceText
    ) -> (left: Int?, right: Int?) {
        let pipe = line.pipes[index]
        let floor = index > 0 ? line.pipes[index - 1] + 1 : line.range.lower
        var lower = pipe
        while lower > floor, text.bytes[lower - 1] == 0x20 || text.bytes[lower - 1] == 0x09 { lower -= 1 }
        let upper = text.endOfSpaces(from: pipe + 1, before: line.range.upper)
        return (
            pipe == line.range.lower ? nil : pipe - lower,
            upper == line.range.upper ? nil : upper - pipe - 1
        )
    }

    private func uncompact(_ line: TableLine, _ text: SourceText) -> [Slip] {
        var slips: [Slip] = []
        for (index, pipe) in line.pipes.enumerated() {
            let (left, right) = spaces(around: index, of: line, text)
            if let left, left != 1 {
                slips.append(
                    Slip(place: pipe, message: left == 0 ? Self.noneLeft : Self.extraLeft, line: line))
            }
            if let right, right != 1 {
                slips.append(
                    Slip(place: pipe, message: right == 0 ? Self.noneRight : Self.extraRight, line: line))
            }
        }
        return slips
    }

    private func untight(_ line: TableLine, _ text: SourceText) -> [Slip] {
        var slips: [Slip] = []
        for (index, pipe) in line.pipes.enumerated() {
            let (left, right) = spaces(around: index, of: line, text)
            if let left, left > 0 { slips.append(Slip(place: pipe, message: Self.someLeft, line: line)) }
            if let right, right > 0 { slips.append(Slip(place: pipe, message: Self.someRight, line: line)) }
        }
        return slips
    }

    private static let unaligned = "this pipe does not stand below one of the header"
    private static let unalignedDelimiter = "this pipe does not stand below the one of the header"
    private static let noneLeft = "no space before this pipe"
    private static let extraLeft = "more than one space before this pipe"
    private static let noneRight = "no space behind this pipe"
    private static let extraRight = "more than one space behind this pipe"
    private static let someLeft = "white space before this pipe"
    private static let someRight = "white space behind this pipe"
}
