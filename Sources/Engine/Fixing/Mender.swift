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
    var histories: [String: PageHistory] = [:]

    init(plan: Plan, fixing: Fixing, overlay: Overlay) {
        self.plan = plan
        self.fixing = fixing
        self.overlay = overlay
    }

    /// How everything is when nothing is left to mend.
    private struct Rest {
        var report: Report
        var outcomes: [PageMending]
    }

    mutating func mend() async -> Mending {
        var rest = await settle()
        // Where fixes were left out, another run could see it differently now that the others are made.
        while !Task.isCancelled {
            let paths = histories.filter(\.value.leavesFixesOut).keys.sorted()
            guard !paths.isEmpty else { break }
            var again = self
            again.beginAgain(paths, rest.report)
            guard await again.changes(paths) else { break }
            for path in paths { again.histories[path]?.endRepetition(rounds: fixing.rounds) }
            self = again
            show(paths)
            rest = await settle()
        }
        show(histories.keys.sorted())
        var report = rest.report
        annotate(&report, rest.outcomes)
        return mending(report)
    }

    /// Mends until nothing is left to mend, and judges everything then.
    private mutating func settle() async -> Rest {
        var paths = plan.paths
        var isWhole = true
        while true {
            let report = await Engine.run(plan(for: paths, isWhole: isWhole))
            let outcomes = await outcomes(of: report)
            let changed = take(outcomes, report, of: paths)
            if isWhole, changed.isEmpty || Task.isCancelled {
                return Rest(report: report, outcomes: outcomes)
            }
            isWhole = changed.isEmpty
            paths = isWhole ? plan.paths : changed
        }
    }

    /// Mends some pages once more, as a second run would.
    ///
    /// - Returns: whether one of them has changed.
    private mutating func changes(_ paths: [String]) async -> Bool {
        let before = paths.map { histories[$0]?.current }
        var changed = paths
        while !changed.isEmpty, !Task.isCancelled {
            let report = await Engine.run(plan(for: changed, isWhole: false))
            changed = take(await outcomes(of: report), report, of: changed)
        }
        return before != paths.map { histories[$0]?.current }
    }

    private mutating func beginAgain(_ paths: [String], _ report: Report) {
        let findings = Dictionary(report.pages.map { ($0.path, $0.findings) }) { first, _ in first }
        for path in paths { histories[path]?.beginAgain(findings[path] ?? []) }
    }

    /// Puts pages as they are where they are read from.
    private func show(_ paths: [String]) {
        for path in paths { overlay[path] = histories[path]?.current }
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
        let known = pages.map { histories[$0.path] }
        return await spread(over: pages.count, workers: plan.workers) { index in
            PageMending(pages[index], known[index], fixing, plan.parse)
        }
    }

    /// Keeps what a round has made of pages.
    ///
    /// - Returns: the pages that are different now.
    private mutating func take(_ outcomes: [PageMending], _ report: Report, of paths: [String]) -> [String] {
        var pages: [String: Report.Page] = [:]
        for page in report.pages { pages[page.path] = page }
        var changed: Set<String> = []
        for outcome in outcomes {
            let path = outcome.path
            guard outcome.new != nil else {
                histories[path]?.remember(outcome)
                continue
            }
            var history = histories[path] ?? PageHistory(outcome.text, pages[path]?.findings ?? [])
            history.take(outcome, rounds: fixing.rounds)
            histories[path] = history
            changed.insert(path)
        }
        for path in paths where !changed.contains(path) {
            guard !fixing.takesNews, !Task.isCancelled, var history = histories[path] else { continue }
            let page = pages[path]
            if history.comesToRest(page?.findings ?? [], in: page?.text ?? SourceText(history.current)) {
                changed.insert(path)
            }
            histories[path] = history
        }
        show(changed.sorted())
        return changed.sorted()
    }

    /// Says of findings with a fix why it was not made.
    private func annotate(_ report: inout Report, _ outcomes: [PageMending]) {
        var refused: [String: Set<Int>] = [:]
        for outcome in outcomes { refused[outcome.path] = Set(outcome.refused) }
        var fixes = Report.Fixes()
        for page in report.pages.indices {
            let (path, text) = (report.pages[page].path, report.pages[page].text)
            for index in report.pages[page].findings.indices {
                let finding = report.pages[page].findings[index]
                guard !fixing.fixes(for: finding).isEmpty else { continue }
                let reason =
                    refused[path]?.contains(index) == true
                    ? FixNote.renders : histories[path]?.reason(against: finding, in: text)
                report.pages[page].findings[index].notes.append(Note(reason ?? FixNote.remarked))
                fixes.dropped += 1
            }
        }
        report.counts.fixes = fixes
    }

    private func mending(_ report: Report) -> Mending {
        var report = report
        let files = histories.sorted { $0.key < $1.key }.compactMap { path, history -> MendedFile? in
            guard history.original != history.current else { return nil }
            return MendedFile(
                path: path, old: history.original, new: history.current, findings: history.findings)
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
    static let unsteady = "not fixed, because the fixes of this page come to no end"
    static let remarked = "not fixed, because this rule page has mistakes that come first"

    /// - Parameter rules: those that would find something new.
    static func news(_ rules: [String]) -> String {
        "not fixed, because \(rules.map { "`\($0)`" }.joined(separator: " and ")) would find something new"
    }

    static func circle(_ rules: [String]) -> String {
        let names = rules.map { "`\($0)`" }.joined(separator: " and ")
        return rules.count == 1
            ? "not fixed, because the fixes of \(names) undo each other"
            : "not fixed, because \(names) undo each other's fixes"
    }
}
