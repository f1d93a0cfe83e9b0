import Model

extension Engine {
    /// Carries a plan out, mends what can be mended, and reports what is left.
    ///
    /// Nothing is written: what has changed is in the overlay, from which the plan and its probe have to
    /// read. Rounds follow each other until nothing is left to mend; between them only pages that have
    /// changed are judged again, and in the end all of them once more.
    package static func mend(_ plan: Plan, _ fixing: Fixing, _ overlay: Overlay) async -> Mending {
        var mender = Mender(plan: plan, fixing: fixing, overlay: overlay)
        return await mender.mend()
    }
}

private struct Mender {
    let plan: Plan
    let fixing: Fixing
    let overlay: Overlay
    /// What has become of each page that was ever changed.
    var histories: [String: History] = [:]

    init(plan: Plan, fixing: Fixing, overlay: Overlay) {
        self.plan = plan
        self.fixing = fixing
        self.overlay = overlay
    }

    struct History {
        /// The page as it was before, round by round; the last is how it is.
        var versions: [[UInt8]]
        /// The rules whose fixes led from one version to the next.
        var rules: [Set<String>] = []
        var findings = 0
        /// Rules whose fixes are not made on this page, because they come to no end, each with the reason.
        var endless: [String: String] = [:]

        /// Begins again with the page as it was, without some rules.
        mutating func restart(without rules: Set<String>, because reason: String) {
            for rule in rules { endless[rule] = reason }
            versions.removeSubrange(1...)
            self.rules = []
            findings = 0
        }
    }

    mutating func mend() async -> Mending {
        var paths = plan.paths
        var isWhole = true
        while true {
            var report = await Engine.run(plan(for: paths, isWhole: isWhole))
            let outcomes = await outcomes(of: report)
            let changed = outcomes.filter { $0.new != nil }.map { take($0) }
            if isWhole, changed.isEmpty || Task.isCancelled {
                annotate(&report, outcomes)
                return mending(report)
            }
            isWhole = changed.isEmpty
            paths = isWhole ? plan.paths : changed
        }
    }

    /// The plan for some of the documents. What was remarked before the run is about files as they were.
    private func plan(for paths: [String], isWhole: Bool) -> Plan {
        var plan = plan
        plan.paths = paths
        plan.remarks = isWhole ? plan.remarks.filter { histories[$0.file.path] == nil } : []
        if !isWhole { plan.progress = nil }
        return plan
    }

    private func outcomes(of report: Report) async -> [PageMending] {
        // What a remark says has its place in the file as it was when the run began.
        let remarked = Set(plan.remarks.map(\.file.path))
        let (plan, fixing) = (plan, fixing)
        let pages = report.pages.filter { page in
            !remarked.contains(page.path) && page.findings.contains { !fixing.fixes(for: $0).isEmpty }
        }
        let endless = pages.map { Set(histories[$0.path]?.endless.keys.map(\.self) ?? []) }
        return await spread(over: pages.count, workers: plan.workers) { index in
            PageMending(pages[index], without: endless[index], fixing, plan.parse)
        }
    }

    /// Keeps what a round has made of a page.
    ///
    /// - Returns: the path of the page.
    private mutating func take(_ outcome: PageMending) -> String {
        let path = outcome.path
        guard let new = outcome.new else { return path }
        var history = histories[path] ?? History(versions: [outcome.old])
        history.rules.append(outcome.rules)
        if let start = history.versions.firstIndex(of: new) {
            // From here on everything would come again, and which of it is right nobody can tell.
            let rules = history.rules[start...].reduce(into: Set()) { $0.formUnion($1) }
            history.restart(without: rules, because: FixNote.circle(rules.sorted()))
        } else if history.versions.count > fixing.rounds {
            history.restart(without: outcome.rules, because: FixNote.noEnd)
        } else {
            history.versions.append(new)
            history.findings += outcome.mended.count
        }
        overlay[path] = history.versions.last
        histories[path] = history
        return path
    }

    /// Says of findings with a fix why it was not made.
    private func annotate(_ report: inout Report, _ outcomes: [PageMending]) {
        var refused: [String: Set<Int>] = [:]
        for outcome in outcomes { refused[outcome.path] = Set(outcome.refused) }
        var fixes = Report.Fixes()
        for page in report.pages.indices {
            let path = report.pages[page].path
            let endless = histories[path]?.endless ?? [:]
            for index in report.pages[page].findings.indices {
                let finding = report.pages[page].findings[index]
                guard !fixing.fixes(for: finding).isEmpty else { continue }
                let reason =
                    refused[path]?.contains(index) == true ? FixNote.renders : endless[finding.rule]
                report.pages[page].findings[index].notes.append(Note(reason ?? FixNote.remarked))
                fixes.dropped += 1
            }
        }
        report.counts.fixes = fixes
    }

    private func mending(_ report: Report) -> Mending {
        var report = report
        let files = histories.sorted { $0.key < $1.key }.compactMap { path, history -> MendedFile? in
            guard let old = history.versions.first, let new = history.versions.last, old != new else {
                return nil
            }
            return MendedFile(path: path, old: old, new: new, findings: history.findings)
        }
        report.counts.fixes?.documents = files.count
        report.counts.fixes?.findings = files.reduce(0) { $0 + $1.findings }
        return Mending(report: report, files: files)
    }
}

/// Why the fix of a finding was not made, as a note on the finding.
package enum FixNote {
    package static let renders = "not fixed, because the page would render to something else"
    static let noEnd = "not fixed, because the fixes of this rule come to no end on this page"
    static let remarked = "not fixed, because this rule page has mistakes that come first"

    static func circle(_ rules: [String]) -> String {
        let names = rules.map { "`\($0)`" }.joined(separator: " and ")
        return rules.count == 1
            ? "not fixed, because the fixes of \(names) undo each other"
            : "not fixed, because \(names) undo each other's fixes"
    }
}
