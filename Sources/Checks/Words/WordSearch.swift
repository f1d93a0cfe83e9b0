internal import Model
internal import Text

extension Verdict {
    /// The matches of some patterns in the running text, in order and without overlaps; where a search is
    /// given up, that is said and there are none.
    ///
    /// Each pattern is searched on its own: PCRE2 finds what every match of one pattern must have much faster
    /// than it tries alternatives that have nothing in common.
    mutating func matches(of patterns: [Pattern], in prose: Prose) -> [Pattern.Match] {
        let text = SearchText(prose.bytes)
        var found: [Pattern.Match] = []
        for pattern in patterns {
            do {
                found += try pattern.matches(in: text)
            } catch {
                let place = prose.map.source(of: SourceRange(at: error.offset))
                addUnknown(at: place, subject: "the text from here on", because: error.reason)
                return []
            }
        }
        guard patterns.count > 1 else { return found }
        // Of two that begin together the longer says more.
        found.sort { ($0.range.lower, -$0.range.upper) < ($1.range.lower, -$1.range.upper) }
        var end = 0
        return found.filter { match in
            defer { end = max(end, match.range.upper) }
            return match.range.lower >= end
        }
    }
}

/// Which pages a check of words looks at.
struct PageChoice {
    static let parameters = [
        Parameter(
            "language", .choice(["any", "en"]), standard: .text("any"),
            summary: "The language the words are of; `en` leaves out pages that are probably not English."),
        Parameter(
            "skip", .texts, standard: .list([]), summary: "Patterns of paths that are not looked at."),
    ]

    private let skipped: [Glob]
    private let isForEnglish: Bool

    init(_ parameters: Parameters) {
        skipped = parameters.texts("skip").map { Glob($0) }
        isForEnglish = parameters.text("language") == "en"
    }

    func includes(_ document: Document, _ prose: Prose) -> Bool {
        if skipped.contains(where: { $0.matches(document.path) }) { return false }
        return !isForEnglish || EnglishText.isLikely(prose.bytes)
    }
}

extension Prose {
    /// The text of a range with each line break as a space.
    func oneLine(_ range: SourceRange) -> String {
        string(range).replacing("\n", with: " ")
    }
}

extension Parameters {
    /// The regular expressions of a parameter.
    func patterns(_ name: String, _ options: Pattern.Options) throws(Mistake) -> [Pattern] {
        var patterns: [Pattern] = []
        for source in texts(name) { patterns.append(try pattern(name, source, options)) }
        return patterns
    }

    /// A regular expression that a parameter gives, or that is made from it.
    func pattern(_ name: String, _ source: String, _ options: Pattern.Options) throws(Mistake) -> Pattern {
        do {
            return try Pattern(source, options)
        } catch {
            throw Mistake(
                key: name, sentence: "`\(source)` is no pattern: \(error.reason) at offset \(error.offset)")
        }
    }
}
