import Model

/// What one round of fixes makes of one page.
struct PageMending: Sendable {
    let path: String
    let text: SourceText
    /// Nil where nothing is to be changed.
    private(set) var new: [UInt8]?
    /// What leads from the old bytes to the new ones.
    private(set) var edits = EditSet()
    /// The findings whose fixes are made.
    private(set) var mended: [Int] = []
    /// The findings whose fixes would change more than their rules say.
    private(set) var refused: [Int] = []
    /// The rules whose fixes are made.
    private(set) var rules: Set<String> = []
    /// The fix of each finding that is mended, with lines of the page as it is.
    private(set) var made: [MadeFix] = []
    /// How many fixes of each finding would change more than its rule says, with lines of the page as it is.
    private(set) var refusals: [FindingPlace: Int] = [:]

    /// Chooses fixes that do not meet each other, takes away those that would change too much, and makes the
    /// rest. What meets another fix waits for the next round.
    ///
    /// - Parameter history: what knows which fixes are left out.
    init(
        _ page: Report.Page, _ history: PageHistory?, _ fixing: Fixing,
        _ parse: @escaping @Sendable (SourceFile) -> Document
    ) {
        path = page.path
        text = page.text
        let text = page.text
        var fixes = page.findings.map { finding in
            history?.reason(against: finding, in: text) == nil ? fixing.fixes(for: finding)[...] : []
        }
        guard fixes.contains(where: { !$0.isEmpty }) else { return }
        let places = FindingPlace.places(of: page.findings, in: text)
        if let history, history.isSearching {
            for index in fixes.indices where !fixes[index].isEmpty {
                fixes[index] = fixes[index].dropFirst(history.refusals(at: places[index]))
            }
        }
        let document = parse(SourceFile(path: path, bytes: text.bytes))
        let rendering = fixing.render(document)
        while true {
            let candidates = Self.candidates(page.findings, fixes)
            let trial = PageTrial(document, rendering, candidates, fixing, parse)
            let chosen = Self.choose(candidates)
            guard !chosen.isEmpty else { return }
            let sieve = PageSieve(trial, chosen)
            let bad = sieve.bad.flatMap { candidates[$0].findings }
            for index in bad {
                fixes[index].removeFirst()
                refusals[places[index], default: 0] += 1
            }
            refused += bad.filter { fixes[$0].isEmpty }
            // Another fix of a finding has its turn, and what waited for one that was refused.
            let isOver = bad.allSatisfy { fixes[$0].isEmpty } && !sieve.good.isEmpty
            guard isOver else { continue }
            let good = sieve.good.map { candidates[$0] }
            mended = good.flatMap(\.findings)
            rules = Set(good.map(\.rule))
            made = good.flatMap { one in one.findings.map { Self.made(one, for: page.findings[$0], in: text) }
            }
            edits = trial.edits(of: sieve.good)
            new = edits.applied(to: text.bytes)
            return
        }
    }

    private static func made(_ candidate: Candidate, for finding: Finding, in text: SourceText) -> MadeFix {
        let line = text.line(at: finding.range.lower)
        let (first, last) = (text.line(at: candidate.range.lower), text.line(at: candidate.range.upper))
        return MadeFix(
            place: FixPlace(rule: finding.rule, line: line), lines: min(line, first)...max(line, last))
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
