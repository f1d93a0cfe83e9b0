import Model

/// The line that ends a report: findings by severity, documents read, documents not read and why, and the
/// time.
///
/// ```text
/// 2 errors, 1 warning in 3 of 40 documents; 1 document not read (because an object is missing); 0.12 s
/// ```
struct LastLine {
    private static let shownReasons = 3

    let text: String

    init(_ report: WrittenReport, elapsed: Duration?) {
        var parts = [Self.findings(report)]
        if report.counts.documentsNotRead > 0 {
            let count = counted(report.counts.documentsNotRead, "document")
            parts.append("\(count) not read\(Self.reasons(report.unknowns.filter { $0.rule == nil }))")
        }
        let questions = report.unknowns.count { $0.rule != nil }
        if questions > 0 { parts.append("\(counted(questions, "question")) not assessed") }
        if report.counts.suppressed > 0 { parts.append("\(report.counts.suppressed) silenced") }
        if let fixes = report.counts.fixes {
            parts.append(
                fixes.findings == 0
                    ? "nothing fixed"
                    : "\(counted(fixes.findings, "finding")) fixed in \(counted(fixes.documents, "document"))"
            )
            if fixes.dropped > 0 { parts.append("\(fixes.dropped) not fixed") }
        }
        if let elapsed { parts.append(Self.seconds(elapsed)) }
        text = parts.joined(separator: "; ")
    }

    private static func findings(_ report: WrittenReport) -> String {
        let read = report.counts.documentsRead
        guard read > 0 || report.counts.documentsNotRead > 0 else { return "no documents" }
        let tally = report.tally
        let numbers = [
            (tally.errors, "error"), (tally.warnings, "warning"), (tally.advice, "advice"),
        ]
        let found = numbers.filter { $0.0 > 0 }.map {
            $0.1 == "advice" ? "\($0.0) advice" : counted($0.0, $0.1)
        }
        let documents = counted(read, "document") + forCode(report)
        guard !found.isEmpty else { return "no findings in \(documents)" }
        return "\(found.joined(separator: ", ")) in \(report.pagesWithFindings) of \(documents)"
    }

    /// Of some formats nothing but the code is judged.
    private static func forCode(_ report: WrittenReport) -> String {
        let (count, all) = (report.counts.documentsReadForCode, report.counts.documentsRead)
        if count == 0 { return "" }
        return count == all ? ", read for code only" : ", \(count) of them read for code only"
    }

    private static func reasons(_ unknowns: [Unknown]) -> String {
        let groups = UnknownsBlock.groups(of: unknowns)
        guard !groups.isEmpty else { return "" }
        if groups.count == 1 { return " (because \(VisibleText.of(groups[0].reason)))" }
        var said = groups.prefix(shownReasons).map {
            "\($0.unknowns.count) because \(VisibleText.of($0.reason))"
        }
        let rest = groups.dropFirst(shownReasons).reduce(0) { $0 + $1.unknowns.count }
        if rest > 0 { said.append("\(rest) for other reasons") }
        return " (\(said.joined(separator: ", ")))"
    }

    /// Seconds with two decimals.
    static func seconds(_ elapsed: Duration) -> String {
        let hundredths =
            max(0, elapsed.components.seconds) * 100
            + max(0, elapsed.components.attoseconds) / 10_000_000_000_000_000
        let rest = String(hundredths % 100)
        return "\(hundredths / 100).\(rest.utf8.count == 1 ? "0" : "")\(rest) s"
    }
}
