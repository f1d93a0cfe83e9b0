/// Finds, among the fixes of a page, those that lead to findings that were not there before.
///
/// It works from outside: the page is mended without some of its fixes, and what is found then decides about
/// them. Fixes of different places are tried at the same time.
struct FindingSieve: Sendable {
    /// The fixes in question.
    let places: [FixPlace]
    private var groups: [Group] = []
    /// The groups that the present trial decides about.
    private var active: [Int] = []
    private var trials = 0
    /// The most trials; what is undecided then counts as bad. In a list, one bad fix often spoils all.
    private let limit: Int

    /// The fixes that are left out at present.
    private(set) var blocked: Set<FixPlace> = []

    private struct Group: Sendable {
        /// Where it is seen whether one of its fixes does harm.
        var lines: ClosedRange<Int>
        var chunks: FixChunks

        init(_ lines: ClosedRange<Int>, _ fixes: Set<FixPlace>, _ places: [FixPlace]) {
            self.lines = lines
            chunks = FixChunks(
                places.indices.filter { fixes.contains(places[$0]) }.map {
                    FixChunks.Item(index: $0, rule: places[$0].rule)
                })
        }
    }

    /// Looks among the fixes that touch some lines, or those beside them.
    ///
    /// - Parameters:
    ///   - lines: where something is new.
    ///   - made: all fixes of the page.
    ///   - isWide: whether all those count that are joined with them, line by line or by an empty line: the items of a
    ///     list.
    /// - Returns: nil where a line is near no fix.
    init?(near lines: Set<Int>, _ made: [MadeFix], isWide: Bool) {
        var regions: [(lines: ClosedRange<Int>, fixes: Set<FixPlace>)] = []
        let byLine = made.sorted { $0.lines.lowerBound < $1.lines.lowerBound }
        for line in lines.sorted() {
            var region = (lines: line...line, fixes: Set<FixPlace>())
            func take(_ reach: ClosedRange<Int>) {
                for fix in made where fix.lines.overlaps(reach) && region.fixes.insert(fix.place).inserted {
                    region.lines = Self.hull(region.lines, fix.lines)
                }
            }
            take(region.lines)
            if region.fixes.isEmpty || isWide { take(line - 1...line + 1) }
            guard !region.fixes.isEmpty else { return nil }
            if isWide {
                for fix in byLine
                where fix.lines.overlaps(region.lines.lowerBound - 2...region.lines.upperBound + 2) {
                    take(fix.lines)
                }
                for fix in byLine.reversed()
                where fix.lines.overlaps(region.lines.lowerBound - 2...region.lines.upperBound + 2) {
                    take(fix.lines)
                }
            }
            // A fix belongs to one group.
            for (index, other) in regions.enumerated().reversed()
            where other.lines.overlaps(region.lines) || !other.fixes.isDisjoint(with: region.fixes) {
                region.lines = Self.hull(other.lines, region.lines)
                region.fixes.formUnion(other.fixes)
                regions.remove(at: index)
            }
            regions.append(region)
        }
        limit = 16
        places = regions.reduce(into: Set()) { $0.formUnion($1.fixes) }.sorted()
        groups = regions.map { Group($0.lines, $0.fixes, places) }
    }

    /// Looks among all fixes of the page.
    init(everywhere fixes: Set<FixPlace>) {
        limit = 48
        places = fixes.sorted()
        groups = [Group(Int.min...Int.max, fixes, places)]
    }

    /// Chooses what is left out next.
    ///
    /// - Returns: whether there is anything left to try. In the end all that does harm is left out.
    mutating func next() -> Bool {
        var kept: Set<Int> = []
        active = []
        for index in groups.indices {
            kept.formUnion(groups[index].chunks.accepted)
            guard trials < limit, let chunk = groups[index].chunks.next() else { continue }
            kept.formUnion(chunk)
            active.append(index)
        }
        trials += 1
        blocked = Set(places.indices.filter { !kept.contains($0) }.map { places[$0] })
        return !active.isEmpty
    }

    /// Says what is new without the fixes that are left out.
    ///
    /// - Returns: whether all of it has its cause among the fixes in question.
    mutating func decide(_ news: [FixPlace]) -> Bool {
        guard news.allSatisfy({ one in groups.contains { $0.lines.contains(one.line) } }) else {
            return false
        }
        for index in active {
            let lines = groups[index].lines
            groups[index].chunks.decide(isGood: !news.contains { lines.contains($0.line) })
        }
        return true
    }

    private static func hull(_ a: ClosedRange<Int>, _ b: ClosedRange<Int>) -> ClosedRange<Int> {
        min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
    }
}
