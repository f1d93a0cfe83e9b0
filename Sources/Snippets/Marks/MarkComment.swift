package import Model

/// A comment that says something of the snippet after it.
///
///     docent: snippet [level=…] [group=NAME] [session=NAME] [continues] [standalone] [hidden] [setup]
///                     [expect-error[=CODE[,line N]]] [output] [output=MODE] [filter=NAME] [filter=/PATTERN/TEXT/]
///                     [timeout=10s] [version>=1.2] [edition=2021] [source=PATH#REGION] [skip] [because REASON]
package struct MarkComment: Sendable {
    package var comment: Comment
    /// Where to point: the verb and its words, without the markers of the comment and without code in it.
    package var range: SourceRange
    package private(set) var mark = SnippetMark()
    package private(set) var mistakes: [Mistake] = []
    /// Where it says what the snippet is a copy of.
    package private(set) var copyRange: SourceRange?

    /// What is wrong with a word of it.
    package struct Mistake: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            /// No key has this name; the one that was probably meant.
            case unknownKey(nearest: String?)
            /// The key takes a value, and there is none.
            case noValue(expected: String)
            /// The value makes no sense; what would, in words.
            case badValue(expected: String)
            /// The key takes no value.
            case needlessValue
            /// A second word says something else.
            case saidTwice
            /// `skip` without `because` and a reason.
            case noReason
            /// There is nothing behind `snippet`.
            case empty
        }

        package var kind: Kind
        package var range: SourceRange
        package var key: String
        /// The place of the key's name, for a replacement.
        package var name: SourceRange
    }

    private var seen: Set<String> = []

    /// - Parameter content: the part of the comment's text that is read.
    init(_ comment: Comment, _ content: SourceRange, in text: SourceText) {
        self.comment = comment
        var words = MarkWords(content, in: text)
        range = words.rest()
        // `docent:` and `snippet`, which the caller has seen.
        _ = words.next()
        _ = words.next()
        read(&words, text)
        if mark == .none, mistakes.isEmpty { note(.empty, range, "snippet", range) }
        mark.add(.docent)
    }

    private mutating func note(
        _ kind: Mistake.Kind, _ range: SourceRange, _ key: String, _ name: SourceRange
    ) {
        mistakes.append(Mistake(kind: kind, range: range, key: key, name: name))
    }

    private mutating func read(_ words: inout MarkWords, _ text: SourceText) {
        var skip: MarkWords.Word?
        while let word = words.next() {
            if word.key == "because", word.sign.isEmpty {
                let reason = words.rest()
                if skip == nil { break }
                mark.skip?.reason = text.string(reason)
                if reason.isEmpty { note(.noReason, word.range, "skip", word.range) }
                skip = nil
                break
            }
            if word.key == "skip" { skip = word }
            read(word, &words)
        }
        if let skip { note(.noReason, skip.range, "skip", skip.range) }
    }

    private mutating func read(_ word: MarkWords.Word, _ words: inout MarkWords) {
        let name = word.name
        guard let key = Key(rawValue: word.key) else {
            let near = closest(to: word.key, among: Key.allCases.map(\.rawValue))
            return note(.unknownKey(nearest: near), word.range, word.key, name)
        }
        if !key.isRepeatable, !seen.insert(word.key).inserted {
            return note(.saidTwice, word.range, word.key, name)
        }
        if word.sign.isEmpty || key != .version && word.sign != "=" {
            guard word.sign.isEmpty, key.isFlag else {
                return note(.noValue(expected: key.expected), word.range, word.key, name)
            }
        } else if !key.takesValue {
            return note(.needlessValue, word.range, word.key, name)
        }
        if !take(key, word, &words) {
            note(.badValue(expected: key.expected), word.valueRange, word.key, name)
        }
    }

    /// Takes a key and its value.
    ///
    /// - Returns: whether the value makes sense.
    private mutating func take(_ key: Key, _ word: MarkWords.Word, _ words: inout MarkWords) -> Bool {
        let value = word.value
        switch key {
        case .level:
            mark.level = SnippetLevel(rawValue: value)
            return mark.level != nil
        case .group, .session:
            if key == .group { mark.group = value } else { mark.session = value }
            return !value.isEmpty
        case .continues: mark.continues = true
        case .standalone: mark.isStandalone = true
        case .hidden: mark.isHidden = true
        case .setup: mark.isSetup = true
        case .skip: mark.skip = SnippetMark.Skip(by: "skip")
        case .output:
            if word.sign.isEmpty {
                mark.isOutput = true
                return true
            }
            mark.comparison = OutputComparison(rawValue: value)
            return mark.comparison != nil
        case .filter:
            guard let filter = Self.filter(value) else { return false }
            mark.filters.append(filter)
        case .timeout:
            mark.timeout = Self.milliseconds(value)
            return mark.timeout != nil
        case .version:
            guard let relation = VersionCondition.Relation(rawValue: word.sign == "==" ? "=" : word.sign),
                let numbers = VersionCondition.numbers(value)
            else { return false }
            mark.versions.append(VersionCondition(relation, numbers))
        case .edition:
            mark.edition = value
            return !value.isEmpty
        case .source:
            let pieces = value.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            guard let path = pieces.first, !path.isEmpty else { return false }
            copyRange = word.valueRange
            mark.copy = CopySource(path: String(path), part: pieces.count > 1 ? String(pieces[1]) : nil)
        case .expectError: return takeError(word, &words)
        }
        return true
    }

    private mutating func takeError(_ word: MarkWords.Word, _ words: inout MarkWords) -> Bool {
        var failure = mark.failure ?? ExpectedFailure(by: word.key)
        defer { mark.failure = failure }
        if word.sign.isEmpty { return true }
        var pieces = word.value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        var error = ExpectedError(code: nil)
        if pieces.last == "line" {
            guard let number = words.next(), number.sign.isEmpty, let line = Int(number.key), line > 0 else {
                return false
            }
            error.line = line
            pieces.removeLast()
        }
        guard pieces.count <= 1, pieces.first?.isEmpty != true else { return false }
        error.code = pieces.first
        failure.errors.append(error)
        return true
    }

    /// Reads a name, or `/pattern/replacement/` with whatever character it begins with.
    private static func filter(_ value: String) -> OutputFilter? {
        if value.first?.isLetter == true {
            let isName = value.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            return isName ? .named(value) : nil
        }
        guard let mark = value.first, !mark.isLetter, !mark.isNumber else { return nil }
        let pieces = value.split(separator: mark, omittingEmptySubsequences: false)
        guard pieces.count == 4, pieces[3].isEmpty, !pieces[1].isEmpty else { return nil }
        return .pattern(String(pieces[1]), replacement: String(pieces[2]))
    }

    /// Reads `500ms`, `10s`, `2m` or a number of seconds.
    private static func milliseconds(_ value: String) -> Int? {
        let digits = value.prefix { ("0"..."9").contains($0) }
        let units = ["": 1_000, "ms": 1, "s": 1_000, "m": 60_000]
        guard let number = Int(digits), number > 0, number < 1_000_000,
            let unit = units[String(value.dropFirst(digits.count))]
        else { return nil }
        return number * unit
    }
}

extension MarkComment {
    /// The words that a comment may say.
    package enum Key: String, CaseIterable, Sendable {
        case level, group, session, continues, standalone, hidden, setup, skip, output, filter, timeout
        case version, edition, source
        case expectError = "expect-error"

        var isFlag: Bool {
            switch self {
            case .continues, .standalone, .hidden, .setup, .skip, .output, .expectError: true
            default: false
            }
        }

        var takesValue: Bool {
            switch self {
            case .continues, .standalone, .hidden, .setup, .skip: false
            default: true
            }
        }

        var isRepeatable: Bool { self == .filter || self == .version || self == .expectError }

        /// What the value should be, in words.
        var expected: String {
            switch self {
            case .level: "syntax, types, build or run"
            case .group, .session: "a name"
            case .output: "exact, ellipsis, unordered, json or none"
            case .filter: "the name of a filter, or /pattern/replacement/"
            case .timeout: "a time such as 10s or 500ms"
            case .version: "a comparison such as version>=5.9"
            case .edition: "an edition such as 2021"
            case .source: "a path, perhaps with #region"
            case .expectError: "a code, or a code and a line such as E0382,line 4"
            case .continues, .standalone, .hidden, .setup, .skip: "nothing"
            }
        }
    }
}
