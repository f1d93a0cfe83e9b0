// For the environment.
import Foundation
import RandomDocuments
import Testing

@Suite("Random documents are read as cmark-gfm reads them")
struct DifferentialTests {
    /// How many documents are compared in each dialect; `DOCENT_DIFFERENTIAL` asks for more.
    private static let count =
        ProcessInfo.processInfo.environment["DOCENT_DIFFERENTIAL"].flatMap(Int.init) ?? 3000
    private static let seed =
        ProcessInfo.processInfo.environment["DOCENT_SEED"].flatMap(UInt64.init) ?? 20_261_123

    private static var seeds: [[UInt8]] {
        guard ConformanceSuite.folder != nil else { return [] }
        let suites = [ConformanceSuite.commonMark, .gfm, .cmarkGFM]
        return suites.flatMap { (try? $0.examples()) ?? [] }.map { Array($0.markdown.utf8) }
    }

    @Test("unless a known reason explains the difference", arguments: [false, true])
    func alike(isExtended: Bool) {
        let run = DifferentialRun(
            isExtended: isExtended, count: Self.count, seed: Self.seed, seeds: Self.seeds)
        print(run.summary)
        for report in run.reports() { Issue.record("\(report)") }
    }

    @Test("every known reason has an example that shows it", arguments: Reason.all.indices)
    func reasonIsReal(_ index: Int) {
        let reason = Reason.all[index]
        let comparison = Comparison(isExtended: reason.isExtension)
        let example = Array(reason.example.utf8)
        #expect(!comparison.isAlike(example), "\(reason.name) makes no difference any more: take it out")
        #expect(comparison.isAlike(reason.without(example)), "\(reason.name) does not explain its example")
    }

    @Test("a failing document is made as small as it can")
    func shrinks() {
        let long = Array("some words *and* a [link](to) more".utf8)
        let small = Shrinker.smallest(long) { $0.contains(0x5B) && $0.contains(0x29) }
        #expect(small == Array("[)".utf8))
    }
}
