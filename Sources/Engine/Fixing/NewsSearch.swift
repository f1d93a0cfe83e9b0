/// The search for the fixes that lead to something new: at first where it is found, then among the fixes
/// that are joined with those, and in the end everywhere.
struct NewsSearch: Sendable {
    private enum Reach: Int {
        case near, wide, everywhere
    }

    private var reach: Reach
    private(set) var sieve: FindingSieve
    /// How often the search began again among fixes that are joined.
    private var repetitions = 0
    /// All fixes that were ever made.
    private var made: [MadeFix]
    /// What was ever new.
    private var news: Set<FixPlace>

    init(_ news: [FixPlace], _ made: [MadeFix]) {
        (self.news, self.made) = (Set(news), made)
        (reach, sieve) = Self.sieve(self.news, made, .near)
    }

    /// The next sieve, which looks further.
    private static func sieve(
        _ news: Set<FixPlace>, _ made: [MadeFix], _ reach: Reach
    ) -> (Reach, FindingSieve) {
        let lines = Set(news.map(\.line))
        if reach == .near, let sieve = FindingSieve(near: lines, made, isWide: false) {
            return (.near, sieve)
        }
        if reach != .everywhere, let sieve = FindingSieve(near: lines, made, isWide: true) {
            return (.wide, sieve)
        }
        return (.everywhere, FindingSieve(everywhere: Set(made.map(\.place))))
    }

    /// Looks further.
    ///
    /// - Returns: whether there was anything left to look at.
    private mutating func widen(_ news: [FixPlace], _ made: [MadeFix]) -> Bool {
        guard let next = Reach(rawValue: reach.rawValue + 1) else { return false }
        self.news.formUnion(news)
        let known = Set(self.made.map(\.place))
        self.made += made.filter { !known.contains($0.place) }
        // What was left out may have let other fixes be made in the same place.
        if reach == .wide, repetitions < 2 {
            let (found, again) = Self.sieve(self.news, self.made, .wide)
            if found == .wide, again.places != sieve.places {
                repetitions += 1
                sieve = again
                return true
            }
        }
        (reach, sieve) = Self.sieve(self.news, self.made, next)
        return true
    }

    /// The rules that would find something new.
    var rules: Set<String> { Set(news.map(\.rule)) }

    enum Outcome {
        /// The page is to be mended without the fixes that are left out now.
        case searching
        /// With these left out nothing is new, and nothing more needs to be left out.
        case found(Set<FixPlace>)
        /// Whatever is left out, something is new.
        case inVain
    }

    /// Takes the next step.
    ///
    /// - Parameters:
    ///   - news: what is new without the fixes that are left out.
    ///   - made: the fixes that were made.
    ///   - isFirst: whether nothing was left out yet.
    mutating func goOn(_ news: [FixPlace], _ made: [MadeFix], isFirst: Bool) -> Outcome {
        let last = sieve.blocked
        if isFirst || sieve.decide(news) {
            let isOver = !sieve.next()
            if !isOver || last != sieve.blocked { return .searching }
            // The page was judged with just those left out.
            if news.isEmpty { return .found(last) }
        }
        // What is new has no cause among the fixes that were looked at.
        guard widen(news, made) else { return .inVain }
        _ = sieve.next()
        return .searching
    }
}
