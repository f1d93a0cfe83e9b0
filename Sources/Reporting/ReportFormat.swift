package import Model

/// A way to write a report down.
///
/// A format is a pure function from a report to bytes: it reads no file, no clock and no environment. A new
/// format is one file in `Formats` and one line in `ReportFormats.all`.
package protocol ReportFormat: Sendable {
    /// The word that `--format` takes.
    static var name: String { get }
    /// What it is for, in one clause.
    static var summary: String { get }
    /// Whether it tells the fingerprints of findings.
    static var hasFingerprints: Bool { get }

    init(_ options: ReportOptions)
    /// Writes down what was found on a page: it depends on nothing else.
    func write(_ page: Report.Page) -> [UInt8]
    /// What stands between what was written of two pages on which something was found.
    var separator: String { get }
    /// What stands before the pages.
    func start(of report: WrittenReport) -> [UInt8]
    /// What stands after the pages.
    func end(of report: WrittenReport) -> [UInt8]
    /// Says how long a run took at the end of a report that does not say it yet; formats for machines do not.
    static func say(_ elapsed: Duration, in report: inout ArraySlice<UInt8>)
}

extension ReportFormat {
    package static var hasFingerprints: Bool { true }
    package var separator: String { "" }
    package func start(of report: WrittenReport) -> [UInt8] { [] }
    package static func say(_ elapsed: Duration, in report: inout ArraySlice<UInt8>) {}

    /// The pieces of a report, in their order.
    package func pieces(of report: WrittenReport) -> [[UInt8]] {
        let report = report.inOrder()
        var pieces = [start(of: report)]
        let separator = Array(separator.utf8)
        for sheet in report.sheets where !sheet.tally.isEmpty {
            if !separator.isEmpty, pieces.count > 1 { pieces.append(separator) }
            pieces.append(sheet.bytes)
        }
        pieces.append(end(of: report))
        return pieces
    }

    /// The whole report as bytes.
    package func render(_ report: Report) -> [UInt8] {
        Array(pieces(of: WrittenReport(report, writing: write)).joined())
    }
}

/// What a format is told beside the report.
package struct ReportOptions: Hashable, Sendable {
    /// Whether escape sequences for colour may be written.
    package var color: Bool
    /// The columns that a line of a terminal has.
    package var width: Int
    /// How long the run took; nil where it is not to be said. Formats for machines never say it.
    package var elapsed: Duration?
    /// The version of the program.
    package var version: String

    package init(color: Bool = false, width: Int = 100, elapsed: Duration? = nil, version: String = "") {
        self.color = color
        self.width = width
        self.elapsed = elapsed
        self.version = version
    }
}

/// Every format there is.
package enum ReportFormats {
    /// In the order in which help lists them; the first is the standard one.
    package static let all: [any ReportFormat.Type] = [Terminal.self, JSON.self]

    /// The format with a name; nil where there is none.
    package static func named(_ name: String) -> (any ReportFormat.Type)? {
        all.first { $0.name == name }
    }
}
