/// A report whose pages have been written down already: their findings and texts are not kept.
///
/// What a format writes of one page depends on nothing else, so it is written as soon as the page is judged,
/// and a report may be larger than all documents together without any of them staying in memory.
package struct WrittenReport: Sendable {
    /// The full id of the commit that was read; nil for a work tree or a plain folder.
    package var revision: String?
    /// The pages that have something to show, sorted by path.
    package var sheets: [Sheet]
    /// As in a report.
    package var unknowns: [Unknown]
    package var counts: Report.Counts

    package init(revision: String?, sheets: [Sheet], unknowns: [Unknown], counts: Report.Counts) {
        self.revision = revision
        self.sheets = sheets
        self.unknowns = unknowns
        self.counts = counts
    }

    /// Writes the pages of a report down.
    package init(_ report: Report, writing write: (Report.Page) -> [UInt8]) {
        self.init(
            revision: report.revision, sheets: [], unknowns: report.unknowns, counts: report.counts)
        let paths = Set(report.unknowns.lazy.map(\.path))
        sheets = report.pages.map { page in
            Sheet(page, written: write(page), keepsText: paths.contains(page.path))
        }
    }

    /// One page as it was written down.
    package struct Sheet: Sendable {
        package var path: String
        package var bytes: [UInt8]
        package var tally: Tally
        /// Kept where something on the page was not assessed: a report tells where.
        package var text: SourceText?

        package init(_ page: Report.Page, written bytes: [UInt8], keepsText: Bool) {
            path = page.path
            self.bytes = bytes
            tally = Tally(page.findings)
            text = keepsText ? page.text : nil
        }
    }

    /// How many findings there are of each severity.
    package struct Tally: Hashable, Sendable {
        package var errors = 0
        package var warnings = 0
        package var advice = 0

        package init() {}

        package init(_ findings: [Finding]) {
            for index in findings.indices {
                switch findings[index].severity {
                case .error: errors += 1
                case .warning: warnings += 1
                case .advice: advice += 1
                }
            }
        }

        package var isEmpty: Bool { errors == 0 && warnings == 0 && advice == 0 }

        /// Whether there is a finding of a severity or above.
        package func reaches(_ severity: Severity) -> Bool {
            switch severity {
            case .advice: !isEmpty
            case .warning: warnings > 0 || errors > 0
            case .error: errors > 0
            }
        }

        package static func += (tally: inout Tally, other: Tally) {
            tally.errors += other.errors
            tally.warnings += other.warnings
            tally.advice += other.advice
        }
    }

    /// The findings of all pages.
    package var tally: Tally { sheets.reduce(into: Tally()) { $0 += $1.tally } }

    /// The pages on which something was found.
    package var pagesWithFindings: Int { sheets.count { !$0.tally.isEmpty } }

    /// Adds what could not be assessed outside the documents, such as a folder that could not be listed.
    package mutating func add(_ unknowns: [Unknown]) {
        self.unknowns = Report.joined(self.unknowns, unknowns)
    }
}
