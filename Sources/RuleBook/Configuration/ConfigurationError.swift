package import Model

/// What is wrong with the configuration of a user: every mistake in it, not only the first.
package struct ConfigurationError: Error, Hashable, Sendable {
    package var mistakes: [Mistake]

    package struct Mistake: Hashable, Sendable {
        package var path: String
        /// Counted from 1; columns in Unicode scalars.
        package var line: Int
        package var column: Int
        package var failure: Failure

        package init(path: String, line: Int, column: Int, failure: Failure) {
            self.path = path
            self.line = line
            self.column = column
            self.failure = failure
        }

        /// What makes a configuration of markdownlint useless.
        init(_ notice: MarkdownlintNotice) {
            self.init(
                path: notice.path, line: notice.place?.line ?? 1, column: notice.place?.column ?? 1,
                failure: notice.failure)
        }
    }

    package init(_ mistakes: [Mistake]) {
        self.mistakes = mistakes
    }

    /// The mistakes as a user sees them, the place first.
    package var failures: [Failure] {
        mistakes.map { mistake in
            var failure = mistake.failure
            failure.what = "\(mistake.path):\(mistake.line):\(mistake.column): \(failure.what)"
            return failure
        }
    }
}

/// Gathers mistakes of one file.
struct MistakeCollector {
    let path: String
    let text: SourceText
    private(set) var mistakes: [ConfigurationError.Mistake] = []

    init(path: String, text: SourceText) {
        self.path = path
        self.text = text
    }

    mutating func add(_ range: SourceRange, _ what: String, why: String, remedy: String) {
        let line = text.line(at: range.lower)
        let before = text.slice(SourceRange(text.line(line).lower, range.lower))
        mistakes.append(
            ConfigurationError.Mistake(
                path: path, line: line + 1, column: before.count { $0 & 0xC0 != 0x80 } + 1,
                failure: Failure(what: what, why: why, remedy: remedy)))
    }

    /// A word that is not one of those that are known.
    mutating func addUnknown(_ range: SourceRange, _ what: String, _ word: String, among known: [String]) {
        let list = known.joined(separator: ", ")
        if let near = closest(to: word, among: known) {
            add(range, what, why: "known are \(list)", remedy: "write `\(near)`, if that is what is meant")
        } else {
            add(range, what, why: "known are \(list)", remedy: "write one of these, or take the line out")
        }
    }
}
