import Model

/// What one round of fixes makes of one page.
struct PageMending: Sendable {
    let path: String
    let old: [UInt8]
    /// Nil where nothing is to be changed.
    private(set) var new: [UInt8]?
    /// The findings whose fixes are made.
    private(set) var mended: [Int] = []
    /// The findings whose fixes would change more than their rules say.
    private(set) var refused: [Int] = []
    /// The rules whose fixes are made.
    private(set) var rules: Set<String> = []

    /// Chooses fixes that do not meet each other, takes away those that would change too much, and makes the
    /// rest. What meets another fix waits for the next round.
    init(
        _ page: Report.Page, without endless: Set<String>, _ fixing: Fixing,
        _ parse: @escaping @Sendable (SourceFile) -> Document
    ) {
        path = page.path
        old = page.text.bytes
        var fixes = page.findings.map { endless.contains($0.rule) ? [] : fixing.fixes(for: $0)[...] }
        guard fixes.contains(where: { !$0.isEmpty }) else { return }
        let document = parse(SourceFile(path: path, bytes: old))
        let rendering = fixing.render(document)
        while true {
            let candidates = Self.candidates(page.findings, fixes)
            let trial = PageTrial(document, rendering, candidates, fixing, parse)
            let chosen = Self.choose(candidates)
            guard !chosen.isEmpty else { return }
            let sieve = PageSieve(trial, chosen)
            let bad = sieve.bad.flatMap { candidates[$0].findings }
            for index in bad { fixes[index].removeFirst() }
            refused += bad.filter { fixes[$0].isEmpty }
            // Another fix of a finding has its turn, and what waited for one that was refused.
            let isOver = bad.allSatisfy { fixes[$0].isEmpty } && !sieve.good.isEmpty
            guard isOver else { continue }
            mended = sieve.good.flatMap { candidates[$0].findings }
            rules = Set(sieve.good.map { candidates[$0].rule })
            new = trial.edits(of: sieve.good).applied(to: old)
            return
        }
    }

    /// The fixes of a page in the order in which they are chosen: by place, then by rule. Findings that have
    /// the same fix share one.
    private static func candidates(_ findings: [Finding], _ fixes: [ArraySlice<Fix>]) -> [Candidate] {
        var places: [[Edit]: Int] = [:]
        var out: [Candidate] = []
        for (index, finding) in findings.enumerated() {
            guard let fix = fixes[index].first else { continue }
            let changes = finding.fixChanges
            if let same = places[fix.edits] {
                out[same].findings.append(index)
                out[same].changes.insert(changes)
            } else {
                places[fix.edits] = out.count
                out.append(
                    Candidate(edits: fix.edits, rule: finding.rule, changes: [changes], findings: [index]))
            }
        }
        return out.sorted { a, b in
            if a.range != b.range { return a.range < b.range }
            if a.rule != b.rule { return a.rule < b.rule }
            return (a.findings.first ?? 0) < (b.findings.first ?? 0)
        }
    }

    private static func choose(_ candidates: [Candidate]) -> [Int] {
        var set = EditSet()
        return candidates.indices.filter { set.add(candidates[$0].edits) }
    }
}
