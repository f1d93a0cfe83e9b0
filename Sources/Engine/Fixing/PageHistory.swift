import Model

/// What has become of a page that was changed, and what is remembered of it for the rounds to come.
struct PageHistory: Sendable {
    /// The page as it was before the run.
    let original: [UInt8]
    /// The page round by round; the first is how it was, the last is how it is.
    private var versions: [[UInt8]]
    /// The rules whose fixes led from one version to the next.
    private var rules: [Set<String>] = []
    /// The fixes that led to the last version.
    private var made: [MadeFix] = []
    private var origins = LineOrigins()
    private var former: FormerFindings
    private var mended = 0

    /// Rules whose fixes are not made on this page, because they come to no end, each with the reason.
    private var endless: [String: String] = [:]
    /// Fixes that are not made, because they lead to findings of some rules.
    private var blocked: [FixPlace: Set<String>] = [:]
    private var search: NewsSearch?
    /// For each round, how many fixes of a finding changed too much of the page. While fixes are searched for
    /// that lead to something new, the page is mended again and again, and need not be tried with those.
    private var refusals: [[FindingPlace: Int]] = []
    /// Why nothing at all is mended any more.
    private var stop: String?

    /// How the page was whenever it was mended from the beginning.
    private var starts: [[UInt8]]
    /// What was mended before the last beginning.
    private var mendedBefore = 0

    init(_ text: SourceText, _ findings: [Finding]) {
        original = text.bytes
        versions = [text.bytes]
        starts = [text.bytes]
        former = FormerFindings(findings, in: text)
    }

    /// The page as it is.
    var current: [UInt8] { versions.last ?? original }
    /// How many findings were mended.
    var findings: Int { mended + mendedBefore }
    /// Whether some fixes are left out whatever the page looks like.
    var leavesFixesOut: Bool { stop == nil && !(endless.isEmpty && blocked.isEmpty) }

    /// Whether the page is mended only to see what comes of leaving fixes out.
    var isSearching: Bool { search != nil }

    /// How many fixes of a finding of the page as it is have once changed too much of it in this round.
    func refusals(at finding: FindingPlace) -> Int {
        let round = versions.count - 1
        return round < refusals.count ? refusals[round][from(finding), default: 0] : 0
    }

    private func from(_ finding: FindingPlace) -> FindingPlace {
        var finding = finding
        finding.place.line = origins[finding.place.line]
        return finding
    }

    /// Why the fixes of a finding are left out; nil where they are not.
    func reason(against finding: Finding, in text: SourceText) -> String? {
        if let stop { return stop }
        if let reason = endless[finding.rule] { return reason }
        guard !blocked.isEmpty || search != nil else { return nil }
        let place = FixPlace(rule: finding.rule, line: origins[text.line(at: finding.range.lower)])
        if let rules = blocked[place] { return FixNote.news(rules.sorted()) }
        return search?.sieve.blocked.contains(place) == true
            ? search.map { FixNote.news($0.rules.sorted()) } : nil
    }

    /// Keeps which fixes changed too much of the page in a round.
    mutating func remember(_ outcome: PageMending) {
        guard !isSearching else { return }
        let round = versions.count - 1
        while refusals.count <= round { refusals.append([:]) }
        refusals[round] = Dictionary(outcome.refusals.map { (from($0), $1) }, uniquingKeysWith: max)
    }

    /// Keeps what a round has made of the page.
    mutating func take(_ outcome: PageMending, rounds: Int) {
        remember(outcome)
        guard let new = outcome.new else { return }
        rules.append(outcome.rules)
        if let start = versions.firstIndex(of: new) {
            // From here on everything would come again, and which of it is right nobody can tell.
            let rules = rules[start...].reduce(into: Set()) { $0.formUnion($1) }
            for rule in rules { endless[rule] = FixNote.circle(rules.sorted()) }
            return restart()
        }
        if versions.count > rounds {
            for rule in outcome.rules { endless[rule] = FixNote.noEnd }
            return restart()
        }
        versions.append(new)
        mended += outcome.mended.count
        made += outcome.made.map { fix in
            let place = FixPlace(rule: fix.place.rule, line: origins[fix.place.line])
            return MadeFix(place: place, lines: origins[fix.lines])
        }
        origins.follow(outcome.edits, from: outcome.text, to: SourceText(new))
    }

    /// Begins again with the page as it was.
    private mutating func restart() {
        versions.removeSubrange(1...)
        (rules, made, mended, origins) = ([], [], 0, LineOrigins())
        if !isSearching { refusals = [] }
    }
}

// No finding may appear that was not there before.
extension PageHistory {
    /// Looks at what is found on the page when nothing is left to mend.
    ///
    /// - Returns: whether the page is to be mended once more, from how it was and without some of its fixes.
    mutating func comesToRest(_ findings: [Finding], in text: SourceText) -> Bool {
        guard stop == nil, text.bytes == current else { return false }
        let news = former.news(among: findings, in: text, origins, made)
        let isFirst = search == nil
        guard var next = search ?? (news.isEmpty ? nil : NewsSearch(news, made)) else { return false }
        switch next.goOn(news, made, isFirst: isFirst) {
        case .found(let bad):
            for place in bad { blocked[place, default: []].formUnion(next.rules) }
            search = nil
            return false
        case .searching: search = next
        case .inVain:
            stop = FixNote.news(next.rules.sorted())
            search = nil
        }
        restart()
        return true
    }
}

// A second run finds nothing to mend.
extension PageHistory {
    /// Forgets which fixes are left out, as a second run would, and takes the page as it is for how it was.
    mutating func beginAgain(_ findings: [Finding]) {
        let text = SourceText(current)
        former = FormerFindings(findings, in: text)
        mendedBefore += mended
        versions = [text.bytes]
        restart()
        (endless, blocked, search, refusals) = ([:], [:], nil, [])
        starts.append(text.bytes)
    }

    /// Ends what came of beginning again, where it would go on like that.
    mutating func endRepetition(rounds: Int) {
        if let first = starts.firstIndex(of: current) {
            let circle = starts[first...]
            // Wherever a run begins, it ends with the same.
            let least = circle.min { $0.lexicographicallyPrecedes($1) } ?? current
            if circle.count > 1 { end(with: least, because: FixNote.unsteady) }
        } else if starts.count > rounds {
            mendedBefore = 0
            end(with: original, because: FixNote.unsteady)
        }
    }

    private mutating func end(with text: [UInt8], because reason: String) {
        versions = [text]
        restart()
        stop = reason
    }
}
