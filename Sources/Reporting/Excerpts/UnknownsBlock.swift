import Model

/// What could not be assessed, grouped by reason: enough to go and look, never a flood.
///
/// ```text
/// not assessed, because the page is made from a template (14 questions):
///   docs/a.md:3:7: links/missing-anchor: #top
///   docs/b.md:9:1: links/missing-anchor: #top
///   and 12 more
/// ```
struct UnknownsBlock {
    private static let shownReasons = 5
    private static let shownPlaces = 3

    let lines: [String]

    init(_ report: WrittenReport) {
        var lines: [String] = []
        let groups = Self.groups(of: report.unknowns)
        for group in groups.prefix(Self.shownReasons) {
            let amount = Self.amount(group.unknowns)
            lines.append("not assessed, because \(VisibleText.of(group.reason)) (\(amount)):")
            for unknown in group.unknowns.prefix(Self.shownPlaces) {
                lines.append("  " + Self.place(of: unknown, in: report))
            }
            let more = group.unknowns.count - Self.shownPlaces
            if more > 0 { lines.append("  and \(more) more") }
        }
        let rest = groups.dropFirst(Self.shownReasons)
        if !rest.isEmpty {
            let count = rest.reduce(0) { $0 + $1.unknowns.count }
            lines.append("not assessed, for \(counted(rest.count, "other reason")): \(count) more")
        }
        self.lines = lines
    }

    /// The most frequent reason first; of equals the one that comes first in the report.
    static func groups(of unknowns: [Unknown]) -> [(reason: String, unknowns: [Unknown])] {
        var order: [String] = []
        var groups: [String: [Unknown]] = [:]
        for unknown in unknowns {
            if groups[unknown.reason] == nil { order.append(unknown.reason) }
            groups[unknown.reason, default: []].append(unknown)
        }
        return order.enumerated().map { ($0, $1, groups[$1] ?? []) }
            .sorted { $0.2.count != $1.2.count ? $0.2.count > $1.2.count : $0.0 < $1.0 }
            .map { ($0.1, $0.2) }
    }

    private static func amount(_ unknowns: [Unknown]) -> String {
        let documents = unknowns.count { $0.rule == nil }
        let questions = unknowns.count - documents
        return [
            documents > 0 ? counted(documents, "document") : nil,
            questions > 0 ? counted(questions, "question") : nil,
        ].compactMap { $0 }.joined(separator: ", ")
    }

    private static func place(of unknown: Unknown, in report: WrittenReport) -> String {
        var out = VisibleText.of(unknown.path)
        if let range = unknown.range, let text = report.text(of: unknown.path) {
            var places = PlaceFinder(text)
            let place = places.place(at: range.lower)
            out += ":\(place.line):\(place.column)"
        }
        guard let rule = unknown.rule else { return out }
        return out + ": \(VisibleText.of(rule)): \(VisibleText.of(unknown.subject))"
    }
}

extension WrittenReport {
    /// The text of a page on which something was not assessed, found by halving: the sheets are in order.
    func text(of path: String) -> SourceText? {
        var low = 0
        var high = sheets.count
        while low < high {
            let middle = (low + high) / 2
            if sheets[middle].path.utf8.lexicographicallyPrecedes(path.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < sheets.count, sheets[low].path.utf8.elementsEqual(path.utf8) else { return nil }
        return sheets[low].text
    }
}

/// A number and its noun: "1 document", "2 documents".
func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
