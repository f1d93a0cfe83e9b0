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
