import Archive
import Model

/// What runs have kept of a page.
struct PageMemory {
    /// A page is known by the name that the fleet gives its repository: several can have the same path.
    private var known: [(repository: String, findings: [RememberedFinding], pages: [RememberedPage])] = []

    init(path: String, archive: Archive) throws(ArchiveError) {
        for repository in try archive.repositories() {
            let findings = try archive.findings(repository: repository, path: path)
            let pages = try archive.pages(repository: repository, path: path)
            if !findings.isEmpty || !pages.isEmpty { known.append((repository, findings, pages)) }
        }
    }

    /// For the terminal: what it is about, and what is known.
    var rows: [[String]] {
        guard !known.isEmpty else { return [["runs", "none has looked at it"]] }
        var rows: [[String]] = []
        for (repository, findings, pages) in known {
            rows.append(["in \(repository)", ""])
            // Audits of several fleets may have found the same: the one that found it first tells it.
            var told: Set<[String]> = []
            for page in pages {
                let reason = page.page.reason.isEmpty ? "" : ", because \(page.page.reason)"
                rows.append(["  state", "\(page.page.state) since \(page.since)\(reason)"])
            }
            for finding in findings
            where told.insert([finding.finding.fingerprint, finding.state]).inserted {
                let place = finding.finding.line.map { "line \($0), " } ?? ""
                let events = finding.events.map { "\($0.kind) \($0.day)" }.joined(separator: ", ")
                rows.append([
                    "  \(finding.state)",
                    "\(place)\(finding.finding.rule): \(finding.finding.message) (\(events))",
                ])
            }
        }
        return rows
    }
}
