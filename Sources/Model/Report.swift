/// What a run found, on what, and what it could not look at: the one value that every report format renders.
package struct Report: Sendable {
    /// The full id of the commit that was read; nil for a work tree or a plain folder.
    package var revision: String?
    /// The documents that have something to show, sorted by path.
    package var pages: [Page]
    /// What could not be assessed, sorted by path, place and rule. A document that could not be read as a
    /// whole stands here too, with no rule.
    package var unknowns: [Unknown]
    package var counts: Counts

    package init(revision: String?, pages: [Page], unknowns: [Unknown], counts: Counts) {
        self.revision = revision
        self.pages = pages
        self.unknowns = unknowns
        self.counts = counts
    }

    /// The report of a run that has not looked at anything yet.
    package static let empty = Report(revision: nil, pages: [], unknowns: [], counts: Counts())

    /// One document with its findings, and its text to quote them from.
    package struct Page: Sendable {
        package var path: String
        package var text: SourceText
        /// Sorted by range, then rule, then message.
        package var findings: [Finding]

        package init(path: String, text: SourceText, findings: [Finding]) {
            self.path = path
            self.text = text
            self.findings = findings
        }
    }

    /// "a of b read, c not read": all that was asked for is in one of the two.
    package struct Counts: Hashable, Sendable {
        package var documentsRead = 0
        /// Those of the documents read whose format is read for its code only.
        package var documentsReadForCode = 0
        package var documentsNotRead = 0
        /// Findings that a comment with a reason silences.
        package var suppressed = 0
        /// Rules that were on for at least one document.
        package var rules = 0
        /// What was mended; nil where nobody asked for it.
        package var fixes: Fixes?

        package init() {}
    }

    /// What became of the fixes of a run.
    package struct Fixes: Hashable, Sendable {
        /// Findings that were mended.
        package var findings = 0
        package var documents = 0
        /// Findings with a fix that was not made; a note on each says why.
        package var dropped = 0

        package init(findings: Int = 0, documents: Int = 0, dropped: Int = 0) {
            self.findings = findings
            self.documents = documents
            self.dropped = dropped
        }
    }

    /// Adds what could not be assessed outside the documents, such as a folder that could not be listed.
    package mutating func add(_ unknowns: [Unknown]) {
        self.unknowns = Self.joined(self.unknowns, unknowns)
    }

    /// What could not be assessed, together and in order.
    package static func joined(_ some: [Unknown], _ others: [Unknown]) -> [Unknown] {
        guard !others.isEmpty else { return some }
        return (some + others).sorted { a, b in
            (a.path, a.range?.lower ?? -1, a.rule ?? "", a.subject, a.reason)
                < (b.path, b.range?.lower ?? -1, b.rule ?? "", b.subject, b.reason)
        }
    }

    package var findings: some Sequence<Finding> { pages.lazy.flatMap(\.findings) }

    package func count(of severity: Severity) -> Int {
        pages.reduce(0) { $0 + $1.findings.count { $0.severity == severity } }
    }

    /// How the run ends when findings of a severity or above fail it.
    ///
    /// A run that was asked to read documents and could read none is not a clean one.
    package func exitStatus(failingOn threshold: Severity?) -> ExitStatus {
        if counts.documentsRead == 0, counts.documentsNotRead > 0 { return .couldNotRun }
        guard let threshold else { return .clean }
        return findings.contains { $0.severity >= threshold } ? .findings : .clean
    }
}
