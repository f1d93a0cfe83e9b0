internal import Model
internal import Text

extension Verdict {
    /// The matches in the running text; where the search is given up, that is said and there are none.
    mutating func matches(of pattern: Pattern, in prose: Prose) -> [Pattern.Match] {
        do {
            return try pattern.matches(in: prose.bytes)
        } catch {
            let place = prose.map.source(of: SourceRange(at: error.offset))
            addUnknown(at: place, subject: "the text from here on", because: error.reason)
            return []
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
    /// The regular expressions of a parameter, each of which compiles on its own.
    func patterns(_ name: String, _ options: Pattern.Options) throws(Mistake) -> [String] {
        let sources = texts(name)
        for source in sources {
            do {
                _ = try Pattern(source, options)
            } catch {
                throw Mistake(
                    key: name,
                    sentence: "`\(source)` is no pattern: \(error.reason) at offset \(error.offset)")
            }
        }
        return sources
    }

    /// One pattern for all of them.
    func pattern(
        _ name: String, ofAny sources: [String], _ options: Pattern.Options
    ) throws(Mistake) -> Pattern {
        do {
            // Groups of equal numbers, so that a pattern may refer to its own groups by number.
            return try Pattern("(?|" + sources.joined(separator: "|") + ")", options)
        } catch {
            throw Mistake(key: name, sentence: "the patterns do not go together: \(error.reason)")
        }
    }
}
