import Model

/// Finds, among fixes that together change too much of a page, those that do no harm.
///
/// Fixes of different places are tried at the same time, and in each place first by rule and then by halves:
/// a page with thousands of fixes, of which a few are bad, is parsed a few dozen times.
struct PageSieve {
    private let trial: PageTrial
    /// The most versions of a page that are tried; what is undecided then counts as bad.
    private static let limit = 300

    private(set) var good: [Int] = []
    private(set) var bad: [Int] = []

    init(_ trial: PageTrial, _ chosen: [Int]) {
        self.trial = trial
        let found = self.trial.violations(making: chosen)
        guard !found.isEmpty else {
            good = chosen
            return
        }
        if let groups = groups(around: found, chosen) {
            let suspects = Set(groups.flatMap(\.chunks.undecided))
            good = sift(groups, base: chosen.filter { !suspects.contains($0) }) ?? chosen
            bad = chosen.filter { !Set(good).contains($0) }
            if self.trial.violations(making: good).isEmpty { return }
        } else {
            good = chosen
        }
        // What goes wrong at one place has its cause far away.
        let all = Group(0...max(0, trial.blockCount), good, trial.candidates)
        let kept = sift([all], base: []) ?? []
        bad = chosen.filter { !Set(kept).contains($0) }
        good = kept
        if !good.isEmpty, !self.trial.violations(making: good).isEmpty { (good, bad) = ([], chosen) }
    }

    /// A part of the page where something goes wrong, and the fixes that may be the cause.
    private struct Group {
        var blocks: ClosedRange<Int>
        var chunks: FixChunks

        init(_ blocks: ClosedRange<Int>, _ fixes: some Sequence<Int>, _ candidates: [Candidate]) {
            self.blocks = blocks
            chunks = FixChunks(fixes.map { FixChunks.Item(index: $0, rule: candidates[$0].rule) })
        }
    }

    /// The places where something goes wrong; nil where no fix is near one of them.
    private func groups(around violations: [Int], _ chosen: [Int]) -> [Group]? {
        var regions: [(blocks: ClosedRange<Int>, fixes: Set<Int>)] = []
        for block in violations {
            let near = (block - 1)...(block + 1)
            let fixes = chosen.filter { trial.candidates[$0].blocks.overlaps(near) }
            guard !fixes.isEmpty else { return nil }
            var blocks = near
            for index in fixes { blocks = Self.hull(blocks, trial.candidates[index].blocks) }
            regions.append((blocks, Set(fixes)))
        }
        regions.sort { $0.blocks.lowerBound < $1.blocks.lowerBound }
        var merged: [(blocks: ClosedRange<Int>, fixes: Set<Int>)] = []
        for region in regions {
            if let last = merged.last, last.blocks.upperBound >= region.blocks.lowerBound {
                merged[merged.count - 1].blocks = Self.hull(last.blocks, region.blocks)
                merged[merged.count - 1].fixes.formUnion(region.fixes)
            } else {
                merged.append(region)
            }
        }
        return merged.map { Group($0.blocks, $0.fixes, trial.candidates) }
    }

    private static func hull(_ a: ClosedRange<Int>, _ b: ClosedRange<Int>) -> ClosedRange<Int> {
        min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
    }

    /// Tries the groups side by side until each has decided on all its fixes.
    ///
    /// - Returns: the fixes that do no harm, in order; nil where something goes wrong outside of the groups.
    private func sift(_ groups: [Group], base: [Int]) -> [Int]? {
        var groups = groups
        for _ in 0..<Self.limit {
            var tried: [Int] = base
            var active: [Int] = []
            for index in groups.indices {
                tried += groups[index].chunks.accepted
                if let chunk = groups[index].chunks.next() {
                    tried += chunk
                    active.append(index)
                }
            }
            if active.isEmpty { break }
            let found = trial.violations(making: tried.sorted())
            for block in found where !groups.contains(where: { $0.blocks.contains(block) }) { return nil }
            for index in active {
                let isGood = !found.contains { groups[index].blocks.contains($0) }
                groups[index].chunks.decide(isGood: isGood)
            }
        }
        return (base + groups.flatMap(\.chunks.accepted)).sorted()
    }
}
